import { describe, expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import { waitAfter } from '../../src/outbox/backoff.ts';

describe('the wait after a try that failed', () => {
  const waits = [5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS];

  it('O01: grows from try to try; those who failed together come back apart, a tenth earlier or later', () => {
    for (const [index, wait] of waits.entries()) {
      const tries = index + 1;
      expect([0, 0.5, 1].map((chance) => waitAfter(tries, chance))).toEqual([0.9 * wait, wait, 1.1 * wait]);
    }
  });

  it('O01: ends with the fifth try', () => {
    expect(waitAfter(5, 0.5)).toBeNull();
  });
});
