import { z } from 'zod';
import type { Instant } from '../core/clock.ts';
import { FAILURE_REASONS } from '../core/errors.ts';
import type { Target } from '../core/message.ts';
import { collection } from '../store/store.ts';
import { contentSchema, targetSchema } from './content.ts';

const instant = z.iso.datetime();

/**
 * pending → sending → sent | pending again (the next part, or with backoff) | dead (a person decides) | unknown (maybe
 * delivered, a person decides). held: for a person whom no channel can reach by itself; goes out with the next answer in
 * the single chat. cancelled: withdrawn before it went out. expired: too late to be of use.
 */
export const NOTICE_STATES = ['pending', 'sending', 'sent', 'dead', 'unknown', 'held', 'cancelled', 'expired'] as const;

/** Safety and emergencies pass everything else that waits for the same target; within a priority the order is kept. */
export const PRIORITIES = ['urgent', 'normal'] as const;

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
  priority: z.enum(PRIORITIES).default('normal'),
  /** Whether the group of a person who cannot be reached hears that something waits. */
  nudge: z.boolean().default(true),
  /** Order within a target and priority: the instant for which it was planned + running number. */
  order: z.string(),
  /** Not before this; a retry moves it. */
  dueAt: instant,
  expiresAt: instant.nullable(),
  /** Tries of the part in hand. */
  attempts: z.number().int(),
  /** How many messages of a content that takes several have surely arrived. */
  part: z.number().int().default(0),
  /** When it was last handed to the platform. */
  attemptedAt: instant.nullable(),
  sentAt: instant.nullable(),
  /** Code of the last failure, never its text; and what it means for a person. */
  failure: z.string().nullable(),
  reason: z.enum(FAILURE_REASONS).nullable().default(null),
});
export type Notice = z.infer<typeof noticeSchema>;

export const notices = collection<Notice>({
  name: 'notices',
  schema: noticeSchema,
  indexes: [
    ['state', 'dueAt'],
    ['targetKey', 'state', 'order'],
    ['targetKey', 'state', 'priority', 'order'],
    ['targetKey', 'sentAt'],
    ['topic', 'state'],
  ],
  unique: [['key']],
});

/** The instant for which it was planned, whatever became of it since. */
export function plannedAt(notice: Notice): Instant {
  return notice.order.slice(0, notice.order.indexOf('/'));
}

export function targetKeyOf(target: Target): string {
  return target.kind === 'group' ? `group:${target.id}` : `person:${target.userId}`;
}

/** The counter that numbers the notices of one target. */
export function orderCounter(targetKey: string): string {
  return `notice.${targetKey}`;
}
