import { z } from 'zod';
import { collection } from '../../../store/store.ts';
import { planSchema } from './plan.ts';

const instant = z.iso.datetime();

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
