import { z } from 'zod';
import { collection } from '../../../store/store.ts';
import { planSchema } from './plan.ts';
import { arrangedSchema } from './post.ts';

export const draftSchema = arrangedSchema.extend({
  /** Id and number that the announcement will have, so that the preview shows what will be sent to the letter. Empty in rows of 0.1. */
  id: z.string().default(''),
  number: z.string().default(''),
  plan: planSchema.nullable(),
  /** The planned announcement that is being changed; null for a new one. */
  of: z.string().nullable().default(null),
  /** What that one was when the change began; see {@link shapeOf}. */
  seen: z.string().nullable().default(null),
  /** The one post of a plan whose place it takes. */
  instead: z.object({ id: z.string(), at: z.iso.datetime() }).nullable().default(null),
  /** The template that is being filled in; its text becomes the content when no blank is open. */
  form: z
    .object({ name: z.string(), text: z.string(), values: z.record(z.string(), z.string()) })
    .nullable()
    .default(null),
});
export type Draft = z.infer<typeof draftSchema>;

/** All that a change can change, to tell whether somebody else changed it meanwhile. */
export function shapeOf(announcement: z.infer<typeof arrangedSchema> & { readonly plan: z.infer<typeof planSchema> }): string {
  return JSON.stringify([arrangedSchema.parse(announcement), announcement.plan]);
}

/** What waits for "确认": one per member and chat, so that buttons and words mean the same draft. */
export const announcementDrafts = collection({
  name: 'announcementDrafts',
  schema: z.object({ id: z.string(), token: z.string(), draft: draftSchema }),
});
