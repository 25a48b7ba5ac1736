import { z } from 'zod';
import type { Instant } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import { jsonCopy } from '../core/json.ts';
import type { Content, EntityRef, Target } from '../core/message.ts';
import { nextNumber } from '../store/counters.ts';
import { collection, type Writer } from '../store/store.ts';

const instant = z.iso.datetime();
const button = z.object({ label: z.string(), action: z.string(), style: z.enum(['primary', 'plain', 'danger']).exactOptional() });
export const cardSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().exactOptional(),
  body: z.string().exactOptional(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })).exactOptional(),
  buttons: z.array(button).exactOptional(),
  choice: z
    .object({ key: z.string(), multiple: z.boolean(), options: z.array(z.object({ id: z.string(), label: z.string() })), submit: button })
    .exactOptional(),
});

const mentions = z.array(z.string()).exactOptional();
export const contentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), mentions }),
  z.object({ kind: z.literal('markdown'), text: z.string(), mentions }),
  z.object({ kind: z.literal('card'), card: cardSchema, mentions }),
  z.object({ kind: z.literal('image'), base64: z.string() }),
  z.object({ kind: z.literal('file'), name: z.string(), base64: z.string() }),
]);

export const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('group'), id: z.string() }),
  z.object({ kind: z.literal('person'), userId: z.string() }),
]);

/**
 * pending → sending → sent | pending again with backoff | dead (a person decides) | unknown (maybe delivered, a person decides).
 * held: for a person whom no channel can reach by itself; goes out with the next answer in the single chat.
 * cancelled: withdrawn before it went out. expired: too late to be of use.
 */
export const NOTICE_STATES = ['pending', 'sending', 'sent', 'dead', 'unknown', 'held', 'cancelled', 'expired'] as const;

export const noticeSchema = z.object({
  id: z.string(),
  /** Idempotency: a second notice with the same key is not queued. */
  key: z.string(),
  target: targetSchema,
  /** `group:<id>` or `person:<userId>`; order and limits are kept per target. */
  targetKey: z.string(),
  content: contentSchema,
  /** What it is news of: newer news of the same topic takes the place of older news that did not go out yet. */
  topic: z.string().nullable(),
  /** The feature that owes it, and the thing it is about ("报名" after a post means this activity). */
  feature: z.string(),
  about: z.object({ kind: z.string(), id: z.string() }).nullable(),
  state: z.enum(NOTICE_STATES),
  /** Order within a target: instant of creation + running number. */
  order: z.string(),
  dueAt: instant,
  expiresAt: instant.nullable(),
  attempts: z.number().int(),
  /** When it was last handed to the platform; counts against the rate limit. */
  attemptedAt: instant.nullable(),
  sentAt: instant.nullable(),
  /** Code of the last failure, never its text. */
  failure: z.string().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const notices = collection({
  name: 'notices',
  schema: noticeSchema,
  indexes: [
    ['state', 'dueAt'],
    ['state', 'order'],
    ['targetKey', 'state', 'order'],
    ['targetKey', 'attemptedAt'],
    ['targetKey', 'sentAt'],
    ['topic', 'state'],
  ],
  unique: [['key']],
});

export interface NewNotice {
  readonly key: string;
  readonly to: Target;
  readonly content: Content;
  readonly about?: EntityRef;
  readonly topic?: string;
  readonly dueAt?: Instant;
  readonly expiresAt?: Instant;
}

export function targetKeyOf(target: Target): string {
  return target.kind === 'group' ? `group:${target.id}` : `person:${target.userId}`;
}

/** Owes a notice from now on, in the caller's transaction. A key that was queued before is not queued again. */
export async function enqueue(tx: Writer, feature: string, draft: NewNotice, world: { now: Instant; ids: Ids }): Promise<void> {
  const [known] = await tx.find(notices, { where: { key: draft.key }, limit: 1 });
  if (known !== undefined) return;
  if (draft.topic !== undefined) await withdraw(tx, draft.topic, targetKeyOf(draft.to));
  const dueAt = draft.dueAt ?? world.now;
  // Notices of one target leave in the order in which they fall due, then in which they were made.
  const running = String(await nextNumber(tx, 'notice')).padStart(12, '0');
  await tx.insert(notices, {
    id: world.ids.id(),
    key: draft.key,
    target: draft.to,
    targetKey: targetKeyOf(draft.to),
    // Features write literals that may hold undefined fields; the row wants plain JSON.
    content: contentSchema.parse(jsonCopy(draft.content)),
    topic: draft.topic ?? null,
    feature,
    about: draft.about ?? null,
    state: 'pending',
    order: `${dueAt}/${running}`,
    dueAt,
    expiresAt: draft.expiresAt ?? null,
    attempts: 0,
    attemptedAt: null,
    sentAt: null,
    failure: null,
  });
}

/** Takes back what is owed on a topic and did not go out yet; to one target, or to all. What is being sent goes out. */
export async function withdraw(tx: Writer, topic: string, targetKey?: string): Promise<void> {
  for (const state of ['pending', 'held'] as const) {
    for (const notice of await tx.find(notices, { where: { topic, state } })) {
      if (targetKey === undefined || notice.targetKey === targetKey) await tx.put(notices, { ...notice, state: 'cancelled' });
    }
  }
}
