import { z } from 'zod';
import { dialog, type Outcome, type Situation } from '../../feature.ts';
import { planJobs } from '../planning.ts';
import { changeNotices, reachable } from '../posts.ts';
import { activityFor, saveActivity, signupsOf } from '../repo.ts';
import { mayManage } from '../rules/access.ts';
import { signedUpOf } from '../rules/places.ts';
import type { Activity } from '../schema.ts';
import { saidPlanSchema, saysSomething, type SaidPlan } from '../slots/plan.ts';
import { changedText, confirmChangeText, howToEditText, keptText, unknownGroupsText } from '../texts/create.ts';
import { goneText } from '../texts/list.ts';
import { shownDraft } from './drafting.ts';
import { edited } from './edit.ts';
import { calledGroups } from './groups.ts';
import { cancelNow, resized } from './life.ts';
import { isNo, isYes } from './offers.ts';
import { asks, momentOf, says } from './outcome.ts';

/** A draft changes at once; what is published changes after a 确认, its number of places at once. */
export async function changeActivity(situation: Situation, activity: Activity, plan: SaidPlan): Promise<Outcome> {
  if (!saysSomething(plan)) return says(howToEditText(), activity);
  const list = await signupsOf(situation.tx, activity.id);
  const result = edited(situation, activity, list, plan);
  if (typeof result === 'string') return says(result, activity);
  if (activity.status === 'draft') return changeDraft(situation, result.activity, plan);
  if (result.onlyPlaces) return resized(situation, result);
  const text = confirmChangeText(activity, result.changes, signedUpOf(list).length);
  return asks(text, 'activity.confirmChange', { activityId: activity.id, plan }, activity);
}

async function changeDraft(situation: Situation, activity: Activity, plan: SaidPlan): Promise<Outcome> {
  const called = plan.targets.length === 0 ? undefined : await calledGroups(situation, plan.targets);
  const groupIds = called === undefined || called.ids.length === 0 ? activity.groupIds : [...called.ids];
  const draft: Activity = { ...activity, groupIds };
  await saveActivity(situation.tx, draft);
  const problem = called === undefined || called.unknown.length === 0 ? undefined : unknownGroupsText(called.unknown, called.known);
  return shownDraft(situation, draft, problem);
}

async function changeNow(situation: Situation, before: Activity, plan: SaidPlan): Promise<Outcome> {
  const at = momentOf(situation);
  const list = await signupsOf(situation.tx, before.id);
  const result = edited(situation, before, list, plan);
  if (typeof result === 'string') return { ...says(result, before), ask: null };
  const sized = await resized(situation, result);
  await planJobs(situation.tx, result.activity, at);
  const { groups } = await reachable(situation.directory, before.groupIds);
  const coming = (await signupsOf(situation.tx, before.id)).filter((signup) => signup.state !== 'cancelled');
  return {
    ...says(changedText(result.activity, result.changes), result.activity),
    notices: [...changeNotices(result.activity, coming, groups, result.changes), ...(sized.notices ?? [])],
    events: sized.events ?? [],
    ask: null,
  };
}

export const confirmChangeDialog = dialog({
  name: 'activity.confirmChange',
  schema: z.object({ activityId: z.string(), plan: saidPlanSchema }),
  reads: (said) =>
    isYes(said) || isNo(said) ? { intent: 'create_activity', slots: { action: 'modify', confirm: isYes(said) } } : undefined,
  answer: async (turn, data) => {
    if (!isYes(turn.said)) return { ...says(keptText()), ask: null };
    const activity = await managed(turn, data.activityId);
    return activity === undefined ? { ...says(goneText()), ask: null } : changeNow(turn, activity, data.plan);
  },
});

export const confirmCancelDialog = dialog({
  name: 'activity.confirmCancel',
  schema: z.object({ activityId: z.string() }),
  reads: (said) =>
    isYes(said) || isNo(said) || SURELY.test(said.text)
      ? { intent: 'create_activity', slots: { action: 'cancel', confirm: isSurely(said.text) || isYes(said) } }
      : undefined,
  answer: async (turn, data) => {
    if (!isYes(turn.said) && !isSurely(turn.said.text)) return { ...says(keptText()), ask: null };
    const activity = await managed(turn, data.activityId);
    return activity === undefined ? { ...says(goneText()), ask: null } : cancelNow(turn, activity);
  },
});

const SURELY = /^(?:确认|确定|是的?|对)?(?:取消活动|取消吧|就取消|确认取消|确定取消)[。!~]*$/u;

function isSurely(text: string): boolean {
  return SURELY.test(text);
}

async function managed(situation: Situation, id: string): Promise<Activity | undefined> {
  const activity = await activityFor(situation, id);
  return activity !== undefined && mayManage(activity, situation.person) ? activity : undefined;
}
