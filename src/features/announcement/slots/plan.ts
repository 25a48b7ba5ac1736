import { instantOf } from '../../../core/zone.ts';
import type { FoundTime } from '../../../time/time.ts';
import type { Utterance } from '../../feature.ts';
import { ruleSchema, type Plan } from '../schema/plan.ts';
import { dayOff } from './day-off.ts';

const NOW = /^(?:现在|马上|立刻|立即|即刻|赶紧|赶快)$/u;
/** A date without a time: announcements go out when the day shift has begun. */
const DEFAULT_TIME = '09:00';

/** The time expression that plans the post: a rule, else an instant, else a day. */
export function planningTime(said: Utterance): FoundTime | undefined {
  const byKind = (kind: FoundTime['meaning']['kind']): FoundTime | undefined => said.times.find((found) => found.meaning.kind === kind);
  return byKind('recurring') ?? byKind('instant') ?? byKind('date') ?? byKind('range');
}

export function planOf(said: Utterance): Plan | null {
  const found = planningTime(said);
  if (found === undefined) return null;
  const words = said.text.slice(found.start, found.end);
  const at = (local: string): Plan => ({ kind: 'once', at: instantOf(local.slice(0, 10), local.slice(11), said.time.zone) });
  switch (found.meaning.kind) {
    case 'recurring': {
      const { freq } = found.meaning.rule;
      const timed = freq === 'hour' || freq === 'minute' || freq === 'second' || found.meaning.rule.time !== undefined;
      const rule = { ...found.meaning.rule, ...(timed ? {} : { time: DEFAULT_TIME }), ...dayOff(said.text) };
      return { kind: 'repeated', rule: ruleSchema.parse(rule) };
    }
    case 'instant':
      return NOW.test(words) ? { kind: 'now' } : at(found.meaning.at);
    case 'date':
      return at(`${found.meaning.date}T${DEFAULT_TIME}:00`);
    case 'range':
      return found.meaning.start === null ? null : at(found.meaning.start);
    case 'duration':
    case 'workdays':
      return null;
  }
}
