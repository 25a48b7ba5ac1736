import { z } from 'zod';
import type { LocalDate } from '../../../core/clock.ts';
import { localDateOf } from '../../../core/zone.ts';
import type { FoundTime, LocalDateTime } from '../../../time/time.ts';
import type { Utterance } from '../../feature.ts';

/** What was said about the beginning and the end. Local times `YYYY-MM-DDTHH:MM`. */
export const saidWhenSchema = z.object({
  startsAt: z.string().exactOptional(),
  endsAt: z.string().exactOptional(),
  /** A day without a clock time. */
  date: z.string().exactOptional(),
  /** A clock time without a day, `HH:MM`; `startsAt` is then its next coming. */
  clock: z.string().exactOptional(),
  lengthSeconds: z.number().exactOptional(),
  /** 十点: of which half of the day was not said. */
  openHalf: z.boolean().exactOptional(),
});
export type SaidWhen = z.infer<typeof saidWhenSchema>;

const CLOCK_WORDS = /点|时|:|：|\d\s*(?:am|pm)/u;
const HALF = /[上中下]午|凌晨|早|晚|夜|傍|am|pm/u;
const DAY_WORDS = /月|日|号|周|星期|礼拜|天|明|后|昨|今|年|节|旦|夕|\d[-/.]\d/u;

/** Reads the times outside `taken` (those of reminders and deadlines) as one beginning and perhaps an end. */
export function readWhen(said: Utterance, taken: readonly FoundTime[]): SaidWhen {
  const times = said.times.filter((time) => !taken.includes(time));
  const length = lengthOf(said, times);
  const points = times.flatMap((time) => pointOf(said, time) ?? []);
  const [first, ...rest] = points;
  if (first === undefined) return length;
  // "下周五……下午两点": the day and the clock time said apart.
  const later = first.startsAt === undefined && first.date !== undefined ? rest.find((point) => point.clock !== undefined) : undefined;
  if (first.date !== undefined && later?.clock !== undefined) {
    return {
      startsAt: `${first.date}T${later.clock}`,
      ...(later.endsAt === undefined ? {} : { endsAt: `${first.date}T${later.endsAt.slice(11)}` }),
      ...length,
    };
  }
  return { ...first, ...length };
}

/** "推迟一天", "往后顺延两小时", "提早半小时": by how much it moves. */
export function readShift(said: Utterance): { readonly time: FoundTime; readonly seconds: number } | undefined {
  for (const time of said.times) {
    if (time.meaning.kind !== 'duration') continue;
    const before = said.text.slice(Math.max(0, time.start - 4), time.start) + said.text.slice(time.start, time.end);
    if (/推迟|延后|延期|顺延|往后|晚/u.test(before)) return { time, seconds: time.meaning.seconds };
    if (/提早|往前|早开/u.test(before)) return { time, seconds: -time.meaning.seconds };
  }
  return undefined;
}

/** A day said first and its clock time later (or the other way round) make one beginning. */
export function mergeWhen(before: SaidWhen, later: SaidWhen): SaidWhen {
  const day = later.date ?? before.date;
  const clock = later.clock ?? before.clock;
  const apart =
    (later.date === undefined) !== (later.clock === undefined) && (later.startsAt !== undefined) === (later.clock !== undefined);
  if (day !== undefined && clock !== undefined && apart) {
    const ends = later.endsAt ?? before.endsAt;
    const { date: _day, clock: _clock, ...rest } = { ...before, ...later };
    return { ...rest, startsAt: `${day}T${clock}`, ...(ends === undefined ? {} : { endsAt: `${day}T${ends.slice(11)}` }) };
  }
  return { ...before, ...later };
}

function pointOf(said: Utterance, time: FoundTime): SaidWhen | undefined {
  const words = said.text.slice(time.start, time.end);
  const hasDay = DAY_WORDS.test(words);
  const { meaning } = time;
  if (meaning.kind === 'date') return { date: meaning.date };
  if (meaning.kind === 'instant')
    return { ...instantPoint(meaning.at, hasDay), ...(time.vague && !hasDay && !HALF.test(words) ? { openHalf: true } : {}) };
  if (meaning.kind !== 'range' || meaning.start === null) return undefined;
  if (!CLOCK_WORDS.test(words)) return { date: laterOf(meaning.start.slice(0, 10), localDateOf(said.time.now, said.time.zone)) };
  const ends = meaning.end === null ? {} : { endsAt: meaning.end.slice(0, 16) };
  return { ...instantPoint(meaning.start, hasDay), ...ends };
}

/** On a Sunday nobody opens anything for the Saturday of 周末. */
function laterOf(date: LocalDate, today: LocalDate): LocalDate {
  return date < today ? today : date;
}

function instantPoint(at: LocalDateTime, hasDay: boolean): SaidWhen {
  const startsAt = at.slice(0, 16);
  return hasDay ? { startsAt } : { startsAt, clock: startsAt.slice(11) };
}

function lengthOf(said: Utterance, times: readonly FoundTime[]): { readonly lengthSeconds?: number } {
  for (const { meaning, start } of times) {
    // "提前两个小时" is no length.
    if (meaning.kind === 'duration' && !/提前|前$/u.test(said.text.slice(Math.max(0, start - 3), start)))
      return { lengthSeconds: meaning.seconds };
  }
  return {};
}
