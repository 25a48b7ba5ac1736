import type { Instant } from '../../../core/clock.ts';
import type { ChatGroup } from '../../../core/person.ts';
import { localDateOf } from '../../../core/zone.ts';
import type { Outcome, Situation, Turn } from '../../feature.ts';
import { confirmCard } from '../cards.ts';
import { topicCounts, wholeBank } from '../repo/bank.ts';
import { dropDraft, keepDraft, keepPlan, planOf } from '../repo/plans.ts';
import { latestPrompt, promptsOf } from '../repo/prompts.ts';
import { questionOfDay } from '../rules/choose.ts';
import { changed, daysWithout, DEFAULT_PLAN, nextPosts, pausedToo, postsWithin, stillPaused, type Change } from '../rules/plan.ts';
import type { Days, StudyDraft, StudyPlan } from '../schema.ts';
import { actOf, changeOf, pauseOf } from '../slots/plan.ts';
import { settingsTexts } from '../texts/settings.ts';
import { groupsMeant } from './targets.ts';

export const CONFIRM = 'study.confirmPlan';
const SHOWN = 3;

type Shape = Pick<StudyDraft, 'time' | 'days' | 'theme' | 'resumes'>;

/** One sentence of the secretary about the daily prompt. */
export async function setStudy(turn: Turn): Promise<Outcome> {
  const groups = await groupsMeant(turn);
  if (groups.length === 0) return { reply: { text: settingsTexts.noGroup } };
  const change = changeOf(turn.said);
  switch (actOf(turn.said)) {
    case 'stop':
      return stop(turn, groups);
    case 'pause':
      return pause(turn, groups);
    case 'without':
      return without(turn, groups);
    case 'swap':
      return swap(turn, groups);
    case 'resume':
      return Object.keys(change).length > 0 ? draft(turn, groups, change, { resumes: true }) : resume(turn, groups);
    case 'set':
      return Object.keys(change).length > 0 ? draft(turn, groups, change) : state(turn, groups);
  }
}

async function draft(turn: Turn, groups: readonly ChatGroup[], change: Change, how: Pick<Shape, 'resumes'> = {}): Promise<Outcome> {
  const [first] = groups;
  const { time, days, theme } = (first === undefined ? undefined : await planOf(turn.tx, first.id)) ?? DEFAULT_PLAN;
  return preview(turn, groups, { time, days, theme, ...how }, change);
}

/** Shows what would happen. Nothing is changed. */
export async function preview(situation: Situation, groups: readonly ChatGroup[], before: Shape, change: Change): Promise<Outcome> {
  const pushable = groups.filter((group) => group.canPush);
  if (pushable.length === 0) return { reply: { text: settingsTexts.noPush } };
  const topics = (await topicCounts(situation.tx)).map(({ topic }) => topic);
  const decision = changed(before, change, topics);
  if (!decision.ok) return { reply: { text: settingsTexts.refused(decision.refusal, topics) } };
  const plan = { time: decision.facts.time, days: decision.facts.days, theme: decision.facts.theme };
  const token = situation.ids.id();
  const groupIds = pushable.map((group) => group.id);
  const resumes = before.resumes === true ? { resumes: before.resumes } : {};
  await keepDraft(situation, { ...plan, ...resumes, token, groupIds });
  const pauses = before.resumes === true ? {} : await pausesOf(situation, groupIds[0] ?? '');
  const times = nextPosts({ ...plan, ...pauses }, await lastDay(situation, groupIds), SHOWN, situation);
  return {
    reply: {
      text: settingsTexts.preview(
        { ...plan, ...pauses },
        times,
        pushable.map((group) => group.name),
        situation,
      ),
      card: confirmCard(`study_${situation.ids.id()}`, token),
    },
    ask: { dialog: CONFIRM, data: { token } },
  };
}

/** The last day on which one of the groups had its prompt. */
async function lastDay({ tx }: Situation, groupIds: readonly string[]): Promise<string | null> {
  const days = [];
  for (const id of groupIds) days.push((await latestPrompt(tx, id))?.heldOn ?? '');
  const last = days.toSorted().at(-1) ?? '';
  return last === '' ? null : last;
}

/** The secretary said yes to exactly this draft. */
export async function confirmDraft(situation: Situation, kept: StudyDraft): Promise<string> {
  const plan = { time: kept.time, days: kept.days, theme: kept.theme };
  const times: Instant[] = [];
  for (const id of kept.groupIds) {
    const pauses = kept.resumes === true ? {} : await pausesOf(situation, id);
    const next = await switchOn(situation, { ...plan, ...pauses, id, on: true, createdBy: situation.person.userId, swapped: null });
    if (next !== null) times.push(next);
  }
  await dropDraft(situation);
  return settingsTexts.confirmed(plan, times[0] ?? situation.now, situation);
}

/** What a group's plan leaves out of what is still to come: it outlives a change of the hour. */
async function pausesOf({ tx, now, zone }: Situation, groupId: string): Promise<Pick<StudyPlan, 'paused'>> {
  const plan = await planOf(tx, groupId);
  const paused = plan?.on === true ? stillPaused(plan, localDateOf(now, zone)) : [];
  return paused.length === 0 ? {} : { paused };
}

/** Plans the next post; null when there never is one. */
async function switchOn(situation: Situation, plan: StudyPlan): Promise<Instant | null> {
  const [next = null] = nextPosts(plan, (await latestPrompt(situation.tx, plan.id))?.heldOn ?? null, 1, situation);
  await keepPlan(situation.tx, plan, next);
  return next;
}

async function stop(turn: Turn, groups: readonly ChatGroup[]): Promise<Outcome> {
  const stopped: string[] = [];
  for (const group of groups) {
    const plan = await planOf(turn.tx, group.id);
    if (plan?.on !== true) continue;
    await keepPlan(turn.tx, { ...plan, on: false }, null);
    stopped.push(group.name);
  }
  return { reply: { text: stopped.length === 0 ? settingsTexts.notOn : settingsTexts.stopped(stopped) } };
}

/** One day or a few are left out, and it goes on by itself. */
async function pause(turn: Turn, groups: readonly ChatGroup[]): Promise<Outcome> {
  const wanted = pauseOf(turn.said);
  let text: string | undefined;
  for (const group of groups) {
    const plan = await planOf(turn.tx, group.id);
    if (plan?.on !== true) continue;
    const last = await lastDay(turn, [plan.id]);
    const [next = null] = nextPosts(plan, last, 1, turn);
    const nextOn = next === null ? null : localDateOf(next, turn.zone);
    const span = wanted?.kind === 'span' ? wanted : nextOn === null ? undefined : { from: nextOn, until: nextOn };
    if (span === undefined || !postsWithin(plan, last, span, turn)) {
      text ??= settingsTexts.nothingThen(next, turn);
      continue;
    }
    const { from, until } = span;
    const paused = pausedToo(plan, { from, until }, localDateOf(turn.now, turn.zone));
    const [other = null] = nextPosts(paused, last, 1, turn);
    await keepPlan(turn.tx, paused, other);
    text ??= settingsTexts.paused(from, until, other, turn);
  }
  return { reply: { text: text ?? settingsTexts.notOn } };
}

/** Some days of the week, or days off, are left out for good: a draft of the plan without them. */
async function without(turn: Turn, groups: readonly ChatGroup[]): Promise<Outcome> {
  const wanted = pauseOf(turn.said);
  const plan = groups[0] === undefined ? undefined : await planOf(turn.tx, groups[0].id);
  if (plan?.on !== true) return { reply: { text: settingsTexts.notOn } };
  const days: Days | null = wanted?.kind === 'weekdays' ? daysWithout(plan.days, wanted.byDay) : { kind: 'workday' };
  if (days === null) return { reply: { text: settingsTexts.nothingLeft } };
  if (JSON.stringify(days) !== JSON.stringify(plan.days)) return draft(turn, groups, { days });
  const [next = null] = nextPosts(plan, await lastDay(turn, [plan.id]), 1, turn);
  return { reply: { text: settingsTexts.nothingThen(next, turn) } };
}

async function resume(turn: Turn, groups: readonly ChatGroup[]): Promise<Outcome> {
  let text: string | undefined;
  for (const group of groups) {
    const plan = await planOf(turn.tx, group.id);
    if (plan === undefined) continue;
    const { paused: _over, ...goesOn } = plan;
    const next = await switchOn(turn, { ...goesOn, on: true });
    if (next !== null) text ??= settingsTexts.resumed(plan, next, turn);
  }
  return text === undefined ? draft(turn, groups, {}) : { reply: { text } };
}

async function state(turn: Turn, groups: readonly ChatGroup[]): Promise<Outcome> {
  const plan = groups[0] === undefined ? undefined : await planOf(turn.tx, groups[0].id);
  const [next = null] = plan?.on === true ? nextPosts(plan, await lastDay(turn, [plan.id]), 1, turn) : [];
  return { reply: { text: settingsTexts.state(plan, next, turn) } };
}

/** Another question for the next post. In the group it is not shown: nobody shall see it before the others. */
async function swap(turn: Turn, groups: readonly ChatGroup[]): Promise<Outcome> {
  const plan = groups[0] === undefined ? undefined : await planOf(turn.tx, groups[0].id);
  const [next] = plan?.on === true ? nextPosts(plan, await lastDay(turn, [plan.id]), 1, turn) : [];
  if (plan === undefined || next === undefined) return { reply: { text: settingsTexts.notOn } };
  const on = localDateOf(next, turn.zone);
  const swapped = { ...plan, swapped: { on, times: (plan.swapped?.on === on ? plan.swapped.times : 0) + 1 } };
  await keepPlan(turn.tx, swapped, next);
  if (turn.chat.kind === 'group') return { reply: { text: settingsTexts.swappedInGroup(next, turn) } };
  const question = questionOfDay(await wholeBank(turn.tx), await promptsOf(turn.tx, plan.id), swapped, on);
  return { reply: { text: question === undefined ? settingsTexts.notOn : settingsTexts.swapped(question, next, turn) } };
}
