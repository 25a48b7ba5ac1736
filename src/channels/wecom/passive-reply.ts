import { z } from 'zod';
import { bytesOf, STREAM_LIMIT_BYTES } from './limits.ts';
import { templateCardSchema } from './template-card.ts';

const streamSchema = z.object({
  id: z.string().min(1),
  finish: z.boolean(),
  content: z.string().refine((content) => bytesOf(content) <= STREAM_LIMIT_BYTES, 'longer than 20480 bytes'),
});

/** What an AI bot may answer to a callback, before encryption (document path 101031, read 2026-11-21). */
export const passiveReplySchema = z.union([
  z.strictObject({ msgtype: z.literal('text'), text: z.object({ content: z.string() }) }),
  z.strictObject({ msgtype: z.literal('template_card'), template_card: templateCardSchema }),
  z.strictObject({ msgtype: z.literal('stream'), stream: streamSchema }),
  z.strictObject({ msgtype: z.literal('stream_with_template_card'), stream: streamSchema, template_card: templateCardSchema }),
  z.strictObject({
    response_type: z.literal('update_template_card'),
    userids: z.array(z.string()).optional(),
    template_card: templateCardSchema,
  }),
]);
export type PassiveReply = z.infer<typeof passiveReplySchema>;

/** What goes to a `response_url` (document path 101138, read 2026-11-21). */
export const activeReplySchema = z.object({
  msgtype: z.literal('markdown'),
  markdown: z.object({ content: z.string().refine((content) => bytesOf(content) <= STREAM_LIMIT_BYTES, 'longer than 20480 bytes') }),
});
export type ActiveReply = z.infer<typeof activeReplySchema>;

/** The encrypted answer as it stands in the HTTP response. */
export const sealedReplySchema = z.object({
  encrypt: z.string(),
  msgsignature: z.string(),
  timestamp: z.number().int(),
  nonce: z.string(),
});
