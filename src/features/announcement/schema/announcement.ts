import { z } from 'zod';
import { collection } from '../../../store/store.ts';
import { planSchema } from './plan.ts';
import { arrangedSchema } from './post.ts';

const instant = z.iso.datetime();

/** Somebody's word on it: who, when, and why not. */
export const opinionSchema = z.object({
  userId: z.string(),
  at: instant,
  agrees: z.boolean(),
  reason: z.string().nullable(),
});

export const announcementSchema = arrangedSchema.extend({
  id: z.string(),
  /** What people say for it: N7. */
  number: z.string(),
  partyBranch: z.string().nullable(),
  createdBy: z.string(),
  plan: planSchema,
  /** review: waits for the second pair of eyes. returned: sent back to its author with a reason. Neither leaves. */
  status: z.enum(['review', 'returned', 'active', 'paused', 'done', 'deleted']),
  /** The next time it goes out; null when it is over, paused or deleted. */
  nextAt: instant.nullable(),
  createdAt: instant,
  /** Occurrences that are not wanted. */
  skips: z.array(instant).default([]),
  /** The occurrence that came while nothing ran and was not posted; null when there is none, or it was made up for. */
  missedAt: instant.nullable().default(null),
  /** When that was told; those of one downtime are told together. */
  missedToldAt: instant.nullable().default(null),
  /** What reviewers said, in order; never taken back. */
  opinions: z.array(opinionSchema).default([]),
});
export type Announcement = z.infer<typeof announcementSchema>;

export const announcements = collection({
  name: 'announcements',
  schema: announcementSchema,
  indexes: [
    ['partyBranch', 'status'],
    ['status', 'nextAt'],
    ['createdBy', 'missedToldAt'],
  ],
  unique: [['number']],
  audited: true,
});
