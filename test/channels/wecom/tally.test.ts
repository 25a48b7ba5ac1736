import { expect, it } from 'vitest';
import { tally } from '../../../src/channels/wecom/tally.ts';
import { silentLog, type LogFields } from '../../../src/core/log.ts';
import { wecomTime } from '../../support/wecom-time.ts';

it('a flood of one kind is one line in 10 s, with the count of the others; kinds do not hide each other', () => {
  const lines: (LogFields | undefined)[] = [];
  const time = wecomTime();
  const note = tally({ ...silentLog, warn: (_message, fields) => lines.push(fields) }, time.clock);
  for (let i = 0; i < 5; i += 1) note('query');
  note('json');
  time.pass(10_000);
  note('query');
  expect(lines).toEqual([
    { kind: 'query', unlogged: 0 },
    { kind: 'json', unlogged: 0 },
    { kind: 'query', unlogged: 4 },
  ]);
});

it('a flood of ever new kinds does not fill the memory', () => {
  const lines: (LogFields | undefined)[] = [];
  const note = tally({ ...silentLog, warn: (_message, fields) => lines.push(fields) }, wecomTime().clock);
  for (let i = 0; i <= 200; i += 1) note(`unknown ${i}`);
  note('unknown 200');
  note('unknown 0');
  expect(lines).toHaveLength(202);
});
