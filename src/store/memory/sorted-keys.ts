/** The child that would hold the key: keys of a branch are lower bounds of its children, the first one is without meaning. */
export function childAt(keys: readonly string[], key: string): number {
  let low = 1;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (item(keys, middle) <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** An element that must be there. */
export function item<T>(list: readonly T[], at: number): T {
  const found = list[at];
  if (found === undefined) throw new RangeError(`no element ${at} of ${list.length}`);
  return found;
}
