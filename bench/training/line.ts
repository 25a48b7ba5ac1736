import { FEATURES, WIDTH, type Feature } from '../../src/features/policy/search/features.ts';
import type { Line } from '../../src/features/policy/search/ranker.ts';
import { SURE_FEATURES, surenessRow } from '../../src/features/policy/search/sureness.ts';
import { newton } from './newton.ts';
import type { Example } from './questions.ts';

/** The weight of the first search's own score, scaled to spread 1, from which the learning starts. */
const START = 2.7;
const RANK_PULL = 0.0125;
const SURE_PULL = 0.005;

/**
 * Weights over a few features: the softmax over the candidates of a question puts most on those that answer. Every set counts the
 * same, however many questions it has.
 */
export function fitRank(examples: readonly Example[], names: readonly Feature[]): Line {
  const columns = names.map((name) => FEATURES.indexOf(name));
  const useful = examples.filter(({ labels }) => labels.includes(1) && labels.includes(0));
  const share = shares(useful, ({ set }) => set);
  const raw = useful.map(({ rows, labels }) => Array.from(labels, (_, row) => columns.map((column) => rows[row * WIDTH + column] ?? 0)));
  const spread = spreadOf(raw.flat(), columns.length);
  const scaled = raw.map((rows) => rows.map((row) => row.map((value, at) => value / (spread[at] ?? 1))));
  const weights = newton(
    (now, slope, curve) => {
      for (const [number, example] of useful.entries()) {
        const rows = scaled[number] ?? [];
        const part = share(example);
        const scores = rows.map((row) => dot(row, now));
        const most = Math.max(...scores);
        const raised = scores.map((score) => Math.exp(score - most));
        const total = raised.reduce((sum, value) => sum + value, 0);
        const answering = raised.reduce((sum, value, row) => sum + (example.labels[row] === 1 ? value : 0), 0);
        const mean = columns.map((_, at) => rows.reduce((sum, row, place) => sum + ((raised[place] ?? 0) / total) * (row[at] ?? 0), 0));
        for (const [place, row] of rows.entries()) {
          const stated = (raised[place] ?? 0) / total;
          const wanted = example.labels[place] === 1 ? (raised[place] ?? 0) / answering : 0;
          const away = row.map((value, at) => value - (mean[at] ?? 0));
          gather(slope, curve, row, away, part * (stated - wanted), part * stated);
        }
      }
    },
    names.map((_, at) => (at === 0 ? START : 0)),
    RANK_PULL,
  );
  return { base: 0, weights: Object.fromEntries(names.map((name, at) => [name, round((weights[at] ?? 0) / (spread[at] ?? 1))])) };
}

/** The log of the odds that a question can be answered: answerable and unanswerable ones count the same in every set, and every set the same. */
export function fitSure(examples: readonly Example[], firstOf: (example: Example) => number): Line {
  const useful = examples.filter(({ labels }) => labels.length > 0);
  const share = shares(useful, ({ set, answerable }) => `${set} ${answerable}`);
  const raw = useful.map((example) => surenessRow(example.rows, firstOf(example)));
  const spread = spreadOf(raw, SURE_FEATURES.length);
  const scaled = raw.map((row) => [...row.map((value, at) => value / (spread[at] ?? 1)), 1]);
  const weights = newton(
    (now, slope, curve) => {
      for (const [number, example] of useful.entries()) {
        const row = scaled[number] ?? [];
        const part = share(example) / 2;
        const stated = 1 / (1 + Math.exp(-dot(row, now)));
        gather(slope, curve, row, row, part * (stated - (example.answerable ? 1 : 0)), part * stated * (1 - stated));
      }
    },
    Array.from({ length: SURE_FEATURES.length + 1 }, () => 0),
    SURE_PULL,
    true,
  );
  return {
    base: round(weights.at(-1) ?? 0),
    weights: Object.fromEntries(SURE_FEATURES.map((name, at) => [name, round((weights[at] ?? 0) / (spread[at] ?? 1))])),
  };
}

/** One row's part of the slope and the curve. */
function gather(slope: number[], curve: number[][], row: readonly number[], away: readonly number[], pull: number, bend: number): void {
  for (let at = 0; at < row.length; at += 1) {
    slope[at] = (slope[at] ?? 0) + pull * (row[at] ?? 0);
    const line = curve[at] ?? [];
    for (let other = 0; other < row.length; other += 1) line[other] = (line[other] ?? 0) + bend * (away[at] ?? 0) * (away[other] ?? 0);
  }
}

function shares(examples: readonly Example[], groupOf: (example: Example) => string): (example: Example) => number {
  const sizes = new Map<string, number>();
  for (const example of examples) sizes.set(groupOf(example), (sizes.get(groupOf(example)) ?? 0) + 1);
  const sets = new Set(examples.map(({ set }) => set)).size;
  return (example) => 1 / (sets * (sizes.get(groupOf(example)) ?? 1));
}

function spreadOf(rows: readonly (readonly number[])[], width: number): readonly number[] {
  return Array.from({ length: width }, (_, at) => {
    const mean = rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length;
    return Math.sqrt(Math.max(1e-12, rows.reduce((sum, row) => sum + ((row[at] ?? 0) - mean) ** 2, 0) / rows.length));
  });
}

function dot(row: readonly number[], weights: readonly number[]): number {
  return row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
}

export function round(value: number): number {
  return Number(value.toPrecision(5));
}
