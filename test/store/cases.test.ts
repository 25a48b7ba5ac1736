import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const TESTS = join(import.meta.dirname, '..');
const two = (number: number): string => String(number).padStart(2, '0');

/** The cases of the reliability list about processes that end (C) and disks (D). */
const CASES = [
  ...Array.from({ length: 18 }, (_, i) => `C${two(i + 1)}`),
  'C19',
  'C20',
  'C21',
  'C22',
  'C23',
  'C24',
  ...Array.from({ length: 11 }, (_, i) => `D${two(i + 1)}`),
  'D12',
  'D13',
  'D14',
  'D15',
];

it('each has a test, or a group of tests, named by its number', () => {
  const names = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && name !== 'store/cases.test.ts')
    .flatMap((name) => readFileSync(join(TESTS, name), 'utf8').split('\n'))
    .filter((line) => /\b(?:it|describe)(?:\.skipIf\([^)]*\))?\(|^ {2}\['/u.test(line) || /CASES/u.test(line))
    .join('\n');
  expect(CASES.filter((one) => !new RegExp(`\\b${one}\\b`, 'u').test(names))).toEqual([]);
});
