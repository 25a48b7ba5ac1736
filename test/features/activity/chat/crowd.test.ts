import { afterEach, expect, it } from 'vitest';
import { busyMs } from '../../../support/busy.ts';
import { members } from '../../../../src/conversation/identity/schema.ts';
import { DAY_MS, plusMs, SECOND_MS } from '../../../../src/core/clock.ts';
import type { Person } from '../../../../src/core/person.ts';
import { zhangWei } from '../../../support/cast.ts';
import { chatWith, walk, type TestChat } from '../open.ts';

const PEOPLE = 2_000;
const CAPACITY = 300;

let chat: TestChat;
afterEach(() => chat.close());

it('L05: two thousand of one group sign up within ten seconds: all are answered, in their order, and the group is posted nothing', async () => {
  chat = await chatWith({ ...walk, capacity: CAPACITY });
  const crowd = Array.from({ length: PEOPLE }, (_, i): Person => ({ ...zhangWei, userId: `u${i}`, name: `职工${i}` }));
  await chat.write(async (tx) => {
    for (const { userId: id, name, department, partyBranch } of crowd)
      await tx.put(members, { id, name, department, partyBranch, roles: ['member'], politicalStatus: null });
  });
  const begun = busyMs();
  const answers = await Promise.all(crowd.map((person) => chat.says(person, '健步走报名 满了就候补')));
  expect(busyMs() - begun).toBeLessThan(10 * SECOND_MS);

  const told = answers.map(({ text = '' }) => /报上了，您是第\d+位|候补第\d+位/u.exec(text)?.[0]);
  expect(told).toEqual(crowd.map((_, i) => (i < CAPACITY ? `报上了，您是第${i + 1}位` : `候补第${i + 1 - CAPACITY}位`)));
  expect(await chat.list()).toEqual(crowd.map(({ name }, i) => `${name} ${i < CAPACITY ? 'signedUp' : 'waiting'}`));
  await chat.passes({ until: plusMs(chat.clock.now(), DAY_MS) });
  expect(chat.posts()).toEqual([]);
});
