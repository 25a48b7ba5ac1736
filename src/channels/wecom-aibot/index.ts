import { hash } from 'node:crypto';
import type Router from '@koa/router';
import type { RouterContext } from '@koa/router';
import type { AxiosInstance } from 'axios';
import { DAY_MS, msBetween, type Clock } from '../../core/clock.ts';
import { noFailpoints, type Failpoints } from '../../core/failpoints.ts';
import type { Ids } from '../../core/ids.ts';
import { faultOf, type Log } from '../../core/log.ts';
import type { Inbound, Taken } from '../../core/message.ts';
import type { Channel } from '../channel.ts';
import type { AnswerOf, Arrivals, GiveUp, Receive } from '../../core/message.ts';
import { guessers } from '../wecom/guessers.ts';
import { STREAM_LIMIT_BYTES } from '../wecom/limits.ts';
import { fetchMedia, MEDIA_HOSTS } from '../wecom/media.ts';
import type { PassiveReply } from '../wecom/passive-reply.ts';
import { tally } from '../wecom/tally.ts';
import { NOT_KEPT } from '../wecom/texts.ts';
import { systemTimers, within, type Timers } from '../wecom/timers.ts';
import { answerInbound, resumeAnswer, TakesTooLong, type AnswerDeps } from './answer.ts';
import { decode } from './decode.ts';
import { encodeSentence } from './encode.ts';
import { createExchanges } from './exchanges.ts';
import { keysOf, type KeySettings } from './keys.ts';
import { hear, onceAnswered, sealReply, verifyAddress, type Envelope } from './receive.ts';
import type { Callback } from './schema.ts';
import { answerRefresh } from './stream.ts';
import { streamIds } from './stream-id.ts';

const NAME = 'wecom-aibot';
const PATH = '/wecom/aibot';
/** A shutdown may take 10 s in all (reliability C17). */
const STOP_MS = 8_000;

export interface AibotSettings {
  readonly token: string;
  readonly aesKey: string;
  /** What the console is about to change to: taken as well. */
  readonly next?: KeySettings;
  readonly receive: Receive;
  readonly answerOf: AnswerOf;
  readonly giveUp: GiveUp;
  readonly putAside: Receive;
  readonly arrivals: Arrivals;
  readonly clock: Clock;
  readonly log: Log;
  readonly ids: Ids;
  readonly http: AxiosInstance;
  readonly apiBase: string;
  readonly timers?: Timers;
  readonly failpoints?: Failpoints;
  /** Where a card without buttons leads; WeCom wants an address there. */
  readonly cardUrl?: string;
  /** Told of every callback that was not taken, by kind. */
  readonly onRefused?: (kind: string) => void;
  /** Where the platform keeps what people send, beside `apiBase`; default: WeCom's own hosts. */
  readonly mediaHosts?: readonly string[];
  /** How members call the bot, for "@… 发“报名”即可". */
  readonly botName?: string;
}

/** WeCom sends a message so often in all when it is not taken (document path 90930); after that only words can help. */
const ATTEMPTS = 3;

/**
 * The AI bot (智能机器人) in callback mode: hears what is said to it, answers within the exchange, never speaks first.
 * @throws WecomCryptoError when `aesKey` is not an EncodingAESKey.
 */
export function aibotChannel(settings: AibotSettings): Channel {
  const { clock, log, ids, timers = systemTimers, failpoints = noFailpoints } = settings;
  const looks = { cardUrl: settings.cardUrl ?? 'https://work.weixin.qq.com', botName: settings.botName ?? '党群助手' };
  const random = (bytes: number): Uint8Array => hash('sha256', ids.id(), 'buffer').subarray(0, bytes);
  const keys = [settings, ...(settings.next === undefined ? [] : [settings.next])].map((one) => keysOf(one, random));
  const guesses = guessers(clock);
  const receiving = { keys, clock, timers, note: refusals(tally(log, clock), settings.onRefused) };
  const mediaDoor = { ...settings, hosts: settings.mediaHosts ?? MEDIA_HOSTS };
  const answering: AnswerDeps = { ...settings, timers, looks, channel: NAME };
  const exchanges = createExchanges();
  const streams = streamIds(settings.aesKey);
  const refreshing = { ...settings, timers, looks, exchanges, streams };
  /** Answers that are still on their way; `stop` waits for them. */
  const underWay = new Set<Promise<void>>();
  let stopping = false;

  async function answer(ctx: RouterContext, callback: Callback, from: Envelope): Promise<void> {
    if (callback.type === 'stream') {
      respond(ctx, await answerRefresh(refreshing, callback.stream.id, ownerOf(callback)), from);
      return;
    }
    const decoded = decode(callback, NAME, clock.now());
    const inbound = decoded === null ? null : withFetch(decoded, callback, from);
    if (inbound === null) respond(ctx, null, from);
    else await answerMessage(ctx, inbound, callback, from);
  }

  /** The address dies after five minutes and holds a signature: it goes no further than this closure. */
  function withFetch(inbound: Inbound, callback: Callback, { keys: { aes } }: Envelope): Inbound {
    const url = callback.type === 'file' ? callback.file?.url : undefined;
    return inbound.kind === 'attachment' && url !== undefined
      ? { ...inbound, fetch: () => fetchMedia({ ...mediaDoor, aes }, url) }
      : inbound;
  }

  async function answerMessage(ctx: RouterContext, inbound: Inbound, callback: Callback, from: Envelope): Promise<void> {
    const exchange = exchanges.open(inbound.messageId, inbound.receivedAt, callback.response_url);
    const streamId = streams.seal(exchange, ownerOf(callback));
    try {
      const { body, afterwards } = await answerInbound(answering, inbound, exchange, streamId);
      await failpoints.hit('ack.before');
      if (afterwards !== undefined) onceAnswered(ctx.res, () => follow(afterwards()));
      respond(ctx, body, from);
    } catch (error) {
      // What may yet be handled is not to be said again.
      if (!(error instanceof TakesTooLong)) exchange.failures += 1;
      log.error('message not kept', { messageId: inbound.messageId, failures: exchange.failures, ...faultOf(error) });
      const speaks = inbound.kind === 'text' || inbound.kind === 'attachment';
      if (speaks && exchange.failures >= ATTEMPTS) respond(ctx, encodeSentence(streamId, NOT_KEPT, true), from);
      else {
        ctx.status = 503;
        ctx.body = '';
      }
    }
  }

  function follow(work: Promise<void>): void {
    underWay.add(work);
    const over = (): void => void underWay.delete(work);
    work.then(over, over);
  }

  /** One by one: a large backlog must not hold up who speaks now, and which one ends the process is known for certain. */
  async function resumeAll(): Promise<void> {
    const left = await young(await settings.arrivals.left(NAME));
    if (left.length > 0) log.warn('messages that an earlier process had taken are handled now', { count: left.length });
    // All of them first: while the others are handled, the stream of one must not end with “please say it again”.
    const begun = left.map((taken) => {
      const exchange = exchanges.open(taken.inbound.messageId, taken.inbound.receivedAt, taken.responseUrl);
      exchange.state = 'working';
      return { taken, exchange };
    });
    for (const { taken, exchange } of begun) {
      if (stopping) return;
      await resumeAnswer(answering, taken, exchange);
    }
  }

  /** After a day nobody knows any more whether one was handled: its answer is forgotten, and late is worse than not at all. */
  async function young(left: readonly Taken[]): Promise<readonly Taken[]> {
    const [old, rest] = [left.filter(isOld), left.filter((taken) => !isOld(taken))];
    if (old.length > 0) log.error('messages that were taken are too old to be handled', { count: old.length });
    for (const { inbound } of old) await settings.arrivals.done(inbound);
    return rest;
  }

  function isOld({ inbound }: Taken): boolean {
    return msBetween(inbound.receivedAt, clock.now()) >= DAY_MS;
  }

  /** The connection's own address: what a header says of another one could be said by anybody. */
  function slowDown(ctx: RouterContext): void {
    if (guesses(ctx.req.socket.remoteAddress ?? '')) ctx.set('connection', 'close');
  }

  function respond(ctx: RouterContext, reply: PassiveReply | null, from: Envelope): void {
    ctx.status = 200;
    ctx.body = reply === null ? '' : sealReply(clock, reply, from);
    if (reply !== null) ctx.type = 'application/json; charset=utf-8';
  }

  return {
    name: NAME,
    abilities: {
      hearsGroups: true,
      answers: true,
      pushesToGroups: false,
      pushesToPeople: false,
      buttons: true,
      mentions: false,
      perMinute: 0,
      textLimitBytes: STREAM_LIMIT_BYTES,
      markdownLimitBytes: STREAM_LIMIT_BYTES,
    },
    routes(router: Router) {
      router.get(PATH, (ctx) => {
        const echo = verifyAddress(receiving, ctx.query);
        if (echo === undefined) slowDown(ctx);
        ctx.status = echo === undefined ? 403 : 200;
        ctx.body = echo ?? '';
        ctx.set({ 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
      });
      router.post(PATH, async (ctx) => {
        ctx.set('cache-control', 'no-store');
        const heard = await hear(receiving, ctx.req, ctx.query);
        if (heard.kind === 'callback') return answer(ctx, heard.callback, heard.from);
        if (heard.kind === 'status' && heard.status === 403) slowDown(ctx);
        ctx.status = heard.kind === 'gone' ? 400 : heard.status;
        ctx.body = '';
        if (heard.kind === 'status' && heard.close) ctx.set('connection', 'close');
      });
      router.all(PATH, (ctx) => {
        ctx.status = 405;
        ctx.set('allow', 'GET, POST');
        ctx.body = '';
      });
    },
    async resume() {
      const resuming = resumeAll();
      follow(resuming);
      await resuming;
    },
    async stop() {
      stopping = true;
      await within(Promise.allSettled(underWay), STOP_MS, timers);
    },
  };
}

/** A stream belongs to the member who asked, in the chat where it was asked. */
function ownerOf(callback: Callback): string {
  return JSON.stringify([callback.from.userid, callback.chatid ?? null]);
}

function refusals(log: (kind: string) => void, count: ((kind: string) => void) | undefined): (kind: string) => void {
  return (kind) => {
    log(kind);
    count?.(kind);
  };
}
