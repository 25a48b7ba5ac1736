import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AES_KEY, TOKEN } from '../callback/load.ts';
import { NODE_FLAGS } from '../node-flags.ts';

/** What the server under test may call: WeCom's push API, which says yes to everything. */
export async function openPushApi(): Promise<{ readonly url: string; readonly pushes: () => number; close(): void }> {
  let pushes = 0;
  const server = createServer((request, response) => {
    pushes += 1;
    request.resume();
    response.setHeader('content-type', 'application/json').end('{"errcode":0,"errmsg":"ok"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the push API has no port');
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${address.port}`, pushes: () => pushes, close };
}

const wordsSchema = z.object({
  url: z.string().optional(),
  set: z.number().optional(),
  left: z.array(z.string()).optional(),
  living: z.number().optional(),
});

export interface SoakServer {
  readonly port: number;
  setOffset(offsetMs: number): Promise<void>;
  rssBytes(): Promise<number>;
  /** What a whole collection of garbage leaves. */
  livingBytes(): Promise<number>;
  /** Ends it in peace; what its event loop still holds then. */
  stop(): Promise<readonly string[]>;
}

export async function startSoakServer(options: { dataDir: string; secretKey: string; pushUrl: string }): Promise<SoakServer> {
  const child = fork(fileURLToPath(new URL('./server.ts', import.meta.url)), [], {
    execArgv: [...NODE_FLAGS],
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: options.dataDir,
      SECRET_KEY: options.secretKey,
      WECOM_API_BASE: options.pushUrl,
      SEED: 'none',
      SIMULATOR: 'off',
      LOG_LEVEL: 'error',
      WECOM_AIBOT_TOKEN: TOKEN,
      WECOM_AIBOT_AES_KEY: AES_KEY,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const word = wordsOf(child);
  const { url = '' } = await word();
  return {
    port: Number(new URL(url).port),
    setOffset: async (offsetMs) => {
      child.send({ offsetMs });
      await word();
    },
    rssBytes: async () => Number(/VmRSS:\s+(\d+)/u.exec(await readFile(`/proc/${child.pid ?? 0}/status`, 'utf8'))?.[1] ?? 0) * 1024,
    livingBytes: async () => {
      child.send({ collect: true });
      return (await word()).living ?? Number.NaN;
    },
    stop: async () => {
      child.send({ stop: true });
      const { left = [] } = await word();
      child.kill('SIGKILL');
      await once(child, 'exit');
      return left;
    },
  };
}

/** The server's words, one answer to each order. */
function wordsOf(child: ChildProcess): () => Promise<z.infer<typeof wordsSchema>> {
  let hear = Promise.withResolvers<unknown>();
  child.on('message', (message) => hear.resolve(message));
  child.once('exit', (code) => {
    // Nobody waits for a word of a server that was told to stop.
    hear.promise.catch(() => {});
    hear.reject(new Error(`the server ended with ${String(code)}`));
  });
  return async () => {
    const heard = await hear.promise;
    hear = Promise.withResolvers<unknown>();
    return wordsSchema.parse(heard);
  };
}
