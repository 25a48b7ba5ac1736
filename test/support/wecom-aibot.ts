import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import Router from '@koa/router';
import Koa from 'koa';
import type { Channel } from '../../src/channels/channel.ts';
import type { AnswerOf, GiveUp, Receive } from '../../src/core/message.ts';
import { wecomHttp } from '../../src/channels/wecom/api.ts';
import { aibotChannel } from '../../src/channels/wecom-aibot/index.ts';
import type { Inbound } from '../../src/core/message.ts';
import { keptArrivals, type KeptArrivals } from './arrivals.ts';
import { wecomClient, type WecomClient } from './wecom-client.ts';
import { wecomTime, type WecomTime } from './wecom-time.ts';

export const TOKEN = 'QDG6eKtestTOKEN';
export const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
export const API_BASE = 'https://qyapi.weixin.qq.com';
export const RESPONSE_URL = `${API_BASE}/cgi-bin/aibot/response?response_code=CODE`;

export interface AibotWorld extends AsyncDisposable {
  readonly url: string;
  readonly server: Server;
  readonly channel: Channel;
  readonly arrivals: KeptArrivals;
  readonly client: WecomClient;
  readonly time: WecomTime;
  /** Everything the bot heard, in order. */
  readonly heard: Inbound[];
  readonly logged: { level: string; message: string; fields: object }[];
  /** Errors that reached Koa: there must be none. */
  readonly crashes: unknown[];
}

/** The AI bot's channel on a real Koa app and port, answered by `receive`. */
export async function aibotWorld(
  receive: Receive,
  answerOf: AnswerOf = async () => undefined,
  time = wecomTime(),
  arrivals = keptArrivals(),
  giveUp: GiveUp = async (_, words) => ({ text: words }),
  putAside: Receive = async (inbound) => ({ text: `${inbound.messageId} 放下了` }),
  next?: { readonly token: string; readonly aesKey: string },
): Promise<AibotWorld> {
  const heard: Inbound[] = [];
  const logged: AibotWorld['logged'] = [];
  const crashes: unknown[] = [];
  const logging =
    (level: string) =>
    (message: string, fields: object = {}) =>
      void logged.push({ level, message, fields });
  let count = 0;
  const channel = aibotChannel({
    token: TOKEN,
    aesKey: AES_KEY,
    ...(next === undefined ? {} : { next }),
    receive: (inbound) => {
      heard.push(inbound);
      return receive(inbound);
    },
    answerOf,
    giveUp,
    putAside,
    arrivals,
    clock: time.clock,
    timers: time.timers,
    log: { info: logging('info'), warn: logging('warn'), error: logging('error') },
    ids: { id: () => `id-${(count += 1)}`, code: () => 'CODE' },
    http: wecomHttp(),
    apiBase: API_BASE,
  });
  const router = new Router();
  channel.routes?.(router);
  const app = new Koa();
  app.silent = true;
  app.on('error', (error) => crashes.push(error));
  app.use(router.routes());
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}/wecom/aibot`;
  return {
    url,
    server,
    channel,
    arrivals,
    time,
    heard,
    logged,
    crashes,
    client: wecomClient({ url, token: TOKEN, aesKey: AES_KEY, clock: time.clock }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      const stopped = channel.stop?.();
      // What a test left unanswered is not waited for.
      time.fire(8_000);
      await stopped;
    },
  };
}
