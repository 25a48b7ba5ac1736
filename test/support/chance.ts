/** A whole number from 0 to below the limit. */
export type Below = (limit: number) => number;

/** The same numbers for the same seed (mulberry32). */
export function chanceOf(seed: number): Below {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
}

export function oneOf<T>(list: readonly T[], below: Below): T {
  const chosen = list[below(list.length)];
  if (chosen === undefined) throw new RangeError('nothing to choose from');
  return chosen;
}
