import { z } from 'zod';

const instant = z.iso.datetime();
const localDate = z.iso.date();

/** The part of a recurrence that announcements keep (see time/time.ts). */
export const ruleSchema = z.object({
  // Seconds and minutes are kept only to be refused with the right words.
  freq: z.enum(['second', 'minute', 'hour', 'day', 'workday', 'week', 'month', 'year']),
  interval: z.number().int().positive(),
  byDay: z.array(z.number().int()).exactOptional(),
  byMonthDay: z.array(z.number().int()).exactOptional(),
  byMonth: z.array(z.number().int()).exactOptional(),
  nth: z.number().int().exactOptional(),
  time: z.string().exactOptional(),
  endTime: z.string().exactOptional(),
  minute: z.number().int().exactOptional(),
  holiday: z.string().exactOptional(),
  onDayOff: z.enum(['keep', 'skip', 'before', 'after']).exactOptional(),
  startsOn: localDate.exactOptional(),
  endsOn: localDate.exactOptional(),
});

/** When: at once on confirmation, once, or by a rule. `later`: from that day on by another one. */
export const planSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('now') }),
  z.object({ kind: z.literal('once'), at: instant }),
  z.object({
    kind: z.literal('repeated'),
    rule: ruleSchema,
    later: z.object({ from: localDate, rule: ruleSchema }).exactOptional(),
  }),
]);
export type Plan = z.infer<typeof planSchema>;
