import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { corpusLine, queryLine, readLines, type EvaluationQuery } from '../../src/features/policy/evaluate.ts';
import { byDocument, openIndex } from '../../src/features/policy/search/corpus-index.ts';
import { FEATURES } from '../../src/features/policy/search/features.ts';
import { analyse } from '../../src/features/policy/search/query.ts';
import { CONSIDERED, lookClosely, type Passage } from '../../src/features/policy/search/retriever.ts';

/** A question with the features of its candidates. */
export interface Example {
  readonly set: string;
  /** Questions over the same document are never learned from and measured on at once. */
  readonly doc: string;
  readonly rows: Float32Array;
  readonly labels: Uint8Array;
  readonly answerable: boolean;
  /** The documents that answer were taken away: nobody asked it so, but it shows what an unanswered question looks like. */
  readonly isMade: boolean;
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

/** Every question of a set as the search sees it; with `made`, again without the documents that answer it. */
export function examplesOf(set: string, { corpus, queries }: QuestionSet, made: boolean): readonly Example[] {
  const index = openIndex(byDocument(corpus));
  const docOf = new Map(corpus.map((passage) => [passage.id, passage.doc ?? passage.title]));
  return queries.flatMap(({ id, question, relevant, answerable }) => {
    const docs = new Set(relevant.map((one) => docOf.get(one) ?? ''));
    const doc = [...docs][0] ?? id;
    const look = (isMade: boolean): Example => {
      const admits = isMade ? (passage: string): boolean => !docs.has(docOf.get(passage) ?? '') : undefined;
      const { candidates, rows } = lookClosely(analyse(question), index, CONSIDERED, admits);
      const labels = Uint8Array.from(candidates, ({ shard, index: at }) => (relevant.includes(shard.passages[at]?.id ?? '') ? 1 : 0));
      return { set, doc, rows, labels, answerable: answerable && !isMade, isMade };
    };
    return made && answerable ? [look(false), look(true)] : [look(false)];
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

export const WIDTH = FEATURES.length;
