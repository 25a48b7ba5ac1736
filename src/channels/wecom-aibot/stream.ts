import { msBetween, type Clock } from '../../core/clock.ts';
import { faultOf, type Log } from '../../core/log.ts';
import type { Reply } from '../../core/message.ts';
import type { AnswerOf, GiveUp } from '../../core/message.ts';
import type { PassiveReply } from '../wecom/passive-reply.ts';
import { FAILED, LOST_ANSWER, STILL_WORKING, WAITING } from '../wecom/texts.ts';
import { within, type Timers } from '../wecom/timers.ts';
import { encodeFinished, encodeGrowing, encodeNothing, encodeSentence, type Looks } from './encode.ts';
import type { Exchange, Exchanges } from './exchanges.ts';
import type { StreamIds } from './stream-id.ts';

/** WeCom ends a stream 6 minutes after the message and freezes what stands there; we end it before, with a sentence. */
export const CLOSE_MS = 330_000;
/** Refreshes come every second: a store that does not answer at once is asked again by the next one. */
const LOOKUP_MS = 1_000;

/** Answers one refresh of a stream (`msgtype` stream), at once and from what is known. */
export async function answerRefresh(
  deps: {
    readonly answerOf: AnswerOf;
    readonly giveUp: GiveUp;
    readonly exchanges: Exchanges;
    readonly streams: StreamIds;
    readonly clock: Clock;
    readonly timers: Timers;
    readonly log: Log;
    readonly looks: Looks;
  },
  streamId: string,
  owner: string,
): Promise<PassiveReply> {
  const stream = deps.streams.open(streamId, owner);
  if (stream === undefined) return encodeNothing(streamId);
  const exchange = deps.exchanges.find(stream.messageId);
  const say = (sentence: string, finish: boolean): PassiveReply => encodeSentence(streamId, sentence, finish);
  if (exchange?.saidAfterwards === true) return say(STILL_WORKING, true);
  if (exchange?.state === 'failed') return say(FAILED, true);
  const reply = await knownReply(deps, exchange, stream.messageId);
  if (reply?.growing !== undefined) return encodeGrowing(reply, reply.growing, streamId, deps.looks);
  if (reply !== undefined) return encodeFinished(reply, streamId, deps.looks);
  if (msBetween(stream.startedAt, deps.clock.now()) < CLOSE_MS) return say(WAITING, false);
  // Only the process that is at work can send the answer later.
  if (exchange?.state === 'working' && exchange.responseUrl !== undefined) return say(STILL_WORKING, true);
  return encodeFinished(await lastWord(deps, stream.messageId), streamId, deps.looks);
}

/** "Say it again" only where nobody will handle it any more, not the process that took it and starts again tomorrow. */
async function lastWord(deps: { giveUp: GiveUp; timers: Timers; log: Log }, messageId: string): Promise<Reply | null> {
  try {
    const last = await within(deps.giveUp(messageId, LOST_ANSWER), LOOKUP_MS, deps.timers);
    if (last.inTime) return last.value;
  } catch (error) {
    deps.log.error('an answer could not be given up', { messageId, ...faultOf(error) });
  }
  return { text: LOST_ANSWER };
}

/** From memory while this process is at work on it; else (a restart, another process) from what the conversation kept. */
async function knownReply(
  deps: { answerOf: AnswerOf; timers: Timers; log: Log },
  exchange: Exchange | undefined,
  messageId: string,
): Promise<Reply | null | undefined> {
  if (typeof exchange?.state === 'object') return exchange.state.reply;
  if (exchange?.state === 'working') return undefined;
  try {
    const kept = await within(deps.answerOf(messageId), LOOKUP_MS, deps.timers);
    return kept.inTime ? kept.value : undefined;
  } catch (error) {
    deps.log.error('kept answer not readable', { messageId, ...faultOf(error) });
    return undefined;
  }
}
