import type { AxiosInstance } from 'axios';
import { HOUR_MS, msBetween, type Clock } from '../../core/clock.ts';
import { PlatformError } from '../../core/errors.ts';
import { faultOf, type Log } from '../../core/log.ts';
import type { CardAction, Inbound, Reply } from '../../core/message.ts';
import type { Receive } from '../../core/message.ts';
import type { PassiveReply } from '../wecom/passive-reply.ts';
import { FAILED, FAILED_CLICK, WAITING } from '../wecom/texts.ts';
import { within, type Timers } from '../wecom/timers.ts';
import { encodeAfterwards, encodeAnswer, encodeGrowing, encodeSentence, encodeUpdate, encodeWelcome, type Looks } from './encode.ts';
import type { Exchange } from './exchanges.ts';
import { sendAfterwards } from './send.ts';
import { CLOSE_MS } from './stream.ts';

/** WeCom drops the connection after 5 s and repeats; half of it is ours. */
export const DEADLINE_MS = 2_500;

export interface AnswerDeps {
  readonly receive: Receive;
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

/**
 * The answer within the exchange: in time, or a stream's beginning (an empty 200 after a click) and the rest later.
 * Rejects as `receive` does, in time only: nothing was kept, so WeCom shall repeat.
 */
export async function answerInbound(deps: AnswerDeps, inbound: Inbound, exchange: Exchange, streamId: string): Promise<Answer> {
  const work = deps.receive(inbound);
  const first = await within(work, DEADLINE_MS, deps.timers);
  switch (inbound.kind) {
    case 'entered':
      if (!first.inTime) return { body: null, afterwards: () => logFailure(deps, inbound, work) };
      return { body: encodeWelcome(first.value, deps.looks) };
    case 'cardAction':
      if (!first.inTime) return { body: null, afterwards: () => finishAction(deps, inbound, exchange, work) };
      return actionAnswer(deps, inbound, exchange, first.value);
    case 'text':
    case 'attachment':
      if (first.inTime) return { body: beginning(exchange, first.value, streamId, deps.looks) };
      if (exchange.state === 'prompt') exchange.state = 'working';
      return { body: encodeSentence(streamId, WAITING, false), afterwards: () => finishMessage(deps, exchange, work) };
  }
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
