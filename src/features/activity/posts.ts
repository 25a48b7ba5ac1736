import type { Directory } from '../../core/person.ts';
import type { NoticeDraft } from '../feature.ts';
import { announcementCard } from './cards.ts';
import { signedUpOf } from './rules/places.ts';
import type { Activity, Signup } from './schema.ts';
import { ACTIVITY } from './slots/named.ts';
import { promotedText } from './texts/signup.ts';
import { cancelledPost, changedPost } from './texts/posts.ts';
import type { Moment } from './texts/time.ts';

/** A longer list of mentions is noise; the text alone still reaches the group. */
const MENTIONS_LIMIT = 20;

type About = Pick<NoticeDraft, 'about'>;
const about = (activity: Activity): About => ({ about: { kind: ACTIVITY, id: activity.id } });

/** The groups of an activity that the bot can post to on its own, and those it cannot. */
export async function reachable(
  directory: Directory,
  groupIds: readonly string[],
): Promise<{ readonly groups: readonly string[]; readonly unreachable: readonly string[] }> {
  const known = await Promise.all(groupIds.map(async (id) => ({ id, group: await directory.group(id) })));
  return {
    groups: known.filter(({ group }) => group?.canPush === true).map(({ id }) => id),
    unreachable: known.filter(({ group }) => group?.canPush !== true).map(({ id, group }) => group?.name ?? id),
  };
}

export function announcements(activity: Activity, groups: readonly string[], at: Moment): readonly NoticeDraft[] {
  return groups.map((id, index) => ({
    key: `activity.published:${activity.id}:${id}`,
    to: { kind: 'group', id },
    content: { kind: 'card', card: announcementCard(`activity-${activity.id}-${index}`, activity, at) },
    expiresAt: activity.startsAt,
    ...about(activity),
  }));
}

/** Tells every group, mentioning its signed-up members; who signed up in the single chat is told there. */
export function changeNotices(
  activity: Activity,
  list: readonly Signup[],
  groups: readonly string[],
  changes: readonly string[],
): readonly NoticeDraft[] {
  return toEverybody(activity, list, groups, `activity.changed:${activity.id}:${activity.revision}`, changedPost(activity, changes));
}

/** `list` with those who wait: they too would come for nothing. */
export function cancelNotices(activity: Activity, list: readonly Signup[], groups: readonly string[], at: Moment): readonly NoticeDraft[] {
  return toEverybody(activity, list, groups, `activity.cancelled:${activity.id}`, cancelledPost(activity, at));
}

/** To the group where they signed up, with a mention; in the single chat, or where the bot cannot post, to the person alone. */
export async function promotionNotices(
  activity: Activity,
  promoted: readonly Signup[],
  directory: Directory,
  at: Moment,
): Promise<readonly NoticeDraft[]> {
  const { groups } = await reachable(directory, [...new Set(promoted.flatMap((signup) => signup.groupId ?? []))]);
  const inGroups = groups.map((id): NoticeDraft => {
    const here = promoted.filter((signup) => signup.groupId === id);
    return {
      key: promotedKey(activity, here, id),
      to: { kind: 'group', id },
      content: { kind: 'text', text: promotedText(activity, here, 'group', at), mentions: usersOf(here) },
      expiresAt: activity.startsAt,
      ...about(activity),
    };
  });
  const alone = promoted.filter((signup) => signup.groupId === null || !groups.includes(signup.groupId));
  const inPerson = usersOf(alone).map((userId): NoticeDraft => {
    const theirs = alone.filter((signup) => (signup.userId ?? signup.broughtBy) === userId);
    return {
      key: promotedKey(activity, theirs, userId),
      to: { kind: 'person', userId },
      content: { kind: 'text', text: promotedText(activity, theirs, { userId }, at) },
      expiresAt: activity.startsAt,
      ...about(activity),
    };
  });
  return [...inGroups, ...inPerson];
}

/** Whom a group post mentions: people with a place who signed up there, or for whom no other group is known. */
export function mentionsIn(activity: Activity, list: readonly Signup[], groupId: string): readonly string[] {
  const here = list.filter(
    (signup) => signup.groupId === groupId || (signup.groupId !== null && !activity.groupIds.includes(signup.groupId)),
  );
  const users = usersOf(here);
  return users.length > MENTIONS_LIMIT ? [] : users;
}

function toEverybody(
  activity: Activity,
  list: readonly Signup[],
  groups: readonly string[],
  key: string,
  text: string,
): readonly NoticeDraft[] {
  const posts = groups.map((id): NoticeDraft => ({
    key: `${key}:${id}`,
    to: { kind: 'group', id },
    content: { kind: 'text', text, mentions: mentionsIn(activity, list, id) },
    ...about(activity),
  }));
  const alone = usersOf(list.filter((signup) => signup.groupId === null || !groups.includes(signup.groupId)));
  const letters = alone.map((userId): NoticeDraft => ({
    key: `${key}:${userId}`,
    to: { kind: 'person', userId },
    content: { kind: 'text', text },
    ...about(activity),
  }));
  return [...posts, ...letters];
}

/** A guest is reached through the one who brings them. */
function usersOf(list: readonly Signup[]): string[] {
  return [...new Set(list.flatMap((signup) => signup.userId ?? signup.broughtBy ?? []))];
}

function promotedKey(activity: Activity, promoted: readonly Signup[], to: string): string {
  return `activity.promoted:${activity.id}:${signedUpOf(promoted)
    .map((signup) => signup.order)
    .join(',')}:${to}`;
}
