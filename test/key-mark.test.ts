import { afterEach, beforeEach, expect, it } from 'vitest';
import { houseCollections } from '../src/conversation/collections.ts';
import { chatGroups } from '../src/conversation/identity/schema.ts';
import { secretsOf } from '../src/core/secrets.ts';
import { forgetKey, markKey, OtherKey } from '../src/key-mark.ts';
import type { Store } from '../src/store/store.ts';
import { openTestStore } from './support/store.ts';

const first = secretsOf(Buffer.alloc(32, 1));
const second = secretsOf(Buffer.alloc(32, 2));
let store: Store;

beforeEach(async () => {
  store = await openTestStore(houseCollections);
});
afterEach(() => store.close());

it('data that were kept under one key are not opened under another', async () => {
  await markKey(store, first);
  await markKey(store, first);
  await expect(markKey(store, second)).rejects.toBeInstanceOf(OtherKey);
});

it('when the key is lost for good, another may take its place, and what only the lost one could open is taken off', async () => {
  await markKey(store, first);
  await store.write(async (tx) => {
    await tx.put(chatGroups, { id: 'g1', name: '一群', partyBranch: null, sealedRobot: first.seal('https://robot'), robotHash: 'h' });
    await tx.put(chatGroups, { id: 'g2', name: '二群', partyBranch: null, sealedRobot: null, robotHash: null });
  });
  expect(await store.write((tx) => forgetKey(tx, first))).toEqual({ same: true, groups: [] });
  expect(await store.write((tx) => forgetKey(tx, second))).toEqual({ same: false, groups: ['g1'] });
  await markKey(store, second);
  expect((await store.read((tx) => tx.find(chatGroups))).map(({ sealedRobot, robotHash }) => [sealedRobot, robotHash])).toEqual([
    [null, null],
    [null, null],
  ]);
});
