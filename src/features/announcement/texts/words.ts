import type { Instant } from '../../../core/clock.ts';
import { formatInstant, formatRecurrence } from '../../../core/zh/format.ts';
import type { Plan } from '../schema/plan.ts';

export interface Place {
  readonly zone: string;
  readonly now: Instant;
}

export function excerpt(content: string): string {
  return content.length > 16 ? `${content.slice(0, 16)}…` : content;
}

export function planWords(plan: Plan, { zone, now }: Place): string {
  switch (plan.kind) {
    case 'now':
      return '确认后马上发';
    case 'once':
      return formatInstant(plan.at, zone, now);
    case 'repeated':
      return formatRecurrence(plan.rule);
  }
}
