import type { Answer, Citation, Place } from './answering.ts';
import { subQuestionsIn, type SubQuestion } from './rules/sub-questions.ts';
import { segment } from './search/segment.ts';

interface AnsweredPart {
  /** What was asked, in the member's words. */
  readonly said: string;
  readonly citation: Citation;
  readonly confidence: number;
}

/** What came of each thing that was asked. */
export interface Several {
  readonly found: readonly AnsweredPart[];
  readonly missed: readonly SubQuestion[];
}

/** Every question that is looked up for these words, beside the words as a whole. */
export function partsOf(text: string): readonly string[] {
  return subQuestionsIn(text, segment).map(({ question }) => question);
}

/**
 * Two things asked in one breath stand in two clauses: looked up as one question, a third is found that says a little of both.
 * Undefined where the words are better looked up whole.
 */
export async function answerEach(text: string, look: (question: string) => Promise<Answer>): Promise<Several | undefined> {
  const found: AnsweredPart[] = [];
  const missed: SubQuestion[] = [];
  for (const part of subQuestionsIn(text, segment)) {
    const answer = await look(part.question);
    if (answer.kind === 'citation') found.push({ said: part.said, citation: answer.citation, confidence: answer.confidence });
    else if (answer.kind === 'none') missed.push(part);
    else return undefined;
  }
  const clauses = new Set(found.map(({ citation }) => citation.clause.id));
  // One clause says it all: its words are chosen by the whole question. So they are where a part is missed that it may say, too.
  if (found.length === 0 || (clauses.size === 1 && missed.length === 0)) return undefined;
  if (missed.length > 0 && placesOf(await look(text)).some(({ clause }) => clauses.has(clause.id))) return undefined;
  return { found, missed };
}

function placesOf(answer: Answer): readonly Place[] {
  if (answer.kind === 'citation') return [answer.citation];
  return answer.kind === 'choices' ? answer.citations : [];
}
