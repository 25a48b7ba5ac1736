import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { evaluateRetriever, type Evaluation, type EvaluationQuery, type RunLine } from '../src/features/policy/evaluate.ts';
import { build, type Passage, type Retriever } from '../src/features/policy/search/retriever.ts';
import { PEERS } from './retrieval/peers.ts';
import { abstention, reliability } from './retrieval/curves.ts';
import { held, measureLarge } from './retrieval/large.ts';
import { quotedShare } from './retrieval/quoting.ts';
import { readSet } from './training/questions.ts';

const LARGE = 100_000;

/**
 * `npm run bench -- retrieval [folder] [set …]`: our search beside others, each with its best setting, on every set of the folder (default:
 * the open part beside this checkout); then our calibration and abstention, how often what we quote holds the answer, and
 * what a hundred thousand clauses cost.
 */
export async function run(args: readonly string[]): Promise<void> {
  const folder = resolve(args[0] ?? new URL('../../shared/datasets/policy-qa', import.meta.url).pathname);
  const sets = (await readdir(folder)).toSorted().filter((name) => existsSync(join(folder, name, 'corpus.jsonl')));
  const chosen = args.length > 1 ? sets.filter((set) => args.includes(set)) : sets;
  const rows: Record<string, Record<string, number>> = {};
  const ours: Record<string, unknown> = {};
  for (const set of chosen) {
    const { corpus, queries } = await readSet(folder, set);
    const own = measured(corpus, queries, build);
    rows[`${set} ours`] = own.figures;
    for (const { name, builder } of PEERS) {
      const peer = await builder();
      rows[`${set} ${name}`] = measured(corpus, queries, peer).figures;
    }
    const bins = reliability(queries, own.run);
    const curve = abstention(queries, own.run);
    const quoted = await quotedShare(join(folder, set), corpus);
    ours[set] = { bins, curve, quoted };
    console.log(`${set}: stated and observed chance that the first result answers`);
    console.table(bins);
    console.log(`${set}: answering only above a confidence`);
    console.table(curve);
    if (quoted !== undefined)
      console.log(`${set}: the quotation holds the answer in ${(100 * quoted).toFixed(1)} % of the right passages\n`);
  }
  console.table(rows);
  const loaded = await Promise.all(chosen.map((set) => readSet(folder, set)));
  const large = measureLarge(
    loaded.map(({ corpus }) => corpus),
    loaded.flatMap(({ queries }) => queries),
    LARGE,
  );
  console.table([large]);
  console.log(JSON.stringify({ bench: 'retrieval', sets: rows, ours, large }));
}

function measured(
  corpus: readonly Passage[],
  queries: readonly EvaluationQuery[],
  builder: (passages: readonly Passage[]) => Retriever,
): { figures: Record<string, number>; run: readonly RunLine[] } {
  const before = held();
  const { evaluation, run: lines } = evaluateRetriever(corpus, queries, () => performance.now(), builder);
  const { recallAt1, recallAt5, mrrAt10, auroc, buildMs, p50Ms, p99Ms }: Evaluation = evaluation;
  const all = { recallAt1, recallAt5, mrrAt10, auroc, buildMs, p50Ms, p99Ms, megabytes: held() - before };
  return { figures: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, Number(value.toFixed(3))])), run: lines };
}
