import { z } from 'zod';
import { plusMs } from '../../../core/clock.ts';
import { instantOf, localDateOf } from '../../../core/zone.ts';
import { formatClock } from '../../../core/zh/format.ts';
import type { Utterance } from '../../feature.ts';
import { reminderSchema } from '../schema.ts';
import { ACTIVITY } from './named.ts';
import { readCapacity } from './capacity.ts';
import { beforeStart, readDeadline } from './deadline.ts';
import { readPlace } from './place.ts';
import { readReminders } from './reminders.ts';
import { calledTitle, leftTitle } from './title.ts';
import { mergeWhen, readShift, readWhen, saidWhenSchema, type SaidWhen } from './when.ts';

/** All that was said about an activity; what was not said is absent. Local times `YYYY-MM-DDTHH:MM`. It waits in a dialog, hence zod. */
export const saidPlanSchema = z.object({
  title: z.string().exactOptional(),
  when: saidWhenSchema,
  place: z.string().exactOptional(),
  /** null = unlimited. */
  capacity: z.number().int().positive().nullable().exactOptional(),
  capacityDelta: z.number().int().exactOptional(),
  closesAt: z.string().exactOptional(),
  reminders: z.array(reminderSchema).exactOptional(),
  /** A reminder said as a time of its own: "周四下午四点提醒". */
  remindAt: z.string().exactOptional(),
  /** "推迟一天": later (+) or earlier (−) than now. */
  shiftSeconds: z.number().exactOptional(),
  note: z.string().exactOptional(),
  /** Groups by the words they were called: 一支部, 二支部. */
  targets: z.array(z.string()),
});
export type SaidPlan = z.infer<typeof saidPlanSchema>;

type Span = { readonly start: number; readonly end: number };

const TARGETS = /(?:也)?(?:发|推|同步|通知)(?:送|布)?(?:到|给|在|至)\s*([^,，。;；]{2,40}?)(?=$|[,，。;；\s])/u;

/** 下周三办, 周二截止 are days of the same week; of 12月10日办 nobody knows. */
const NEXT_WEEK = /下下?个?(?:周|星期|礼拜)[一二三四五六日天]/u;

/** Reads what a secretary says. `naming`: the sentence opens an activity, so what is left over is its title. */
export function readPlan(said: Utterance, naming: boolean): SaidPlan {
  const reminders = readReminders(said);
  const deadline = readDeadline(said);
  const taken = [...reminders.taken, ...deadline.taken];
  const shift = naming ? undefined : readShift(said);
  const when = readWhen(said, shift === undefined ? taken : [...taken, shift.time]);
  const called = calledTitle(said.written.normalize('NFKC'));
  const named = naming ? [] : said.mentioned.filter(({ entity }) => entity.kind === ACTIVITY);
  const timeless = masked(said.text, [...said.times, ...said.impossibleDates, ...reminders.spans, ...deadline.spans, ...named]);
  const target = TARGETS.exec(timeless);
  const untargeted = target === null ? timeless : masked(timeless, [{ start: target.index, end: target.index + target[0].length }]);
  const place = readPlace(untargeted);
  const capacity = readCapacity(untargeted);
  const rest = masked(
    untargeted,
    [place.span, capacity.span].filter((span) => span !== undefined),
  );
  const title = called ?? (naming ? leftTitle(rest, place.place) : undefined);
  return {
    when,
    targets: target?.[1] === undefined ? [] : [...groupWords(target[1])],
    ...(title === undefined ? {} : { title: asWritten(title, said.written) }),
    ...(place.place === undefined ? {} : { place: asWritten(place.place, said.written) }),
    ...(capacity.capacity === undefined ? {} : { capacity: capacity.capacity }),
    ...(capacity.delta === undefined ? {} : { capacityDelta: capacity.delta }),
    ...(deadline.closesAt === undefined
      ? {}
      : { closesAt: NEXT_WEEK.test(said.text) ? beforeStart(deadline.closesAt, deadline.words ?? '', when.startsAt) : deadline.closesAt }),
    ...(reminders.reminders === undefined ? {} : { reminders: [...reminders.reminders] }),
    ...(shift === undefined ? {} : { shiftSeconds: shift.seconds }),
    ...(reminders.remindAt === undefined ? {} : { remindAt: reminders.remindAt }),
  };
}

/** Whether anything was said that could change an activity. */
export function saysSomething(plan: SaidPlan): boolean {
  return (
    plan.title !== undefined ||
    plan.when.startsAt !== undefined ||
    plan.when.date !== undefined ||
    plan.place !== undefined ||
    plan.capacity !== undefined ||
    plan.capacityDelta !== undefined ||
    plan.closesAt !== undefined ||
    plan.reminders !== undefined ||
    plan.remindAt !== undefined ||
    plan.shiftSeconds !== undefined ||
    plan.note !== undefined ||
    plan.targets.length > 0
  );
}

/** What is said later wins; a day and a clock time that came apart come together. */
export function mergePlans(before: SaidPlan, later: SaidPlan): SaidPlan {
  const targets = later.targets.length > 0 ? later.targets : before.targets;
  return { ...before, ...later, targets, when: mergeWhen(before.when, later.when) };
}

/** The new start as a local time, where the old one lends what was not said (day or clock time). */
export function movedStart({ when, shiftSeconds }: SaidPlan, startsAt: string | undefined, zone: string): string | undefined {
  if (shiftSeconds !== undefined && startsAt !== undefined) {
    const shifted = plusMs(startsAt, shiftSeconds * 1000);
    return `${localDateOf(shifted, zone)}T${formatClock(shifted, zone)}`;
  }
  if (when.startsAt !== undefined && (when.clock === undefined || startsAt === undefined)) return when.startsAt;
  if (startsAt === undefined) return undefined;
  if (when.clock !== undefined) {
    const clock = when.openHalf === true ? likelyClock(when.clock, formatClock(startsAt, zone)) : when.clock;
    return `${localDateOf(startsAt, zone)}T${clock}`;
  }
  return when.date === undefined ? undefined : `${when.date}T${formatClock(startsAt, zone)}`;
}

/** Activities are by day, or of an evening where they were in the evening before: 改到十点 of a morning, 改到两点 of a morning. */
function likelyClock(clock: string, before: string): string {
  const [hour, wasAt] = [Number(clock.slice(0, 2)) % 12, Number(before.slice(0, 2))];
  const isEvening = wasAt >= 17;
  const byDay = hour >= 9 ? hour : hour === 0 || hour < 7 ? hour + 12 : wasAt < 12 ? hour : hour + 12;
  return `${String(isEvening ? hour + 12 : byDay).padStart(2, '0')}:${clock.slice(3)}`;
}

/** The instants of a plan whose start is known as local time. The end must lie after it. */
export function planInstants(
  startLocal: string,
  when: SaidWhen,
  zone: string,
): { readonly startsAt: string; readonly endsAt: string | null } {
  const startsAt = instantOf(startLocal.slice(0, 10), startLocal.slice(11), zone);
  if (when.endsAt !== undefined) {
    // A clock time read against today ends on the day of the start.
    const day = when.clock === undefined ? when.endsAt.slice(0, 10) : startLocal.slice(0, 10);
    const endsAt = instantOf(day, when.endsAt.slice(11), zone);
    if (endsAt > startsAt) return { startsAt, endsAt };
  }
  return { startsAt, endsAt: when.lengthSeconds === undefined ? null : plusMs(startsAt, when.lengthSeconds * 1000) };
}

function groupWords(words: string): readonly string[] {
  return words
    .split(/和|跟|与|、|及|还有/u)
    .map((word) => word.replace(/(?:的)?(?:工作)?(?:群里|群)?$/u, '').trim())
    .filter((word) => word.length > 0 && !/^(?:大家|这个|这|本|我们)$/u.test(word));
}

function masked(text: string, spans: readonly Span[]): string {
  return spans.reduce((rest, { start, end }) => rest.slice(0, start) + '，'.repeat(Math.max(0, end - start)) + rest.slice(end), text);
}

/** The matched text is in lower case; titles keep their own: "AR党建地图". */
function asWritten(words: string, written: string): string {
  const normal = written.normalize('NFKC');
  const at = normal.toLowerCase().indexOf(words);
  return at < 0 ? words : normal.slice(at, at + words.length);
}
