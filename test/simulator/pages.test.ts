import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Router from '@koa/router';
import { create, type AxiosInstance } from 'axios';
import Koa from 'koa';
import { afterEach, expect, it } from 'vitest';
import { servePages } from '../../src/console/pages.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(options: { simulator: boolean; built: boolean }): Promise<AxiosInstance> {
  const dir = await mkdtemp(join(tmpdir(), 'pages-'));
  closing.push(() => rm(dir, { recursive: true }));
  if (options.built) {
    await mkdir(join(dir, 'simulator'));
    await mkdir(join(dir, 'assets'));
    await writeFile(join(dir, 'simulator', 'index.html'), '<!doctype html>');
    await writeFile(join(dir, 'assets', 'index-abc.js'), 'export {}');
    await writeFile(join(dir, 'sources.sha256'), 'secret');
  }
  const router = new Router();
  servePages(router, { simulator: options.simulator, dir });
  const handle = new Koa().use(router.routes()).callback();
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return create({ baseURL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, validateStatus: () => true });
}

it('X04: a page comes with a policy that lets only our own files run', async () => {
  const page = await (await serve({ simulator: true, built: true })).get('/simulator');
  expect(page.status).toBe(200);
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  expect(page.headers['cache-control']).toBe('no-cache');
});

it('its files may be kept for ever, as their names change with their content', async () => {
  const file = await (await serve({ simulator: true, built: true })).get('/assets/index-abc.js');
  expect([file.status, file.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
});

it('nothing outside the assets can be asked for', async () => {
  const http = await serve({ simulator: true, built: true });
  for (const path of ['/assets/..%2Fsources.sha256', '/assets/%2e%2e/sources.sha256', '/sources.sha256'])
    expect((await http.get(path)).status).toBe(404);
});

it('the simulator page is not there when the simulator is off', async () => {
  expect((await (await serve({ simulator: false, built: true })).get('/simulator')).status).toBe(404);
});

it('a page that is not built says so', async () => {
  expect((await (await serve({ simulator: true, built: false })).get('/simulator')).status).toBe(503);
});
