import { FEATURES, WIDTH, type Feature } from '../../src/features/policy/search/features.ts';
import { along, type Learned, type Line } from '../../src/features/policy/search/ranker.ts';
import { SURE_FEATURES, surenessRow } from '../../src/features/policy/search/sureness.ts';
import { fitRank, fitSure, round } from './line.ts';
import { partOf, type Example } from './questions.ts';

/** What orders the candidates. More of the features, or trees over them, gave nothing on documents that were not learned from. */
const RANKED_BY: readonly Feature[] = ['score', 'wordsTitled', 'title', 'sentenceTop', 'tabled', 'heldTop'];
export const PARTS = 4;
const STEPS = 24;
/** Our own questions are nearest to what members ask: in the calibration they count so much more than each of the other sets. */
export const OWN = 'seed';
const OWN_WEIGHT = 3;

function weightOf(set: string): number {
  return set === OWN ? OWN_WEIGHT : 1;
}

export interface Lines {
  readonly rank: Line;
  readonly sure: Line;
}

/** A question as it came out: the log of the odds that it can be answered, and the rank (from 1) of the first candidate that answers. */
export interface Outcome {
  readonly example: Example;
  readonly odds: number;
  readonly rank: number;
}

/** The lines from all examples, the calibration from how they do on documents that were not learned from. */
export function learn(examples: readonly Example[]): Learned {
  return { ...learnLines(examples), calibration: calibrate(onUnseen(examples)) };
}

export function learnLines(examples: readonly Example[]): Lines {
  const rank = fitRank(examples, RANKED_BY);
  return { rank, sure: fitSure(examples, firstBy(rank)) };
}

/** Every question, judged by lines that were learned from the other parts of the documents. */
export function onUnseen(examples: readonly Example[]): readonly Outcome[] {
  return Array.from({ length: PARTS }, (_, part) => part).flatMap((part) => {
    const lines = learnLines(examples.filter(({ doc }) => partOf(doc, PARTS) !== part));
    return outcomes(
      examples.filter(({ doc }) => partOf(doc, PARTS) === part),
      lines,
    );
  });
}

export function outcomes(examples: readonly Example[], { rank, sure }: Lines): readonly Outcome[] {
  const order = along(rank, FEATURES);
  const odds = along(sure, SURE_FEATURES);
  return examples.map((example) => {
    if (example.labels.length === 0) return { example, odds: Number.NEGATIVE_INFINITY, rank: Number.POSITIVE_INFINITY };
    const ranked = inOrder(example, order);
    const found = ranked.findIndex((row) => example.labels[row] === 1);
    return {
      example,
      odds: odds(surenessRow(example.rows, ranked[0] ?? 0)),
      rank: found < 0 ? Number.POSITIVE_INFINITY : found + 1,
    };
  });
}

function firstBy(rank: Line): (example: Example) => number {
  const order = along(rank, FEATURES);
  return (example) => inOrder(example, order)[0] ?? 0;
}

function inOrder({ rows, labels }: Example, order: (row: ArrayLike<number>) => number): readonly number[] {
  const scores = Array.from(labels, (_, row) => order(rows.subarray(row * WIDTH, (row + 1) * WIDTH)));
  return [...scores.keys()].toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/**
 * Odds of "can be answered" → chance that the first result answers: even steps, neighbours joined until the steps only go up (isotonic
 * regression). Every set weighs the same, our own more: none of the others is what a customer asks.
 */
function calibrate(all: readonly Outcome[]): readonly (readonly [number, number])[] {
  const sizes = new Map<string, number>();
  for (const { example } of all) sizes.set(example.set, (sizes.get(example.set) ?? 0) + 1);
  const points = all
    .filter(({ odds }) => Number.isFinite(odds))
    .map(({ example, odds, rank }) => ({
      odds,
      isRight: rank === 1 ? 1 : 0,
      weight: weightOf(example.set) / (sizes.get(example.set) ?? 1),
    }))
    .toSorted((a, b) => a.odds - b.odds);
  const perStep = points.reduce((sum, { weight }) => sum + weight, 0) / STEPS;
  const steps: { odds: number; right: number; weight: number }[] = [];
  let step = { odds: 0, right: 0, weight: 0 };
  for (const point of points) {
    step.odds += point.odds * point.weight;
    step.right += point.isRight * point.weight;
    step.weight += point.weight;
    if (step.weight < perStep) continue;
    steps.push(step);
    step = { odds: 0, right: 0, weight: 0 };
    for (let last = steps.at(-1), before = steps.at(-2); last && before && before.right / before.weight > last.right / last.weight;) {
      steps.splice(-2, 2, { odds: before.odds + last.odds, right: before.right + last.right, weight: before.weight + last.weight });
      last = steps.at(-1);
      before = steps.at(-2);
    }
  }
  return steps.map((one) => [round(one.odds / one.weight), round(one.right / one.weight)]);
}
