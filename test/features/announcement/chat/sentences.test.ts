import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFeatures } from '../../../../src/feature-list.ts';
import { chatGroups, members } from '../../../../src/conversation/identity/schema.ts';
import { formatRecurrence } from '../../../../src/core/zh/format.ts';
import { localDateOf, localTimeOf } from '../../../../src/core/zone.ts';
import { announcements } from '../../../../src/features/announcement/schema/announcement.ts';
import { announcementDrafts, type Draft } from '../../../../src/features/announcement/schema/draft.ts';
import { cast } from '../../../support/cast.ts';
import { openChat } from '../../../support/chat.ts';
import { sentences, type Case } from '../sentences.ts';

const ZONE = 'Asia/Shanghai';
const admin = { userId: 'admin', name: '周主任', roles: ['member', 'admin'], department: null, partyBranch: '后勤第一党支部' } as const;
const GROUPS = { 一: 'group-1', 二: 'group-2', 三: 'group-3', 食: 'group-4' } as const;

let chat: Awaited<ReturnType<typeof openChat>>;

beforeAll(async () => {
  chat = await openChat({ features: allFeatures() });
  await chat.write(async (tx) => {
    const { userId, ...person } = admin;
    await tx.put(members, { id: userId, ...person, roles: [...person.roles], politicalStatus: null });
    for (const [id, name, partyBranch] of [
      ['group-2', '后勤二支部工作群', '后勤第二党支部'],
      ['group-4', '食堂工作群', null],
    ] as const)
      await tx.put(chatGroups, { id, name, partyBranch, sealedRobot: `sealed-${id}`, robotHash: id });
  });
});
afterAll(() => chat.close());

function whenOf({ plan }: Draft): string | null {
  if (plan === null || plan.kind === 'now') return plan === null ? null : 'now';
  if (plan.kind === 'repeated') return formatRecurrence(plan.rule);
  const { hour, minute } = localTimeOf(plan.at, ZONE);
  return `${localDateOf(plan.at, ZONE)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

const nameOf = (userId: string): string => cast.find((person) => person.userId === userId)?.name ?? userId;

function howOf(draft: Draft): string {
  return [
    ...(draft.mentionAll ? ['all'] : []),
    ...(draft.acknowledge ? ['tick'] : []),
    ...(draft.lookFirst ? ['look'] : []),
    ...(draft.review === null ? [] : [`review:${draft.review.reviewerId === null ? '' : nameOf(draft.review.reviewerId)}`]),
    ...(draft.urgent ? ['urgent'] : []),
    ...(draft.mentions.length === 0 ? [] : [draft.mentions.map((id) => `@${nameOf(id)}`).join('')]),
    ...(draft.kind === 'text' ? [] : [draft.kind]),
    ...(draft.title === null ? [] : [`title:${draft.title}`]),
  ].join(' ');
}

function expected({ content, when, to = '一', how = '' }: Case): object {
  return { content, when, to: Object.entries(GROUPS).flatMap(([short, id]) => (to.includes(short) ? [id] : [])), how };
}

/** What the bot made of it, read from the draft that it keeps; nothing is edited. */
async function drafted(said: string): Promise<object> {
  const { text = '' } = await chat.says(admin, said, { in: 'direct' });
  const [kept] = await chat.read((tx) => tx.find(announcementDrafts));
  await chat.says(admin, '取消', { in: 'direct' });
  if (kept === undefined) return { answered: text };
  return { content: kept.draft.content, when: whenOf(kept.draft), to: kept.draft.groupIds.toSorted(), how: howOf(kept.draft) };
}

describe('one sentence of a secretary is the draft, without an edit', () => {
  it.each(sentences.map((one) => [one.said, one] as const))('%s', async (said, one) => {
    expect(await drafted(said)).toEqual(expected(one));
  });

  it('none of them was sent or planned', async () => {
    expect(chat.posts()).toEqual([]);
    expect(await chat.read((tx) => tx.count(announcements))).toBe(0);
  });
});
