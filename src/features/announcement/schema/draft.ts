import { z } from 'zod';
import { collection } from '../../../store/store.ts';
import { planSchema } from './plan.ts';

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
