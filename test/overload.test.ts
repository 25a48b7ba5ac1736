import { beforeEach, describe, expect, it } from 'vitest';
import type { LogFields } from '../src/core/log.ts';
import { overloadWatch, type Episode, type OverloadWatch } from '../src/overload.ts';
import { setClock, type SetClock } from './support/clock.ts';

let clock: SetClock;
let lines: string[];
let told: Episode[];
let counted: string[];
let later: { at: number; action: () => void }[];
let watch: OverloadWatch;

beforeEach(() => {
  clock = setClock('2026-11-21T01:00:00.000Z');
  [lines, told, counted, later] = [[], [], [], []];
  const note = (message: string, _fields?: LogFields): void => void lines.push(message);
  watch = overloadWatch({
    clock,
    log: { info: note, warn: note, error: note },
    after: (ms, action) => {
      const entry = { at: clock.monotonicMs() + ms, action };
      later.push(entry);
      return () => void (later = later.filter((one) => one !== entry));
    },
    count: (reason) => void counted.push(reason),
    tell: async (episode) => void told.push(episode),
  });
});

function passes(ms: number): void {
  for (let left = ms; left > 0; left -= 1_000) {
    clock.advance(1_000);
    const due = later.filter(({ at }) => at <= clock.monotonicMs());
    later = later.filter((one) => !due.includes(one));
    for (const { action } of due) action();
  }
}

describe('an episode of overload', () => {
  it('is told once, with the count of its first seconds', () => {
    for (let i = 0; i < 30; i += 1) {
      watch.refused('late');
      passes(1_000);
    }
    expect(told).toEqual([{ since: '2026-11-21T01:00:00.000Z', refused: 10 }]);
    expect(counted).toHaveLength(30);
  });

  it('leaves one line in the log at its beginning and one at its end', () => {
    watch.refused('full');
    watch.refused('late');
    passes(120_000);
    expect(lines).toEqual(['more messages than can be answered: some are refused', 'the overload is over']);
  });

  it('ends after a minute without a refusal; the next one is another', () => {
    watch.refused('late');
    passes(90_000);
    watch.refused('late');
    passes(10_000);
    expect(told.map(({ since }) => since)).toEqual(['2026-11-21T01:00:00.000Z', '2026-11-21T01:01:30.000Z']);
  });

  it('leaves no timer behind when the program stops', () => {
    watch.refused('late');
    watch.stop();
    expect(later).toEqual([]);
  });
});
