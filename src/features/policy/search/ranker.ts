import { z } from 'zod';
import { FEATURES, WIDTH } from './features.ts';
import learned from './ranker.json' with { type: 'json' };
import { SURE_FEATURES, surenessRow } from './sureness.ts';

/** A straight line: what each unit of a feature adds to the odds. */
export interface Line {
  readonly base: number;
  readonly weights: Readonly<Record<string, number>>;
}

/** What was learned: `bench/train-ranker.ts` writes it, ranker.md beside it says from what. */
export interface Learned {
  readonly rank: Line;
  /** That the question can be answered at all, then by steps that the first result answers: [log of odds, chance]. */
  readonly sure: Line;
  readonly calibration: readonly (readonly [number, number])[];
}

export interface Ranker {
  /** A score for each row of features; their differences are logs of odds. */
  rank(rows: Float32Array): Float64Array;
  /** The chance (0..1) that the candidate in `row` answers, which came first. */
  chance(rows: Float32Array, row: number): number;
}

export function rankerOf({ rank, sure, calibration }: Learned): Ranker {
  const order = along(rank, FEATURES);
  const odds = along(sure, SURE_FEATURES);
  return {
    rank: (rows) => Float64Array.from({ length: rows.length / WIDTH }, (_, row) => order(rows.subarray(row * WIDTH, (row + 1) * WIDTH))),
    chance: (rows, row) => (rows.length === 0 ? 0 : calibrated(odds(surenessRow(rows, row)), calibration)),
  };
}

/** A line over one row of values. A feature that does not exist is a file of other features. */
export function along({ base, weights }: Line, features: readonly string[]): (row: ArrayLike<number>) => number {
  const parts = Object.entries(weights).map(([name, weight]) => ({ column: features.indexOf(name), weight }));
  if (parts.some(({ column }) => column < 0)) throw new Error('ranker.json was learned with other features: npm run bench -- train-ranker');
  return (row) => {
    let sum = base;
    for (const { column, weight } of parts) sum += weight * (row[column] ?? 0);
    return sum;
  };
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

const lineSchema = z.object({ base: z.number(), weights: z.record(z.string(), z.number()) });
const learnedSchema = z.object({ rank: lineSchema, sure: lineSchema, calibration: z.array(z.tuple([z.number(), z.number()])) });

let shipped: Ranker | undefined;

export function shippedRanker(): Ranker {
  shipped ??= rankerOf(learnedSchema.parse(learned));
  return shipped;
}
