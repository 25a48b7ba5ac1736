import { FEATURES } from '../../src/features/policy/search/features.ts';
import { scorer, type Learned, type Model } from '../../src/features/policy/search/ranker.ts';
import { SURE_FEATURES, surenessRow } from '../../src/features/policy/search/sureness.ts';
import { boost, type Options } from './boosting.ts';
import { chances, ranking, type Group } from './objectives.ts';
import { WIDTH, type Example } from './questions.ts';

/** The line that the trees correct: the first search's own score, sharpened so that its differences are about logs of odds. */
const RANK_LINE = {
  score: 15,
  residual: 0.75,
  saidTop: 0.9,
  said: 0.75,
  tabled: 0.8,
  wordsTitled: 1.5,
  wordsTitledTop: 0.75,
  longestTop: 1.5,
  firstSentence: 0.75,
  beside: 1.5,
};
const RANK: Options = { trees: 50, leaves: 6, rate: 0.04, least: 100, columns: 0.4, sample: 0.7, smoothing: 3, seed: 1 };
const SURE_LINE = { scorePossible: 4 };
const SURE_BASE = -3;
const SURE: Options = { trees: 100, leaves: 5, rate: 0.04, least: 40, columns: 0.4, sample: 0.7, smoothing: 3, seed: 1 };
/** Statutes are the nearest to what is asked here, and there are fewest questions on them. */
const WEIGHTS: Readonly<Record<string, number>> = { stard: 3, seed: 6 };
/** A question whose document was taken away looks easier to refuse than a real one. */
const MADE = 0.2;
const STEPS = 24;

export function learn(examples: readonly Example[]): Learned {
  const rank = learnRank(examples);
  const sure = learnSure(examples);
  return { features: SURE_FEATURES, rank, sure, calibration: calibrate(examples, rank, sure) };
}

function learnRank(examples: readonly Example[]): Model {
  const useful = examples.filter(({ labels }) => labels.includes(1) && labels.includes(0));
  const count = useful.reduce((sum, { labels }) => sum + labels.length, 0);
  const rows = new Float32Array(count * WIDTH);
  const labels = new Uint8Array(count);
  const groupOf = new Uint32Array(count);
  const groups: Group[] = [];
  let at = 0;
  for (const [number, example] of useful.entries()) {
    rows.set(example.rows, at * WIDTH);
    labels.set(example.labels, at);
    groupOf.fill(number, at, at + example.labels.length);
    groups.push({ start: at, end: at + example.labels.length, weight: example.set === 'seed' ? 3 : 1 });
    at += example.labels.length;
  }
  const line: Model = { base: 0, weights: RANK_LINE, trees: [] };
  const trees = boost({ rows, width: WIDTH }, ranking(groups, labels), groupOf, RANK, lineOf(line, FEATURES, rows, count));
  return { ...line, trees };
}

function learnSure(examples: readonly Example[]): Model {
  const { rows, labels, weights } = sureTable(examples);
  const line: Model = { base: SURE_BASE, weights: SURE_LINE, trees: [] };
  const table = { rows, width: SURE_FEATURES.length };
  const each = Uint32Array.from(examples, (_, at) => at);
  return { ...line, trees: boost(table, chances(labels, weights), each, SURE, lineOf(line, SURE_FEATURES, rows, examples.length)) };
}

function lineOf(line: Model, features: readonly string[], rows: Float32Array, count: number): Float64Array {
  const score = scorer(line, features);
  return Float64Array.from({ length: count }, (_, row) => score(rows, row * features.length));
}

export function sureTable(examples: readonly Example[]): { rows: Float32Array; labels: Uint8Array; weights: Float64Array } {
  const rows = new Float32Array(examples.length * SURE_FEATURES.length);
  for (const [at, example] of examples.entries()) surenessRow(example.rows, rows, at * SURE_FEATURES.length);
  return {
    rows,
    labels: Uint8Array.from(examples, ({ answerable }) => (answerable ? 1 : 0)),
    weights: Float64Array.from(examples, ({ set, isMade }) => (WEIGHTS[set] ?? 1) * (isMade ? MADE : 1)),
  };
}

/**
 * Odds of "can be answered" → chance that the first result answers: neighbours are joined until the steps only go up (isotonic
 * regression), then as many even steps are kept. Every set weighs the same: none of them is what a customer asks.
 */
function calibrate(examples: readonly Example[], rank: Model, sure: Model): readonly (readonly [number, number])[] {
  const order = scorer(rank, FEATURES);
  const odds = scorer(sure, SURE_FEATURES);
  const real = examples.filter(({ isMade }) => !isMade);
  const { rows } = sureTable(real);
  const sizes = new Map<string, number>();
  for (const { set } of real) sizes.set(set, (sizes.get(set) ?? 0) + 1);
  const points = real
    .map((example, at) => ({
      odds: odds(rows, at * SURE_FEATURES.length),
      isRight: example.labels[firstOf(example, order)] === 1 ? 1 : 0,
      weight: 1 / (sizes.get(example.set) ?? 1),
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

export function firstOf({ rows, labels }: Example, order: (rows: Float32Array, at: number) => number): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < labels.length; place += 1) {
    const score = order(rows, place * WIDTH);
    if (score > most) [best, most] = [place, score];
  }
  return best;
}

export function round(value: number): number {
  return Number(value.toPrecision(5));
}
