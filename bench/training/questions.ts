import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { corpusLine, queryLine, readLines, type EvaluationQuery } from '../../src/features/policy/evaluate.ts';
import { byDocument, openIndex } from '../../src/features/policy/search/corpus-index.ts';
import { analyse } from '../../src/features/policy/search/query.ts';
import { CONSIDERED } from '../../src/features/policy/search/features.ts';
import { lookClosely, type Passage } from '../../src/features/policy/search/retriever.ts';

/** A question with the features of its candidates. */
export interface Example {
  readonly set: string;
  /** Questions over the same document are never learned from and measured on at once. */
  readonly doc: string;
  readonly rows: Float32Array;
  readonly labels: Uint8Array;
  readonly answerable: boolean;
}

export interface QuestionSet {
  readonly corpus: readonly Passage[];
  readonly queries: readonly EvaluationQuery[];
}

export async function readSet(folder: string, set: string): Promise<QuestionSet> {
  return {
    corpus: readLines(await readFile(join(folder, set, 'corpus.jsonl'), 'utf8'), corpusLine),
    queries: readLines(await readFile(join(folder, set, 'queries.jsonl'), 'utf8'), queryLine),
  };
}

/** Every question of a set as the search sees it. */
export function examplesOf(set: string, { corpus, queries }: QuestionSet): readonly Example[] {
  const index = openIndex(byDocument(corpus));
  const docOf = new Map(corpus.map((passage) => [passage.id, passage.doc ?? passage.title]));
  return queries.map(({ id, question, relevant, answerable }) => {
    const { candidates, rows } = lookClosely(analyse(question), index, CONSIDERED);
    const labels = Uint8Array.from(candidates, ({ shard, index: at }) => (relevant.includes(shard.passages[at]?.id ?? '') ? 1 : 0));
    return { set, doc: docOf.get(relevant[0] ?? '') ?? id, rows, labels, answerable };
  });
}

export function setsIn(folder: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => existsSync(join(folder, name, 'corpus.jsonl')));
}

/** The part (0 … parts - 1) to which a document belongs, by its name. */
export function partOf(doc: string, parts: number): number {
  let hash = 7;
  for (const character of doc) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return ((hash ^ (hash >>> 13)) >>> 0) % parts;
}
