/** The measures of retrieval, as in the books. */

/** The ranks (from 1) at which relevant passages stand, ascending. */
export function ranksOf(relevant: readonly string[], results: readonly { id: string }[]): { found: readonly number[]; relevant: number } {
  return { found: results.flatMap(({ id }, index) => (relevant.includes(id) ? [index + 1] : [])), relevant: relevant.length };
}

/** Recall@k: 1 when one of the relevant passages is among the first k (one good clause answers a member). */
export function share(found: readonly number[], relevant: number, k: number): number {
  return relevant > 0 && found.some((rank) => rank <= k) ? 1 : 0;
}

export function gain(ranks: readonly number[]): number {
  return ranks.reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mann–Whitney: ties count half. */
export function auroc(positives: readonly number[], negatives: readonly number[]): number {
  const all = [...positives.map((value) => ({ value, positive: true })), ...negatives.map((value) => ({ value, positive: false }))];
  const sorted = all.toSorted((a, b) => a.value - b.value);
  let wins = 0;
  let below = 0;
  for (let i = 0; i < sorted.length;) {
    let j = i;
    while (j < sorted.length && sorted[j]?.value === sorted[i]?.value) j += 1;
    const tied = sorted.slice(i, j);
    const lower = tied.filter(({ positive }) => !positive).length;
    wins += (tied.length - lower) * (below + lower / 2);
    below += lower;
    i = j;
  }
  return wins / (positives.length * negatives.length);
}
