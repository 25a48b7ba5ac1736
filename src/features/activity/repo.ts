import { DAY_MS, plusMs, type Instant } from '../../core/clock.ts';
import type { Chat } from '../../core/message.ts';
import { isSecretary, type Directory, type Person } from '../../core/person.ts';
import { nextNumber } from '../../store/counters.ts';
import { derivedFor } from '../../store/derived.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { maySee } from './rules/access.ts';
import { signupId, standingOf, type Applicant, type Standing } from './rules/places.ts';
import { ACTIVITY_STATUSES, activities, activityPackages, listExports, signups } from './schema.ts';
import type { Activity, ActivityPackage, ListExport, Signup } from './schema.ts';

/** On whose behalf something is loaded. */
export interface Asker {
  readonly tx: Reader;
  readonly now: Instant;
  readonly person: Person;
  readonly chat: Chat;
  readonly directory: Directory;
}

/** How long a past activity can still be asked about. */
const REMEMBERED_MS = 30 * DAY_MS;

/** The activity, when the asker may know of it from this chat. The only way by which chat code loads one. */
export async function activityFor(asker: Asker, id: string): Promise<Activity | undefined> {
  const activity = await asker.tx.get(activities, id);
  if (activity === undefined) return undefined;
  const own = await asker.tx.get(signups, signupId(id, asker.person.userId));
  const onTheList = own !== undefined && own.state !== 'cancelled';
  return maySee(activity, { person: asker.person, groupIds: await groupsOf(asker), onTheList }) ? activity : undefined;
}

/** What the asker may know of from this chat, with the asker's own row where there is one; soonest first, past ones up to 30 days back. */
export async function activitiesFor(asker: Asker): Promise<readonly { readonly activity: Activity; readonly own: Signup | undefined }[]> {
  const groupIds = await groupsOf(asker);
  const own = new Map(
    (await asker.tx.find(signups, { where: { userId: asker.person.userId } }))
      .filter((signup) => signup.state !== 'cancelled')
      .map((signup) => [signup.activityId, signup]),
  );
  const since = plusMs(asker.now, -REMEMBERED_MS);
  const remembered = await rememberedOn(asker.tx, since.slice(0, 10));
  return withinReach(remembered, asker.person, groupIds, own)
    .filter((activity) => activity.startsAt >= since)
    .filter((activity) => maySee(activity, { person: asker.person, groupIds, onTheList: own.has(activity.id) }))
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.number - b.number))
    .map((activity) => ({ activity, own: own.get(activity.id) }));
}

/** Everybody's activities since the beginning of a day. */
interface Remembered {
  readonly all: readonly Activity[];
  readonly byId: ReadonlyMap<string, Activity>;
  readonly inGroup: ReadonlyMap<string, readonly Activity[]>;
}

/** An activity changes a few times in its life, and is looked for with every message. */
const rememberedOn = derivedFor(activities, async (tx, day): Promise<Remembered> => {
  const all: Activity[] = [];
  // One read after the other: a transaction is one conversation with the database.
  for (const status of ACTIVITY_STATUSES)
    all.push(...(await tx.find(activities, { where: { status }, orderBy: 'startsAt', from: `${day}T00:00:00.000Z` })));
  const inGroup = new Map<string, Activity[]>();
  for (const activity of all) for (const groupId of activity.groupIds) inGroup.set(groupId, [...(inGroup.get(groupId) ?? []), activity]);
  return { all, byId: new Map(all.map((activity) => [activity.id, activity])), inGroup };
});

/** All that `maySee` could allow, and little else: a member is not shown the whole house's, one by one. */
function withinReach(
  { all, byId, inGroup }: Remembered,
  person: Person,
  groupIds: readonly string[],
  own: ReadonlyMap<string, Signup>,
): readonly Activity[] {
  if (isSecretary(person)) return all;
  const near = new Set(groupIds.flatMap((groupId) => inGroup.get(groupId) ?? []));
  for (const id of own.keys()) {
    const activity = byId.get(id);
    if (activity !== undefined) near.add(activity);
  }
  return [...near];
}

/** In a group: that group alone. In the single chat: the groups of the person's party branch. */
async function groupsOf(asker: Asker): Promise<readonly string[]> {
  if (asker.chat.kind === 'group') return [asker.chat.id];
  const branch = asker.person.partyBranch;
  return branch === null ? [] : (await asker.directory.groups()).filter((group) => group.partyBranch === branch).map((group) => group.id);
}

/** For jobs, which act for nobody. */
export async function activityOf(tx: Reader, id: string): Promise<Activity | undefined> {
  return tx.get(activities, id);
}

export async function signupsOf(tx: Reader, activityId: string): Promise<readonly Signup[]> {
  return tx.find(signups, { where: { activityId }, orderBy: 'order' });
}

/** What a sign-up of these depends on. Members are found by their ids, guests by their names alone. */
export async function standingFor(tx: Reader, activityId: string, applicants: readonly Applicant[]): Promise<Standing> {
  if (applicants.some(({ userId }) => userId === null)) return standingOf(await signupsOf(tx, activityId));
  const rows: Signup[] = [];
  for (const { userId } of applicants) {
    const row = userId === null ? undefined : await tx.get(signups, signupId(activityId, userId));
    if (row !== undefined) rows.push(row);
  }
  const [last] = await tx.find(signups, { where: { activityId }, orderBy: 'order', descending: true, limit: 1 });
  return {
    rows,
    signedUp: await placesTaken(tx, activityId),
    waiting: await tx.count(signups, { where: { activityId, state: 'waiting' } }),
    lastOrder: last?.order ?? 0,
  };
}

/** 1 = first, among those in the same state. */
export function positionIn(tx: Reader, { activityId, state, order }: Signup): Promise<number> {
  return tx.count(signups, { where: { activityId, state }, orderBy: 'order', upTo: order });
}

export function placesTaken(tx: Reader, activityId: string): Promise<number> {
  return tx.count(signups, { where: { activityId, state: 'signedUp' } });
}

/** Activities still ahead for which this person has a place. */
export async function activitiesAhead(tx: Reader, userId: string, now: Instant): Promise<readonly Activity[]> {
  const own = (await tx.find(signups, { where: { userId } })).filter((signup) => signup.state === 'signedUp');
  const found: Activity[] = [];
  for (const { activityId } of own) {
    const activity = await tx.get(activities, activityId);
    if (activity !== undefined && activity.startsAt > now && (activity.status === 'open' || activity.status === 'closed'))
      found.push(activity);
  }
  return found;
}

export async function saveActivity(tx: Writer, activity: Activity): Promise<void> {
  await tx.put(activities, activity);
}

/** Nobody saw it but those who manage it; its number is not used again. */
export async function deleteDraft(tx: Writer, draft: Activity): Promise<void> {
  if (draft.status !== 'draft') throw new Error(`activity ${draft.id} is ${draft.status}, not a draft`);
  await tx.delete(activities, draft.id);
}

export async function saveSignups(tx: Writer, changed: readonly Signup[]): Promise<void> {
  for (const signup of changed) await tx.put(signups, signup);
}

/** What is over and began within these days. */
export async function overBetween(
  tx: Reader,
  { from, upTo }: { readonly from: string; readonly upTo: string },
): Promise<readonly Activity[]> {
  const found: Activity[] = [];
  for (const status of ['finished', 'cancelled'] as const) {
    found.push(...(await tx.find(activities, { where: { status }, orderBy: 'startsAt', from, upTo })));
  }
  return found;
}

/** Still ahead, and opened by this person. */
export async function openActivitiesOf(tx: Reader, createdBy: string, now: Instant): Promise<readonly Activity[]> {
  const found: Activity[] = [];
  for (const status of ['open', 'closed'] as const)
    found.push(...(await tx.find(activities, { where: { status }, orderBy: 'startsAt', from: now })));
  return found.filter((activity) => activity.createdBy === createdBy);
}

/** All of this member and of the guests they brought, who may come without them. */
export async function ownSignups(tx: Reader, userId: string): Promise<readonly Signup[]> {
  const brought = await tx.find(signups, { where: { broughtBy: userId }, orderBy: 'at' });
  return [...(await tx.find(signups, { where: { userId }, orderBy: 'at' })), ...brought.filter((one) => one.userId === null)];
}

/** Rows that take the place of others: an id tells whose it is, so it changes with them. */
export async function replaceSignups(tx: Writer, removed: readonly Signup[], added: readonly Signup[]): Promise<void> {
  for (const signup of removed) await tx.delete(signups, signup.id);
  await saveSignups(tx, added);
}

export async function nextActivityNumber(tx: Writer): Promise<number> {
  return nextNumber(tx, 'activity');
}

export async function packagesOf(tx: Reader): Promise<readonly ActivityPackage[]> {
  return tx.find(activityPackages);
}

export async function packageOf(tx: Reader, id: string): Promise<ActivityPackage | undefined> {
  return tx.get(activityPackages, id);
}

export async function saveExport(tx: Writer, made: ListExport): Promise<void> {
  await tx.put(listExports, made);
}

/** The export that a link's token stands for, while it can still be used. */
export async function exportFor(tx: Reader, tokenHash: string, now: Instant): Promise<ListExport | undefined> {
  const made = await tx.get(listExports, tokenHash);
  return made !== undefined && made.usedAt === null && now < made.expiresAt ? made : undefined;
}

export async function deleteExpiredExports(tx: Writer, now: Instant): Promise<void> {
  for (const old of await tx.find(listExports, { orderBy: 'expiresAt', upTo: now })) await tx.delete(listExports, old.id);
}
