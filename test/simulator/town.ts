import { once } from 'node:events';
import { createServer } from 'node:http';
import Router from '@koa/router';
import axios, { create } from 'axios';
import Koa from 'koa';
import { z } from 'zod';
import { randomIds } from '../../src/core/ids.ts';
import { simulator } from '../../src/simulator/index.ts';
import { cast } from '../support/cast.ts';
import { AES_KEY, fakeBot, TOKEN, type FakeBot, type Heard, type Say } from './fake-bot.ts';
import { manualTime, type ManualTime } from './manual-time.ts';
import { liveEvent, type LiveEvent, type Message } from '../../src/console/web/simulator/schema.ts';

export const GROUP = 'wrTown_0001';
export const ROBOT = 'robot-key-0001';
const ORGANIZATION = {
  people: cast,
  groups: [
    { chatId: GROUP, name: '后勤一支部工作群', members: ['wangmin', 'liqiang', 'zhangwei', 'zhaojing'], robotKey: ROBOT },
    { chatId: 'wrTown_0003', name: '后勤三支部工作群', members: ['chentao'], robotKey: 'robot-key-0003' },
  ],
};
const verdict = z.object({ errcode: z.number(), errmsg: z.string(), media_id: z.string().optional() });

/** The small WeCom on loopback, with a tiny bot on its other side. */
export interface Town {
  readonly time: ManualTime;
  readonly bot: FakeBot;
  post(path: string, body: unknown): Promise<{ status: number; data: unknown }>;
  get(path: string): Promise<unknown>;
  say(userId: string, chatId: string, text: string, quote?: string): Promise<string>;
  push(key: string, body: unknown): Promise<z.infer<typeof verdict>>;
  /** Calls a full address, such as a response_url. */
  call(url: string, body: unknown): Promise<z.infer<typeof verdict>>;
  upload(key: string, name: string, content: string): Promise<z.infer<typeof verdict>>;
  messages(userId: string, chatId: string): Promise<readonly Message[]>;
  /** Waits until the person's phone shows what is asked for. */
  shows(userId: string, chatId: string, wanted: (message: Message) => boolean): Promise<Message>;
  stop(): Promise<void>;
}

export async function openTown(answer: (heard: Heard, count: number) => Say): Promise<Town> {
  const time = manualTime();
  const bot = await fakeBot(answer);
  const router = new Router();
  const app = new Koa();
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const small = simulator({
    organization: ORGANIZATION,
    bot: { name: '党群助手', aibotId: 'aibSIM' },
    callbackUrl: () => bot.url,
    ownOrigin: () => origin,
    token: TOKEN,
    aesKey: AES_KEY,
    clock: time.clock,
    ids: randomIds,
    http: create(),
    basePath: '/simulator',
    timers: time.timers,
  });
  small.routes(router);
  app.use(router.routes());
  const handle = app.callback();
  server.on('request', (request, response) => void handle(request, response));
  const http = create({ baseURL: `${origin}/simulator`, validateStatus: () => true });

  /** What a person's phone is told, from the first snapshot on; the caller breaks off when it has seen enough. */
  async function* liveOf(userId: string): AsyncGenerator<LiveEvent> {
    const stream = await http.get<AsyncIterable<Buffer>>(`/api/events?user=${userId}`, { responseType: 'stream' });
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of stream.data) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const line = block.split('\n').find((one) => one.startsWith('data: '));
        if (line !== undefined) yield liveEvent.parse(JSON.parse(line.slice(6)));
      }
    }
  }

  const town: Town = {
    time,
    bot,
    post: (path, body) => http.post(`/api${path}`, body),
    get: async (path) => (await http.get<unknown>(`/api${path}`)).data,
    async say(userId, chatId, text, quote) {
      const { data } = await http.post<unknown>('/api/messages', { userId, chatId, text, clientId: randomIds.id(), quote });
      return z.object({ message: z.object({ id: z.string() }) }).parse(data).message.id;
    },
    push: async (key, body) => verdict.parse((await http.post<unknown>(`/qyapi/cgi-bin/webhook/send?key=${key}`, body)).data),
    call: async (url, body) => verdict.parse((await axios.post<unknown>(url, body)).data),
    async upload(key, name, content) {
      const form = new FormData();
      form.append('media', new Blob([content]), name);
      return verdict.parse((await http.post<unknown>(`/qyapi/cgi-bin/webhook/upload_media?key=${key}&type=file`, form)).data);
    },
    async messages(userId, chatId) {
      for await (const event of liveOf(userId)) {
        if (event.type === 'snapshot') return event.chats.find(({ id }) => id === chatId)?.messages ?? [];
      }
      return [];
    },
    async shows(userId, chatId, wanted) {
      for await (const event of liveOf(userId)) {
        const messages =
          event.type === 'snapshot' ? event.chats.flatMap((chat) => chat.messages) : event.type === 'message' ? [event.message] : [];
        const found = messages.find((message) => message.chatId === chatId && wanted(message));
        if (found !== undefined) return found;
      }
      throw new Error('the stream ended');
    },
    async stop() {
      small.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await bot.stop();
    },
  };
  return town;
}
