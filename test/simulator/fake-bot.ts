import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { encryptOf } from '../../src/channels/wecom/envelope.ts';
import { wecomCodec } from '../../src/channels/wecom/codec.ts';

export const TOKEN = 'simulatorToken';
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

const plainSchema = z.looseObject({
  msgid: z.string(),
  chattype: z.string(),
  chatid: z.string().optional(),
  from: z.object({ userid: z.string() }),
  msgtype: z.string(),
  response_url: z.string().optional(),
  text: z.object({ content: z.string() }).optional(),
  quote: z.unknown().optional(),
  stream: z.object({ id: z.string() }).optional(),
  event: z.unknown().optional(),
});
export type Heard = z.infer<typeof plainSchema>;

/** What the bot says to a callback: a body to encrypt, nothing, a bare status, or silence. */
export type Say = object | 'empty' | 'silence' | number;

export interface FakeBot {
  readonly url: string;
  readonly heard: readonly Heard[];
  /** Resolves with the callback of this number, counted from 1. */
  hears(count: number): Promise<Heard>;
  stop(): Promise<void>;
}

/** A tiny bot on loopback that holds WeCom to its protocol: a wrong signature or cipher ends in 403. */
export async function fakeBot(answer: (heard: Heard, count: number) => Say): Promise<FakeBot> {
  const codec = wecomCodec({ token: TOKEN, aesKey: AES_KEY, receiveId: '' });
  const heard: Heard[] = [];
  const watchers = new Set<() => void>();

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const query = new URL(request.url ?? '', 'http://bot').searchParams;
    const [signature, timestamp, nonce] = [query.get('msg_signature') ?? '', query.get('timestamp') ?? '', query.get('nonce') ?? ''];
    let text: string;
    try {
      text = codec.open({ encrypt: encryptOf(Buffer.concat(chunks)), signature, timestamp, nonce });
    } catch {
      response.writeHead(403).end();
      return;
    }
    const plain = plainSchema.parse(JSON.parse(text));
    heard.push(plain);
    for (const watcher of watchers) watcher();
    const say = answer(plain, heard.length);
    if (say === 'silence') return;
    if (say === 'empty') response.writeHead(200).end();
    else if (typeof say === 'number') response.writeHead(say).end();
    else {
      const sealed = codec.seal(JSON.stringify(say), timestamp, nonce);
      response.end(JSON.stringify({ encrypt: sealed.encrypt, msgsignature: sealed.signature, timestamp: Number(timestamp), nonce }));
    }
  }

  const server = createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/wecom/aibot`,
    heard,
    async hears(count) {
      for (;;) {
        const one = heard[count - 1];
        if (one !== undefined) return one;
        const { promise, resolve } = Promise.withResolvers<void>();
        watchers.add(resolve);
        await promise;
        watchers.delete(resolve);
      }
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
