import { z } from 'zod';

/** What the groups will get, apart from when. Fields added after the first release have the value that old rows mean. */
export const postSchema = z.object({
  kind: z.enum(['text', 'markdown', 'card', 'image', 'file']).default('text'),
  /** Stands over the content; a card always has one. */
  title: z.string().nullable().default(null),
  content: z.string(),
  /** Where a card leads. */
  link: z.string().nullable().default(null),
  /** The picture or file that goes with it (see schema/attachment.ts). */
  attachmentId: z.string().nullable().default(null),
  mentionAll: z.boolean(),
  /** User ids of the people who are called by name. */
  mentions: z.array(z.string()).default([]),
  /** Leaves in quiet hours too, and is marked. */
  urgent: z.boolean().default(false),
  urgentReason: z.string().nullable().default(null),
  /** Readers are asked to tick 已知晓. */
  acknowledge: z.boolean().default(false),
});
export type Post = z.infer<typeof postSchema>;

/** Whose eyes see it before it leaves. */
export const reviewSchema = z.object({
  /** The one who was named; null = another secretary of the party branch. */
  reviewerId: z.string().nullable(),
});

/** What is agreed on a draft and kept with the announcement. */
export const arrangedSchema = postSchema.extend({
  groupIds: z.array(z.string()),
  /** A second person must agree before anything leaves. */
  review: reviewSchema.nullable().default(null),
  /** The sending whose words it replaces: it goes to exactly the groups that got those. */
  corrects: z.string().nullable().default(null),
  /** What a downtime made late: sent with a mark within half an hour, or never, or however late. */
  whenMissed: z.enum(['soon', 'never', 'always']).default('soon'),
  /** The author wants to see each post shortly before it leaves. */
  lookFirst: z.boolean().default(false),
});
