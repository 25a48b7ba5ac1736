import { expect, test } from 'vitest';
import { asksWhatToDo, choose, type Candidate } from '../../../src/features/policy/rules/choice.ts';
import { afterWorkdays, answerQuestion, mayBeShown } from '../../../src/features/policy/rules/question.ts';
import { replacesIt, validityOn } from '../../../src/features/policy/rules/validity.ts';
import type { PolicyQuestion } from '../../../src/features/policy/schema.ts';
import { likeness } from '../../../src/features/policy/rules/likeness.ts';

const dates = {
  inForceFrom: '2025-04-01',
  inForceUntil: null,
  repealedFrom: null,
  repealedBy: null,
  supersededOn: null,
  withdrawnOn: null,
};

test('a rule is in force from its first to its last day', () => {
  expect(validityOn(dates, '2025-03-31')).toEqual({ state: 'notYet', from: '2025-04-01' });
  expect(validityOn(dates, '2025-04-01')).toEqual({ state: 'inForce', from: '2025-04-01', until: null });
  expect(validityOn({ ...dates, inForceUntil: '2025-12-31' }, '2025-12-31').state).toBe('inForce');
  expect(validityOn({ ...dates, inForceUntil: '2025-12-31' }, '2026-01-01')).toEqual({ state: 'expired', until: '2025-12-31' });
  expect(validityOn({ ...dates, inForceFrom: null }, '2026-01-01')).toEqual({ state: 'inForce', from: null, until: null });
});

test('a rule is repealed from the day on which its successor comes into force', () => {
  const repealed = { ...dates, repealedFrom: '2026-01-01', repealedBy: 'b#1' };
  expect(validityOn(repealed, '2025-12-31').state).toBe('inForce');
  expect(validityOn(repealed, '2026-01-01')).toEqual({ state: 'repealed', from: '2026-01-01', by: 'b#1' });
});

test('a version holds until the day before its successor, then it is replaced; a withdrawn one never answers again', () => {
  const old = { ...dates, supersededOn: '2026-01-01' };
  expect(validityOn(old, '2025-12-31')).toEqual({ state: 'inForce', from: '2025-04-01', until: '2025-12-31' });
  expect(validityOn(old, '2026-01-01')).toEqual({ state: 'replaced', from: '2026-01-01' });
  expect(validityOn({ ...old, withdrawnOn: '2025-06-01' }, '2026-01-01').state).toBe('withdrawn');
});

test('what is replaced is known by its number, also among several', () => {
  const words = '江轨后勤〔2019〕11号《后勤服务中心节能管理规定》、江轨后勤〔2021〕20号《公务用车使用规定》';
  expect(replacesIt(words, { number: '江轨后勤〔2021〕20 号', title: '别的' })).toBe(true);
  expect(replacesIt(words, { number: '江轨后勤〔2021〕2号', title: '别的规定办法' })).toBe(false);
});

test('what is replaced is known by its title, which may carry more words', () => {
  expect(replacesIt('《食堂管理办法》', { number: null, title: '后勤服务中心食堂管理办法（2021年版）' })).toBe(true);
  expect(replacesIt('《后勤服务中心食堂管理办法（试行）》', { number: null, title: '食堂管理办法' })).toBe(true);
  expect(replacesIt('《食堂管理办法》', { number: null, title: '宿舍管理办法' })).toBe(false);
});

const candidate = (id: string, score: number, isArticle = true, figures: readonly string[] = []): Candidate => ({
  id,
  score,
  isArticle,
  figures: new Set(figures),
  isTable: false,
  isExample: false,
  isProcedure: false,
});

test('the article is preferred to the guide that tells the same figures, be the guide before or behind it', () => {
  const article = (score: number) => candidate('article', score, true, ['20元', '10元']);
  const guide = (score: number) => candidate('guide', score, false, ['20元']);
  expect(choose([article(10), guide(9.9)], 0.9)).toEqual({ kind: 'one', id: 'article' });
  expect(choose([guide(10), article(8)], 0.9)).toEqual({ kind: 'one', id: 'article' });
  expect(choose([guide(10), candidate('poor', 8, true, ['30元']), article(7.9)], 0.9)).toEqual({ kind: 'one', id: 'article' });
});

test('a guide stands where no article tells its figures, or only one far behind', () => {
  const guide = candidate('guide', 10, false, ['7日', '15日', '2日']);
  expect(choose([guide, candidate('far', 5, true, ['7日', '15日'])], 0.9)).toEqual({ kind: 'one', id: 'guide' });
  expect(choose([guide, candidate('other', 9, true, ['2日'])], 0.9)).toEqual({ kind: 'one', id: 'guide' });
  expect(choose([guide, candidate('near', 9.9, true, ['1日'])], 0.9)).toEqual({ kind: 'several', ids: ['guide', 'near'] });
});

test('a table made of the figures asked for is what is meant; prose that holds one of them, too, is no choice beside it', () => {
  const table = { ...candidate('times', 10, true, ['07:00', '17:20']), isTable: true };
  const prose = candidate('delivery', 9.9, true, ['17:00']);
  expect(choose([table, prose], 0.9)).toEqual({ kind: 'one', id: 'times' });
  expect(choose([table, { ...prose, isTable: true }], 0.9)).toEqual({ kind: 'several', ids: ['times', 'delivery'] });
  expect(choose([prose, table], 0.9)).toEqual({ kind: 'several', ids: ['delivery', 'times'] });
  expect(choose([{ ...table, figures: new Set<string>() }, prose], 0.9)).toEqual({ kind: 'several', ids: ['times', 'delivery'] });
});

test('who asks what to do is told that, where the same document says it nearly as well', () => {
  const amounts = candidate('doc#1/17', 10);
  const steps = { ...candidate('doc#1/18', 9.5), isProcedure: true };
  expect(choose([amounts, steps], 0.9, true)).toEqual({ kind: 'one', id: 'doc#1/18' });
  expect(choose([amounts, steps], 0.9, false)).toEqual({ kind: 'one', id: 'doc#1/17' });
  expect(choose([amounts, { ...steps, score: 9 }], 0.9, true)).toEqual({ kind: 'one', id: 'doc#1/17' });
  expect(choose([amounts, { ...steps, id: 'other#1/3' }], 0.9, true)).toEqual({ kind: 'one', id: 'doc#1/17' });
  expect(choose([amounts, steps, { ...steps, id: 'doc#1/19' }], 0.9, true)).toEqual({ kind: 'several', ids: ['doc#1/18', 'doc#1/19'] });
  // What comes first tells it already.
  expect(choose([{ ...amounts, isProcedure: true }, steps], 0.9, true)).toEqual({ kind: 'one', id: 'doc#1/17' });
  expect(choose([amounts, steps], 0.4, true)).toMatchObject({ kind: 'none' });
});

test.each([
  ['困难补助怎么申请', true],
  ['差旅费报销走什么流程', true],
  ['体检要什么材料', true],
  ['病假怎么算', false],
  ['年假有几天', false],
  ['食堂怎么还不开门', false],
])('“%s” asks what to do: %s', (question, asks) => {
  expect(asksWhatToDo(question)).toBe(asks);
});

test('a clear winner is the answer, near ones are a choice of at most three, little confidence is none', () => {
  const found = (scores: readonly number[]) => scores.map((score, index) => candidate(`c${index}`, score));
  expect(choose([], 0.9)).toEqual({ kind: 'none', nearest: [] });
  expect(choose(found([10, 5]), 0.9)).toEqual({ kind: 'one', id: 'c0' });
  expect(choose(found([10, 9.9, 9.8, 9.7]), 0.9)).toEqual({ kind: 'several', ids: ['c0', 'c1', 'c2'] });
  expect(choose(found([10, 5]), 0.4)).toEqual({ kind: 'none', nearest: ['c0', 'c1'] });
  expect(choose(found([10, 5]), 0.1)).toEqual({ kind: 'none', nearest: [] });
});

const open: PolicyQuestion = {
  id: 'q',
  number: 'Q1',
  text: '问',
  askerId: 'zhangwei',
  partyBranch: '一',
  chatKind: 'direct',
  chatId: 'zhangwei',
  askedAt: '2026-11-20T01:00:00.000Z',
  state: 'open',
  answer: null,
  answeredBy: null,
  answeredAt: null,
  answers: 0,
  shared: false,
  ownerIds: [],
  reason: null,
};
const answer = (question: PolicyQuestion, text: string, correction = false) =>
  answerQuestion(question, { answer: text, by: 'wangmin', correction }, '2026-11-21T01:00:00.000Z');

test('an answer must say something, keep to a length, and not overwrite another by accident', () => {
  expect(answer(open, '  ')).toEqual({ ok: false, refusal: { code: 'empty' } });
  expect(answer(open, '长'.repeat(1001))).toEqual({ ok: false, refusal: { code: 'tooLong', limit: 1000 } });
  expect(answer({ ...open, state: 'answered' }, '可以')).toEqual({ ok: false, refusal: { code: 'alreadyAnswered' } });
  expect(answer({ ...open, state: 'answered', answers: 1 }, '可以', true)).toMatchObject({ ok: true, facts: { answers: 2 } });
});

test('the answer to a question of the group is shared, that to a private one is not', () => {
  expect(answer(open, '可以')).toMatchObject({ ok: true, facts: { state: 'answered', answer: '可以', shared: false } });
  expect(answer({ ...open, chatKind: 'group' }, '可以')).toMatchObject({ ok: true, facts: { shared: true } });
});

test('an answer is shown to its asker, and when shared to the branch', () => {
  const answered: PolicyQuestion = { ...open, state: 'answered' };
  expect(mayBeShown(open, { userId: 'zhangwei', partyBranch: '一' })).toBe(false);
  expect(mayBeShown(answered, { userId: 'zhangwei', partyBranch: '一' })).toBe(true);
  expect(mayBeShown(answered, { userId: 'zhaojing', partyBranch: '一' })).toBe(false);
  expect(mayBeShown({ ...answered, shared: true }, { userId: 'zhaojing', partyBranch: '一' })).toBe(true);
  expect(mayBeShown({ ...answered, shared: true }, { userId: 'chentao', partyBranch: '三' })).toBe(false);
});

test('two workdays are counted over days off', () => {
  const weekend = (at: string): boolean => !/-(?:21|22)T/u.test(at);
  expect(afterWorkdays('2026-11-20T01:00:00.000Z', 2, weekend)).toBe('2026-11-24T01:00:00.000Z');
  expect(afterWorkdays('2026-11-20T01:00:00.000Z', 2, () => false)).toBe('2026-12-11T01:00:00.000Z');
});

test('the same question in other dress is alike, another question is not', () => {
  expect(likeness('请问医保怎么备案呢？', '医保怎么备案')).toBe(1);
  expect(likeness('医保怎么备案', '公积金怎么提取')).toBeLessThan(0.5);
  expect(likeness('', '医保')).toBe(0);
});
