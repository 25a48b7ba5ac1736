import { expect, test } from 'vitest';
import { ofLast } from '../../src/core/last.ts';
import { anyOf } from '../../src/core/matches.ts';

test('what was made of the last text is not made again, and another text is never taken for it', () => {
  const asked: string[] = [];
  const length = ofLast((text) => {
    asked.push(text);
    return text === '' ? undefined : text.length;
  });
  expect([length('报名'), length('报名'), length(''), length(''), length('报名')]).toEqual([2, 2, undefined, undefined, 2]);
  expect(asked).toEqual(['报名', '', '报名']);
});

test.each([
  ['我报名', true],
  ['取消吧', true],
  ['不取消', false],
  ['取消不了', false],
  ['早上好', false],
])('one look at %s tells whether any of the patterns is found', (text, found) => {
  expect(anyOf([/报名/u, /^取消(?!不)/u]).test(text)).toBe(found);
});
