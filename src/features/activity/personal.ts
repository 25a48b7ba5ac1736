import type { DomainEvent } from '../../core/events.ts';
import type { Reader } from '../../store/store.ts';
import type { JobOutcome, JobSituation, NoticeDraft, Personal } from '../feature.ts';
import { momentOf } from './chat/outcome.ts';
import { signedUpEvent } from './chat/signup.ts';
import { promotionNotices } from './posts.ts';
import { activityOf, openActivitiesOf, overBetween, ownSignups, replaceSignups, saveSignups, signupsOf } from './repo.ts';
import { cancelSignups } from './rules/places.ts';
import { isOver, withoutNames, withoutPerson } from './rules/personal.ts';
import type { Activity, Signup } from './schema.ts';
import { ACTIVITY } from './slots/named.ts';
import { personalTexts } from './texts/personal.ts';

/** One's own sign-ups: told one by one while they are ahead, and a number afterwards. */
export const personal: Personal = {
  tell: async ({ tx, userId }) => {
    const rows = (await ownSignups(tx, userId)).filter(({ state }) => state !== 'cancelled');
    if (rows.length === 0) return [];
    const ahead = (await activitiesIn(tx, rows)).filter((activity) => !isOver(activity));
    const guests = rows.filter((row) => row.userId === null).length;
    return [personalTexts.signups(rows.length - guests, guests, ahead)];
  },
  forget: async ({ tx }, userId) => {
    const rows = await ownSignups(tx, userId);
    const ahead = (await activitiesIn(tx, rows)).filter((activity) => !isOver(activity));
    const staying = new Set(ahead.map(({ id }) => id));
    for (const id of new Set(rows.map(({ activityId }) => activityId))) {
      if (staying.has(id)) continue;
      const { removed, added } = withoutPerson(await signupsOf(tx, id), userId);
      await replaceSignups(tx, removed, added);
    }
    const held = ahead.filter(({ id }) => rows.some((row) => row.activityId === id && row.state !== 'cancelled'));
    return held.length === 0 ? [] : [personalTexts.ahead(held.length)];
  },
  expire: async ({ tx }, past) => {
    for (const activity of await overBetween(tx, past)) {
      const { removed, added } = withoutNames(await signupsOf(tx, activity.id));
      await replaceSignups(tx, removed, added);
    }
    return { more: false };
  },
};

/** Each once, of those that still stand. */
async function activitiesIn(tx: Reader, rows: readonly Signup[]): Promise<readonly Activity[]> {
  const found: Activity[] = [];
  for (const id of new Set(rows.map(({ activityId }) => activityId))) {
    const activity = await activityOf(tx, id);
    if (activity !== undefined) found.push(activity);
  }
  return found;
}

type Left = Extract<DomainEvent, { type: 'member.left' }>;

/**
 * Who left the enterprise holds no place that a colleague waits for; nor do the guests they brought. Colleagues keep theirs. All who left
 * together go at once: nobody moves up who is gone as well.
 */
export async function leave(situation: JobSituation, { userId, name, together }: Left): Promise<JobOutcome> {
  const { tx, now, directory } = situation;
  const gone = new Set([userId, ...together]);
  const notices: NoticeDraft[] = [];
  const promotedAll: Signup[] = [];
  for (const activity of await activitiesIn(tx, await ownSignups(tx, userId))) {
    if (isOver(activity) || activity.startsAt <= now) continue;
    const list = await signupsOf(tx, activity.id);
    const leaving = list.filter(
      (one) => one.state !== 'cancelled' && (one.userId === null ? gone.has(one.broughtBy ?? '') : gone.has(one.userId)),
    );
    const decision = cancelSignups(activity, list, { ids: leaving.map(({ id }) => id), now, manages: true });
    if (!decision.ok) continue;
    const { cancelled, promoted } = decision.facts;
    await saveSignups(tx, [...cancelled, ...promoted]);
    promotedAll.push(...promoted);
    notices.push(...(await promotionNotices(activity, promoted, directory, momentOf(situation))));
    const places = leaving.filter(({ state }) => state === 'signedUp').length;
    if (places > 0)
      notices.push(...(await toOrganiser(situation, activity, 'left', personalTexts.left(activity, name, gone.size, places, promoted))));
  }
  for (const activity of await openActivitiesOf(tx, userId, now)) {
    notices.push(...(await toOrganiser(situation, activity, 'organiser', personalTexts.organiser(activity, name))));
  }
  return { notices, events: promotedAll.flatMap(signedUpEvent) };
}

/** Who opened it; where they left, the secretaries of the branch. */
async function toOrganiser({ directory }: JobSituation, activity: Activity, what: string, text: string): Promise<readonly NoticeDraft[]> {
  const isThere = (await directory.everyone()).some(({ userId }) => userId === activity.createdBy);
  const userIds = isThere ? [activity.createdBy] : (await directory.secretariesOf(activity.partyBranch)).map((person) => person.userId);
  return userIds.map((userId) => ({
    key: `activity.${what}:${activity.id}:${activity.revision}:${userId}`,
    to: { kind: 'person', userId },
    content: { kind: 'text', text },
    about: { kind: ACTIVITY, id: activity.id },
    expiresAt: activity.startsAt,
  }));
}
