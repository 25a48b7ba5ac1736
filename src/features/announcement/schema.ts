import { z } from 'zod';
import { collection } from '../../store/store.ts';

const instant = z.iso.datetime();
const localDate = z.iso.date();

/** The part of a recurrence that announcements keep (see time/time.ts). */
export const ruleSchema = z.object({
  // Seconds and minutes are kept only to be refused with the right words.
  freq: z.enum(['second', 'minute', 'hour', 'day', 'workday', 'week', 'month', 'year']),
  interval: z.number().int().positive(),
  byDay: z.array(z.number().int()).exactOptional(),
  byMonthDay: z.array(z.number().int()).exactOptional(),
  byMonth: z.array(z.number().int()).exactOptional(),
  nth: z.number().int().exactOptional(),
  time: z.string().exactOptional(),
  minute: z.number().int().exactOptional(),
  onDayOff: z.enum(['keep', 'skip', 'before', 'after']).exactOptional(),
  startsOn: localDate.exactOptional(),
  endsOn: localDate.exactOptional(),
});

/** When: at once on confirmation, once, or by a rule. */
export const planSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('now') }),
  z.object({ kind: z.literal('once'), at: instant }),
  z.object({ kind: z.literal('repeated'), rule: ruleSchema }),
]);
export type Plan = z.infer<typeof planSchema>;

export const draftSchema = z.object({
  content: z.string(),
  plan: planSchema.nullable(),
  groupIds: z.array(z.string()),
  mentionAll: z.boolean(),
});
export type Draft = z.infer<typeof draftSchema>;

/** What waits for "确认": one per member and chat, so that buttons and words mean the same draft. */
export const announcementDrafts = collection({
  name: 'announcementDrafts',
  schema: z.object({ id: z.string(), token: z.string(), draft: draftSchema }),
});

export const announcementSchema = z.object({
  id: z.string(),
  /** What people say for it: N7. */
  number: z.string(),
  partyBranch: z.string().nullable(),
  createdBy: z.string(),
  content: z.string(),
  plan: planSchema,
  groupIds: z.array(z.string()),
  mentionAll: z.boolean(),
  status: z.enum(['active', 'paused', 'done', 'deleted']),
  /** The next time it goes out; null when it is over, paused or deleted. */
  nextAt: instant.nullable(),
  createdAt: instant,
});
export type Announcement = z.infer<typeof announcementSchema>;

export const announcements = collection({
  name: 'announcements',
  schema: announcementSchema,
  indexes: [
    ['partyBranch', 'status'],
    ['status', 'nextAt'],
  ],
  unique: [['number']],
});
