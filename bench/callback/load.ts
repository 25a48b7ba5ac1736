import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { wecomCodec } from '../../src/channels/wecom/codec.ts';
import { passiveReplySchema, sealedReplySchema, type PassiveReply } from '../../src/channels/wecom/passive-reply.ts';
import { Ledger } from './facts.ts';
import type { Act, Source } from './messages.ts';

export const TOKEN = 'benchtoken';
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

const codec = wecomCodec({ token: TOKEN, aesKey: AES_KEY, receiveId: '' });
/** Every so many answers one is opened: its stream is what a refresh asks for. */
const OPENED_EVERY = 4;
const STREAMS_KEPT = 512;

/** What came of a round. Times in milliseconds, under open load counted from the planned moment. */
export interface Loaded {
  readonly answered: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
  /** Answers that were not 200, by status; 0 = the connection broke. */
  readonly refused: Readonly<Record<number, number>>;
  /** Times of the answers that were not 200: how fast it says no. */
  readonly refusedP50: number;
  readonly refusedP99: number;
  readonly refusedSlowest: number;
}

interface Streamed {
  readonly id: string;
  readonly userId: string;
  readonly chatId: string;
}

let messages = 0;
const run = randomBytes(4).toString('hex');

/** Members who write over some connections. The HTTP client is bare, so that one core loads another. */
export class Generator {
  readonly #port: number;
  readonly #source: Source;
  readonly #ledger: Ledger;
  readonly #streams: Streamed[] = [];
  readonly #idle: Wire[] = [];

  constructor(port: number, source: Source, ledger: Ledger = new Ledger()) {
    this.#port = port;
    this.#ledger = ledger;
    this.#source = source;
  }

  /** As fast as it answers: every connection sends the next when it has its answer. */
  async closed(connections: number, seconds: number): Promise<Loaded> {
    const wires = await this.#wires(connections);
    const seen = new Seen();
    const until = performance.now() + seconds * 1000;
    await Promise.all(
      wires.map(async (wire) => {
        while (performance.now() < until) await this.#one(wire, performance.now(), seen);
      }),
    );
    return this.#ended(wires, seen, seconds);
  }

  /** At a rate, whether it keeps up or not: what comes late is late, and counts as such. */
  async open(connections: number, seconds: number, perSecond: number): Promise<Loaded> {
    this.#idle.push(...(await this.#wires(connections)));
    const wires = [...this.#idle];
    const seen = new Seen();
    const waiting: number[] = [];
    const underWay = new Set<Promise<void>>();
    const start = performance.now();
    const total = Math.floor(perSecond * seconds);
    const serve = async (wire: Wire): Promise<void> => {
      for (let planned = waiting.shift(); planned !== undefined; planned = waiting.shift()) await this.#one(wire, planned, seen);
      this.#idle.push(wire);
    };
    for (let sent = 0; sent < total;) {
      const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * perSecond) + 1);
      for (; sent < due; sent += 1) waiting.push(start + (sent * 1000) / perSecond);
      while (waiting.length > 0) {
        const wire = this.#idle.pop();
        if (wire === undefined) break;
        const work = serve(wire).finally(() => underWay.delete(work));
        underWay.add(work);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(underWay);
    this.#idle.length = 0;
    return this.#ended(wires, seen, seconds);
  }

  async #one(wire: Wire, since: number, seen: Seen): Promise<void> {
    const act = this.#source.next();
    const asked = act.kind === 'refresh' ? this.#streams[messages % Math.max(1, this.#streams.length)] : undefined;
    const request = requestOf(act, asked);
    const sentAt = performance.now();
    const { status, body } = await wire.post(request);
    // A no is timed from its sending: what it waited for on this side is not the server's.
    seen.note(status, performance.now() - (status === 200 ? since : sentAt));
    if (status === 200) this.#ledger.note(act);
    if (status !== 200 || act.kind === 'refresh' || seen.count % OPENED_EVERY !== 0) return;
    const id = streamIdOf(body);
    if (id === undefined) return;
    this.#streams[seen.count % STREAMS_KEPT] = { id, userId: act.userId, chatId: act.chatId };
  }

  async #wires(count: number): Promise<Wire[]> {
    return Promise.all(Array.from({ length: count }, () => Wire.open(this.#port)));
  }

  #ended(wires: readonly Wire[], seen: Seen, seconds: number): Loaded {
    for (const wire of wires) wire.close();
    return seen.result(seconds);
  }
}

class Seen {
  readonly #times: number[] = [];
  readonly #refusedTimes: number[] = [];
  readonly #refused: Record<number, number> = {};

  get count(): number {
    return this.#times.length;
  }

  note(status: number, ms: number): void {
    if (status === 200) this.#times.push(ms);
    else {
      this.#refused[status] = (this.#refused[status] ?? 0) + 1;
      this.#refusedTimes.push(ms);
    }
  }

  result(seconds: number): Loaded {
    const times = this.#times.toSorted((a, b) => a - b);
    const refused = this.#refusedTimes.toSorted((a, b) => a - b);
    return {
      answered: times.length,
      perSecond: times.length / seconds,
      p50: at(times, 0.5),
      p99: at(times, 0.99),
      slowest: times.at(-1) ?? 0,
      refused: this.#refused,
      refusedP50: at(refused, 0.5),
      refusedP99: at(refused, 0.99),
      refusedSlowest: refused.at(-1) ?? 0,
    };
  }
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** What one member does, as WeCom puts it; without a chat id in the single chat. */
export interface Message {
  readonly userId: string;
  readonly chatId?: string;
  readonly body: object;
}

function requestOf(act: Act, asked: Streamed | undefined): string {
  const { userId, chatId } = asked ?? act;
  const stream = { msgtype: 'stream', stream: { id: asked?.id ?? 'none' } };
  const body = act.kind === 'refresh' ? stream : { msgtype: 'text', text: { content: act.text } };
  return sealedRequest({ userId, chatId, body }, Date.now());
}

/** The bytes that WeCom would send at that moment: enveloped, encrypted, signed. */
export function sealedRequest({ userId, chatId, body: own }: Message, nowMs: number): string {
  messages += 1;
  const chat = chatId === undefined ? { chattype: 'single' } : { chattype: 'group', chatid: chatId };
  const message = { msgid: `${run}-${messages}`, aibotid: 'aib', ...chat, from: { userid: userId }, ...own };
  const nonce = String(messages);
  const { signature, timestamp, encrypt } = codec.seal(JSON.stringify(message), String(Math.floor(nowMs / 1000)), nonce);
  const body = `{"encrypt":"${encrypt}"}`;
  return `POST /wecom/aibot?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

/** What the bot said, out of an encrypted answer; undefined where there is nothing. */
export function replyOf(body: string): PassiveReply | undefined {
  if (body === '') return undefined;
  const { encrypt, msgsignature: signature, timestamp, nonce } = sealedReplySchema.parse(JSON.parse(body));
  return passiveReplySchema.parse(JSON.parse(codec.open({ encrypt, signature, timestamp: String(timestamp), nonce })));
}

function streamIdOf(body: string): string | undefined {
  const reply = replyOf(body);
  return reply !== undefined && 'stream' in reply ? reply.stream.id : undefined;
}

interface Response {
  readonly status: number;
  readonly body: string;
}

/** One kept-alive connection, one request at a time. */
export class Wire {
  #socket: Socket;
  readonly #port: number;
  #gathered = '';
  #answer: ((response: Response) => void) | undefined;

  private constructor(port: number, socket: Socket) {
    this.#port = port;
    this.#socket = this.#listening(socket);
  }

  static async open(port: number): Promise<Wire> {
    return new Wire(port, await connected(port));
  }

  async post(request: string): Promise<Response> {
    // A server that sheds may close the connection with its answer.
    if (this.#socket.destroyed) this.#socket = this.#listening(await connected(this.#port));
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.#socket.write(request, 'latin1');
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #listening(socket: Socket): Socket {
    this.#gathered = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      this.#gathered += chunk;
      this.#look(socket);
    });
    socket.on('error', () => {});
    socket.on('close', () => this.#done({ status: 0, body: '' }));
    return socket;
  }

  #look(socket: Socket): void {
    const head = this.#gathered.indexOf('\r\n\r\n');
    if (head < 0) return;
    const headers = this.#gathered.slice(0, head).toLowerCase();
    const length = Number(/content-length: (\d+)/u.exec(headers)?.[1] ?? 0);
    if (this.#gathered.length < head + 4 + length) return;
    const body = this.#gathered.slice(head + 4, head + 4 + length);
    this.#gathered = '';
    if (headers.includes('connection: close')) socket.destroy();
    this.#done({ status: Number(headers.slice(9, 12)), body });
  }

  #done(response: Response): void {
    const answer = this.#answer;
    this.#answer = undefined;
    answer?.(response);
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
