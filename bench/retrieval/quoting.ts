import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readLines } from '../../src/features/policy/evaluate.ts';
import { build, type Passage } from '../../src/features/policy/search/retriever.ts';

const answeredLine = z.object({ question: z.string(), relevant: z.array(z.string()), answer: z.string().optional() });

/** Of the questions whose answer is a stretch of a passage: in how many the quotation from that passage holds it. */
export async function quotedShare(folder: string, corpus: readonly Passage[]): Promise<number | undefined> {
  const texts = new Map(corpus.map(({ id, text }) => [id, text]));
  const retriever = build(corpus);
  let all = 0;
  let held = 0;
  for (const { question, relevant, answer } of readLines(await readFile(join(folder, 'queries.jsonl'), 'utf8'), answeredLine)) {
    if (answer === undefined) continue;
    const id = relevant.find((one) => bare(texts.get(one) ?? '').includes(bare(answer)));
    if (id === undefined) continue;
    all += 1;
    if (bare(retriever.extract(question, id).text).includes(bare(answer))) held += 1;
  }
  return all < 50 ? undefined : held / all;
}

function bare(text: string): string {
  return text.replaceAll(/[\s\p{P}]/gu, '');
}
