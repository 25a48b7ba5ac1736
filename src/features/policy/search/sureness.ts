import { FEATURES } from './features.ts';

/** What the confidence looks at beside the features of the first candidate. */
const SPREAD: readonly string[] = ['margin', 'margin5', 'mass', 'tenth', 'candidates'];
export const SURE_FEATURES: readonly string[] = [...FEATURES, ...SPREAD];
const WIDTH = FEATURES.length;
const SCORE = FEATURES.indexOf('score');
const SHARPNESS = 15;

/** The features of the candidate that came first in the first search, and how the others fall behind it. */
export function surenessRow(rows: Float32Array, into: Float32Array = new Float32Array(SURE_FEATURES.length), at = 0): Float32Array {
  const count = rows.length / WIDTH;
  if (count === 0) return into;
  into.set(rows.subarray(0, WIDTH), at);
  const score = (place: number): number => (place < count ? (rows[place * WIDTH + SCORE] ?? 0) : 0);
  let mass = 0;
  for (let place = 0; place < count; place += 1) mass += Math.exp(SHARPNESS * (score(place) - 1));
  into.set([1 - score(1), 1 - score(5), 1 / mass, score(9), count], at + WIDTH);
  return into;
}
