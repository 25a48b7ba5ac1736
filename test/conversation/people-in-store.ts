import { plusMs } from '../../src/core/clock.ts';
import { members } from '../../src/conversation/identity/schema.ts';
import { activityFeature } from '../../src/features/activity/index.ts';
import { announcementFeature } from '../../src/features/announcement/index.ts';
import { policyFeature } from '../../src/features/policy/index.ts';
import { studyFeature } from '../../src/features/study/index.ts';
import { suggestionFeature } from '../../src/features/suggestion/index.ts';
import { answers, conversations } from '../../src/conversation/schema.ts';
import { setAside } from '../../src/conversation/set-aside.ts';
import { activities, listExports, signups } from '../../src/features/activity/schema.ts';
import { ticks } from '../../src/features/announcement/schema/tick.ts';
import { policyQuestions } from '../../src/features/policy/schema.ts';
import { policyAnswers, policyCitations, policyMisses } from '../../src/features/policy/schema/loop.ts';
import { mistakes, practices, quizAnswers } from '../../src/features/study/schema.ts';
import { suggestions } from '../../src/features/suggestion/schema.ts';
import { notices } from '../../src/outbox/outbox.ts';
import { lanes } from '../../src/outbox/lane.ts';
import { jobs } from '../../src/schedule/job.ts';
import type { Document, Reader } from '../../src/store/store.ts';
import { wangMin, zhangWei } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';
import { passages } from '../features/study/bank.ts';

export const features = [activityFeature(), announcementFeature(), policyFeature(), studyFeature({ passages }), suggestionFeature()];
/** Where a person may stand. A collection that is in neither list fails the first test: who adds one decides what becomes of people in it. */
export const ofPeople: Readonly<Record<string, (tx: Reader) => Promise<readonly Document[]>>> = {
  members: (tx) => tx.find(members),
  answers: (tx) => tx.find(answers),
  conversations: (tx) => tx.find(conversations),
  setAside: (tx) => tx.find(setAside),
  notices: (tx) => tx.find(notices),
  outboxLanes: (tx) => tx.find(lanes),
  jobs: (tx) => tx.find(jobs),
  activities: (tx) => tx.find(activities),
  activitySignups: (tx) => tx.find(signups),
  activityListExports: (tx) => tx.find(listExports),
  suggestions: (tx) => tx.find(suggestions),
  quizAnswers: (tx) => tx.find(quizAnswers),
  mistakes: (tx) => tx.find(mistakes),
  practices: (tx) => tx.find(practices),
  announcementTicks: (tx) => tx.find(ticks),
  policyAnswers: (tx) => tx.find(policyAnswers),
  policyCitations: (tx) => tx.find(policyCitations),
  policyMisses: (tx) => tx.find(policyMisses),
  policyQuestions: (tx) => tx.find(policyQuestions),
};
/** Of the unit, its rules and its offices; or of nobody. */
export const ofNobody =
  `auditEntries counters occurrences chatGroups workdayTables activityPackages announcements announcementDrafts announcementTemplates
  announcementAttachments announcementSendings announcementDeliveries announcementManners policyDocuments policyClauses policyDrafts
  policyRevision policyFaqs policySynonyms policyDuties questions studyPlans studyDrafts studyPrompts`.split(/\s+/u);

export const direct = { in: 'direct' } as const;

export type House = Awaited<ReturnType<typeof openChat>>;

/** Names of the collections in which these words stand anywhere. */
export async function whereIs(chat: House, ...words: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [name, rows] of Object.entries(ofPeople)) {
    if ((await chat.read(rows)).some((row) => words.some((word) => JSON.stringify(row).includes(word)))) found.push(name);
  }
  return found;
}

export async function walk(chat: House, capacity: number): Promise<void> {
  await chat.says(wangMin, `明天下午3点组织健步走，限${capacity}人`);
  await chat.says(wangMin, '确认');
}

export async function lives(chat: House): Promise<void> {
  await walk(chat, 3);
  await chat.says(zhangWei, '报名健步走');
  await chat.says(zhangWei, '给我儿子也报上健步走', direct);
  await chat.says(zhangWei, '建议二楼水房加一个热水器', direct);
  await chat.says(wangMin, '受理S1', direct);
  await chat.says(zhangWei, '宠物津贴怎么领', direct);
  await chat.says(zhangWei, '转给书记', direct);
  await chat.says(zhangWei, '来道题', direct);
  await chat.says(zhangWei, 'A', direct);
}

/** Much later: only what forgets is run, when it is due or now; whatever else the time brings is another test's. */
export async function later(chat: House, now: string): Promise<void> {
  const forgets = new Set(['personal.expire', 'conversation.housekeeping', 'policy.forget']);
  await chat.write(async (tx) => {
    for (const job of await tx.find(jobs)) {
      const dueAt = forgets.has(job.kind) ? now : /^(?:personal|activity)\./u.test(job.kind) ? job.dueAt : '2099-01-01T00:00:00.000Z';
      await tx.put(jobs, { ...job, dueAt });
    }
  });
  // In pieces, a second apart.
  for (let seconds = 0; seconds < 6; seconds += 1) await chat.isDown({ until: plusMs(now, (seconds + 1) * 1_000) });
}
