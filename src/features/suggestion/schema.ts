import { z } from 'zod';
import { collection } from '../../store/store.ts';

const localDate = z.iso.date();

export const STATUSES = ['filed', 'accepted', 'assigned', 'answered', 'closed', 'declined', 'withdrawn', 'merged'] as const;

const wordSchema = z.object({ from: z.enum(['office', 'author']), text: z.string(), on: localDate });

/**
 * One suggestion or hazard. Of an anonymous one everything that could lead to its author is null: number (they run in
 * order), author, group, instant. It has a random label for the secretary, the keyed hash of its receipt, and half a day.
 */
export const suggestionSchema = z.object({
  id: z.string(),
  kind: z.enum(['suggestion', 'hazard']),
  /** What people say: S12. */
  number: z.number().int().nullable(),
  authorId: z.string().nullable(),
  /** Where it was said and where news of it belong; null = the single chat. */
  groupId: z.string().nullable(),
  filedAt: z.iso.datetime().nullable(),
  /** Of an anonymous one: 匿名-K7QD. */
  label: z.string().nullable(),
  receiptHash: z.string().nullable(),
  /** An anonymous one is shown to secretaries from the next daily digest on, with the others of that day. */
  released: z.boolean(),
  /** The anonymous author added something since the last digest. */
  news: z.boolean(),
  filedOn: localDate,
  filedHalf: z.enum(['am', 'pm']),
  partyBranch: z.string().nullable(),
  text: z.string(),
  place: z.string().nullable(),
  urgent: z.boolean(),
  photo: z.boolean(),
  status: z.enum(STATUSES),
  /** When it was accepted or declined for the first time. */
  respondedOn: localDate.nullable(),
  /** Last day of the present step: of acceptance while filed, of the answer afterwards. */
  dueOn: localDate,
  /** A person of the roster (told by the bot) or a unit in free words (userId null). */
  assigneeId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  /** Answers of the office and words that the author added, in order. */
  words: z.array(wordSchema),
  reason: z.string().nullable(),
  result: z.string().nullable(),
  adopted: z.boolean().nullable(),
  /** Last time it was closed; stays when the author reopens. */
  closedOn: localDate.nullable(),
  /** Days on which the author was asked for a verdict. */
  askedOn: z.array(localDate),
  /** Only the author sets solved and unsolved; silent = no word within the time after two notices. */
  verdict: z.enum(['solved', 'unsolved', 'silent']).nullable(),
  rating: z.number().int().min(1).max(5).nullable(),
  reopenCount: z.number().int(),
  /** Reopened three times: for the joint meeting. */
  flagged: z.boolean(),
  /** `userId` null: they asked to be forgotten, or left; they still count. */
  seconds: z.array(z.object({ userId: z.string().nullable(), groupId: z.string().nullable() })),
  mergedInto: z.string().nullable(),
  chases: z.number().int(),
  chasedOn: localDate.nullable(),
  /** Counts the changes: part of the keys of the notices about them. */
  revision: z.number().int(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;
export type Status = Suggestion['status'];

const assigneeSchema = z.object({ userId: z.string().nullable(), name: z.string() });
export type Assignee = z.infer<typeof assigneeSchema>;

export const suggestions = collection({
  name: 'suggestions',
  schema: suggestionSchema,
  indexes: [
    ['status'],
    ['partyBranch', 'status'],
    ['authorId', 'filedOn'],
    ['assigneeId', 'status'],
    ['groupId', 'status', 'number'],
    ['filedOn'],
    ['closedOn'],
  ],
  unique: [['number'], ['label'], ['receiptHash']],
  audited: true,
});

/** What a secretary does with a suggestion. Kept between two messages when a detail is missing, hence a schema. */
export const actSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accept'), dueOn: localDate.nullable() }),
  z.object({ kind: z.literal('decline'), reason: z.string().nullable() }),
  z.object({
    kind: z.literal('assign'),
    assignee: assigneeSchema.nullable(),
    dueOn: localDate.nullable(),
  }),
  z.object({ kind: z.literal('answer'), text: z.string().nullable() }),
  z.object({ kind: z.literal('close'), result: z.string().nullable(), adopted: z.boolean().nullable() }),
]);
export type Act = z.infer<typeof actSchema>;
