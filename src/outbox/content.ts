import { z } from 'zod';

/** A neutral content as it is kept (core/message.ts, core/card.ts). */
const button = z.object({ label: z.string(), action: z.string(), style: z.enum(['primary', 'plain', 'danger']).exactOptional() });
export const cardSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().exactOptional(),
  body: z.string().exactOptional(),
  link: z.string().exactOptional(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })).exactOptional(),
  buttons: z.array(button).exactOptional(),
  choice: z
    .object({ key: z.string(), multiple: z.boolean(), options: z.array(z.object({ id: z.string(), label: z.string() })), submit: button })
    .exactOptional(),
});

const mentions = z.array(z.string()).exactOptional();
export const contentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), mentions }),
  z.object({ kind: z.literal('markdown'), text: z.string(), mentions }),
  z.object({ kind: z.literal('card'), card: cardSchema, mentions }),
  z.object({ kind: z.literal('image'), base64: z.string() }),
  z.object({ kind: z.literal('file'), name: z.string(), base64: z.string() }),
]);

export const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('group'), id: z.string() }),
  z.object({ kind: z.literal('person'), userId: z.string() }),
]);
