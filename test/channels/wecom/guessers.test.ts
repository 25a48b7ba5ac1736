import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../../src/core/clock.ts';
import { guessers } from '../../../src/channels/wecom/guessers.ts';
import { setClock, type SetClock } from '../../support/clock.ts';

let clock: SetClock;
let guesses: (address: string) => boolean;

beforeEach(() => {
  clock = setClock('2026-11-21T01:00:00.000Z');
  guesses = guessers(clock);
});

const times = (count: number, address: string): boolean[] => Array.from({ length: count }, () => guesses(address));

describe('W06: who sends one wrong signature after the other', () => {
  it('loses the connection behind each refusal from the 21st of a minute on', () => {
    expect(times(20, '10.0.0.7')).not.toContain(true);
    expect(times(5, '10.0.0.7')).not.toContain(false);
  });

  it('begins anew when a minute has passed', () => {
    times(30, '10.0.0.7');
    clock.advance(MINUTE_MS);
    expect(times(20, '10.0.0.7')).not.toContain(true);
  });

  it('slows nobody else', () => {
    times(30, '10.0.0.7');
    expect(guesses('10.0.0.8')).toBe(false);
  });

  it.each([
    ['one network of IPv6 is one address', '2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['also where its zeros are left out', '2001:db8::1', '2001:db8::2', true],
    ['two are two', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['IPv4 written as IPv6 is IPv4', '::ffff:10.0.0.7', '10.0.0.7', true],
  ])('%s', (_case, first, second, slowed) => {
    times(20, first);
    expect(guesses(second)).toBe(slowed);
  });

  it('keeps no list that grows with the addresses: the longest forgotten makes room', () => {
    times(30, '10.0.0.7');
    for (let other = 0; other < 1_000; other += 1) guesses(`10.1.${other >> 8}.${other & 255}`);
    expect(guesses('10.0.0.7')).toBe(false);
  });
});
