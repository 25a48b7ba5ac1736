import { describe, expect, it } from 'vitest';
import { leavesAfterConfirming, leavesAt, quietUntil } from '../../../src/features/announcement/rules/leaving.ts';

const ZONE = 'Asia/Shanghai';
const quiet = { quietFrom: '21:30', quietUntil: '07:00' };
/** As the wall clock of Shanghai shows it. */
const at = (local: string): string => new Date(`${local}+08:00`).toISOString();

describe('quiet hours', () => {
  it.each([
    ['2026-11-21T21:29:59', null],
    ['2026-11-21T21:30:00', '2026-11-22T07:00:00'],
    ['2026-11-21T23:59:59', '2026-11-22T07:00:00'],
    ['2026-11-22T00:00:00', '2026-11-22T07:00:00'],
    ['2026-11-22T06:59:59', '2026-11-22T07:00:00'],
    ['2026-11-22T07:00:00', null],
    ['2026-12-31T22:00:00', '2027-01-01T07:00:00'],
  ])('at %s last until %s', (local, end) => {
    expect(quietUntil(at(local), quiet, ZONE)).toBe(end === null ? null : at(end));
  });

  it('may lie within one day', () => {
    const noon = { quietFrom: '12:00', quietUntil: '13:30' };
    expect(quietUntil(at('2026-11-21T12:30:00'), noon, ZONE)).toBe(at('2026-11-21T13:30:00'));
    expect(quietUntil(at('2026-11-21T13:30:00'), noon, ZONE)).toBeNull();
  });

  it('from a time to the same time are none', () => {
    expect(quietUntil(at('2026-11-21T03:00:00'), { quietFrom: '00:00', quietUntil: '00:00' }, ZONE)).toBeNull();
  });
});

describe('a post leaves', () => {
  it('a minute after its confirmation; what is urgent at once', () => {
    expect(leavesAfterConfirming(at('2026-11-21T09:00:00'), false, quiet, ZONE)).toBe(at('2026-11-21T09:01:00'));
    expect(leavesAfterConfirming(at('2026-11-21T09:00:00'), true, quiet, ZONE)).toBe(at('2026-11-21T09:00:00'));
  });

  it('at the end of quiet hours, also when only the minute for second thoughts reaches into them; what is urgent does not wait', () => {
    expect(leavesAfterConfirming(at('2026-11-21T21:29:30'), false, quiet, ZONE)).toBe(at('2026-11-22T07:00:00'));
    expect(leavesAt(at('2026-11-21T22:00:00'), false, quiet, ZONE)).toBe(at('2026-11-22T07:00:00'));
    expect(leavesAt(at('2026-11-21T22:00:00'), true, quiet, ZONE)).toBe(at('2026-11-21T22:00:00'));
  });
});
