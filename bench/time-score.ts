import { z } from 'zod';

const fields = z.record(z.string(), z.unknown());
export const caseSchema = z.object({
  id: z.string(),
  ref: z.string(),
  tz: z.string(),
  text: z.string(),
  kind: z.string(),
  expect: fields,
  alt: z.array(fields).optional(),
  tags: z.array(z.string()).optional(),
});
export type Case = z.infer<typeof caseSchema>;
export type Fields = z.infer<typeof fields>;

const RULE_FIELDS = ['freq', 'interval', 'byDay', 'byMonthDay', 'byMonth', 'time', 'endTime', 'minute', 'holiday'];

/** As the set's README scores: any of `expect` and `alt`; a vague one by its day and an overlap. */
export function isRight(test: Case, answer: Fields): boolean {
  const accepted = [test.expect, ...(test.alt ?? [])];
  return accepted.some((expected) =>
    isSame(typeof expected['kind'] === 'string' ? expected['kind'] : test.kind, expected, answer, test.tags?.includes('vague') ?? false),
  );
}

function isSame(kind: string, expected: Fields, answer: Fields, isVague: boolean): boolean {
  switch (kind) {
    case 'none':
      return answer['kind'] === 'none';
    case 'recurring':
      return (
        answer['kind'] === 'recurring' && RULE_FIELDS.every((field) => JSON.stringify(expected[field]) === JSON.stringify(answer[field]))
      );
    case 'duration':
      if (answer['kind'] !== 'duration') return false;
      if (expected['workdays'] !== undefined) return expected['workdays'] === answer['workdays'];
      return Math.abs(Number(answer['seconds']) - Number(expected['seconds'])) <= Number(expected['seconds']) * 0.015;
    default:
      return isSameTime(expected, answer, isVague);
  }
}

function isSameTime(expected: Fields, answer: Fields, isVague: boolean): boolean {
  const got = limitsOf(answer);
  if (got === undefined) return false;
  if (expected['time'] !== undefined) return answer['kind'] === 'instant' && got.start?.slice(11) === expected['time'];
  if ('startTime' in expected || 'endTime' in expected) {
    return (
      (got.start?.slice(11) ?? null) === (expected['startTime'] ?? null) && (got.end?.slice(11) ?? null) === (expected['endTime'] ?? null)
    );
  }
  const wanted = limitsOf(expected);
  if (wanted === undefined) return false;
  if (wanted.start === got.start && wanted.end === got.end) return true;
  if (!isVague) return false;
  const day = (limits: { start: string | null; end: string | null }): string | undefined => (limits.start ?? limits.end)?.slice(0, 10);
  return (day(wanted) === day(got) || wanted.start === null || got.start === null || isLong(wanted)) && overlap(wanted, got);
}

function isLong({ start, end }: { start: string | null; end: string | null }): boolean {
  return start === null || end === null || Date.parse(end) - Date.parse(start) > 2 * 86_400_000;
}

function overlap(left: { start: string | null; end: string | null }, right: { start: string | null; end: string | null }): boolean {
  const before = (a: string | null, b: string | null): boolean => a === null || b === null || a <= b;
  return before(left.start, right.end) && before(right.start, left.end);
}

/** An instant begins and ends at once; a date is the range of its day. */
function limitsOf(time: Fields): { start: string | null; end: string | null } | undefined {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  if (typeof time['at'] === 'string') return { start: time['at'], end: time['at'] };
  if (typeof time['date'] === 'string') {
    const next = new Date(Date.parse(time['date']) + 86_400_000).toISOString().slice(0, 10);
    return { start: `${time['date']}T00:00:00`, end: `${next}T00:00:00` };
  }
  return 'start' in time || 'end' in time ? { start: text(time['start']), end: text(time['end']) } : undefined;
}
