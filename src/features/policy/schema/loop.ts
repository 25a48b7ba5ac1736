import { z } from 'zod';
import { collection } from '../../../store/store.ts';

const instant = z.iso.datetime();

/** One answer that was given, for the verdict on it and its trace. Forgotten after two weeks. */
export const policyAnswers = collection({
  name: 'policyAnswers',
  schema: z.object({
    id: z.string(),
    userId: z.string(),
    partyBranch: z.string().nullable(),
    chatKind: z.enum(['group', 'direct']),
    at: instant,
    question: z.string(),
    /** The clauses shown, best first; several where a choice was given. */
    clauseIds: z.array(z.string()),
    /** A colleague's or the FAQ's answer instead of clauses: Q12, F3. */
    source: z.string().nullable(),
    /** 0..100, as the search was sure. */
    percent: z.number().int(),
    verdict: z.enum(['useful', 'useless']).nullable(),
  }),
  indexes: [['at'], ['verdict', 'at'], ['userId']],
});
export type GivenAnswer = z.infer<typeof policyAnswers.schema>;

/**
 * Who was last quoted which clause in which version: all that a recall needs, and nothing of what was asked. One row for a
 * person and a clause, through all its versions.
 */
export const policyCitations = collection({
  name: 'policyCitations',
  schema: z.object({
    /** `<userId>/<origin>` */
    id: z.string(),
    userId: z.string(),
    origin: z.string(),
    clauseId: z.string(),
    at: instant,
  }),
  indexes: [['origin'], ['at']],
});
export type PolicyCitation = z.infer<typeof policyCitations.schema>;

/** A question that ended without a good answer. Who asked it is only a code, good for counting different people. */
export const policyMisses = collection({
  name: 'policyMisses',
  schema: z.object({
    id: z.string(),
    text: z.string(),
    askerCode: z.string(),
    partyBranch: z.string().nullable(),
    /** Said before everybody in a group; else only a count of it is shown until several people ask alike. */
    inGroup: z.boolean(),
    cause: z.enum(['notFound', 'useless']),
    at: instant,
    /** A secretary looked at it and closed it. */
    closedBy: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  indexes: [['at'], ['closedBy', 'at']],
});
export type PolicyMiss = z.infer<typeof policyMisses.schema>;

/** An answer of a person, made fit for everybody: in force once somebody else than its writer has read it. */
export const policyFaqs = collection({
  name: 'policyFaqs',
  schema: z.object({
    id: z.string(),
    /** F3 */
    number: z.string(),
    question: z.string(),
    answer: z.string(),
    /** The question that it came from, who answered it and when. */
    questionId: z.string(),
    answeredBy: z.string(),
    answeredAt: instant,
    draftedBy: z.string(),
    draftedAt: instant,
    state: z.enum(['draft', 'inForce', 'returned', 'withdrawn']),
    readBy: z.string().nullable(),
    readAt: instant.nullable(),
    reason: z.string().nullable(),
  }),
  indexes: [['state', 'draftedAt'], ['questionId']],
  unique: [['number']],
  audited: true,
});
export type Faq = z.infer<typeof policyFaqs.schema>;

/** What members say for a word of the rules. Only pairs in force count; what was learned waits for a secretary. */
export const policySynonyms = collection({
  name: 'policySynonyms',
  schema: z.object({
    /** `<said>=<meant>` */
    id: z.string(),
    said: z.string(),
    meant: z.string(),
    state: z.enum(['proposed', 'inForce', 'rejected']),
    /** How often it was seen before it was decided. */
    times: z.number().int(),
    decidedBy: z.string().nullable(),
    at: instant,
  }),
  indexes: [['state', 'at']],
  audited: true,
});
export type KeptSynonym = z.infer<typeof policySynonyms.schema>;

/** Who answers questions of a matter, whatever document they are near: 差旅费 → 李强. */
export const policyDuties = collection({
  name: 'policyDuties',
  schema: z.object({
    /** The matter as it stands in questions. */
    id: z.string(),
    userId: z.string(),
    givenBy: z.string(),
    at: instant,
  }),
  audited: true,
});
export type Duty = z.infer<typeof policyDuties.schema>;
