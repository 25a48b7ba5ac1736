import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FEATURES } from '../src/features/policy/search/features.ts';
import { auroc } from '../src/features/policy/measures.ts';
import { calibrated, scorer, type Learned } from '../src/features/policy/search/ranker.ts';
import { SURE_FEATURES } from '../src/features/policy/search/sureness.ts';
import { learn, round, sureTable } from './training/learn.ts';
import { seedSet } from './training/own-questions.ts';
import { examplesOf, partOf, readSet, setsIn, WIDTH, type Example } from './training/questions.ts';

const LEARNED_FROM = ['stard', 'cmrc2018', 'drcd'];
const OWN = 'seed';
const ONLY_MEASURED = ['ncp', 'nju-campus'];
const PARTS = 4;

/**
 * `npm run bench -- train-ranker [folder]`: learns the ranking and the confidence, writes them beside the search, prints how they do on
 * documents they were not learned from: by parts for the sets they learn from, as shipped for the others.
 */
export async function run(args: readonly string[]): Promise<void> {
  const folder = resolve(args[0] ?? new URL('../../shared/datasets/policy-qa', import.meta.url).pathname);
  const examples: Example[] = [];
  for (const set of setsIn(folder, LEARNED_FROM)) examples.push(...examplesOf(set, await readSet(folder, set), true));
  examples.push(...examplesOf(OWN, await seedSet(), true));
  const rows: Record<string, Record<string, number>> = {};
  const parts = Array.from({ length: PARTS }, (_, part) => part);
  const unseen = parts.flatMap((part) => {
    const learned = learn(examples.filter(({ doc }) => partOf(doc, PARTS) !== part));
    return examples
      .filter(({ doc, isMade }) => partOf(doc, PARTS) === part && !isMade)
      .map((example) => ({ example, ...outcome(example, learned) }));
  });
  for (const set of [...LEARNED_FROM, OWN])
    rows[`${set} (unseen documents)`] = figures(unseen.filter(({ example }) => example.set === set));
  const learned = learn(examples);
  const shipped: Learned = {
    features: learned.features,
    rank: { ...learned.rank, trees: learned.rank.trees.map(rounded) },
    sure: { ...learned.sure, trees: learned.sure.trees.map(rounded) },
    calibration: learned.calibration,
  };
  for (const set of setsIn(folder, ONLY_MEASURED)) {
    const measured = examplesOf(set, await readSet(folder, set), false);
    rows[set] = figures(measured.map((example) => ({ example, ...outcome(example, shipped) })));
  }
  await writeFile(new URL('../src/features/policy/search/ranker.json', import.meta.url), `${JSON.stringify(shipped)}\n`);
  console.table(rows);
  console.log(JSON.stringify({ bench: 'train-ranker', sets: rows }));
}

function rounded(tree: Learned['rank']['trees'][number]): Learned['rank']['trees'][number] {
  return { ...tree, values: tree.values.map(round) };
}

interface Outcome {
  readonly rank: number;
  readonly confidence: number;
}

function outcome(example: Example, { rank, sure, calibration }: Learned): Outcome {
  const order = scorer(rank, FEATURES);
  const { rows } = sureTable([example]);
  const scored = Array.from(example.labels, (label, place) => ({ label, score: order(example.rows, place * WIDTH) }));
  const found = scored.toSorted((a, b) => b.score - a.score).findIndex(({ label }) => label === 1);
  return {
    rank: found < 0 ? Number.POSITIVE_INFINITY : found + 1,
    confidence: example.labels.length === 0 ? 0 : calibrated(scorer(sure, SURE_FEATURES)(rows, 0), calibration),
  };
}

function figures(outcomes: readonly (Outcome & { example: Example })[]): Record<string, number> {
  const answerable = outcomes.filter(({ example }) => example.answerable);
  const share = (k: number): number => answerable.filter(({ rank }) => rank <= k).length / answerable.length;
  const confidences = (wanted: boolean): number[] =>
    outcomes.filter(({ example }) => example.answerable === wanted).map(({ confidence }) => confidence);
  // How far the stated chance is from what came true, on average.
  const isRight = (one: Outcome & { example: Example }): number => (one.example.answerable && one.rank === 1 ? 1 : 0);
  const stated = outcomes.toSorted((a, b) => a.confidence - b.confidence);
  let off = 0;
  for (let from = 0; from < stated.length; from += Math.ceil(stated.length / 10)) {
    const bin = stated.slice(from, from + Math.ceil(stated.length / 10));
    off += Math.abs(bin.reduce((sum, one) => sum + one.confidence - isRight(one), 0));
  }
  const all = {
    questions: outcomes.length,
    recallAt1: share(1),
    recallAt5: share(5),
    auroc: auroc(confidences(true), confidences(false)),
    calibrationError: off / outcomes.length,
  };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, Number(value.toFixed(4))]));
}
