import { formatInstant } from '../../../core/zh/format.ts';
import { localDateOf } from '../../../core/zone.ts';
import type { Outcome, Situation, Turn, Utterance } from '../../feature.ts';
import { announcementFor, keep } from '../repo/announcements.ts';
import { nextTimes, sameTimes } from '../rules/plan.ts';
import { occurrencesIn, skipped } from '../rules/skip.ts';
import type { Announcement } from '../schema/announcement.ts';
import { draftSchema, type Draft } from '../schema/draft.ts';
import { dayMeant, firstDayMeant } from '../slots/change/once.ts';
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
  // Nothing is copied before the change is understood: a picture would lie about.
  const plan = { kind: 'once', at } as const;
  const next = changed(draftSchema.parse({ ...found, plan }), change, groups);
  if (next === undefined || !('draft' in next)) return undefined;
  const { id: _id, number: _number, attachmentId: _attachment, ...changes } = next.draft;
  const alone = await copyOf(turn, found, { ...changes, instead: { id: found.id, at } });
  return preview(turn, alone, [onceTexts.thisOneOnly(found.number, formatInstant(at, turn.zone, turn.now))]);
}

/**
 * "从后天起改到七点": until then the plan posts as it does. Undefined where nothing is left before that day, or something else than
 * the times is changed: then the plan is changed at once. Null: from some day before that on it is to change already.
 */
export function changeOnwards({ said, ...situation }: Turn, draft: Draft, change: Utterance, groups: Groups): Draft | null | undefined {
  const { plan } = draft;
  const from = plan?.kind === 'repeated' ? firstDayMeant(said) : undefined;
  if (plan?.kind !== 'repeated' || from === undefined) return undefined;
  const [next] = nextTimes(plan, 1, situation);
  if (next === undefined || localDateOf(next, situation.zone) >= from) return undefined;
  const after = changed({ ...draft, plan: { kind: 'repeated', rule: plan.rule } }, change, groups);
  if (after === undefined || !('draft' in after) || after.draft.plan?.kind !== 'repeated' || sameTimes(after.draft.plan, plan))
    return undefined;
  if (JSON.stringify({ ...after.draft, plan }) !== JSON.stringify(draft)) return undefined;
  if (plan.later !== undefined && plan.later.from < from) return null;
  return { ...draft, plan: { kind: 'repeated', rule: plan.rule, later: { from, rule: after.draft.plan.rule } } };
}

/** The plan of which a draft takes one post's place; `gone` where that post is no longer to come. */
export async function planOfOnce(situation: Situation, { instead }: Draft): Promise<Announcement | 'gone' | undefined> {
  if (instead === null) return undefined;
  const plan = await announcementFor(situation.tx, situation.person, instead.id);
  const day = localDateOf(instead.at, situation.zone);
  const stillToCome = plan !== undefined && occurrencesIn(plan, { from: day, until: day }, situation).includes(instead.at);
  return stillToCome && (plan.status === 'active' || plan.status === 'paused') ? plan : 'gone';
}

/** Leaves that one out of its plan; what is said of it. As long as somebody has yet to agree to the other, the plan keeps it. */
export async function leaveOut(situation: Situation, plan: Announcement, { id, instead, number }: Draft): Promise<string> {
  const left = instead === null ? undefined : skipped(plan, [instead.at], situation);
  if (instead === null || left?.ok !== true) return '';
  const at = formatInstant(instead.at, situation.zone, situation.now);
  const alone = await announcementFor(situation.tx, situation.person, id);
  if (alone?.status === 'review') return onceTexts.keptUntilAgreed(plan.number, at, number);
  await keep(situation.tx, left.facts);
  return onceTexts.leftOut(plan.number, at);
}
