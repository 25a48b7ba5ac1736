import type { Instant } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import { jsonCopy } from '../core/json.ts';
import type { Content, EntityRef, Target } from '../core/message.ts';
import { nextNumber } from '../store/counters.ts';
import type { Reader, Writer } from '../store/store.ts';
import { contentSchema } from './content.ts';
import { isClosed, lanes, lookBy, tryClosed } from './lane.ts';
import { notices, orderCounter, targetKeyOf, type Notice } from './notice.ts';

export { cardSchema } from './content.ts';
export { countSent, forgetTarget } from './forget.ts';
export { tryClosed } from './lane.ts';
export { NOTICE_STATES, notices, plannedAt, targetKeyOf, type Notice } from './notice.ts';

/** What the outbox keeps. */
export const outboxCollections = [notices, lanes] as const;

export interface NewNotice {
  readonly key: string;
  readonly to: Target;
  readonly content: Content;
  readonly about?: EntityRef;
  readonly topic?: string;
  readonly priority?: Notice['priority'];
  readonly nudge?: boolean;
  readonly dueAt?: Instant;
  readonly expiresAt?: Instant;
}

/** Owes a notice from now on, in the caller's transaction. A key that was queued before is not queued again. */
export async function enqueue(tx: Writer, feature: string, draft: NewNotice, world: { now: Instant; ids: Ids }): Promise<void> {
  const [known] = await tx.find(notices, { where: { key: draft.key }, limit: 1 });
  if (known !== undefined) return;
  const targetKey = targetKeyOf(draft.to);
  if (draft.topic !== undefined) await withdraw(tx, draft.topic, targetKey);
  const dueAt = draft.dueAt ?? world.now;
  // Notices of one target leave in the order in which they fall due, then in which they were made. Counted per target: one
  // number for all would make every two messages on a database collide.
  const running = String(await nextNumber(tx, orderCounter(targetKey))).padStart(12, '0');
  await tx.insert(notices, {
    id: world.ids.id(),
    key: draft.key,
    target: draft.to,
    targetKey,
    content: keptContent(draft.content),
    topic: draft.topic ?? null,
    feature,
    about: draft.about ?? null,
    state: 'pending',
    priority: draft.priority ?? 'normal',
    nudge: draft.nudge ?? true,
    order: `${dueAt}/${running}`,
    dueAt,
    expiresAt: draft.expiresAt ?? null,
    attempts: 0,
    part: 0,
    attemptedAt: null,
    sentAt: null,
    failure: null,
    reason: null,
  });
  await lookBy(tx, targetKey, { dueAt, priority: draft.priority ?? 'normal' });
}

/** Features write literals that may hold undefined fields; the row wants plain JSON. Words alone hold none. */
function keptContent(content: Content): Notice['content'] {
  if (content.kind === 'text' && content.mentions === undefined) return { kind: 'text', text: content.text };
  return contentSchema.parse(jsonCopy(content));
}

/** Takes back what is owed on a topic and did not go out yet; to one target, or to all. What is being sent goes out. */
export async function withdraw(tx: Writer, topic: string, targetKey?: string): Promise<void> {
  for (const state of ['pending', 'held'] as const) {
    for (const notice of await tx.find(notices, { where: { topic, state } })) {
      // Of a text in parts the group has already seen the beginning: the rest must follow.
      const begun = notice.part > 0;
      if (!begun && (targetKey === undefined || notice.targetKey === targetKey)) await tx.put(notices, { ...notice, state: 'cancelled' });
    }
  }
}

/** Since when nothing gets through to a target; undefined while it may. */
export async function closedSince(tx: Reader, targetKey: string): Promise<Instant | undefined> {
  const lane = await tx.get(lanes, targetKey);
  return lane !== undefined && isClosed(lane) ? lane.broken?.since : undefined;
}

/** A person has decided about one that did not arrive for certain. */
export function isUndecided(notice: Notice): boolean {
  return notice.state === 'unknown' || notice.state === 'dead' || notice.state === 'expired';
}

/** Once more, on a person's word: the tries begin anew, the expiry no longer holds; what has arrived of it does not go again. */
export async function sendAgain(tx: Writer, notice: Notice, now: Instant): Promise<void> {
  await tx.put(notices, { ...notice, state: 'pending', attempts: 0, dueAt: now, expiresAt: null, failure: null, reason: null });
  await tryClosed(tx, notice.targetKey, now);
  await lookBy(tx, notice.targetKey, { dueAt: now, priority: notice.priority });
}
