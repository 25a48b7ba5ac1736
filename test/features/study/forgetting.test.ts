import { afterEach, beforeEach, expect, it } from 'vitest';
import { studyFeature } from '../../../src/features/study/index.ts';
import { quizAnswers, studyPlans, studyPrompts } from '../../../src/features/study/schema.ts';
import { planJob } from '../../../src/schedule/job.ts';
import { zhangWei } from '../../support/cast.ts';
import { GROUP, openChat } from '../../support/chat.ts';
import { fill, fire, founding, passages } from './bank.ts';

const POST = '2026-11-23T00:30:00.000Z';
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [studyFeature({ passages })], now: '2026-11-23T00:00:00.000Z' });
  await chat.write(async (tx) => {
    await fill([founding, fire])(tx);
    const days = { kind: 'workday' } as const;
    await tx.put(studyPlans, { id: GROUP, time: '08:30', days, theme: null, on: true, createdBy: null, swapped: null });
    await planJob(tx, { id: `study.daily:${GROUP}`, kind: 'study.daily', ref: GROUP, dueAt: POST });
  });
});
afterEach(() => chat.close());

it('the posts of more than 400 days ago are forgotten with the next one, and no answer that somebody gave', async () => {
  const posted = (groupId: string, heldOn: string) => ({
    id: `${groupId}@${heldOn}`,
    groupId,
    heldOn,
    questionId: fire.id,
    topic: fire.topic,
    passage: null,
    postedAt: `${heldOn}T00:30:00.000Z`,
    closesAt: `${heldOn}T09:30:00.000Z`,
  });
  const [old, kept] = [posted(GROUP, '2025-10-18'), posted(GROUP, '2025-10-19')];
  await chat.write(async (tx) => {
    await tx.insert(studyPrompts, old);
    await tx.insert(studyPrompts, kept);
    const answer = { id: 'a1', userId: 'zhangwei', questionId: fire.id, promptId: old.id, answer: ['A'], right: true };
    await tx.insert(quizAnswers, { ...answer, heldOn: old.heldOn, at: old.postedAt });
  });
  await chat.passes({ until: POST });
  const left = await chat.read((tx) => tx.find(studyPrompts, { where: { groupId: GROUP }, orderBy: 'heldOn' }));
  expect(left.map(({ heldOn }) => heldOn)).toEqual(['2025-10-19', '2026-11-23']);
  expect((await chat.says(zhangWei, '我的学习', { in: 'direct' })).text).toContain('答过 1 题，答对 1 题');
});
