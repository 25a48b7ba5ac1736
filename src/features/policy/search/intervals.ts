import { findNumbers } from '../../../core/zh/numbers.ts';
import { uncounted } from './query.ts';

interface Interval {
  readonly from: number;
  readonly fromIncluded: boolean;
  readonly to: number;
  readonly toIncluded: boolean;
}

const NUMBER = String.raw`(\d+(?:\.\d+)?)\s*(?:元|年|个?月|天|岁|周岁|个?工作日|日|人|米|小时)?`;
const BETWEEN: readonly (readonly [RegExp, (low: number, high: number) => Interval])[] = [
  [new RegExp(`满\\s*${NUMBER}\\s*不满\\s*${NUMBER}`, 'u'), (from, to) => ({ from, fromIncluded: true, to, toIncluded: false })],
  [new RegExp(`超过\\s*${NUMBER}\\s*至\\s*${NUMBER}`, 'u'), (from, to) => ({ from, fromIncluded: false, to, toIncluded: true })],
  [new RegExp(`${NUMBER}\\s*以上(?:至)?\\s*${NUMBER}\\s*（含`, 'u'), (from, to) => ({ from, fromIncluded: false, to, toIncluded: true })],
  [
    new RegExp(`${NUMBER}\\s*(?:以上至?|至)\\s*${NUMBER}\\s*以下`, 'u'),
    (from, to) => ({ from, fromIncluded: true, to, toIncluded: false }),
  ],
  [new RegExp(`${NUMBER}\\s*(?:至|—|-|~)\\s*${NUMBER}`, 'u'), (from, to) => ({ from, fromIncluded: true, to, toIncluded: true })],
];

/** The range of figures that a table cell names (满10年不满20年, 3000元以下（含3000元）, 超过2至5（含）), if it names one. */
export function intervalOf(cell: string): Interval | undefined {
  for (const [pattern, make] of BETWEEN) {
    const found = pattern.exec(cell);
    if (found !== null) return make(Number(found[1]), Number(found[2]));
  }
  const below = new RegExp(`(?:不满|不足)\\s*${NUMBER}|${NUMBER}\\s*(?:以下|以内)`, 'u').exec(cell);
  if (below !== null)
    return {
      from: Number.NEGATIVE_INFINITY,
      fromIncluded: true,
      to: Number(below[1] ?? below[2]),
      toIncluded: cell.includes('含') || cell.includes('以内'),
    };
  const over = new RegExp(`超过\\s*${NUMBER}`, 'u').exec(cell);
  if (over !== null) return { from: Number(over[1]), fromIncluded: false, to: Number.POSITIVE_INFINITY, toIncluded: true };
  const above = new RegExp(`(?:满\\s*)?${NUMBER}\\s*(?:及)?以上`, 'u').exec(cell);
  return above === null ? undefined : { from: Number(above[1]), fromIncluded: true, to: Number.POSITIVE_INFINITY, toIncluded: true };
}

export function holds({ from, fromIncluded, to, toIncluded }: Interval, value: number): boolean {
  return (fromIncluded ? value >= from : value > from) && (toIncluded ? value <= to : value < to);
}

/** Rows (cells divided by ` | `) whose first cell is a range that holds a figure of the question; empty when that decides nothing. */
export function singledOut(rows: readonly string[], question: string): readonly string[] {
  const ranges = rows.map((row) => intervalOf(row.split(' | ')[0] ?? ''));
  if (ranges.filter((range) => range !== undefined).length < 2) return [];
  const values = findNumbers(uncounted(question)).map(({ value }) => value);
  const fitting = rows.filter((_, index) => {
    const range = ranges[index];
    return range !== undefined && values.some((value) => holds(range, value));
  });
  return fitting.length < rows.length ? fitting : [];
}
