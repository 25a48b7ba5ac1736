import type { Timers } from '../channels/wecom/timers.ts';
import { SECOND_MS, plusMs, type Clock } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import { localDateOf } from '../core/zone.ts';
import type { PassiveReply, Stream } from './answer.ts';
import type { Board, Refusal } from './board.ts';
import { eventPlain, messagePlain, refreshPlain, type Envelope, type Plain } from './callback.ts';
import type { Courier, Flaw } from './courier.ts';
import type { Chat, Message, Problem } from './message.ts';
import { PACE } from './options.ts';
import { pause } from './pause.ts';
import type { Responses } from './responses.ts';
import type { World } from './world.ts';

export interface TalkSettings {
  readonly aibotId: string;
  readonly world: World;
  readonly board: Board;
  readonly responses: Responses;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly timers: Timers;
  readonly signal: AbortSignal;
}

/** Brings what people say to the bot, and what it answers into the chat. */
export interface Talk {
  /** The callback of a message: tried three times, then refreshed until the answer is finished. */
  deliver(message: Message, options: { delayMs: number; body: Plain; flaw?: Flaw }): Promise<void>;
  /** The same callback again, same msgid, as WeCom sends when an answer got lost. */
  repeat(message: Message, delayMs: number): Promise<void>;
  /** Opening the single chat: tells the bot the first time a day. */
  enter(chat: Chat, userId: string): Promise<void>;
}

/** WeCom's day for `enter_chat`. */
const ZONE = 'Asia/Shanghai';

export function talk(settings: TalkSettings): Talk {
  const { world, board, clock, ids, courier, timers, signal } = settings;
  const sent = new Map<string, { envelope: Envelope; plain: Plain }>();
  const greeted = new Set<string>();
  const refreshing = new Set<string>();

  function envelopeOf(chat: Chat, userId: string): Envelope {
    return { msgid: msgidOf(ids), aibotid: settings.aibotId, chat, userId };
  }

  function seconds(): number {
    return Math.floor(Date.parse(clock.now()) / SECOND_MS);
  }

  function spoken(message: Message, envelope: Envelope, body: Plain): Plain {
    const url = settings.responses.issue({ chat: envelope.chat, about: message.id, quoted: message.id });
    return messagePlain(envelope, body, url, message.quote?.text);
  }

  async function carry(message: Message, envelope: Envelope, plain: Plain, flaw?: Flaw): Promise<void> {
    for (let attempt = 1; attempt <= PACE.tries; attempt += 1) {
      const answer = await courier(plain, { about: message.id, what: plain['msgtype'] === 'event' ? 'event' : 'message', attempt, flaw });
      if (answer.kind !== 'failed') return settle(message, envelope, answer.kind === 'reply' ? answer.reply : null);
      if (answer.problem.code === 'refused' || flaw !== undefined || attempt === PACE.tries) return fail(message, answer.problem);
      // A silent bot has been waited for already; one that failed at once gets a moment.
      if (answer.problem.code !== 'noAnswer' && !(await pause(PACE.retryMs, timers, signal))) return;
      if (signal.aborted) return;
    }
  }

  function fail(message: Message, problem: Problem): void {
    // A repeat that fails takes nothing back from the answer that is there.
    if (world.message(message.id)?.state !== 'answered') world.change(message.id, { state: 'failed', problem });
  }

  async function settle(message: Message, envelope: Envelope, reply: PassiveReply | null): Promise<void> {
    if (reply === null) {
      if (world.message(message.id)?.state !== 'answered') world.change(message.id, { state: 'silent' });
      return;
    }
    const refusal = show(envelope.chat, message.id, reply);
    if (refusal !== null)
      return fail(message, { code: refusal.card ? 'cardRefused' : 'refused', detail: `${refusal.code} ${refusal.why}` });
    world.change(message.id, { state: 'answered' });
    const stream = streamOf(reply);
    if (stream?.id !== undefined && stream.finish !== true) await refresh(message, envelope, stream.id);
  }

  /** Asks about once a second until the answer is finished, at most for six minutes after the message. */
  async function refresh(message: Message, envelope: Envelope, streamId: string): Promise<void> {
    if (refreshing.has(streamId)) return;
    refreshing.add(streamId);
    const endsAt = plusMs(message.at, PACE.streamMs);
    while (await pause(PACE.refreshMs, timers, signal)) {
      if (clock.now() >= endsAt) {
        board.freezeStream(streamId);
        break;
      }
      const next = { ...envelope, msgid: msgidOf(ids) };
      const answer = await courier(refreshPlain(next, streamId), { about: message.id, what: 'refresh', attempt: 1 });
      // An empty or failed answer keeps the cycle going: the next second brings another try.
      if (answer.kind !== 'reply') continue;
      const refusal = show(envelope.chat, message.id, answer.reply);
      if (refusal !== null) fail(message, { code: 'refused', detail: `${refusal.code} ${refusal.why}` });
      if (streamOf(answer.reply)?.finish === true) break;
    }
    refreshing.delete(streamId);
  }

  function show(chat: Chat, about: string, reply: PassiveReply): (Refusal & { card: boolean }) | null {
    if ('response_type' in reply || reply.msgtype === 'text') return { code: 40008, why: 'not after a message', card: false };
    const stream = streamOf(reply);
    if (stream !== undefined) {
      if (stream.id === undefined) return { code: 40058, why: 'stream.id missing', card: false };
      const refusal = board.showStream(chat, about, stream.id, stream);
      if (refusal !== null) return { ...refusal, card: false };
    }
    if (reply.msgtype === 'stream') return null;
    const refusal = board.showCard(chat, about, reply.template_card);
    return refusal === null ? null : { ...refusal, card: true };
  }

  return {
    async deliver(message, { delayMs, body, flaw }) {
      const chat = world.chat(message.chatId);
      if (chat === undefined) throw new Error('a message of no chat');
      const envelope = envelopeOf(chat, message.from);
      const plain = body['msgtype'] === 'event' ? eventPlain(envelope, seconds(), body['event']) : spoken(message, envelope, body);
      sent.set(message.id, { envelope, plain });
      if (delayMs > 0 && !(await pause(delayMs, timers, signal))) return;
      await carry(message, envelope, plain, flaw);
    },
    async repeat(message, delayMs) {
      const again = sent.get(message.id);
      if (again === undefined) return;
      if (delayMs > 0 && !(await pause(delayMs, timers, signal))) return;
      await carry(message, again.envelope, again.plain);
    },
    async enter(chat, userId) {
      const today = `${localDateOf(clock.now(), ZONE)} ${userId}`;
      if (greeted.has(today)) return;
      greeted.add(today);
      const envelope = envelopeOf(chat, userId);
      const plain = eventPlain(envelope, seconds(), { eventtype: 'enter_chat' });
      // Sent once; a bot that does not answer has missed it (document path 101027).
      const answer = await courier(plain, { about: envelope.msgid, what: 'event', attempt: 1 });
      if (answer.kind !== 'reply' || 'response_type' in answer.reply) return;
      if (answer.reply.msgtype === 'text') board.showText(chat, envelope.msgid, answer.reply.text.content);
      if (answer.reply.msgtype === 'template_card') board.showCard(chat, envelope.msgid, answer.reply.template_card);
    },
  };
}

export function msgidOf(ids: Ids): string {
  return `CCIQ${Buffer.from(ids.id(), 'hex').toString('base64')}`;
}

function streamOf(reply: PassiveReply): Stream | undefined {
  return 'stream' in reply ? reply.stream : undefined;
}
