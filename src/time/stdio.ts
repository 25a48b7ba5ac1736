import { z } from 'zod';
import { formatDate, formatInstant, formatRange, formatRecurrence } from '../core/zh/format.ts';
import { instantOf, localDateOf, plusDays } from '../core/zone.ts';
import { findTimes, readTime } from './read.ts';
import { occurrences } from './recurrence.ts';
import type { FoundTime, LocalDateTime, TimeContext, TimeMeaning, WorkdayCalendar } from './time.ts';

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** One line of `time --stdio`: when (`ref`, with offset) and where (`tz`) the text was said. */
const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  ref: z.iso.datetime({ offset: true }),
  tz: z.string().refine(isZone, 'unknown time zone'),
  text: z.string(),
});

/** The answer to one line, in the words of `datasets/time-zh/README.md`; `{ error }` for a line of another shape. */
export function answerTimeLine(line: unknown, calendar: WorkdayCalendar): Record<string, unknown> {
  const parsed = lineSchema.safeParse(line);
  if (!parsed.success) return { error: z.prettifyError(parsed.error) };
  const { id, ref, tz, text } = parsed.data;
  const found = readTime(text, { now: new Date(ref).toISOString(), zone: tz, calendar });
  return { id, ...(found === undefined ? { kind: 'none' } : answerOf(found.meaning)) };
}

function answerOf(meaning: TimeMeaning): Record<string, unknown> {
  if (meaning.kind === 'workdays') return { kind: 'duration', workdays: meaning.workdays };
  if (meaning.kind !== 'recurring') return { ...meaning };
  // The format has no limits of a plan, and for every second week the first is only assumed.
  const { startsOn: _startsOn, endsOn: _endsOn, ...rule } = meaning.rule;
  return { kind: 'recurring', ...rule };
}

/** What was understood of a text, for `time "每周五下午5点"`: each expression, the rule, the next five occurrences. */
export function describeTime(text: string, context: TimeContext): string {
  const found = findTimes(text, context);
  if (found.length === 0) return '没有读到时间。可以这样写：下周五下午2点、每周五17:00、半小时后。';
  return found.map((time) => describeOne(text, time, context)).join('\n');
}

function describeOne(text: string, time: FoundTime, context: TimeContext): string {
  const note = time.vague ? '（说得不够准，用之前请确认）' : '';
  return `“${text.slice(time.start, time.end)}”：${wordsOf(time.meaning, context)}${note}`;
}

function wordsOf(meaning: TimeMeaning, context: TimeContext): string {
  const today = localDateOf(context.now, context.zone);
  const worded = (at: LocalDateTime): string => formatInstant(toInstant(at, context.zone), context.zone, context.now);
  switch (meaning.kind) {
    case 'instant':
      return worded(meaning.at);
    case 'date':
      return formatDate(meaning.date, today);
    case 'duration':
      return wordDuration(meaning.seconds);
    case 'workdays':
      return `${meaning.workdays}个工作日`;
    case 'range':
      if (meaning.start === null) return meaning.end === null ? '任何时候' : `${wordEnd(meaning.end, today, worded)}前`;
      if (meaning.end === null) return `${worded(meaning.start)}起`;
      return formatRange(toInstant(meaning.start, context.zone), toInstant(meaning.end, context.zone), context.zone, context.now);
    case 'recurring': {
      const next = occurrences(meaning.rule, context.now, 5, context).map((at) => `  ${formatInstant(at, context.zone, context.now)}`);
      return [formatRecurrence(meaning.rule), next.length === 0 ? '接下来没有了。' : `接下来${next.length}次：`, ...next].join('\n');
    }
  }
}

/** Midnight ends the day before: 周五前 is 周五24:00前 to people. */
function wordEnd(end: LocalDateTime, today: string, worded: (at: LocalDateTime) => string): string {
  return end.endsWith('T00:00:00') ? `${formatDate(plusDays(end.slice(0, 10), -1), today)}24:00` : worded(end);
}

function toInstant(at: LocalDateTime, zone: string): string {
  return instantOf(at.slice(0, 10), at.slice(11), zone);
}

const UNITS = [
  [86_400, '天'],
  [3600, '小时'],
  [60, '分钟'],
  [1, '秒'],
] as const;

/** 1天12小时 */
function wordDuration(seconds: number): string {
  let rest = seconds;
  return UNITS.map(([size, unit]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? '' : `${count}${unit}`;
  }).join('');
}
