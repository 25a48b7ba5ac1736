import { z } from 'zod';
import { FEATURES } from './features.ts';
import learned from './ranker.json' with { type: 'json' };
import { SURE_FEATURES, surenessRow } from './sureness.ts';
import { plant, sumOf, type Tree } from './trees.ts';

/** A straight line over some features, and trees that correct it. The sum is a log of odds. */
export interface Model {
  readonly base: number;
  readonly weights: Readonly<Record<string, number>>;
  readonly trees: readonly Tree[];
}

/** What was learned: `bench/train-ranker.ts` writes it, ranker.md beside it says from what. */
export interface Learned {
  /** The features in the order that the trees know them by. */
  readonly features: readonly string[];
  readonly rank: Model;
  /** That the question can be answered at all, then by steps that the first result answers: [log of odds, chance]. */
  readonly sure: Model;
  readonly calibration: readonly (readonly [number, number])[];
}

export interface Ranker {
  /** A score for each row of features; their differences are logs of odds. */
  rank(rows: Float32Array): Float64Array;
  /** The chance (0..1) that the first result answers. */
  chance(rows: Float32Array): number;
}

export function rankerOf({ features, rank, sure, calibration }: Learned): Ranker {
  if (features.join() !== SURE_FEATURES.join())
    throw new Error('ranker.json was learned with other features: npm run bench -- train-ranker');
  const order = scorer(rank, FEATURES);
  const odds = scorer(sure, SURE_FEATURES);
  return {
    rank: (rows) => Float64Array.from({ length: rows.length / FEATURES.length }, (_, row) => order(rows, row * FEATURES.length)),
    chance: (rows) => (rows.length === 0 ? 0 : calibrated(odds(surenessRow(rows), 0), calibration)),
  };
}

export function scorer({ base, weights, trees }: Model, features: readonly string[]): (rows: Float32Array, at: number) => number {
  const forest = plant(trees);
  const line = Object.entries(weights).map(([name, weight]) => ({ column: features.indexOf(name), weight }));
  return (rows, at) => line.reduce((sum, { column, weight }) => sum + weight * (rows[at + column] ?? 0), base + sumOf(forest, rows, at));
}

/** Between the steps in a straight line: what is surer stays surer. */
export function calibrated(odds: number, steps: readonly (readonly [number, number])[]): number {
  const above = steps.findIndex(([at]) => at >= odds);
  const [highAt, high] = steps[above < 0 ? steps.length - 1 : above] ?? [0, 0.5];
  const [lowAt, low] = steps[above - 1] ?? [highAt, high];
  if (above <= 0 || highAt === lowAt) {
    // Beyond the last steps the chance still grows with the odds, by very little, so that the order is kept.
    const beyond = 0.01 * Math.tanh((odds - highAt) / 10);
    return Math.min(0.999, Math.max(0.001, high + beyond));
  }
  return low + ((high - low) * (odds - lowAt)) / (highAt - lowAt);
}

const treeSchema = z.object({ features: z.array(z.number()), values: z.array(z.number()), left: z.array(z.number()) });
const modelSchema = z.object({ base: z.number(), weights: z.record(z.string(), z.number()), trees: z.array(treeSchema) });
const learnedSchema = z.object({
  features: z.array(z.string()),
  rank: modelSchema,
  sure: modelSchema,
  calibration: z.array(z.tuple([z.number(), z.number()])),
});

let shipped: Ranker | undefined;

export function shippedRanker(): Ranker {
  shipped ??= rankerOf(learnedSchema.parse(learned));
  return shipped;
}
