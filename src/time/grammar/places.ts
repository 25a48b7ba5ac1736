import { is, isUnit, type Parsed, type Reader } from './reader.ts';

/** 下下下下周 is as far as people go. */
const MOST_STEPS = 4;

/** Reads 这, 下, 下下个, 上上: how many units from the one at hand. The unit must follow, or `undefined`. */
export function readPlace(reader: Reader, at: number, ...units: readonly string[]): Parsed<number> | undefined {
  let next = at;
  let offset = 0;
  const kind = is(reader, at, 'this') ? 'this' : is(reader, at, 'next') ? 'next' : 'previous';
  while (next - at < MOST_STEPS && is(reader, next, kind)) {
    offset += kind === 'next' ? 1 : kind === 'previous' ? -1 : 0;
    next += 1;
  }
  if (next === at) return undefined;
  if (isUnit(reader, next, 'count')) next += 1;
  return isUnit(reader, next, ...units) || (units.includes('weekend') && is(reader, next, 'weekend')) ? { value: offset, next } : undefined;
}

/** Reads the 3 of 第3个, 第三, -1 of 最后一个, 最后, -2 of 倒数第二个; 1 of 首. */
export function readOrdinal(reader: Reader, at: number): Parsed<number> | undefined {
  if (is(reader, at, 'last')) {
    const number = reader.tokens[at + 1];
    const one = number?.kind === 'number' && number.value === 1 ? at + 2 : at + 1;
    if (number?.kind === 'number' && number.value !== 1) return undefined;
    return { value: -1, next: isUnit(reader, one, 'count') ? one + 1 : one };
  }
  if (is(reader, at, 'first')) return { value: 1, next: isUnit(reader, at + 1, 'count') ? at + 2 : at + 1 };
  const number = reader.tokens[at + 1];
  if (!is(reader, at, 'ordinal') || number?.kind !== 'number' || !Number.isInteger(number.value) || number.value < 1) return undefined;
  const value = is(reader, at, 'ordinal', 'fromEnd') ? -number.value : number.value;
  return { value, next: isUnit(reader, at + 2, 'count') ? at + 3 : at + 2 };
}
