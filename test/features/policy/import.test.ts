import { afterEach, beforeEach, expect, test } from 'vitest';
import { askPolicy, importPolicy, policyFeature, policyPassages } from '../../../src/features/policy/index.ts';
import { parsePolicy } from '../../../src/features/policy/parse/parse-policy.ts';
import { policyDocuments } from '../../../src/features/policy/schema.ts';
import { openTestStore } from '../../support/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { NOW, seededStore } from './seed-store.ts';

let store: Store;
beforeEach(async () => {
  store = await openTestStore(policyFeature().collections);
});
afterEach(() => store.close());

const rule = (number: string, from: string, extra = ''): string =>
  `---\ntitle: 借书规定\nnumber: ${number}\ninForceFrom: ${from}\n${extra}---\n**第一条** 借书期限为 10 天，每次 2 册。\n`;
const at = { now: NOW, today: NOW.slice(0, 10) };
const load = async (text: string) => (await store.write((tx) => importPolicy(tx, parsePolicy('a.md', text), at))).said;
const documents = () => store.read((tx) => tx.find(policyDocuments));

test('the import says what was understood', async () => {
  const said = await load(rule('测〔2025〕1号', '2025-01-01'));
  expect(said).toContain('《借书规定》测〔2025〕1号');
  expect(said).toContain('2025-01-01 起');
  expect(said).toContain('条款 1 条，表格 0 张');
});

test('the same number again is a new version, and the old one is asked no more', async () => {
  await load(rule('测〔2025〕1号', '2025-01-01'));
  expect(await load(rule('测〔2025〕1号', '2025-01-01').replace('10 天', '15 天'))).toContain('第 2 版');
  expect((await documents()).map(({ version, superseded }) => [version, superseded])).toEqual([
    [1, true],
    [2, false],
  ]);
});

test('what a document replaces is repealed from the day the new one is in force, whichever was imported first', async () => {
  await load(rule('测〔2025〕1号', '2025-01-01'));
  expect(await load(rule('测〔2026〕1号', '2026-01-01', 'replaces: 测〔2025〕1号\n'))).toContain('因此废止：《借书规定》');
  expect((await documents()).find(({ key }) => key === '测〔2025〕1号')).toMatchObject({
    repealedFrom: '2026-01-01',
    repealedBy: '测〔2026〕1号#1',
  });

  await load(rule('测〔2027〕1号', '2027-01-01', 'replaces: 测〔2024〕9号\n'));
  expect(await load(rule('测〔2024〕9号', '2024-01-01'))).toContain('2027-01-01 起废止');
});

test('the answer on the command line is that of the chat', async () => {
  await load(rule('测〔2025〕1号', '2025-01-01'));
  const said = await store.write((tx) => askPolicy(tx, '借书期限几天', NOW));
  expect(said).toBe('借书期限为 10 天，每次 2 册。\n——《借书规定》第一条 · 测〔2025〕1号\n现行有效，2025年1月1日起施行');
  expect(await store.write((tx) => askPolicy(tx, '签证怎么办', NOW))).toContain('没查到');
});

test('an import that is given up leaves no trace in what is answered', async () => {
  await load(rule('测〔2025〕1号', '2025-01-01'));
  await expect(
    store.write(async (tx) => {
      await importPolicy(tx, parsePolicy('b.md', rule('测〔2025〕1号', '2025-01-01').replace('10 天', '99 天')), at);
      throw new Error('given up');
    }),
  ).rejects.toThrow('given up');
  expect(await store.write((tx) => askPolicy(tx, '借书期限几天', NOW))).toContain('10 天');
});

test('a paragraph for study has 60 to 160 characters, whole sentences, a source, and is the same for the same seed', async () => {
  const seeded = await seededStore();
  const { pick } = policyPassages();
  for (let seed = 0; seed < 60; seed += 1) {
    const one = await seeded.read((tx) => pick(tx, seed));
    expect(one?.text.length).toBeGreaterThanOrEqual(60);
    expect(one?.text.length).toBeLessThanOrEqual(160);
    expect(one?.text).toMatch(/[。！]$/u);
    expect(one?.source).toMatch(/^《.+》/u);
    expect(one?.source).not.toContain('2021年版');
    expect(await seeded.read((tx) => pick(tx, seed))).toEqual(one);
  }
  expect((await seeded.read((tx) => pick(tx, 5, '食堂')))?.source).toContain('食堂');
  expect(await store.read((tx) => pick(tx, 5))).toBeUndefined();
  await seeded.close();
});
