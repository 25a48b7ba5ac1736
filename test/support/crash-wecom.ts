import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Clock } from '../../src/core/clock.ts';
import { webhookMessageSchema, type WebhookMessage } from '../../src/channels/wecom/webhook-message.ts';

/** One message that a group's robot took. */
export interface Arrival {
  readonly robotKey: string;
  readonly message: WebhookMessage;
  readonly atMs: number;
}

export interface FakeWecom extends AsyncDisposable {
  readonly apiBase: string;
  readonly arrivals: readonly Arrival[];
  /** The next request is cut: before its body is read, or after the message has arrived but without an answer. */
  cutNext(when: 'beforeReading' | 'afterReceiving'): void;
}

/** WeCom's push API on loopback: remembers what each robot key received. */
export async function fakeWecom(clock: Clock): Promise<FakeWecom> {
  const arrivals: Arrival[] = [];
  let cut: 'beforeReading' | 'afterReceiving' | undefined;

  const take = async (request: IncomingMessage): Promise<'answer' | 'cut'> => {
    const now = cut;
    cut = undefined;
    if (now === 'beforeReading') return 'cut';
    const robotKey = new URL(request.url ?? '', 'http://wecom').searchParams.get('key') ?? '';
    const message = webhookMessageSchema.parse(JSON.parse(await text(request)));
    arrivals.push({ robotKey, message, atMs: Date.parse(clock.now()) });
    return now === 'afterReceiving' ? 'cut' : 'answer';
  };

  const server = createServer((request, response) => {
    // Asked what time it is.
    if (request.method === 'HEAD') return void response.writeHead(200, { date: new Date(clock.now()).toUTCString() }).end();
    take(request).then(
      (end) => {
        if (end === 'cut') request.socket.destroy();
        else response.writeHead(200, { 'content-type': 'application/json' }).end('{"errcode":0,"errmsg":"ok"}');
      },
      // Cut in the middle by a sender that died: nothing arrived.
      () => request.socket.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    apiBase: `http://127.0.0.1:${portOf(server.address())}`,
    arrivals,
    cutNext: (when) => {
      cut = when;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the fake WeCom has no port');
  return address.port;
}
