import type { Derivatives } from './boosting.ts';

/** The candidates of one question: rows `start` to `end`, with a mark for each that answers. */
export interface Group {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/**
 * LambdaMART: every pair of an answering and another candidate pulls, by how unsure their order is and by what swapping their ranks
 * would change of the gain 1 / log2(1 + rank).
 */
export function ranking(groups: readonly Group[], labels: Uint8Array): Derivatives {
  return (scores, first, second) => {
    first.fill(0);
    second.fill(0);
    for (const { start, end, weight } of groups) {
      const order = Array.from({ length: end - start }, (_, i) => start + i).toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
      const gain = new Map(order.map((row, rank) => [row, 1 / Math.log2(2 + rank)]));
      for (const good of order) {
        if (labels[good] !== 1) continue;
        for (const bad of order) {
          if (labels[bad] === 1) continue;
          const change = weight * (0.05 + Math.abs((gain.get(good) ?? 0) - (gain.get(bad) ?? 0)));
          const unsure = 1 / (1 + Math.exp((scores[good] ?? 0) - (scores[bad] ?? 0)));
          first[good] = (first[good] ?? 0) - change * unsure;
          first[bad] = (first[bad] ?? 0) + change * unsure;
          const curve = change * unsure * (1 - unsure);
          second[good] = (second[good] ?? 0) + curve;
          second[bad] = (second[bad] ?? 0) + curve;
        }
      }
    }
  };
}

/** Logistic loss: the sum of the trees is the log of the odds. */
export function chances(labels: Uint8Array, weights: Float64Array): Derivatives {
  return (scores, first, second) => {
    for (let row = 0; row < labels.length; row += 1) {
      const stated = 1 / (1 + Math.exp(-(scores[row] ?? 0)));
      first[row] = (weights[row] ?? 1) * (stated - (labels[row] ?? 0));
      second[row] = (weights[row] ?? 1) * Math.max(1e-6, stated * (1 - stated));
    }
  };
}
