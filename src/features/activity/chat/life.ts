import type { Decision } from '../../../core/decision.ts';
import type { Outcome, Situation } from '../../feature.ts';
import { openCard } from '../cards.ts';
import { planJobs } from '../planning.ts';
import { announcements, cancelNotices, promotionNotices, reachable } from '../posts.ts';
import { deleteDraft, saveActivity, saveSignups, signupsOf } from '../repo.ts';
import { cancelActivity, closeSignup, publish, reopenSignup, type LifeRefusal } from '../rules/life.ts';
import { freePlaces, signedUpOf } from '../rules/places.ts';
import type { Activity } from '../schema.ts';
import * as texts from '../texts/create.ts';
import type { Edited } from './edit.ts';
import { groupNames } from './groups.ts';
import { asks, cardId, groupIdOf, momentOf, says } from './outcome.ts';

/** Draft → open. The group in which it is confirmed gets the card with the answer; the others get a post. */
export async function publishDraft(situation: Situation, draft: Activity): Promise<Outcome> {
  const at = momentOf(situation);
  const decision = publish(draft, situation);
  if (!decision.ok) return says(texts.lifeRefusedText(draft, decision.refusal, at), draft);
  const activity = decision.facts;
  await saveActivity(situation.tx, activity);
  await planJobs(situation.tx, activity, at);
  const here = groupIdOf(situation);
  const { groups, unreachable } = await reachable(
    situation.directory,
    activity.groupIds.filter((id) => id !== here),
  );
  const text = texts.publishedText(activity, await groupNames(situation, groups), unreachable, at);
  const outcome = { ...says(text, activity), notices: announcements(activity, groups, at), ask: null };
  if (here === null || !activity.groupIds.includes(here)) return outcome;
  return { ...outcome, reply: { text, card: openCard(cardId(situation), activity, [], at) } };
}

/** Nobody was told of a draft, so nobody is told that it is gone. */
export async function dropDraft(situation: Situation, draft: Activity): Promise<Outcome> {
  await deleteDraft(situation.tx, draft);
  return { ...says(texts.draftDroppedText(draft)), focus: { about: null }, ask: null };
}

/** Asks first: people have arranged their shifts around it. */
export async function askCancel(situation: Situation, activity: Activity): Promise<Outcome> {
  if (activity.status === 'draft') return dropDraft(situation, activity);
  const decision = cancelActivity(activity);
  if (!decision.ok) return says(texts.lifeRefusedText(activity, decision.refusal, momentOf(situation)), activity);
  const taken = signedUpOf(await signupsOf(situation.tx, activity.id)).length;
  return asks(
    texts.confirmCancelText(activity, taken, momentOf(situation)),
    'activity.confirmCancel',
    { activityId: activity.id },
    activity,
  );
}

export async function cancelNow(situation: Situation, activity: Activity): Promise<Outcome> {
  const at = momentOf(situation);
  const decision = cancelActivity(activity);
  if (!decision.ok) return { ...says(texts.lifeRefusedText(activity, decision.refusal, at), activity), ask: null };
  await saveActivity(situation.tx, decision.facts);
  await planJobs(situation.tx, decision.facts, at);
  const list = (await signupsOf(situation.tx, activity.id)).filter((signup) => signup.state !== 'cancelled');
  const { groups } = await reachable(situation.directory, activity.groupIds);
  return { ...says(texts.activityCancelledText(activity), activity), notices: cancelNotices(decision.facts, list, groups, at), ask: null };
}

export async function closeNow(situation: Situation, activity: Activity): Promise<Outcome> {
  const taken = signedUpOf(await signupsOf(situation.tx, activity.id)).length;
  return settled(situation, activity, closeSignup(activity, 'hand'), (next) => texts.signupClosedText(next, taken));
}

export async function reopenNow(situation: Situation, activity: Activity): Promise<Outcome> {
  return settled(situation, activity, reopenSignup(activity, situation.now), (next) => texts.signupReopenedText(next, momentOf(situation)));
}

/** Saves new numbers of places and tells those who move up. */
export async function resized(situation: Situation, { activity, promoted }: Edited): Promise<Outcome> {
  await saveActivity(situation.tx, activity);
  await saveSignups(situation.tx, promoted);
  const free = freePlaces(activity, await signupsOf(situation.tx, activity.id));
  const events = promoted.flatMap((signup) =>
    signup.userId === null ? [] : [{ type: 'activity.signedUp' as const, activityId: activity.id, userId: signup.userId }],
  );
  return {
    ...says(texts.capacityChangedText(activity, promoted, free), activity),
    notices: await promotionNotices(activity, promoted, situation.directory, momentOf(situation)),
    events,
  };
}

async function settled(
  situation: Situation,
  before: Activity,
  decision: Decision<Activity, LifeRefusal>,
  text: (after: Activity) => string,
): Promise<Outcome> {
  if (!decision.ok) return says(texts.lifeRefusedText(before, decision.refusal, momentOf(situation)), before);
  await saveActivity(situation.tx, decision.facts);
  await planJobs(situation.tx, decision.facts, momentOf(situation));
  return says(text(decision.facts), decision.facts);
}
