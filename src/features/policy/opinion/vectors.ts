import { setImmediate } from 'node:timers/promises';
import type { Unit } from './units.ts';

/**
 * 64 MiB: 16,384 clauses at 1,024 numbers each, all of which every question is compared with: some 30 ms of work. What does not fit is
 * found by the own search alone.
 */
const MOST_NUMBERS = 16 * 1024 * 1024;
/** Some 2 ms of comparing; then the others have their turn. */
const AT_ONCE = 1024 * 1024;

/** The vectors of the clauses that are in use, in memory: 4 bytes for each number, nothing else. */
export interface Vectors {
  has(key: string): boolean;
  get(key: string): Float32Array | undefined;
  /** Takes one of length 1 ({@link normalised}). false: no room, or of another length than those that are there, which means another model. */
  put(key: string, vector: Float32Array): 'put' | 'full' | 'otherLength';
  /** Lets go of all others. */
  keepOnly(keys: ReadonlySet<string>): void;
  /** How many there are, of how many numbers each. */
  size(): number;
  dimensions(): number;
  /** The `most` nearest units that are admitted, nearest first. `question` has length 1, too. */
  nearest(question: Float32Array, units: readonly Unit[], most: number, admits: (id: string) => boolean): Promise<readonly string[]>;
}

export function openVectors(mostNumbers = MOST_NUMBERS): Vectors {
  const kept = new Map<string, Float32Array>();
  const dimensions = (): number => kept.values().next().value?.length ?? 0;
  return {
    has: (key) => kept.has(key),
    get: (key) => kept.get(key),
    put: (key, vector) => {
      if (kept.size > 0 && vector.length !== dimensions()) return 'otherLength';
      if (!kept.has(key) && (kept.size + 1) * vector.length > mostNumbers) return 'full';
      kept.set(key, vector);
      return 'put';
    },
    keepOnly: (keys) => {
      for (const key of kept.keys()) if (!keys.has(key)) kept.delete(key);
    },
    size: () => kept.size,
    dimensions,
    nearest: async (question, units, most, admits) => {
      const best: Near[] = [];
      const atOnce = Math.ceil(AT_ONCE / question.length);
      for (let from = 0; from < units.length; from += atOnce) {
        if (from > 0) await setImmediate();
        for (const { id, key } of units.slice(from, from + atOnce)) {
          const vector = kept.get(key);
          if (vector === undefined) continue;
          const nearness = product(question, vector);
          // Whether somebody may find it is asked last: of thousands, some dozens come so far.
          if (best.length === most && nearness <= (best.at(-1)?.nearness ?? 0)) continue;
          if (admits(id)) insert(best, { id, nearness }, most);
        }
      }
      return best.map(({ id }) => id);
    },
  };
}

interface Near {
  readonly id: string;
  readonly nearness: number;
}

function insert(best: Near[], near: Near, most: number): void {
  const at = best.findIndex(({ nearness }) => near.nearness > nearness);
  best.splice(at < 0 ? best.length : at, 0, near);
  if (best.length > most) best.pop();
}

/** Of length 1, so that a product is the likeness; undefined where the service sent nothing that has a direction. */
export function normalised(vector: Float32Array): Float32Array | undefined {
  const length = Math.sqrt(product(vector, vector));
  return Number.isFinite(length) && length > 0 ? vector.map((value) => value / length) : undefined;
}

/** Four sums side by side, since each addition waits for the one before: half the time of one. */
function product(one: Float32Array, other: Float32Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < one.length; i += 4) {
    a += (one[i] ?? 0) * (other[i] ?? 0);
    b += (one[i + 1] ?? 0) * (other[i + 1] ?? 0);
    c += (one[i + 2] ?? 0) * (other[i + 2] ?? 0);
    d += (one[i + 3] ?? 0) * (other[i + 3] ?? 0);
  }
  return a + b + c + d;
}
