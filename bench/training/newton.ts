/** The slope and the curve of what is to be made small, at these weights. */
export type Derivatives = (weights: readonly number[], slope: number[], curve: number[][]) => void;

const ROUNDS = 8;

/**
 * Newton's method from `start`. `pull` draws each weight back to where it starts; the last one goes free when `isFree`.
 */
export function newton(derivatives: Derivatives, start: readonly number[], pull: number, isFree = false): readonly number[] {
  let weights = start;
  for (let round = 0; round < ROUNDS; round += 1) {
    const drawn = (at: number): number => (isFree && at === start.length - 1 ? 0 : pull);
    const slope = weights.map((weight, at) => drawn(at) * (weight - (start[at] ?? 0)));
    const curve = weights.map((_, at) => weights.map((_other, other) => (at === other ? drawn(at) + 1e-9 : 0)));
    derivatives(weights, slope, curve);
    const step = solve(curve, slope);
    weights = weights.map((weight, at) => weight - (step[at] ?? 0));
  }
  return weights;
}

/** Gauss with the largest pivot; the matrix is small and positive. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((line, at) => [...line, right[at] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column; row < size; row += 1) if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    const line = rows[pivot] ?? [];
    rows[pivot] = rows[column] ?? [];
    rows[column] = line;
    for (const [at, row] of rows.entries()) {
      if (at === column) continue;
      const factor = (row[column] ?? 0) / (line[column] ?? 1);
      for (let k = column; k <= size; k += 1) row[k] = (row[k] ?? 0) - factor * (line[k] ?? 0);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}
