import { readdir, readFile } from 'node:fs/promises';
import { parsePolicy } from '../../src/features/policy/parse/parse-policy.ts';
import { passageOf } from '../../src/features/policy/knowledge.ts';
import type { EvaluationQuery } from '../../src/features/policy/evaluate.ts';
import type { Passage } from '../../src/features/policy/search/retriever.ts';

/** The shipped rules as a set like the others: passages, and our own questions over them. */
export async function seedSet(): Promise<{ readonly corpus: readonly Passage[]; readonly queries: readonly EvaluationQuery[] }> {
  const folder = new URL('../../data/seed/policies/', import.meta.url);
  const idOf = new Map<string, string[]>();
  const corpus: Passage[] = [];
  for (const file of (await readdir(folder)).toSorted()) {
    const { document, clauses } = parsePolicy(file, await readFile(new URL(file, folder), 'utf8'), {});
    // A repealed rule is not searched beside the one in force.
    if (file === 'canteen-2021.md') continue;
    for (const [number, clause] of clauses.entries()) {
      const id = `${file}#${number}`;
      const name = `${file.replace(/\.md$/u, '')}:${clause.label}`;
      idOf.set(name, [...(idOf.get(name) ?? []), id]);
      corpus.push(passageOf({ ...document, id: file }, { ...clause, id }));
    }
  }
  const lines = (await readFile(new URL('own-questions.txt', import.meta.url), 'utf8')).split('\n');
  const queries = lines.flatMap((line, number): readonly EvaluationQuery[] => {
    if (line === '' || line.startsWith('#')) return [];
    const [answers = '', question = ''] = line.split('|');
    const relevant = answers === 'none' ? [] : answers.split(/,(?=[a-z])/u).flatMap((name) => idOf.get(name) ?? []);
    if (answers !== 'none' && relevant.length === 0) throw new Error(`own-questions.txt:${number + 1}: no clause ${answers}`);
    return [{ id: `own-${number + 1}`, question, relevant, answerable: relevant.length > 0 }];
  });
  return { corpus, queries };
}
