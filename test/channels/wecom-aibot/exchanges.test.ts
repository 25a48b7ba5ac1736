import { describe, expect, it } from 'vitest';
import { createExchanges } from '../../../src/channels/wecom-aibot/exchanges.ts';

const at = (minute: number): string => `2026-11-21T01:${String(minute).padStart(2, '0')}:00.000Z`;

describe('what is remembered of a message', () => {
  it('is the same for its repeats', () => {
    const exchanges = createExchanges();
    const first = exchanges.open('m', at(0), 'https://a.example');
    expect(exchanges.open('m', at(1), 'https://b.example')).toBe(first);
    expect(exchanges.find('m')).toBe(first);
  });

  it('is forgotten after ten minutes: its stream is over by then', () => {
    const exchanges = createExchanges();
    exchanges.open('old', at(0), undefined);
    exchanges.open('young', at(5), undefined);
    exchanges.open('new', at(10), undefined);
    expect([exchanges.find('old'), exchanges.find('young')?.messageId]).toEqual([undefined, 'young']);
  });

  it('never grows past 10 000 messages: the oldest goes first', () => {
    const exchanges = createExchanges();
    for (let i = 0; i <= 10_000; i += 1) exchanges.open(`m${i}`, at(0), undefined);
    expect([exchanges.find('m0'), exchanges.find('m1')?.messageId, exchanges.find('m10000')?.messageId]).toEqual([
      undefined,
      'm1',
      'm10000',
    ]);
  });
});
