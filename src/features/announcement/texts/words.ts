import type { Instant } from '../../../core/clock.ts';
import { formatDate, formatInstant, formatRecurrence } from '../../../core/zh/format.ts';
import { localDateOf } from '../../../core/zone.ts';
import { inForce } from '../rules/plan.ts';
import type { Plan } from '../schema/plan.ts';

export interface Place {
  readonly zone: string;
  readonly now: Instant;
}

export function excerpt(content: string): string {
  return content.length > 16 ? `${content.slice(0, 16)}…` : content;
}

export function planWords(planned: Plan, { zone, now }: Place): string {
  const plan = inForce(planned, { zone, now });
  switch (plan.kind) {
    case 'now':
      return '确认后马上发';
    case 'once':
      return formatInstant(plan.at, zone, now);
    case 'repeated': {
      if (plan.later === undefined) return formatRecurrence(plan.rule);
      const { startsOn: _from, endsOn: _until, ...rule } = plan.later.rule;
      return `${formatRecurrence(plan.rule)}；${formatDate(plan.later.from, localDateOf(now, zone))}起${formatRecurrence(rule)}`;
    }
  }
}
