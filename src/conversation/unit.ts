import type { z } from 'zod';
import type { Clock, Instant } from '../core/clock.ts';
import type { Failpoints } from '../core/failpoints.ts';
import type { Ids } from '../core/ids.ts';
import { jsonCopy } from '../core/json.ts';
import { faultOf, type Log } from '../core/log.ts';
import { RECEIPT_MARK, receiptOf, withReceipt } from '../core/receipt.ts';
import type { AnswerOf, GiveUp, Inbound, Receive, Reply } from '../core/message.ts';
import type { Feature, Outcome, Situation } from '../features/feature.ts';
import type { Model } from '../model/model.ts';
import type { Store, Writer } from '../store/store.ts';
import { logEntry, recorder } from './audit/record.ts';
import type { AuditEntry } from './audit/schema.ts';
import { grow, LATER_MS } from './growing.ts';
import type { Handled } from './handled.ts';
import { directoryIn, type AppointedRoles } from './identity/directory.ts';
import { takeMail } from './mailbox.ts';
import { recall, remember } from './memory.ts';
import { paces, type Pace } from './pace.ts';
import { openFile } from './files.ts';
import { fileRoom } from './file-room.ts';
import type { Asked, Brought, Router } from './router.ts';
import { answers, replySchema } from './schema.ts';
import { asideNotices, keepAside, TRIES } from './set-aside.ts';
import { settle } from './settle.ts';
import { texts } from './texts.ts';
import type { CalendarIn } from './workdays/schema.ts';

export interface Surroundings {
  readonly store: Store;
  readonly router: Router;
  readonly features: readonly Feature[];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly failpoints: Failpoints;
  readonly calendarIn: CalendarIn;
  readonly zone: string;
  readonly publicUrl: string;
  readonly appointed: AppointedRoles;
  readonly keyedHash: (text: string) => string;
  /** An outside service that may word what was found; null where none is configured. */
  readonly model: Model | null;
  readonly laterMs?: number;
  /** Told after a commit that notices may be due. */
  readonly onCommit: () => void;
  /** Whether the disk has no room for files; messages are small. */
  readonly refusesFiles?: () => boolean;
  /** Messages of one member a minute; 0: as many as they like. */
  readonly perMinute: number;
  /** Told of every delivery that was handled. */
  readonly onHandled: (handled: Handled) => void;
}

/** Nothing was kept: the message is handled once this was asked. */
interface AsksFirst {
  readonly askFirst: () => Promise<Asked>;
}

interface Worked {
  readonly reply: Reply | null;
  /** The feature's own words at the beginning of the reply's. */
  readonly own?: string;
  readonly later?: NonNullable<Outcome['later']>;
  /** What was recorded of it; told to the log once it is kept. */
  readonly entry?: AuditEntry | null;
  readonly outcome: Handled['outcome'];
}

/**
 * One inbound message = one transaction: the dedupe row with the answer, the facts, the notices owed and the state of
 * the conversation are kept together or not at all. A repeat gets the kept answer and does nothing.
 */
export function unit(around: Surroundings): { receive: Receive; answerOf: AnswerOf; giveUp: GiveUp; putAside: Receive } {
  const inHand = new Map<string, { readonly said: string; readonly handled: Promise<Reply | null> }>();
  const room = fileRoom();
  const recording = recorder(around.features, around.keyedHash);
  const paceOf = around.perMinute === 0 ? null : paces(around.perMinute);

  const work = async (tx: Writer, inbound: Inbound, id: string, brought: Brought): Promise<Worked | AsksFirst> => {
    const kept = await tx.get(answers, id);
    if (kept !== undefined) {
      if (kept.saidHash !== null && kept.saidHash !== saidHash(inbound)) return forged(inbound);
      return { reply: outgoing(kept.reply, inbound.messageId), outcome: 'repeat' };
    }
    const now = around.clock.now();
    const record = recording(await situationOf(tx, inbound, now));
    const { situation } = record;
    const focus = await recall(tx, inbound.chat, inbound.userId, now);
    const routed = await around.router.route(situation, inbound, focus, brought);
    const { outcome, feature } = routed;
    if (outcome.askFirst !== undefined) return asksFirst(routed.intent, outcome.askFirst, brought);
    await settle(around.features, situation, feature, outcome);
    if (routed.also !== undefined) await settle(around.features, situation, routed.also.feature, routed.also.outcome);
    const readsMail = inbound.kind === 'text' && inbound.chat.kind === 'direct' && outcome.anonymous === undefined;
    const reply = withMail(outcome.reply, readsMail ? await takeMail(tx, inbound.userId, now) : null);
    if (outcome.anonymous === undefined) await remember(tx, inbound, now, routed);
    const entry = await record.end(inbound, routed);
    await tx.insert(answers, { id, ...keptOf(outcome, reply, inbound, now) });
    await around.failpoints.hit('unit.beforeCommit');
    // Only the answer to words is a stream that can grow.
    const later = inbound.kind === 'text' && outcome.anonymous === undefined ? outcome.later : undefined;
    return {
      reply: outgoing(reply, inbound.messageId),
      own: outcome.reply?.text ?? '',
      entry,
      outcome: reply === null ? 'silent' : 'answered',
      ...(later === undefined ? {} : { later }),
    };
  };

  /** Only now, with everything kept, may the outside world have a word. */
  const withWordsToCome = ({ reply, own = '', later }: Worked): Reply | null => {
    const chat = around.model?.chat;
    if (reply?.text === undefined || later === undefined || chat === undefined) return reply;
    return { ...reply, growing: grow({ text: reply.text, own }, later, chat, { log: around.log, laterMs: around.laterMs ?? LATER_MS }) };
  };

  /** The row for a repeat. Of an anonymous message: the general answer, and the hour instead of the moment. */
  const keptOf = (outcome: Outcome, reply: Reply | null, inbound: Inbound, now: Instant): Omit<z.infer<typeof answers.schema>, 'id'> => {
    if (outcome.anonymous !== undefined) return { reply: keptReply(outcome.anonymous.keep), saidHash: null, at: hourOf(now) };
    return { reply: reply === null ? null : keptReply(reply), saidHash: saidHash(inbound), at: now };
  };

  /** A receipt exists only here, on the way out: it is made from the message's id and kept nowhere. */
  const outgoing = (reply: Reply | null, messageId: string): Reply | null =>
    reply?.text?.includes(RECEIPT_MARK) === true ? withReceipt(reply, receiptOf(messageId, around.keyedHash)) : reply;

  const saidHash = (inbound: Inbound): string => around.keyedHash(fingerprint(inbound));

  /** WeCom gives each message an id of its own: somebody who knows the key plays, and shall not learn what another was answered. */
  const forged = (inbound: Inbound): Worked => {
    around.log.error('security: a message came with the id of another one and was refused', {
      channel: inbound.chat.channel,
      kind: inbound.kind,
    });
    return { reply: null, outcome: 'forged' };
  };

  const situationOf = async (tx: Writer, inbound: Inbound, now: Instant): Promise<Situation> => {
    const directory = directoryIn(tx, around.appointed);
    const group = inbound.chat.kind === 'group' ? await directory.group(inbound.chat.id) : undefined;
    // How an operator learns the id that `group add` wants: WeCom tells it nowhere else.
    if (inbound.chat.kind === 'group' && group === undefined) around.log.info('a group that is not registered', { chat: inbound.chat.id });
    return {
      tx,
      now,
      zone: around.zone,
      ids: around.ids,
      calendar: await around.calendarIn(tx),
      directory,
      person: await directory.person(inbound.userId),
      // The group's own id, not this message's copy of it: whatever is kept of the chat then holds one text, however many rows.
      chat: group === undefined ? inbound.chat : { ...inbound.chat, id: group.id },
      group,
      messageId: inbound.messageId,
      publicUrl: around.publicUrl,
      keyedHash: around.keyedHash,
    };
  };

  /** Nothing of it was done. It is put aside with its trace, the member is told, and so is who can mend it. */
  const putAside = async (inbound: Inbound, id: string, error: unknown): Promise<Reply | null> => {
    const trace = traceOf(id);
    around.log.error('a message could not be handled and was set aside', { trace, kind: inbound.kind, tries: TRIES, ...faultOf(error) });
    const reply = inbound.kind === 'cardAction' ? null : { text: texts.apology(trace) };
    return around.store.write(async (tx) => {
      // A repeat, or another process, was luckier meanwhile: what it did stands, and so does its answer.
      const kept = await tx.get(answers, id);
      if (kept !== undefined) return outgoing(kept.reply, inbound.messageId);
      const now = around.clock.now();
      await tx.put(answers, { id, reply, saidHash: null, at: now });
      await keepAside(tx, trace, inbound, faultOf(error), now);
      const situation = await situationOf(tx, inbound, now);
      await settle(around.features, situation, 'outbox', { notices: await asideNotices(trace, situation.directory, now) });
      return reply;
    });
  };

  /** No row is written: what is not looked at costs next to nothing. */
  const tooFast = (inbound: Inbound, id: string, pace: Exclude<Pace, 'ok'>): Promise<Reply | null> => {
    around.onHandled({ trace: traceOf(id), kind: inbound.kind, chat: inbound.chat.kind, outcome: 'tooFast', ms: 0 });
    return Promise.resolve(pace === 'tooFast' && inbound.kind === 'text' ? { text: texts.tooFast } : null);
  };

  const attempt = async (inbound: Inbound, id: string): Promise<Worked> => {
    const file = await openFile({ ...around, fileRoom: room }, inbound, id);
    let asked: Asked | undefined;
    for (let tries = 1; ;) {
      try {
        const worked = await around.store.write((tx) => work(tx, inbound, id, { file, asked }));
        if (!('askFirst' in worked)) return worked;
        asked = await worked.askFirst();
      } catch (error) {
        if (error instanceof Error && error.name === 'StoreUnavailable') throw error;
        if (tries === TRIES) return { reply: await putAside(inbound, id, error), outcome: 'setAside' };
        tries += 1;
        around.log.warn('a message failed and is tried again', { trace: traceOf(id), kind: inbound.kind, ...faultOf(error) });
      }
    }
  };

  const handleOnce = async (inbound: Inbound, id: string): Promise<Reply | null> => {
    const startedMs = around.clock.monotonicMs();
    let outcome: Handled['outcome'] = 'unavailable';
    try {
      const worked = await attempt(inbound, id);
      ({ outcome } = worked);
      if (worked.entry) logEntry(around.log, worked.entry, around.keyedHash);
      return withWordsToCome(worked);
    } finally {
      around.onCommit();
      const ms = around.clock.monotonicMs() - startedMs;
      around.onHandled({ trace: traceOf(id), kind: inbound.kind, chat: inbound.chat.kind, outcome, ms });
    }
  };

  return {
    receive: (inbound) => {
      const id = around.keyedHash(`message/${inbound.messageId}`);
      const running = inHand.get(id);
      if (running !== undefined && running.said === fingerprint(inbound)) return running.handled;
      if (running !== undefined) {
        const { reply, outcome } = forged(inbound);
        around.onHandled({ trace: traceOf(id), kind: inbound.kind, chat: inbound.chat.kind, outcome, ms: 0 });
        return Promise.resolve(reply);
      }
      const pace = paceOf?.(inbound.userId, around.clock.monotonicMs()) ?? 'ok';
      if (pace !== 'ok') return tooFast(inbound, id, pace);
      const handled = handleOnce(inbound, id).finally(() => inHand.delete(id));
      inHand.set(id, { said: fingerprint(inbound), handled });
      return handled;
    },
    putAside: async (inbound) => {
      const id = around.keyedHash(`message/${inbound.messageId}`);
      const kept = await around.store.read((tx) => tx.get(answers, id));
      if (kept !== undefined) return outgoing(kept.reply, inbound.messageId);
      around.onHandled({ trace: traceOf(id), kind: inbound.kind, chat: inbound.chat.kind, outcome: 'setAside', ms: 0 });
      return putAside(inbound, id, new ProcessEnded()).finally(around.onCommit);
    },
    giveUp: (messageId, words) =>
      around.store.write(async (tx) => {
        const id = around.keyedHash(`message/${messageId}`);
        const kept = await tx.get(answers, id);
        if (kept !== undefined) return outgoing(kept.reply, messageId);
        // The hour, not the moment: it may have been meant to be anonymous.
        await tx.insert(answers, { id, reply: { text: words }, saidHash: null, at: hourOf(around.clock.now()) });
        return { text: words };
      }),
    answerOf: async (messageId) => {
      const kept = await around.store.read((tx) => tx.get(answers, around.keyedHash(`message/${messageId}`)));
      return kept === undefined ? undefined : outgoing(kept.reply, messageId);
    },
  };
}

function asksFirst(intent: string | null, askFirst: NonNullable<Outcome['askFirst']>, { asked }: Brought): AsksFirst {
  if (asked !== undefined) throw new Error(`${intent ?? 'a message'} asks outside for a second time`);
  return { askFirst: async () => ({ intent, handle: await askFirst() }) };
}

/** The process ended while the message was handled, each time it was tried. */
class ProcessEnded extends Error {
  override readonly name = 'ProcessEnded';
}

/** What the member reads, the log and the row that is set aside have in common. One way: no message id comes back out of it. */
export function traceOf(id: string): string {
  return id.slice(0, 8).toUpperCase();
}

function hourOf(now: Instant): Instant {
  return `${now.slice(0, 13)}:00:00.000Z`;
}

function fingerprint(inbound: Inbound): string {
  switch (inbound.kind) {
    case 'text':
      return `text/${inbound.userId}/${inbound.chat.id}/${inbound.text}`;
    case 'cardAction':
      return `card/${inbound.userId}/${inbound.cardId}/${inbound.action}`;
    case 'attachment':
    case 'entered':
      return `${inbound.kind}/${inbound.userId}`;
  }
}

/** Features write literals that may hold undefined fields; the row wants plain JSON. Most replies are words alone. */
function keptReply(reply: Reply): z.infer<typeof replySchema> {
  const { text, card, update } = reply;
  return card === undefined && update === undefined && text !== undefined ? { text } : replySchema.parse(jsonCopy(reply));
}

function withMail(reply: Reply | undefined, mail: string | null): Reply | null {
  if (mail === null) return reply ?? null;
  return { ...reply, text: reply?.text === undefined ? mail : `${reply.text}\n\n${mail}` };
}
