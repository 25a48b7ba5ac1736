import { z } from 'zod';
import { isJson, type Json } from '../core/json.ts';
import { cardSchema } from '../outbox/outbox.ts';
import { collection } from '../store/store.ts';

const instant = z.iso.datetime();
const entityRef = z.object({ kind: z.string(), id: z.string() });

export const replySchema = z.object({
  text: z.string().exactOptional(),
  card: cardSchema.exactOptional(),
  update: z.object({ card: cardSchema, forEveryone: z.boolean() }).exactOptional(),
});

/** The kept answer of each message, so that a repeat within 24 h gets the same one and does nothing again. */
export const answers = collection({
  name: 'answers',
  schema: z.object({
    /** Keyed hash of the message id: the id itself would let another log link a person to an anonymous text. */
    id: z.string(),
    reply: replySchema.nullable(),
    /** Keyed hash of what was said; null where nothing about the author may be kept. */
    saidHash: z.string().nullable(),
    at: instant,
  }),
  indexes: [['at']],
});

/** What a dialog keeps between two messages: its own schema reads it, here it must only survive being written. */
export const dialogData = z.custom<Json>(isJson);

/** `aside`: it follows a lookup; absent in rows of earlier versions. */
const openQuestion = z.object({ dialog: z.string(), data: dialogData, until: instant, aside: z.boolean().default(false) });
export type KeptQuestion = z.infer<typeof openQuestion>;

/** What one member and the bot are talking about in one chat; `<chat>` alone for what the whole group saw last. */
export const conversations = collection({
  name: 'conversations',
  schema: z.object({
    id: z.string(),
    list: z.array(entityRef),
    about: entityRef.nullable(),
    intent: z.string().nullable(),
    topic: z.string().nullable(),
    /** How the last words were read, for “为什么”: in people's words, and how sure. */
    reading: z.object({ label: z.string(), percent: z.number().int() }).nullable(),
    pending: openQuestion.nullable(),
    /** A draft that waits while an aside is open; absent in rows of earlier versions. */
    beneath: openQuestion.nullable().default(null),
    at: instant,
  }),
  indexes: [['at']],
});
export type Conversation = z.infer<typeof conversations.schema>;
