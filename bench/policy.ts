import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { corpusLine, evaluateRetriever, queryLine, readLines } from '../src/features/policy/evaluate.ts';

/** `npm run bench -- policy [folder]`: every set of the folder (default: the open part beside this checkout). */
export async function run(args: readonly string[]): Promise<void> {
  const folder = resolve(args[0] ?? new URL('../../shared/datasets/policy-qa', import.meta.url).pathname);
  const sets = (await readdir(folder)).toSorted().filter((name) => existsSync(join(folder, name, 'corpus.jsonl')));
  const rows: Record<string, Record<string, number>> = {};
  for (const set of sets) {
    const corpus = readLines(await readFile(join(folder, set, 'corpus.jsonl'), 'utf8'), corpusLine);
    const queries = readLines(await readFile(join(folder, set, 'queries.jsonl'), 'utf8'), queryLine);
    const { evaluation } = evaluateRetriever(corpus, queries, () => performance.now());
    rows[set] = Object.fromEntries(
      Object.entries({ passages: corpus.length, ...evaluation }).map(([name, value]) => [name, Number(value.toFixed(3))]),
    );
  }
  console.table(rows);
  console.log(JSON.stringify({ bench: 'policy', sets: rows }));
}
