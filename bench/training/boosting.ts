import type { Tree } from '../../src/features/policy/search/trees.ts';

/** Rows of features, one after another. */
export interface Table {
  readonly rows: Float32Array;
  readonly width: number;
}

export interface Options {
  readonly trees: number;
  readonly leaves: number;
  /** How much of each tree counts. */
  readonly rate: number;
  /** Least rows in a leaf. */
  readonly least: number;
  /** Share of features that a tree may look at; share of groups of rows that it learns from. */
  readonly columns: number;
  readonly sample: number;
  readonly smoothing: number;
  readonly seed: number;
}

/** Fills the first and second derivatives of what is to be made small, for the scores so far. */
export type Derivatives = (scores: Float64Array, first: Float64Array, second: Float64Array) => void;

const BINS = 64;

/** `base`: what the rows score before the first tree. */
/** Gradient-boosted regression trees over histograms, grown leaf by leaf: the leaf that gains most is divided next. */
export function boost(
  { rows, width }: Table,
  derivatives: Derivatives,
  groupOf: Uint32Array,
  options: Options,
  base?: Float64Array,
): readonly Tree[] {
  const count = rows.length / width;
  const { bins, edges } = binned(rows, width, count);
  const scores = base === undefined ? new Float64Array(count) : base.slice();
  const [first, second] = [new Float64Array(count), new Float64Array(count)];
  const chance = generator(options.seed);
  const trees: Tree[] = [];
  for (let t = 0; t < options.trees; t += 1) {
    derivatives(scores, first, second);
    const groupTaken = new Map<number, boolean>();
    const taken: number[] = [];
    for (let row = 0; row < count; row += 1) {
      const group = groupOf[row] ?? 0;
      let isIn = groupTaken.get(group);
      if (isIn === undefined) {
        isIn = chance() < options.sample;
        groupTaken.set(group, isIn);
      }
      if (isIn) taken.push(row);
    }
    const columns = Array.from({ length: width }, (_, column) => column).filter(() => chance() < options.columns);
    const tree = grow(bins, edges, count, columns, Uint32Array.from(taken), first, second, options);
    trees.push(tree);
    for (let row = 0; row < count; row += 1) scores[row] = (scores[row] ?? 0) + leafOf(tree, rows, row * width);
  }
  return trees;
}

function leafOf(tree: Tree, rows: Float32Array, at: number): number {
  let node = 0;
  for (;;) {
    const feature = tree.features[node] ?? -1;
    if (feature < 0) return tree.values[node] ?? 0;
    node = (rows[at + feature] ?? 0) <= (tree.values[node] ?? 0) ? (tree.left[node] ?? 0) : (tree.left[node] ?? 0) + 1;
  }
}

/** Each feature in at most 64 steps of about equally many rows; column after column. */
function binned(rows: Float32Array, width: number, count: number): { bins: Uint8Array; edges: readonly (readonly number[])[] } {
  const bins = new Uint8Array(width * count);
  const edges: number[][] = [];
  const step = Math.max(1, Math.floor(count / 50_000));
  for (let column = 0; column < width; column += 1) {
    const values: number[] = [];
    for (let row = 0; row < count; row += step) values.push(rows[row * width + column] ?? 0);
    values.sort((a, b) => a - b);
    const cuts: number[] = [];
    for (let bin = 1; bin < BINS; bin += 1) {
      const cut = values[Math.floor((values.length * bin) / BINS)] ?? 0;
      if (cut !== cuts.at(-1)) cuts.push(cut);
    }
    edges.push(cuts);
    for (let row = 0; row < count; row += 1) {
      const value = rows[row * width + column] ?? 0;
      let low = 0;
      let high = cuts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (value <= (cuts[middle] ?? 0)) high = middle;
        else low = middle + 1;
      }
      bins[column * count + row] = low;
    }
  }
  return { bins, edges };
}

interface Leaf {
  readonly node: number;
  readonly rows: Uint32Array;
  readonly first: number;
  readonly second: number;
  readonly split: Split | undefined;
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
}

function grow(
  bins: Uint8Array,
  edges: readonly (readonly number[])[],
  count: number,
  columns: readonly number[],
  rows: Uint32Array,
  first: Float64Array,
  second: Float64Array,
  options: Options,
): Tree {
  const tree = { features: [-1], values: [0], left: [0] };
  const leafFor = (node: number, members: Uint32Array): Leaf => {
    let sumFirst = 0;
    let sumSecond = 0;
    for (const row of members) {
      sumFirst += first[row] ?? 0;
      sumSecond += second[row] ?? 0;
    }
    tree.values[node] = (-options.rate * sumFirst) / (sumSecond + options.smoothing);
    const split = bestSplit(bins, count, columns, members, first, second, { first: sumFirst, second: sumSecond }, options);
    return { node, rows: members, first: sumFirst, second: sumSecond, split };
  };
  const leaves: Leaf[] = [leafFor(0, rows)];
  while (leaves.length < options.leaves) {
    let chosen = -1;
    for (const [at, { split }] of leaves.entries())
      if (split !== undefined && (chosen < 0 || split.gain > (leaves[chosen]?.split?.gain ?? 0))) chosen = at;
    const leaf = leaves[chosen];
    if (leaf?.split === undefined) break;
    const { feature, bin } = leaf.split;
    const isLow = (row: number): boolean => (bins[feature * count + row] ?? 0) <= bin;
    const left = tree.features.length;
    tree.features[leaf.node] = feature;
    tree.values[leaf.node] = edges[feature]?.[bin] ?? 0;
    tree.left[leaf.node] = left;
    tree.features.push(-1, -1);
    tree.values.push(0, 0);
    tree.left.push(0, 0);
    leaves.splice(
      chosen,
      1,
      leafFor(left, leaf.rows.filter(isLow)),
      leafFor(
        left + 1,
        leaf.rows.filter((row) => !isLow(row)),
      ),
    );
  }
  return tree;
}

function bestSplit(
  bins: Uint8Array,
  count: number,
  columns: readonly number[],
  members: Uint32Array,
  first: Float64Array,
  second: Float64Array,
  all: { first: number; second: number },
  options: Options,
): Split | undefined {
  if (members.length < options.least * 2) return undefined;
  let best: Split | undefined;
  const base = (all.first * all.first) / (all.second + options.smoothing);
  const sumFirst = new Float64Array(BINS);
  const sumSecond = new Float64Array(BINS);
  const sizes = new Uint32Array(BINS);
  for (const feature of columns) {
    sumFirst.fill(0);
    sumSecond.fill(0);
    sizes.fill(0);
    const offset = feature * count;
    for (let i = 0; i < members.length; i += 1) {
      const row = members[i] ?? 0;
      const bin = bins[offset + row] ?? 0;
      sumFirst[bin] = (sumFirst[bin] ?? 0) + (first[row] ?? 0);
      sumSecond[bin] = (sumSecond[bin] ?? 0) + (second[row] ?? 0);
      sizes[bin] = (sizes[bin] ?? 0) + 1;
    }
    let [lowFirst, lowSecond, low] = [0, 0, 0];
    for (let bin = 0; bin < BINS - 1; bin += 1) {
      lowFirst += sumFirst[bin] ?? 0;
      lowSecond += sumSecond[bin] ?? 0;
      low += sizes[bin] ?? 0;
      if (low < options.least) continue;
      if (members.length - low < options.least) break;
      const highFirst = all.first - lowFirst;
      const highSecond = all.second - lowSecond;
      const gain =
        (lowFirst * lowFirst) / (lowSecond + options.smoothing) + (highFirst * highFirst) / (highSecond + options.smoothing) - base;
      if (gain > 1e-6 && gain > (best?.gain ?? 0)) best = { gain, feature, bin };
    }
  }
  return best;
}

/** mulberry32: the same seed gives the same trees. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
