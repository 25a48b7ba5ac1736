import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allFeatures } from '../src/feature-list.ts';
import { houseCollections } from '../src/conversation/collections.ts';
import { chatGroups, members } from '../src/conversation/identity/schema.ts';
import { secretsOf } from '../src/core/secrets.ts';
import { activityPackages } from '../src/features/activity/schema.ts';
import { policyClauses, policyDocuments } from '../src/features/policy/schema.ts';
import { questions } from '../src/features/study/schema.ts';
import { seedFiles, sow } from '../src/seed.ts';
import { openTestStore } from './support/store.ts';
import type { Store } from '../src/store/store.ts';

const secrets = secretsOf(Buffer.alloc(32, 1));
const options = { now: '2026-11-21T01:00:00.000Z', secrets, bindRobots: true };
let store: Store;

beforeAll(async () => {
  const features = allFeatures();
  store = await openTestStore([...houseCollections, ...features.flatMap((feature) => feature.collections)]);
  await sow(store, features, options);
});
afterAll(() => store.close());

it('a fresh store gets a branch of 30 people in three groups, each with a secretary', async () => {
  const people = await store.read((tx) => tx.find(members));
  const groups = await store.read((tx) => tx.find(chatGroups));
  expect(people).toHaveLength(30);
  expect(groups).toHaveLength(3);
  for (const group of groups)
    expect(people.some((person) => person.partyBranch === group.partyBranch && person.roles.includes('secretary'))).toBe(true);
});

it('at least 12 policies with at least 250 clauses, with tables, numbers and dates', async () => {
  const documents = await store.read((tx) => tx.find(policyDocuments));
  const clauses = await store.read((tx) => tx.find(policyClauses));
  expect(documents.length).toBeGreaterThanOrEqual(12);
  expect(clauses.filter((clause) => clause.label.includes('条')).length).toBeGreaterThanOrEqual(250);
  expect(clauses.filter((clause) => clause.table !== null).length).toBeGreaterThanOrEqual(20);
  for (const document of documents) expect(document.number, document.title).not.toBeNull();
  expect(documents.filter((document) => document.repealedFrom !== null)).toHaveLength(1);
});

it('at least 200 questions with explanation and source, and 15 activity packages', async () => {
  const bank = await store.read((tx) => tx.find(questions));
  expect(bank.length).toBeGreaterThanOrEqual(200);
  for (const question of bank) {
    expect(question.explanation.length, question.id).toBeGreaterThan(5);
    expect(question.source.length, question.id).toBeGreaterThan(3);
  }
  expect(await store.read((tx) => tx.count(activityPackages))).toBe(15);
});

it('a store in which anybody is known is left as it is', async () => {
  expect(await sow(store, allFeatures(), options)).toBe(false);
});

it('the push keys are kept sealed', async () => {
  expect(JSON.stringify(await store.read((tx) => tx.find(chatGroups)))).not.toContain('sim-robot');
});

it('nothing of the seed stands outside its folder', async () => {
  expect((await readdir(new URL('../data', import.meta.url))).filter((name) => !name.startsWith('store'))).toEqual(['seed']);
  expect(await seedFiles.texts('policies')).not.toHaveLength(0);
});
