import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noFailpoints } from '../src/core/failpoints.ts';
import { testPoints } from './support/failpoints.ts';

const SRC = join(import.meta.dirname, '../src');
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/u.test(name))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), 'utf8') }));

const naming = (pattern: RegExp): string[] => sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

describe('failpoints are out of reach in production', () => {
  it('the program makes only those that do nothing', () => {
    expect(noFailpoints.hit('ack.before')).toBeUndefined();
    // Calling one is `failpoints.hit(…)`; making one is a method or field of that name.
    expect(naming(/(?<!\.)\bhit\s*(?::|\(\w+\s*[:)])/u)).toEqual(['core/failpoints.ts']);
  });

  it('the process starts with those, whatever its environment says', () => {
    expect(naming(/\bstartApp\(/u)).toEqual(['app.ts', 'serve.ts'].toSorted());
    const serve = sources.find(({ name }) => name === 'serve.ts')?.text ?? '';
    expect(serve).toContain('failpoints: noFailpoints,');
    expect(naming(/test\/support|CRASH_AT|FAILPOINT/u)).toEqual([]);
  });
});

describe('the failpoints of the test build', () => {
  it('throw at the hit that was asked for, and only then', () => {
    const { points } = testPoints('ack.before:2:throw');
    expect(points.hit('ack.before')).toBeUndefined();
    expect(points.hit('unit.beforeCommit')).toBeUndefined();
    expect(() => points.hit('ack.before')).toThrow('failpoint ack.before');
    expect(points.hit('ack.before')).toBeUndefined();
  });

  it('pause until they are told to go on, delay, and know no other act', async () => {
    const { points, reached, goOn, strike } = testPoints('ack.before:1:pause');
    let passed = false;
    const paused = Promise.resolve(points.hit('ack.before')).then(() => (passed = true));
    await reached;
    expect(passed).toBe(false);
    goOn();
    await paused;
    strike('ack.before:1:delay');
    expect(points.hit('ack.before')).toBeInstanceOf(Promise);
    expect(() => testPoints('ack.before:1:explode')).toThrow('cannot explode');
  });
});
