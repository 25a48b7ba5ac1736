import { neutraliseLine } from '../../core/plain.ts';
import type { Model, ModelMessage } from '../../model/model.ts';
import type { Citation } from './answering.ts';
import { wordsOf } from './gaps.ts';
import { supportedSentence, type Source } from './rules/supported.ts';
import { citationTexts } from './texts/citation.ts';

const WAITS_MS = 15_000;
const MOST_TOKENS = 300;
const MOST_SENTENCES = 2;

/**
 * The model words the quoted clause, in a sentence or two. Clause and question go in as data; whatever they or the model try, only
 * a sentence whose figures, names, bounds and denials stand in the clause it cites comes out. Yields all that is shown so far.
 */
export async function* wording(
  chat: NonNullable<Model['chat']>,
  signal: AbortSignal,
  question: string,
  { clause, document }: Pick<Citation, 'clause' | 'document'>,
): AsyncGenerator<string> {
  const sources: readonly Source[] = [{ text: clause.text, name: `${document.title} ${clause.label}` }];
  const shown: string[] = [];
  let waiting = '';
  const take = (sentences: readonly string[]): boolean => {
    const before = shown.length;
    for (const sentence of sentences) {
      const supported = shown.length < MOST_SENTENCES ? supportedSentence(sentence, sources, wordsOf) : undefined;
      if (supported !== undefined) shown.push(citationTexts.worded(neutraliseLine(supported.words), clause.label));
    }
    return shown.length > before;
  };
  for await (const piece of chat({ messages: messagesFor(question, sources), maxTokens: MOST_TOKENS, timeoutMs: WAITS_MS, signal })) {
    waiting += piece;
    const { whole, rest } = sentencesIn(waiting);
    waiting = rest;
    if (take(whole)) yield citationTexts.wording(shown);
    if (shown.length >= MOST_SENTENCES) return;
  }
  if (take([waiting])) yield citationTexts.wording(shown);
}

/** Sentences that are over: after the stop and its citation something else begins. */
function sentencesIn(text: string): { readonly whole: readonly string[]; readonly rest: string } {
  const ends = [...text.matchAll(/[。！？\n](?:\s*[[［]\d{1,2}[\]］])*(?=[^[［\s])/gu)].map(({ index, 0: stop }) => index + stop.length);
  const whole = ends.map((end, at) => text.slice(ends[at - 1] ?? 0, end));
  return { whole, rest: text.slice(ends.at(-1) ?? 0) };
}

function messagesFor(question: string, sources: readonly Source[]): readonly ModelMessage[] {
  const clauses = sources.map(({ name, text }, index) => ({ number: index + 1, name, text }));
  return [
    { role: 'system', content: citationTexts.wordingOrder },
    { role: 'user', content: JSON.stringify({ clauses, question }) },
  ];
}
