import { instantOf, localDateOf } from '../../../core/zone.ts';
import { formatDate } from '../../../core/zh/format.ts';
import type { Outcome, Situation } from '../../feature.ts';
import { draftCard } from '../cards.ts';
import { nextActivityNumber, saveActivity } from '../repo.ts';
import { usualDeadline, USUAL_REMINDER } from '../rules/plan.ts';
import type { Activity } from '../schema.ts';
import { planInstants, type SaidPlan } from '../slots/plan.ts';
import { askBothText, askTimeText, askTitleText, draftText, pastTimeText, unknownGroupsText } from '../texts/create.ts';
import { instantText } from '../texts/time.ts';
import { remindersOf } from './edit.ts';
import { calledGroups, groupNames, usualGroups } from './groups.ts';
import { asks, cardId, momentOf } from './outcome.ts';

/** A secretary reads the draft over lunch and confirms after it. */
const DRAFT_WAITS_MS = 60 * 60 * 1000;

/** A draft of what was said, or one question for what it cannot do without: the time first, then the name. */
export async function draftFrom(situation: Situation, plan: SaidPlan): Promise<Outcome> {
  const { startsAt: startLocal, date } = plan.when;
  const data = { plan };
  if (startLocal === undefined) {
    const day = date === undefined ? undefined : formatDate(date, localDateOf(situation.now, situation.zone));
    const question = plan.title === undefined && day === undefined ? askBothText() : askTimeText(plan.title, day);
    return asks(question, 'activity.missing', data);
  }
  const { startsAt, endsAt } = planInstants(startLocal, plan.when, situation.zone);
  if (startsAt <= situation.now) {
    const untimed: SaidPlan = { ...plan, when: plan.when.lengthSeconds === undefined ? {} : { lengthSeconds: plan.when.lengthSeconds } };
    return asks(pastTimeText(instantText(startsAt, momentOf(situation))), 'activity.missing', { plan: untimed });
  }
  if (plan.title === undefined) return asks(askTitleText(), 'activity.missing', data);
  const called = plan.targets.length === 0 ? undefined : await calledGroups(situation, plan.targets);
  const deadline = plan.closesAt === undefined ? undefined : instantOf(plan.closesAt.slice(0, 10), plan.closesAt.slice(11), situation.zone);
  const hasDeadline = deadline !== undefined && deadline > situation.now && deadline <= startsAt;
  const activity: Activity = {
    id: situation.ids.id(),
    number: await nextActivityNumber(situation.tx),
    title: plan.title,
    startsAt,
    endsAt,
    place: plan.place ?? null,
    capacity: plan.capacity ?? null,
    signupClosesAt: hasDeadline ? deadline : usualDeadline(startsAt, situation),
    closesByDefault: !hasDeadline,
    reminders: remindersOf(plan, localDateOf(startsAt, situation.zone)) ?? [USUAL_REMINDER],
    note: plan.note ?? null,
    groupIds: [...(called?.ids ?? (await usualGroups(situation)))],
    partyBranch: situation.person.partyBranch,
    createdBy: situation.person.userId,
    createdAt: situation.now,
    status: 'draft',
    closedBy: null,
    revision: 0,
  };
  await saveActivity(situation.tx, activity);
  const problem = called === undefined || called.unknown.length === 0 ? undefined : unknownGroupsText(called.unknown, called.known);
  return shownDraft(situation, activity, problem);
}

/** The draft as it stands, waiting for 确认, a change or 取消. */
export async function shownDraft(situation: Situation, activity: Activity, problem?: string): Promise<Outcome> {
  const groups = await groupNames(situation, activity.groupIds);
  const at = momentOf(situation);
  const text = problem === undefined ? draftText(activity, groups, at) : `${problem}\n${draftText(activity, groups, at)}`;
  const asked = asks(text, 'activity.draft', { activityId: activity.id }, activity);
  return {
    ...asked,
    reply: { text, card: draftCard(cardId(situation), activity) },
    ask: { dialog: 'activity.draft', data: { activityId: activity.id }, forMs: DRAFT_WAITS_MS },
  };
}
