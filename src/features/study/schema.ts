import { z } from 'zod';
import { collection, type Reader } from '../../store/store.ts';

const instant = z.iso.datetime();
const localDate = z.iso.date();
const letters = z.array(z.string().regex(/^[A-H]$/u));

export const QUESTION_KINDS = ['single', 'multiple', 'trueFalse'] as const;

/** One item of the bank, as shipped in data/seed/questions. Option 1 is A; `answer` holds the right letters, sorted. */
export const questionSchema = z
  .object({
    id: z.string(),
    topic: z.string(),
    kind: z.enum(QUESTION_KINDS),
    stem: z.string(),
    options: z.array(z.string()).min(2).max(8),
    answer: letters.min(1),
    explanation: z.string(),
    source: z.string(),
    level: z.number().int().min(1).max(3),
  })
  .refine(({ answer, options }) => answer.every((letter) => 'ABCDEFGH'.indexOf(letter) < options.length));
export type Question = z.infer<typeof questionSchema>;

export const questions = collection({ name: 'questions', schema: questionSchema, indexes: [['topic']] });

/** On which days the prompt comes; `workday` follows the official calendar, `byDay` 1 (Monday) – 7. */
export const daysSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('workday') }),
  z.object({ kind: z.literal('daily') }),
  z.object({ kind: z.literal('byDay'), byDay: z.array(z.number().int().min(1).max(7)).min(1) }),
]);
export type Days = z.infer<typeof daysSchema>;

/** A topic that holds for a while; null = open on that side. Outside of it the topics take turns. */
export const themeSchema = z.object({ topic: z.string(), from: localDate.nullable(), until: localDate.nullable() });
export type Theme = z.infer<typeof themeSchema>;

const planFields = {
  /** Local, `HH:MM`. */
  time: z.string().regex(/^\d{2}:\d{2}$/u),
  days: daysSchema,
  theme: themeSchema.nullable(),
};

/** The daily prompt of one chat group. The id is the group's. */
export const studyPlanSchema = z.object({
  id: z.string(),
  ...planFields,
  on: z.boolean(),
  /** Who set it; null = shipped. */
  createdBy: z.string().nullable(),
  /** The question of that day was exchanged so often before it was posted. */
  swapped: z.object({ on: localDate, times: z.number().int() }).nullable(),
  /** Nothing is posted from the one day to the other, both included. */
  paused: z.array(z.object({ from: localDate, until: localDate })).exactOptional(),
});
export type StudyPlan = z.infer<typeof studyPlanSchema>;
export const studyPlans = collection({ name: 'studyPlans', schema: studyPlanSchema, audited: true });

/** What waits for "确认": one per secretary and chat. */
export const studyDraftSchema = z.object({
  id: z.string(),
  token: z.string(),
  groupIds: z.array(z.string()),
  ...planFields,
  /** The pauses of the groups end with it. */
  resumes: z.literal(true).exactOptional(),
});
export type StudyDraft = z.infer<typeof studyDraftSchema>;
export const studyDrafts = collection({ name: 'studyDrafts', schema: studyDraftSchema });

/** What was posted to a group on a day. At most one a day. */
export const studyPromptSchema = z.object({
  /** `<groupId>@<heldOn>` */
  id: z.string(),
  groupId: z.string(),
  heldOn: localDate,
  questionId: z.string(),
  topic: z.string(),
  /** The paragraph that was posted with it. */
  passage: z.object({ text: z.string(), source: z.string() }).nullable(),
  postedAt: instant,
  /** From then on an answer is practice, and the right one is public. */
  closesAt: instant,
});
export type StudyPrompt = z.infer<typeof studyPromptSchema>;
export const studyPrompts = collection({ name: 'studyPrompts', schema: studyPromptSchema, indexes: [['groupId', 'heldOn']] });

/** One answer. `promptId` null = practice. Personal: nobody but its author ever reads one. */
export const quizAnswerSchema = z.object({
  id: z.string(),
  userId: z.string(),
  questionId: z.string(),
  promptId: z.string().nullable(),
  answer: letters,
  right: z.boolean(),
  heldOn: localDate,
  at: instant,
});
export type QuizAnswer = z.infer<typeof quizAnswerSchema>;
export const quizAnswers = collection({
  name: 'quizAnswers',
  schema: quizAnswerSchema,
  indexes: [['userId', 'heldOn'], ['promptId', 'right'], ['heldOn']],
  unique: [['promptId', 'userId']],
});

/** A question that this member got wrong and not yet right since. Personal. */
export const mistakes = collection({
  name: 'mistakes',
  schema: z.object({ id: z.string(), userId: z.string(), questionId: z.string(), triedAt: instant }),
  indexes: [['userId', 'triedAt']],
});

/** The practice that a member is in, in the single chat. The id is the member's. */
export const practiceSchema = z.object({
  id: z.string(),
  mode: z.enum(['topics', 'mistakes']),
  topic: z.string().nullable(),
  /** How many were asked, of how many. */
  asked: z.number().int(),
  total: z.number().int(),
  /** The open one; null between two. */
  questionId: z.string().nullable(),
  /** Of this series: none is asked twice. */
  seen: z.array(z.string()),
  askedAt: instant,
});
export type Practice = z.infer<typeof practiceSchema>;
export const practices = collection({ name: 'practices', schema: practiceSchema });

/** A paragraph worth reading, word for word, with where it stands. */
export interface Passage {
  readonly text: string;
  readonly source: string;
}

/** Where the day's paragraph comes from. The same seed gives the same paragraph while the texts stay the same. */
export interface Passages {
  pick(tx: Reader, seed: number, topic?: string): Promise<Passage | undefined>;
}
