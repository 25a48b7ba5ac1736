/** A decision tree as columns: at an inner node `features` ≥ 0, `values` the threshold, `left` the place of the lower child (the other follows); at a leaf -1 and what it adds. */
export interface Tree {
  readonly features: readonly number[];
  readonly values: readonly number[];
  readonly left: readonly number[];
}

/** All trees of a forest in one row of plain arrays: quick to walk. */
export interface Forest {
  readonly roots: Int32Array;
  readonly features: Int16Array;
  readonly values: Float32Array;
  readonly left: Int32Array;
}

export function plant(trees: readonly Tree[]): Forest {
  const size = trees.reduce((sum, { features }) => sum + features.length, 0);
  const forest = {
    roots: new Int32Array(trees.length),
    features: new Int16Array(size),
    values: new Float32Array(size),
    left: new Int32Array(size),
  };
  let at = 0;
  for (const [number, { features, values, left }] of trees.entries()) {
    forest.roots[number] = at;
    forest.features.set(features, at);
    forest.values.set(values, at);
    forest.left.set(
      left.map((child) => child + at),
      at,
    );
    at += features.length;
  }
  return forest;
}

/** The sum of what the trees say of the row of features that begins at `from`. */
export function sumOf({ roots, features, values, left }: Forest, rows: Float32Array, from: number): number {
  let sum = 0;
  for (let tree = 0; tree < roots.length; tree += 1) {
    let node = roots[tree] ?? 0;
    for (;;) {
      const feature = features[node] ?? -1;
      if (feature < 0) break;
      const child = left[node] ?? 0;
      node = (rows[from + feature] ?? 0) <= (values[node] ?? 0) ? child : child + 1;
    }
    sum += values[node] ?? 0;
  }
  return sum;
}
