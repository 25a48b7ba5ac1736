import { formatInstant } from '../../../core/zh/format.ts';
import { localDateOf } from '../../../core/zone.ts';
import type { Outcome, Situation, Turn, Utterance } from '../../feature.ts';
import { announcementFor, keep } from '../repo/announcements.ts';
import { occurrencesIn, skipped } from '../rules/skip.ts';
import type { Announcement } from '../schema/announcement.ts';
import type { Draft } from '../schema/draft.ts';
import { dayMeant } from '../slots/change/once.ts';
import { changed } from '../slots/change/index.ts';
import { onceTexts } from '../texts/once.ts';
import { copyOf } from './copy.ts';
import { preview } from './draft.ts';

type Groups = Parameters<typeof changed>[2];

/**
 * "后天的改到七点" of a plan that repeats: that one post leaves the plan and goes out as one of its own. Undefined where the plan
 * itself is meant.
 */
export async function changeOnce(turn: Turn, found: Announcement, change: Utterance, groups: Groups): Promise<Outcome | undefined> {
  const day = found.plan.kind === 'repeated' ? dayMeant(turn.said) : undefined;
  if (day === undefined) return undefined;
  const [at, ...more] = occurrencesIn(found, { from: day, until: day }, turn);
  if (at === undefined)
    return { reply: { text: onceTexts.noneThen(found.number) }, focus: { about: { kind: 'announcement', id: found.id } } };
  if (more.length > 0) return undefined;
  const alone = await copyOf(turn, found, { plan: { kind: 'once', at }, instead: { id: found.id, at } });
  const next = changed(alone, change, groups);
  if (next === undefined || !('draft' in next)) return undefined;
  return preview(turn, next.draft, [onceTexts.thisOneOnly(found.number, formatInstant(at, turn.zone, turn.now))]);
}

/** The plan of which a draft takes one post's place; `gone` where that post is no longer to come. */
export async function planOfOnce(situation: Situation, { instead }: Draft): Promise<Announcement | 'gone' | undefined> {
  if (instead === null) return undefined;
  const plan = await announcementFor(situation.tx, situation.person, instead.id);
  const day = localDateOf(instead.at, situation.zone);
  const stillToCome = plan !== undefined && occurrencesIn(plan, { from: day, until: day }, situation).includes(instead.at);
  return stillToCome && (plan.status === 'active' || plan.status === 'paused') ? plan : 'gone';
}

/** Leaves that one out of its plan; what is said of it. */
export async function leaveOut(situation: Situation, plan: Announcement, { instead }: Draft): Promise<string> {
  const left = instead === null ? undefined : skipped(plan, [instead.at], situation);
  if (instead === null || left?.ok !== true) return '';
  await keep(situation.tx, left.facts);
  return onceTexts.leftOut(plan.number, formatInstant(instead.at, situation.zone, situation.now));
}
