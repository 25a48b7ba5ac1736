import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DomainEvent } from '../../../src/core/events.ts';
import { answerFor, type Answer, type Asker } from '../../../src/features/policy/answering.ts';
import { storePolicy, withdrawPolicy, type Imported, type ImportOptions } from '../../../src/features/policy/import.ts';
import { policyFeature, policyPassages } from '../../../src/features/policy/index.ts';
import { openKnowledge, touch } from '../../../src/features/policy/knowledge.ts';
import { parsePolicy } from '../../../src/features/policy/parse/parse-policy.ts';
import { clauseById, documentById, documentsInForce } from '../../../src/features/policy/repo.ts';
import { policyClauses, policyDocuments } from '../../../src/features/policy/schema.ts';
import { openTestStore } from '../../support/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { chenTao, zhangWei } from '../../support/cast.ts';

const NOW = '2026-03-02T01:00:00.000Z';
let store: Store;
let knowledge: ReturnType<typeof openKnowledge>;
beforeEach(async () => {
  store = await openTestStore(policyFeature().collections);
  knowledge = openKnowledge();
});
afterEach(() => store.close());

const load = (text: string, options: Partial<ImportOptions> = {}): Promise<Imported> =>
  store.write((tx) => storePolicy(tx, parsePolicy('a.md', text), { now: NOW, today: NOW.slice(0, 10), ...options }));
const rule = (days: number, head = 'number: 测〔2025〕1号\ninForceFrom: 2025-01-01'): string =>
  `---\ntitle: 图书借阅规定\n${head}\n---\n**第一条** 图书借阅期限为 ${days} 天。\n\n**第二条** 丢失图书的，按原价赔偿。\n`;
const ask = (question: string, asker: Asker | null = null, now = NOW): Promise<Answer> =>
  store.read((tx) => answerFor(knowledge, tx, question, asker, now, 'Asia/Shanghai'));
const quoted = (answer: Answer): string => (answer.kind === 'citation' ? answer.citation.quote : answer.kind);
const changesOf = (events: readonly DomainEvent[]) =>
  events.flatMap((event) =>
    event.type === 'policy.clausesChanged' ? event.changes.map(({ kind, clauseNo }) => `${kind} ${clauseNo}`) : [],
  );

test('a new version announces exactly the clauses that changed, old and new by id', async () => {
  await load(rule(10));
  const { events } = await load(rule(20));
  expect(events).toEqual([
    {
      type: 'policy.clausesChanged',
      documentId: '测〔2025〕1号#2',
      version: 2,
      changes: [
        {
          kind: 'changed',
          clauseNo: '第一条',
          origin: '测〔2025〕1号#1/0',
          oldClauseId: '测〔2025〕1号#1/0',
          newClauseId: '测〔2025〕1号#2/0',
        },
      ],
    },
  ]);
});

test('the same text again is no new version', async () => {
  await load(rule(10));
  expect((await load(rule(10))).plan.unchanged).toBe(true);
  expect(await store.read((tx) => tx.count(policyDocuments))).toBe(1);
});

test('the old version stays whole, marked as replaced', async () => {
  await load(rule(10));
  await load(rule(20));
  expect(await store.read((tx) => tx.get(policyDocuments, '测〔2025〕1号#1'))).toMatchObject({
    superseded: true,
    supersededOn: '2026-03-02',
  });
  expect(await store.read((tx) => tx.find(policyClauses, { where: { documentId: '测〔2025〕1号#1' }, orderBy: 'order' }))).toHaveLength(2);
  expect(quoted(await ask('图书借阅期限几天'))).toBe('图书借阅期限为 20 天。');
});

test('a version that holds only from a later day leaves the one before in force until then', async () => {
  await load(rule(10));
  await load(rule(20, 'number: 测〔2025〕1号\ninForceFrom: 2026-07-01'));
  const before = await ask('图书借阅期限几天');
  expect(quoted(before)).toBe('图书借阅期限为 10 天。');
  expect(before.kind === 'citation' && before.citation.validity).toEqual({ state: 'inForce', from: '2025-01-01', until: '2026-06-30' });
  expect(quoted(await ask('图书借阅期限几天', null, '2026-07-01T01:00:00.000Z'))).toBe('图书借阅期限为 20 天。');
});

test('a text that lost or found its number is still the same document, two numbers are two', async () => {
  await load(rule(10));
  expect((await load(rule(11, 'inForceFrom: 2025-01-01'))).document).toMatchObject({ version: 2, number: '测〔2025〕1号' });
  expect((await load(rule(12, 'number: 测〔2026〕8号\ninForceFrom: 2026-01-01'))).document).toMatchObject({ version: 1 });
});

test('a document that repeals another tells which of its clauses changed and which are gone', async () => {
  await load(rule(10));
  const { events } = await load(
    '---\ntitle: 图书管理办法\nnumber: 测〔2026〕2号\ninForceFrom: 2026-03-01\nreplaces: 测〔2025〕1号\n---\n**第一条** 图书借阅期限为 30 天。\n',
  );
  expect(changesOf(events)).toEqual(['changed 第一条', 'removed 第二条']);
});

test('a withdrawn document answers nobody, and comes back with its next version', async () => {
  const { document } = await load(rule(10));
  const events = await store.write((tx) => withdrawPolicy(tx, document, '2026-03-02'));
  expect(changesOf(events)).toEqual(['removed 第一条', 'removed 第二条']);
  expect((await ask('图书借阅期限几天')).kind).toBe('none');
  expect((await load(rule(10))).document.version).toBe(2);
  expect(quoted(await ask('图书借阅期限几天'))).toBe('图书借阅期限为 10 天。');
});

test('a document for one branch is found, quoted, listed and opened by its people only', async () => {
  const own: Asker = { ...zhangWei, group: null };
  const { document } = await load(rule(10), { scope: ['后勤第一党支部'] });
  expect(quoted(await ask('图书借阅期限几天', own))).toContain('10 天');
  const outsiders: readonly (Asker | null)[] = [
    { ...chenTao, group: null },
    { ...zhangWei, group: { partyBranch: '后勤第三党支部' } },
    { ...zhangWei, group: { partyBranch: null } },
    null,
  ];
  for (const outsider of outsiders) {
    expect(await ask('图书借阅期限几天', outsider)).toMatchObject({ kind: 'none', nearest: [] });
    await store.read(async (tx) => {
      expect(await documentsInForce(tx, outsider, '2026-03-02')).toEqual([]);
      expect(await documentById(tx, document.id, outsider)).toBeUndefined();
      expect(await clauseById(tx, `${document.id}/0`, outsider)).toBeUndefined();
      const rules = await knowledge.rules(tx, outsider);
      expect(rules.clauses.size + rules.documents.size).toBe(0);
      expect(rules.retriever.extract('期限', `${document.id}/0`).text).toBe('');
    });
  }
  expect(await store.read((tx) => policyPassages().pick(tx, 1))).toBeUndefined();
});

test('a new version is for the same people unless somebody says otherwise', async () => {
  await load(rule(10), { scope: ['后勤第一党支部'] });
  expect((await load(rule(20))).document.scope).toEqual(['后勤第一党支部']);
  expect((await load(rule(30), { scope: [] })).document.scope).toEqual([]);
});

test('two transactions that read the rules at once leave an index that has all of them', async () => {
  await load(rule(10));
  await ask('图书能借多久');
  const [book] = await store.read((tx) => tx.find(policyDocuments));
  if (book === undefined) throw new Error('it was imported');
  await load('---\ntitle: 雨伞借用规定\nnumber: 测〔2025〕2号\n---\n**第一条** 雨伞借用期限为 2 天。\n');

  const { promise: meanwhile, resolve: goOn } = Promise.withResolvers<void>();
  const { promise: hasRead, resolve: reads } = Promise.withResolvers<void>();
  // It has seen the book's rule, and is slow with the umbrella's.
  const slow = store.read((tx) =>
    knowledge.rules(
      {
        get: (of, id) => tx.get(of, id),
        count: (of, query) => tx.count(of, query),
        find: async (of, query) => {
          const found = await tx.find(of, query);
          if (of.name === policyClauses.name) {
            reads();
            await meanwhile;
          }
          return found;
        },
      },
      null,
    ),
  );
  await hasRead;
  await store.write((tx) => withdrawPolicy(tx, book, NOW.slice(0, 10)));
  expect(quoted(await ask('图书能借多久'))).not.toContain('10 天');
  goOn();
  await slow;
  await store.write(async (tx) => {
    await tx.put(policyDocuments, book);
    await touch(tx, 'documents', 'back');
  });
  expect(quoted(await ask('图书能借多久'))).toContain('10 天');
});
