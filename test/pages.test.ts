import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { houseCollections } from '../src/conversation/collections.ts';
import { silentLog } from '../src/core/log.ts';
import type { Feature } from '../src/features/feature.ts';
import { pageRoutes } from '../src/pages.ts';
import { webApp } from '../src/server.ts';
import { setClock } from './support/clock.ts';
import { openTestStore } from './support/store.ts';

/** Gives out what somebody may have written or sent, under a name that they chose. */
const shelf: Feature = {
  name: 'shelf',
  collections: [],
  intents: [],
  help: {},
  pages: [
    {
      method: 'GET',
      path: '/h5/shelf',
      handle: () =>
        Promise.resolve({
          status: 200,
          type: 'application/octet-stream',
          body: Buffer.from('<script>alert(1)</script>'),
          fileName: '名单".html\r\nX-Own: 1',
        }),
    },
  ],
};

it('U05: a download is saved and not shown: an attachment whose kind nobody guesses, without scripts, in no cache', async () => {
  const store = await openTestStore(houseCollections);
  onTestFinished(() => store.close());
  const app = webApp(silentLog, {
    callbacks: [],
    pages: [
      (router) =>
        pageRoutes(router, {
          store,
          features: [shelf],
          log: silentLog,
          clock: setClock('2026-11-21T01:00:00.000Z'),
          zone: 'Asia/Shanghai',
          keyedHash: (text) => text,
          appointed: { secretaries: [], admins: [] },
        }),
    ],
  });
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const { headers, status } = await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/h5/shelf`);
  expect(status).toBe(200);
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename=/u);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(headers.get('content-security-policy')).not.toContain("script-src 'unsafe");
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-own')).toBeNull();
});
