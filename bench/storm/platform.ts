import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { webhookMessageSchema } from '../../src/channels/wecom/webhook-message.ts';

/** One message that reached a group. */
export interface Taken {
  readonly robot: string;
  readonly words: string;
  readonly atMs: number;
}

export interface Platform {
  readonly apiBase: string;
  readonly taken: readonly Taken[];
  /** Robots that were asked for anything, whatever came of it. */
  readonly asked: ReadonlySet<string>;
  /** Robots to which more was sent in a minute than they may take. */
  readonly flooded: ReadonlySet<string>;
  readonly faults: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

/** How often, per thousand, a request goes wrong in each way. */
export type Faults = Readonly<Partial<Record<Fault, number>>>;
const FAULTS = ['http500', 'timeout', 'tooMany', 'http404', 'reset', 'garbage', 'lostAnswer'] as const;
type Fault = (typeof FAULTS)[number];

/** 5 % errors of every kind and 2 % answers that are lost after the group has got its message. */
export const BAD_DAY: Faults = { http500: 9, timeout: 5, tooMany: 9, http404: 9, reset: 9, garbage: 9, lostAnswer: 20 };

const ANSWERS_AFTER_MS = 100;
const WINDOW_MS = 60_000;
const PER_WINDOW = 20;

/** WeCom's push API on loopback: 100 ms an answer, the real limit per robot, and the faults it was told to have. */
export async function openPlatform(faults: Faults, chance: () => number): Promise<Platform> {
  const taken: Taken[] = [];
  const flooded = new Set<string>();
  const asked = new Set<string>();
  const counted: Record<string, number> = {};
  const sentTo = new Map<string, number[]>();

  const faultOf = (): Fault | undefined => {
    let left = chance() * 1_000;
    const fault = FAULTS.find((one) => {
      left -= faults[one] ?? 0;
      return left < 0;
    });
    if (fault !== undefined) counted[fault] = (counted[fault] ?? 0) + 1;
    return fault;
  };

  const isTooMuch = (robot: string): boolean => {
    const now = Date.now();
    const recent = [...(sentTo.get(robot) ?? []).filter((at) => at > now - WINDOW_MS), now];
    sentTo.set(robot, recent);
    if (recent.length > PER_WINDOW) flooded.add(robot);
    return recent.length > PER_WINDOW;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const robot = new URL(request.url ?? '', 'http://platform').searchParams.get('key') ?? '';
    const fault = faultOf();
    asked.add(robot);
    if (fault === 'reset') return void request.socket.destroy();
    const message = webhookMessageSchema.parse(JSON.parse(await text(request)));
    const words = message.msgtype === 'text' ? message.text.content : message.msgtype;
    const take = (): void => void taken.push({ robot, words, atMs: Date.now() });
    const say = (status: number, body: string): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    await pause(ANSWERS_AFTER_MS);
    if (isTooMuch(robot) || fault === 'tooMany') return say(200, '{"errcode":45009,"errmsg":"api freq out of limit"}');
    switch (fault) {
      case 'http404':
        return say(404, '<html>not here</html>');
      case 'http500':
        // Nobody can tell from outside whether it got through before the trouble.
        if (chance() < 0.5) take();
        return say(500, '<html>trouble</html>');
      case 'timeout':
        if (chance() < 0.5) take();
        return;
      case 'garbage':
        take();
        return say(200, '\u0000not json');
      case 'lostAnswer':
        take();
        return void request.socket.destroy();
      case undefined:
        take();
        return say(200, '{"errcode":0,"errmsg":"ok"}');
    }
  };

  const server = createServer((request, response) => {
    // A sender that died in the middle of its request: nothing has arrived.
    answer(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    apiBase: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    taken,
    asked,
    flooded,
    faults: counted,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
