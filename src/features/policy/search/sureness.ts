import { FEATURES, WIDTH, type Feature } from './features.ts';

const SHARPENED = ['wordsTitled', 'docCandidates', 'length'] as const satisfies readonly Feature[];
const TAKEN = [
  'scorePossible',
  'wordsTitled',
  'missed',
  'repeats',
  'rank',
  'questionWords',
  'yesOrNo',
  'definition',
] as const satisfies readonly Feature[];

/** What the confidence looks at: the first result as it was ranked; some of it by how much of the question is left unsaid. */
export const SURE_FEATURES: readonly string[] = [...TAKEN, ...SHARPENED.map((name) => `${name}Unsaid`)];

const columns = (names: readonly Feature[]): readonly number[] => names.map((name) => FEATURES.indexOf(name));
const [taken, sharpened] = [columns(TAKEN), columns(SHARPENED)];
const POSSIBLE = FEATURES.indexOf('scorePossible');
const MOST_SAID = 1.2;

/** `row`: the number of the candidate that came first. */
export function surenessRow(rows: Float32Array, row: number): readonly number[] {
  const value = (column: number): number => rows[row * WIDTH + column] ?? 0;
  const unsaid = 1 - Math.min(MOST_SAID, value(POSSIBLE));
  return [...taken.map(value), ...sharpened.map((column) => value(column) * unsaid)];
}
