import type { Entity } from '../feature.ts';
import { questionById } from './repo/bank.ts';
import { ownPractice } from './repo/practice.ts';
import { promptFor, type Asker } from './repo/prompts.ts';
import { optionsByLetter } from './rules/judge.ts';
import { windowOf } from './rules/window.ts';
import type { Practice, Question, StudyPrompt } from './schema.ts';

/** The one question that an answer here means. */
export type OpenQuestion =
  | { readonly kind: 'practice'; readonly practice: Practice; readonly question: Question }
  | { readonly kind: 'prompt'; readonly prompt: StudyPrompt; readonly question: Question };

/** In a group its prompt; in the single chat what was asked last: the own practice or the prompt of the own branch. */
export async function openQuestionFor(asker: Asker): Promise<OpenQuestion | undefined> {
  const { tx, person, chat, now } = asker;
  const prompt = await promptFor(asker);
  const practice = chat.kind === 'direct' ? await ownPractice(tx, person, now) : undefined;
  if (practice !== undefined && practice.questionId !== null && (prompt === undefined || practice.askedAt >= prompt.postedAt)) {
    const question = await questionById(tx, practice.questionId);
    if (question !== undefined) return { kind: 'practice', practice, question };
  }
  const question = prompt === undefined ? undefined : await questionById(tx, prompt.questionId);
  return prompt === undefined || question === undefined ? undefined : { kind: 'prompt', prompt, question };
}

export async function studyEntities(asker: Asker): Promise<readonly Entity[]> {
  const open = await openQuestionFor(asker);
  if (open === undefined) return [];
  const practising = open.kind === 'practice';
  return [
    {
      kind: 'question',
      id: practising ? `practice:${open.question.id}` : open.prompt.id,
      title: open.question.stem,
      status: practising || windowOf(open.prompt, asker.now) === 'open' ? 'open' : 'over',
      options: optionsByLetter(open.question),
    },
  ];
}
