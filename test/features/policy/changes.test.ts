import { expect, test } from 'vitest';
import { parsePolicy } from '../../../src/features/policy/parse/parse-policy.ts';
import { changesBetween } from '../../../src/features/policy/rules/changes.ts';
import type { Clause } from '../../../src/features/policy/schema.ts';

const MATTERS = ['餐补', '宿舍', '班车', '体检', '差旅', '报修', '慰问', '高温', '会议', '劳保'];
const articles = Array.from(
  { length: 50 },
  (_, i) => `**第${i + 1}条** ${MATTERS[i % 10]}事项由第${i}组负责，每月 ${i + 1} 日前办结，分机 ${6000 + i}。`,
);
const clauses = (version: number, lines: readonly string[]): readonly Clause[] =>
  parsePolicy('a.md', lines.join('\n\n')).clauses.map((clause) => ({
    ...clause,
    id: `k#${version}/${clause.order}`,
    documentId: `k#${version}`,
    origin: null,
  }));
const between = (old: readonly string[], next: readonly string[]) =>
  changesBetween(clauses(1, old), clauses(2, next)).changes.map(({ kind, clauseNo }) => `${kind} ${clauseNo}`);

test('one clause of fifty that was reworded is the only change', () => {
  const next = articles.with(11, articles[11]?.replace('每月 12 日', '每月 20 日') ?? '');
  expect(between(articles, next)).toEqual(['changed 第12条']);
  expect(between(articles, articles)).toEqual([]);
});

test('a clause put in between moves the others: they are renumbered, not changed', () => {
  const text = (i: number): string => articles[i]?.replace(/^\*\*第\d+条\*\*/u, '') ?? '';
  const old = [0, 1, 2].map((i) => `**第${i + 1}条**${text(i)}`);
  const next = [`**第1条**${text(0)}`, '**第2条** 新来的事由新来的人办。', `**第3条**${text(1)}`, `**第4条**${text(2)}`];
  expect(between(old, next)).toEqual(['added 第2条', 'renumbered 第3条', 'renumbered 第4条']);
  expect(between(next, old)).toEqual(['removed 第2条', 'renumbered 第2条', 'renumbered 第3条']);
});

test('other words under the same number are a removed and an added clause', () => {
  expect(between(['**第一条** 餐补每日十五元。'], ['**第一条** 严禁带宠物进入办公楼区域。'])).toEqual(['removed 第一条', 'added 第一条']);
});

test('white space and full-width signs change nothing', () => {
  expect(between(['**第一条** 每日 15 元，不得提现。'], ['第一条　每日15元,不得提现。'])).toEqual([]);
});

test('a long clause is changed only where its words changed, though the cut moved', () => {
  const [a, b, c] = [...'甲乙丙'].map((sign) => `${sign.repeat(200)}。`);
  const old = [`**第一条** ${a}`, b ?? '', c ?? ''];
  const next = [`**第一条** ${a}`, `${'丁'.repeat(180)}。`, b ?? '', c ?? ''];
  expect(between(old, next)).toHaveLength(1);
});

test('a clause keeps its origin through changes and new numbers', () => {
  const first = clauses(1, ['**第一条** 餐补每日 15 元。', '**第二条** 夜班餐每班 8 元。']);
  const second = clauses(2, ['**第一条** 停车免费，凭证入内。', '**第二条** 餐补每日 15 元。', '**第三条** 夜班餐每班 10 元。']);
  const { origins } = changesBetween(first, second);
  const carried = second.map((clause) => ({ ...clause, origin: origins.get(clause.id) ?? null }));
  const third = clauses(3, ['**第一条** 餐补每日 18 元。', '**第二条** 夜班餐每班 10 元。']);
  const { changes } = changesBetween(carried, third);
  expect(changes.find(({ kind }) => kind === 'changed')).toMatchObject({ clauseNo: '第一条', origin: 'k#1/0', newClauseId: 'k#3/0' });
});
