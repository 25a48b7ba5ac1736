import { z } from 'zod';
import { bytesOf, WEBHOOK_MARKDOWN_LIMIT_BYTES, WEBHOOK_TEXT_LIMIT_BYTES } from './limits.ts';
import { templateCardSchema } from './template-card.ts';

const atMost = (limit: number): z.ZodString => z.string().refine((content) => bytesOf(content) <= limit, `longer than ${limit} bytes`);

/** The messages that we post to a push webhook (document path 99110, read 2026-11-21); the simulator reads them back. */
export const webhookMessageSchema = z.discriminatedUnion('msgtype', [
  z.object({
    msgtype: z.literal('text'),
    text: z.object({ content: atMost(WEBHOOK_TEXT_LIMIT_BYTES), mentioned_list: z.array(z.string()).optional() }),
  }),
  z.object({ msgtype: z.literal('markdown'), markdown: z.object({ content: atMost(WEBHOOK_MARKDOWN_LIMIT_BYTES) }) }),
  z.object({ msgtype: z.literal('markdown_v2'), markdown_v2: z.object({ content: atMost(WEBHOOK_MARKDOWN_LIMIT_BYTES) }) }),
  z.object({ msgtype: z.literal('image'), image: z.object({ base64: z.string(), md5: z.string() }) }),
  z.object({ msgtype: z.literal('file'), file: z.object({ media_id: z.string() }) }),
  z.object({ msgtype: z.literal('template_card'), template_card: templateCardSchema }),
]);
export type WebhookMessage = z.infer<typeof webhookMessageSchema>;
