import { z } from 'zod';
import { collection } from '../../store/store.ts';

const day = z.iso.date();
const instant = z.iso.datetime();

/** A rule as it was issued. One row for each version; the newest version of a `key` is the one that is asked. */
export const policyDocumentSchema = z.object({
  /** `<key>#<version>` */
  id: z.string(),
  /** The document number; its title where it has none. */
  key: z.string(),
  version: z.number().int().positive(),
  /** A newer version of the same document is there. */
  superseded: z.boolean(),
  title: z.string(),
  number: z.string().nullable(),
  issuer: z.string().nullable(),
  issuedOn: day.nullable(),
  /** First and last day of validity; null = not said. */
  inForceFrom: day.nullable(),
  inForceUntil: day.nullable(),
  /** The words of the document about what it replaces. */
  replaces: z.string().nullable(),
  /** Set when another document says that it replaces this one: from that day on it is repealed. */
  repealedFrom: day.nullable(),
  repealedBy: z.string().nullable(),
  contact: z.string().nullable(),
  importedAt: instant,
  /** Party branches and departments it holds for; none = everybody. A person outside them never gets a word of it. */
  scope: z.array(z.string()).default([]),
  /** The day on which a newer version of it came (`superseded`). */
  supersededOn: day.nullable().default(null),
  /** The day on which somebody should look whether it still fits. */
  reviewOn: day.nullable().default(null),
  /** Taken back by a secretary: nobody is answered from it any more. */
  withdrawnOn: day.nullable().default(null),
});
export type PolicyDocument = z.infer<typeof policyDocumentSchema>;

/** `unit` and `note` hold for every row: 单位：元, 注：…. They stand in the clause's text as well. */
const tableSchema = z.object({
  caption: z.string(),
  header: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  unit: z.string().default(''),
  note: z.string().default(''),
});
export type PolicyTable = z.infer<typeof tableSchema>;

/** What is quoted. `text` is the document's own wording; a table stands in it line by line, cells divided by ` | `. */
export const clauseSchema = z.object({
  /** `<documentId>/<order>` */
  id: z.string(),
  documentId: z.string(),
  /** 第十二条, or the path of headings. */
  label: z.string(),
  chapter: z.string(),
  text: z.string(),
  table: tableSchema.nullable(),
  order: z.number().int(),
  /** Id of the clause that it goes back to through all versions (changed or renumbered on the way); null = itself. */
  origin: z.string().nullable().default(null),
});
export type Clause = z.infer<typeof clauseSchema>;

/** A file that was read and waits for its sender's word. Dropped after a day. */
export const policyDraftSchema = z.object({
  id: z.string(),
  by: z.string(),
  at: instant,
  fileName: z.string(),
  document: policyDocumentSchema.pick({
    title: true,
    number: true,
    issuer: true,
    issuedOn: true,
    inForceFrom: true,
    inForceUntil: true,
    replaces: true,
    contact: true,
    reviewOn: true,
  }),
  clauses: z.array(clauseSchema.omit({ id: true, documentId: true, origin: true })),
  /** null: as the version before, else everybody. */
  scope: z.array(z.string()).nullable(),
});
export type PolicyDraft = z.infer<typeof policyDraftSchema>;

/** A question that no rule answered and its asker handed to the secretary. */
export const policyQuestionSchema = z.object({
  id: z.string(),
  /** Q12 */
  number: z.string(),
  text: z.string(),
  /** null: they asked to be forgotten, or left. */
  askerId: z.string().nullable(),
  partyBranch: z.string().nullable(),
  chatKind: z.enum(['group', 'direct']),
  chatId: z.string(),
  askedAt: instant,
  state: z.enum(['open', 'answered', 'closed']),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: instant.nullable(),
  /** How often it was answered: corrections count. */
  answers: z.number().int(),
  /** Others of the branch who ask the same are shown the answer (never who asked). */
  shared: z.boolean(),
  /** Who answers for the matter, as it was when the question was handed over; the branch's secretaries may always answer. */
  ownerIds: z.array(z.string()).default([]),
  /** Why it was closed without an answer. */
  reason: z.string().nullable().default(null),
});
export type PolicyQuestion = z.infer<typeof policyQuestionSchema>;

export const policyDocuments = collection({
  name: 'policyDocuments',
  schema: policyDocumentSchema,
  indexes: [['superseded', 'inForceFrom']],
  unique: [['key', 'version']],
  audited: true,
});
export const policyClauses = collection({
  name: 'policyClauses',
  schema: clauseSchema,
  unique: [['documentId', 'order']],
  indexes: [['documentId', 'order']],
});
export const policyDrafts = collection({
  name: 'policyDrafts',
  schema: policyDraftSchema,
  indexes: [['at'], ['by', 'at']],
});
export const policyQuestions = collection({
  name: 'policyQuestions',
  schema: policyQuestionSchema,
  indexes: [
    ['state', 'askedAt'],
    ['partyBranch', 'state', 'askedAt'],
    ['askerId', 'askedAt'],
  ],
  unique: [['number']],
  audited: true,
});
/** Says whether what is held in memory is still what is stored: `documents` and `answers`, each with a mark that changes with every change. */
export const policyRevisions = collection({
  name: 'policyRevision',
  schema: z.object({ id: z.enum(['documents', 'answers', 'synonyms']), mark: z.string() }),
});
