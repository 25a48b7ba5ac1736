import * as suite from '@microsoft/recognizers-text-suite';
import { zh } from 'chrono-node';
import { z } from 'zod';
import { dateTimeText, wallAt } from '../src/time/wall.ts';
import type { Case, Fields } from './time-score.ts';

const NONE: readonly Fields[] = [{ kind: 'none' }];

/** chrono-node's Chinese parser: its first result, in the words of the set. */
export function chronoNode({ text, ref, tz }: Case): readonly Fields[] {
  const [found] = zh.hans.parse(text, { instant: new Date(ref), timezone: 480 }, { forwardDate: true });
  if (found === undefined) return NONE;
  const at = (date: Date): string => dateTimeText(wallAt(date.toISOString(), tz));
  const start = at(found.start.date());
  const isTimed = found.start.isCertain('hour');
  if (found.end !== null && found.end !== undefined) {
    const end = at(found.end.date());
    const isEndTimed = found.end.isCertain('hour');
    return [{ kind: 'range', start: isTimed ? start : `${start.slice(0, 10)}T00:00:00`, end: isEndTimed ? end : dayAfter(end) }];
  }
  return [isTimed ? { kind: 'instant', at: start } : { kind: 'date', date: start.slice(0, 10) }];
}

function dayAfter(at: string): string {
  return new Date(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 19);
}

const resolutionSchema = z.object({
  values: z.array(
    z.object({
      timex: z.string(),
      type: z.string(),
      value: z.string().optional(),
      start: z.string().optional(),
      end: z.string().optional(),
    }),
  ),
});

/** recognizers-text: every reading it offers for the first expression; any right one counts. */
export function recognizers({ text, ref }: Case): readonly Fields[] {
  const found = suite.recognizeDateTime(text, 'zh-cn', suite.DateTimeOptions.None, new Date(ref));
  const parsed = resolutionSchema.safeParse(found[0]?.resolution);
  if (!parsed.success) return NONE;
  return parsed.data.values.map(({ timex, type, value, start, end }): Fields => {
    const day = ref.slice(0, 10);
    const at = (written: string): string =>
      written.length === 8 ? `${day}T${written}` : `${written.replace(' ', 'T')}T00:00:00`.slice(0, 19);
    if (type === 'set') return { kind: 'recurring', ...ruleOf(timex) };
    if (type === 'duration') return { kind: 'duration', seconds: Number(value) };
    if (type === 'date') return value === undefined || Number.isNaN(Date.parse(value)) ? { kind: 'none' } : { kind: 'date', date: value };
    if (type === 'datetime' || type === 'time') return { kind: 'instant', at: at(value ?? '') };
    return { kind: 'range', start: start === undefined ? null : at(start), end: end === undefined ? null : at(end) };
  });
}

/** XXXX-WXX-5T17 is every Friday at 17:00, P1D every day. */
function ruleOf(timex: string): Fields {
  const [date = '', clock] = timex.split('T');
  const time = clock === undefined || clock === '' ? {} : { time: clock.length === 2 ? `${clock}:00` : clock.slice(0, 5) };
  const period = /^P(\d+)([DWMY])$/.exec(date);
  const names: Readonly<Record<string, string>> = { D: 'day', W: 'week', M: 'month', Y: 'year' };
  if (period !== null) return { freq: names[period[2] ?? 'D'], interval: Number(period[1]), ...time };
  const weekday = /^XXXX-WXX-(\d)$/.exec(date);
  if (weekday !== null) return { freq: 'week', interval: 1, byDay: [Number(weekday[1])], ...time };
  const monthDay = /^XXXX-XX-(\d\d)$/.exec(date);
  if (monthDay !== null) return { freq: 'month', interval: 1, byMonthDay: [Number(monthDay[1])], ...time };
  return { freq: 'day', interval: 1, ...time };
}
