import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { auroc } from '../src/features/policy/measures.ts';
import { calibrated, type Learned } from '../src/features/policy/search/ranker.ts';
import { learn, onUnseen, outcomes, OWN, type Outcome } from './training/learn.ts';
import { seedSet } from './training/own-questions.ts';
import { examplesOf, readSet, setsIn, type Example } from './training/questions.ts';

const LEARNED_FROM = ['stard', 'cmrc2018', 'drcd'];
const ONLY_MEASURED = ['ncp', 'nju-campus'];

/**
 * `npm run bench -- train-ranker [folder]`: learns the ranking and the confidence, writes them beside the search, prints how they do on
 * documents they were not learned from: by parts for the sets they learn from, as shipped for the others.
 */
export async function run(args: readonly string[]): Promise<void> {
  const folder = resolve(args[0] ?? new URL('../../shared/datasets/policy-qa', import.meta.url).pathname);
  const missing = LEARNED_FROM.filter((set) => !setsIn(folder, [set]).includes(set));
  if (missing.length > 0)
    throw new Error(`${folder} holds no ${missing.join(', ')}: what was learned without them would take the place of what is shipped`);
  const examples: Example[] = [];
  for (const set of LEARNED_FROM) examples.push(...examplesOf(set, await readSet(folder, set)));
  examples.push(...examplesOf(OWN, await seedSet()));
  const learned = learn(examples);
  const rows: Record<string, Record<string, number>> = {};
  const unseen = onUnseen(examples);
  for (const set of [...LEARNED_FROM, OWN])
    rows[`${set} (unseen documents)`] = figures(
      unseen.filter(({ example }) => example.set === set),
      learned,
    );
  for (const set of setsIn(folder, ONLY_MEASURED))
    rows[set] = figures(outcomes(examplesOf(set, await readSet(folder, set)), learned), learned);
  const shipped = fileURLToPath(new URL('../src/features/policy/search/ranker.json', import.meta.url));
  await writeFile(shipped, JSON.stringify(learned));
  // As `npm run check` wants it: what is learned anew must not fail a check that has nothing to do with it.
  await promisify(execFile)('npx', ['oxfmt', shipped]);
  console.table(rows);
  console.log(JSON.stringify({ bench: 'train-ranker', sets: rows }));
}

function figures(all: readonly Outcome[], { calibration }: Learned): Record<string, number> {
  const answerable = all.filter(({ example }) => example.answerable);
  const share = (k: number): number => answerable.filter(({ rank }) => rank <= k).length / answerable.length;
  const odds = (wanted: boolean): number[] => all.filter(({ example }) => example.answerable === wanted).map((one) => one.odds);
  const found = {
    questions: all.length,
    recallAt1: share(1),
    recallAt5: share(5),
    auroc: auroc(odds(true), odds(false)),
    calibrationError: calibrationError(all, calibration),
  };
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, Number(value.toFixed(4))]));
}

/** How far the stated chance is from what came true, on average over ten equal parts. */
function calibrationError(all: readonly Outcome[], calibration: Learned['calibration']): number {
  const stated = all
    .map(({ odds, rank }) => ({ chance: Number.isFinite(odds) ? calibrated(odds, calibration) : 0, right: rank === 1 ? 1 : 0 }))
    .toSorted((a, b) => a.chance - b.chance);
  const part = Math.ceil(stated.length / 10);
  let off = 0;
  for (let from = 0; from < stated.length; from += part)
    off += Math.abs(stated.slice(from, from + part).reduce((sum, { chance, right }) => sum + chance - right, 0));
  return off / stated.length;
}
