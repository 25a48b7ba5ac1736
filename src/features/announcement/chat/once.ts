import { formatDate, formatInstant } from '../../../core/zh/format.ts';
import { localDateOf, plusDays } from '../../../core/zone.ts';
import type { Outcome, Situation, Turn, Utterance } from '../../feature.ts';
import { announcementFor, keep } from '../repo/announcements.ts';
import { endingBefore } from '../rules/life.ts';
import { occurrencesIn, skipped } from '../rules/skip.ts';
import type { Announcement } from '../schema/announcement.ts';
import { draftSchema, type Draft } from '../schema/draft.ts';
import { dayMeant, firstDayMeant } from '../slots/change/once.ts';
import { changed } from '../slots/change/index.ts';
import { onceTexts } from '../texts/once.ts';
import { copyOf } from './copy.ts';
import { preview } from './draft.ts';

type Groups = Parameters<typeof changed>[2];

const LAST_DAY = '9999-12-31';

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
  // Nothing is copied before the change is understood: a picture would lie about.
  const plan = { kind: 'once', at } as const;
  const next = changed(draftSchema.parse({ ...found, plan }), change, groups);
  if (next === undefined || !('draft' in next)) return undefined;
  const { id: _id, number: _number, attachmentId: _attachment, ...changes } = next.draft;
  const alone = await copyOf(turn, found, { ...changes, instead: { id: found.id, at, onwards: false } });
  return preview(turn, alone, [onceTexts.thisOneOnly(found.number, formatInstant(at, turn.zone, turn.now))]);
}

/**
 * "从后天起改到七点": until then the plan stays as it is, and what comes after is a plan of its own. Undefined where nothing is left
 * before that day, or nothing goes out for now: then the plan itself is changed.
 */
export async function changeOnwards(turn: Turn, found: Announcement, change: Utterance, groups: Groups): Promise<Outcome | undefined> {
  const day = found.plan.kind === 'repeated' && found.status === 'active' ? firstDayMeant(turn.said) : undefined;
  if (day === undefined) return undefined;
  const [before] = occurrencesIn(found, { from: localDateOf(turn.now, turn.zone), until: plusDays(day, -1) }, turn);
  const [at] = occurrencesIn(found, { from: day, until: LAST_DAY }, turn);
  if (before === undefined || at === undefined) return undefined;
  const next = changed(draftSchema.parse(found), change, groups);
  if (next === undefined || !('draft' in next) || next.draft.plan?.kind !== 'repeated') return undefined;
  const { id: _id, number: _number, attachmentId: _attachment, ...changes } = next.draft;
  const plan = { kind: 'repeated', rule: { ...next.draft.plan.rule, startsOn: day } } as const;
  const own = await copyOf(turn, found, { ...changes, plan, instead: { id: found.id, at, onwards: true } });
  return preview(turn, own, [onceTexts.fromThenOn(found.number, formatDate(day))]);
}

/** The plan of which a draft takes one post's place; `gone` where that post is no longer to come. */
export async function planOfOnce(situation: Situation, { instead }: Draft): Promise<Announcement | 'gone' | undefined> {
  if (instead === null) return undefined;
  const plan = await announcementFor(situation.tx, situation.person, instead.id);
  const day = localDateOf(instead.at, situation.zone);
  const stillToCome = plan !== undefined && occurrencesIn(plan, { from: day, until: day }, situation).includes(instead.at);
  return stillToCome && (plan.status === 'active' || plan.status === 'paused') ? plan : 'gone';
}

/** Leaves that one out of its plan, or all from that one on; what is said of it. As long as somebody has yet to agree to the other, the plan keeps them. */
export async function leaveOut(situation: Situation, plan: Announcement, { id, instead, number }: Draft): Promise<string> {
  const left = instead === null ? undefined : skipped(plan, [instead.at], situation);
  if (instead === null || left?.ok !== true) return '';
  const at = formatInstant(instead.at, situation.zone, situation.now);
  const alone = await announcementFor(situation.tx, situation.person, id);
  const waits = alone?.status === 'review';
  if (instead.onwards) {
    if (waits) return onceTexts.goesOnUntilAgreed(plan.number, number);
    const day = localDateOf(instead.at, situation.zone);
    await keep(situation.tx, endingBefore(plan, day, situation));
    return onceTexts.endsBefore(plan.number, formatDate(day), number);
  }
  if (waits) return onceTexts.keptUntilAgreed(plan.number, at, number);
  await keep(situation.tx, left.facts);
  return onceTexts.leftOut(plan.number, at);
}
