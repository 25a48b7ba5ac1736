import type { AxiosInstance } from 'axios';
import { HOUR_MS, msBetween, type Clock } from '../../core/clock.ts';
import { PlatformError } from '../../core/errors.ts';
import { faultOf, type Log } from '../../core/log.ts';
import type { Arrivals, CardAction, Inbound, Receive, Reply, Taken } from '../../core/message.ts';
import type { PassiveReply } from '../wecom/passive-reply.ts';
import { FAILED, FAILED_CLICK, LOST_ANSWER, WAITING } from '../wecom/texts.ts';
import { within, type InTime, type Timers } from '../wecom/timers.ts';
import { encodeAfterwards, encodeAnswer, encodeGrowing, encodeSentence, encodeUpdate, encodeWelcome, type Looks } from './encode.ts';
import type { Exchange } from './exchanges.ts';
import { sendAfterwards } from './send.ts';
import { CLOSE_MS } from './stream.ts';

/** WeCom drops the connection after 5 s and repeats; half of it is ours, and this the larger part of that half. */
export const DEADLINE_MS = 1_500;
/** Then a message that is not handled is kept as it is; what is not kept by the end of our half is given back (reliability D11). */
export const KEEPING_MS = 1_000;
/** A message that was under way when so many processes ended is what ended them (reliability C20). */
const TRIES = 3;

export interface AnswerDeps {
  readonly receive: Receive;
  /** Puts aside what cannot be handled, and answers that it was. */
  readonly putAside: Receive;
  readonly arrivals: Arrivals;
  readonly channel: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly http: AxiosInstance;
  readonly apiBase: string;
  readonly looks: Looks;
}

export interface Answer {
  readonly body: PassiveReply | null;
  /** What is still to be done once the response is out. Never rejects. */
  readonly afterwards?: () => Promise<void>;
}

/** Neither handled nor kept in time: WeCom must not hear that it was taken, and finds out more when it repeats. */
export class TakesTooLong extends Error {
  constructor() {
    super('a message was neither handled nor kept in time');
    this.name = 'TakesTooLong';
  }
}

/**
 * The answer within the exchange: in time, or a stream's beginning (an empty 200 after a click) and the rest later.
 * Whatever is answered before the message is handled, the message outlives this process. Rejects as `receive` does, in
 * time only, and with {@link TakesTooLong}: WeCom shall repeat.
 */
export async function answerInbound(deps: AnswerDeps, inbound: Inbound, exchange: Exchange, streamId: string): Promise<Answer> {
  let work = deps.receive(inbound);
  let first = await within(work, DEADLINE_MS, deps.timers);
  if (inbound.kind === 'entered') {
    if (!first.inTime) return { body: null, afterwards: () => logFailure(deps, inbound, work) };
    return { body: encodeWelcome(first.value, deps.looks) };
  }
  if (!first.inTime) {
    const kept = deps.arrivals.keep(inbound, exchange.responseUrl);
    work = untilHandled(deps, inbound, { first: work, again: () => deps.receive(inbound) }, kept);
    first = await keptOrHandled(deps, inbound, work, kept);
  }
  if (inbound.kind === 'cardAction') {
    if (!first.inTime) return { body: null, afterwards: () => finish(deps, inbound, exchange, work) };
    return actionAnswer(deps, inbound, exchange, first.value);
  }
  if (first.inTime) return { body: beginning(exchange, first.value, streamId, deps.looks) };
  if (exchange.state === 'prompt') exchange.state = 'working';
  return { body: encodeSentence(streamId, WAITING, false), afterwards: () => finish(deps, inbound, exchange, work) };
}

/** Past the deadline: whichever comes first, the answer or the certainty that the message is not lost with this process. */
async function keptOrHandled(
  deps: AnswerDeps,
  inbound: Inbound,
  work: Promise<Reply | null>,
  kept: Promise<void>,
): Promise<InTime<Reply | null>> {
  void Promise.allSettled([work, kept]).then(() => deps.arrivals.done(inbound));
  const handled = work.then((value): InTime<Reply | null> => ({ inTime: true, value }));
  const safe = kept.then((): InTime<Reply | null> => ({ inTime: false })).catch((error: unknown) => notSafe(deps, inbound, error));
  const first = await within(Promise.race([handled, safe]), KEEPING_MS, deps.timers);
  if (!first.inTime) throw new TakesTooLong();
  return first.value;
}

/** Between two tries of a message that was taken and that the store could not handle; and how long its sender is thought to care. */
const AGAIN_MS = 3_000;
const CARES_MS = HOUR_MS;

/**
 * Its sender was told to wait, so the store's being away is no end of it: it is handled when the store is back. What is not
 * kept is WeCom's to repeat.
 */
async function untilHandled(
  deps: AnswerDeps,
  inbound: Inbound,
  tries: { readonly first: Promise<Reply | null>; readonly again: () => Promise<Reply | null> },
  kept: Promise<void>,
): Promise<Reply | null> {
  const since = deps.clock.monotonicMs();
  for (let work = tries.first; ; work = tries.again()) {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof Error && error.name === 'StoreUnavailable')) throw error;
      const isKept = await kept.then(
        () => true,
        () => false,
      );
      if (!isKept || deps.clock.monotonicMs() - since > CARES_MS) throw error;
      deps.log.warn('a message that was taken is tried again', { messageId: inbound.messageId, ...faultOf(error) });
      await new Promise<void>((resolve) => void deps.timers.after(AGAIN_MS, resolve));
    }
  }
}

/** What the disk refuses to keep may be handled all the same: only the answer can decide now. */
function notSafe(deps: AnswerDeps, { messageId }: Inbound, error: unknown): Promise<never> {
  deps.log.warn('a message that takes long could not be kept', { messageId, ...faultOf(error) });
  return new Promise(() => {});
}

/** What an earlier process took and did not finish. Never rejects. */
export async function resumeAnswer(deps: AnswerDeps, taken: Taken, exchange: Exchange): Promise<void> {
  const inbound = withoutFile(taken.inbound);
  // What ended so many processes is put aside, however often the store has to be asked for that.
  const handle = taken.tries >= TRIES ? deps.putAside : deps.receive;
  const first = async (): Promise<Reply | null> => {
    if (taken.tries < TRIES) await deps.arrivals.tryAgain(taken);
    return handle(inbound);
  };
  // Who was asked to say it again at the end of the stream is not asked twice.
  const work = untilHandled(deps, inbound, { first: first(), again: () => handle(inbound) }, Promise.resolve()).then((reply) =>
    reply?.text === LOST_ANSWER ? null : reply,
  );
  await finish(deps, inbound, exchange, work);
  await deps.arrivals.done(inbound);
}

/** The way to a file ended with the process that knew it: its sender is asked for it again. */
function withoutFile(inbound: Inbound): Inbound {
  return inbound.kind === 'attachment' ? { ...inbound, fetch: async () => ({ ok: false, reason: 'notReached' }) } : inbound;
}

function finish(deps: AnswerDeps, inbound: Inbound, exchange: Exchange, work: Promise<Reply | null>): Promise<void> {
  return inbound.kind === 'cardAction' ? finishAction(deps, inbound, exchange, work) : finishMessage(deps, exchange, work);
}

/** The whole answer, or of one that still grows what stands: the refreshes find the rest. */
function beginning(exchange: Exchange, reply: Reply | null, streamId: string, looks: Looks): PassiveReply | null {
  if (reply?.growing === undefined) return encodeAnswer(reply, streamId, looks);
  exchange.state = { reply };
  return encodeGrowing(reply, reply.growing, streamId, looks);
}

function actionAnswer(deps: AnswerDeps, action: CardAction, exchange: Exchange, reply: Reply | null): Answer {
  const body = encodeUpdate(reply, action, deps.looks);
  if (reply?.text === undefined && reply?.card === undefined) return { body };
  return { body, afterwards: () => sayAfterwards(deps, exchange, reply) };
}

/** Too late to change the card: its new words are said instead. */
async function finishAction(deps: AnswerDeps, action: CardAction, exchange: Exchange, work: Promise<Reply | null>): Promise<void> {
  const reply = await work.catch((error: unknown) => failed(deps, action.messageId, error, FAILED_CLICK));
  const card = reply?.card ?? reply?.update?.card;
  await sayAfterwards(deps, exchange, reply === null ? null : { ...reply, ...(card === undefined ? {} : { card }) });
}

/** Keeps the answer for the next refresh; when those are over, it goes out by itself. */
async function finishMessage(deps: AnswerDeps, exchange: Exchange, work: Promise<Reply | null>): Promise<void> {
  let reply: Reply | null;
  try {
    reply = await work;
    exchange.state = { reply };
  } catch (error) {
    reply = failed(deps, exchange.messageId, error, FAILED);
    // A repeat of the same message may have succeeded meanwhile.
    if (exchange.state === 'working') exchange.state = 'failed';
  }
  if (msBetween(exchange.startedAt, deps.clock.now()) >= CLOSE_MS) await sayAfterwards(deps, exchange, reply);
}

/** Once per message, within the hour, and never again whatever came of it (reliability O22, O23). */
async function sayAfterwards(deps: AnswerDeps, exchange: Exchange, reply: Reply | null): Promise<void> {
  const { messageId, responseUrl, startedAt } = exchange;
  const body = encodeAfterwards(reply, deps.looks);
  if (body === null || exchange.saidAfterwards) return;
  if (responseUrl === undefined || msBetween(startedAt, deps.clock.now()) >= HOUR_MS) {
    deps.log.warn('no way left for the answer', { messageId, expired: responseUrl !== undefined });
    return;
  }
  exchange.saidAfterwards = true;
  try {
    await sendAfterwards({ http: deps.http, apiBase: deps.apiBase, channel: deps.channel, responseUrl, body });
  } catch (error) {
    deps.log.warn('answer after the exchange not sent', { messageId, code: error instanceof PlatformError ? error.code : 'bug' });
  }
}

async function logFailure(deps: AnswerDeps, inbound: Inbound, work: Promise<Reply | null>): Promise<void> {
  await work.catch((error: unknown) => failed(deps, inbound.messageId, error, FAILED));
}

function failed(deps: AnswerDeps, messageId: string, error: unknown, sentence: string): Reply {
  deps.log.error('message failed after its first answer', { messageId, ...faultOf(error) });
  return { text: sentence };
}
