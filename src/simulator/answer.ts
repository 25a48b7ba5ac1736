import { z } from 'zod';

const stream = z.object({
  id: z.string().min(1).optional(),
  finish: z.boolean().optional(),
  content: z
    .string()
    .refine((text) => Buffer.byteLength(text) <= 20_480, 'stream.content over 20480 bytes')
    .optional(),
  msg_item: z
    .array(z.object({ msgtype: z.literal('image'), image: z.object({ base64: z.string(), md5: z.string() }) }))
    .max(10)
    .optional(),
});
export type Stream = z.infer<typeof stream>;

/** Passive replies, document path 101031 (read 2026-11-21). Cards are checked by `checkCard`, which knows their codes. */
export const passiveReply = z.union([
  z.object({ response_type: z.literal('update_template_card'), userids: z.array(z.string()).optional(), template_card: z.unknown() }),
  z.object({ msgtype: z.literal('text'), text: z.object({ content: z.string() }) }),
  z.object({ msgtype: z.literal('template_card'), template_card: z.unknown() }),
  z.object({ msgtype: z.literal('stream'), stream }),
  z.object({ msgtype: z.literal('stream_with_template_card'), stream, template_card: z.unknown() }),
]);
export type PassiveReply = z.infer<typeof passiveReply>;

/** The encrypted answer of the callback, document path 101033. Some bots send the timestamp as a string, and it works. */
export const sealedReply = z.object({
  encrypt: z.string(),
  msgsignature: z.string(),
  timestamp: z.union([z.number(), z.string()]).transform(String),
  nonce: z.string(),
});
