import type { Term } from './terms.ts';

/** Terms → places 0, 1, 2 … in the order they were first met: open addressing over two plain arrays, 12 bytes a term. */
export interface Vocabulary {
  readonly size: number;
  /** -1 when it was never met. */
  find(term: Term): number;
  add(term: Term): number;
  at(place: number): Term;
}

export function vocabulary(expected = 1024): Vocabulary {
  let mask = 1;
  while (mask < expected * 2) mask *= 2;
  let slots = new Int32Array(mask).fill(-1);
  let terms = new Uint32Array(mask >> 1);
  mask -= 1;
  let size = 0;

  const slotOf = (term: Term): number => {
    let slot = (Math.imul(term, 0x9e3779b1) >>> 7) & mask;
    for (;;) {
      const place = slots[slot] ?? -1;
      if (place < 0 || terms[place] === term) return slot;
      slot = (slot + 1) & mask;
    }
  };
  const grow = (): void => {
    const larger = new Uint32Array(terms.length * 2);
    larger.set(terms);
    terms = larger;
    slots = new Int32Array((mask + 1) * 2).fill(-1);
    mask = slots.length - 1;
    for (let place = 0; place < size; place += 1) slots[slotOf(terms[place] ?? 0)] = place;
  };
  return {
    get size() {
      return size;
    },
    find: (term) => slots[slotOf(term)] ?? -1,
    add: (term) => {
      const slot = slotOf(term);
      const place = slots[slot] ?? -1;
      if (place >= 0) return place;
      slots[slot] = size;
      terms[size] = term;
      size += 1;
      if (size === terms.length) grow();
      return size - 1;
    },
    at: (place) => terms[place] ?? 0,
  };
}
