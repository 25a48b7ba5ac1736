import { z } from 'zod';
import type { DomainEvent } from '../../../core/events.ts';
import type { ActionTurn, Outcome, Situation, Turn } from '../../feature.ts';
import { signupCard, waitlistCard } from '../cards.ts';
import { activitiesAhead, activityFor, positionIn, saveSignups, signupsOf, standingFor } from '../repo.ts';
import { mayManage } from '../rules/access.ts';
import { signUp, type Applicant, type SignUpRefusal, type Standing } from '../rules/places.ts';
import { finishesAt } from '../rules/plan.ts';
import type { Activity, Signup } from '../schema.ts';
import { isOpen, namedActivity } from '../slots/named.ts';
import { readSignup } from '../slots/signup.ts';
import { goneText } from '../texts/list.ts';
import { alreadyText, clashText, othersText, signUpRefusedText, signedUpText, waitingText } from '../texts/signup.ts';
import { asks, cardId, groupIdOf, momentOf, says } from './outcome.ts';
import { meant } from './which.ts';

const ownSignupSchema = z.object({ waitlist: z.boolean(), confirm: z.boolean() });

/** "报名健步走", "报2", "算我一个", "帮我候补上". */
export async function handleSignup(turn: Turn): Promise<Outcome> {
  const request = readSignup(turn.said);
  const found = await meant(turn, namedActivity(turn.said, isOpen), { intent: 'signup', request, suits: isJoinable });
  return 'outcome' in found ? found.outcome : signUpSelf(turn, found.activity, request);
}

export async function continueSignup(turn: Turn, activity: Activity, request: unknown): Promise<Outcome> {
  return signUpSelf(turn, activity, ownSignupSchema.parse(request));
}

export function isJoinable(activity: Activity): boolean {
  return activity.status === 'open';
}

/** One's own sign-up. Asks once when it falls on the time of another one. */
export async function signUpSelf(
  situation: Situation,
  activity: Activity,
  request: { waitlist: boolean; confirm: boolean },
): Promise<Outcome> {
  const self: Applicant = { userId: situation.person.userId, name: situation.person.name };
  if (!request.confirm && !request.waitlist) {
    const other = await clashing(situation, activity);
    if (other !== undefined)
      return asks(clashText(activity, other, momentOf(situation)), 'activity.confirmSignup', { activityId: activity.id }, activity);
  }
  return signUpPeople(situation, activity, [self], request.waitlist);
}

/** Signs up, saves, words what happened. What does not fit is offered as a waitlist, not done. */
export async function signUpPeople(
  situation: Situation,
  activity: Activity,
  applicants: readonly Applicant[],
  mayWait: boolean,
): Promise<Outcome> {
  const before = await standingFor(situation.tx, activity.id, applicants);
  const decision = signUp(activity, before, {
    applicants,
    askedBy: situation.person.userId,
    groupId: groupIdOf(situation),
    now: situation.now,
    mayWait,
    manages: mayManage(activity, situation.person),
  });
  if (!decision.ok) return refusedOutcome(situation, activity, applicants, decision.refusal);
  const { added } = decision.facts;
  await saveSignups(situation.tx, added);
  const events = added.filter((signup) => signup.state === 'signedUp').flatMap(signedUpEvent);
  return { ...says(await doneText(situation, activity, before, decision.facts), activity), events, ask: null };
}

/** Button 报名 or 候补: the clicker's own copy of the card turns to 取消报名. */
export function signUpAction(waitlist: boolean) {
  return async (turn: ActionTurn): Promise<Outcome> => {
    const activity = await activityFor(turn, turn.args[0] ?? '');
    if (activity === undefined) return says(goneText());
    return withCard(turn, activity, await signUpSelf(turn, activity, { waitlist, confirm: false }));
  };
}

/** Adds the card as it now stands for the one who clicked. */
export async function withCard(turn: ActionTurn, activity: Activity, outcome: Outcome): Promise<Outcome> {
  const list = await signupsOf(turn.tx, activity.id);
  const own = list.find((signup) => signup.userId === turn.person.userId && signup.state !== 'cancelled');
  const offersWaitlist = outcome.ask?.dialog === 'activity.waitlist';
  const card = offersWaitlist
    ? waitlistCard(turn.cardId, activity, list, momentOf(turn))
    : signupCard(turn.cardId, activity, list, own, momentOf(turn));
  return { ...outcome, reply: { ...outcome.reply, update: { card, forEveryone: false } } };
}

async function doneText(
  situation: Situation,
  activity: Activity,
  before: Standing,
  facts: { readonly added: readonly Signup[]; readonly already: readonly Signup[] },
): Promise<string> {
  const at = momentOf(situation);
  const [one, ...more] = [...facts.added, ...facts.already];
  if (one === undefined || more.length > 0 || one.userId !== situation.person.userId)
    return othersText(activity, facts.added, facts.already, at);
  if (facts.added.length === 0) return alreadyText(activity, one, await positionIn(situation.tx, one));
  // Who joins is the last of those in the same state.
  return one.state === 'waiting' ? waitingText(activity, before.waiting + 1) : signedUpText(activity, before.signedUp + 1, at);
}

export function signedUpEvent(signup: Signup): readonly DomainEvent[] {
  return signup.userId === null ? [] : [{ type: 'activity.signedUp', activityId: signup.activityId, userId: signup.userId }];
}

async function refusedOutcome(
  situation: Situation,
  activity: Activity,
  applicants: readonly Applicant[],
  refusal: SignUpRefusal,
): Promise<Outcome> {
  const text = signUpRefusedText(activity, refusal, momentOf(situation));
  if (refusal.code !== 'full') return says(text, activity);
  const offer = asks(text, 'activity.waitlist', { activityId: activity.id, applicants }, activity);
  const list = await signupsOf(situation.tx, activity.id);
  return { ...offer, reply: { text, card: waitlistCard(cardId(situation), activity, list, momentOf(situation)) } };
}

async function clashing(situation: Situation, activity: Activity): Promise<Activity | undefined> {
  const ahead = await activitiesAhead(situation.tx, situation.person.userId, situation.now);
  if (ahead.some((other) => other.id === activity.id)) return undefined;
  return ahead.find((other) => other.startsAt < finishesAt(activity) && activity.startsAt < finishesAt(other));
}
