import { readFileSync } from 'node:fs';
import { workdayCalendar, workdayTableSchema } from '../../src/time/calendar.ts';
import type { TimeContext } from '../../src/time/time.ts';

/** The calendars as shipped. */
export const calendar = workdayCalendar(
  [2025, 2026].map((year) =>
    workdayTableSchema.parse(JSON.parse(readFileSync(new URL(`../../data/seed/workdays/${year}.json`, import.meta.url), 'utf8'))),
  ),
);

/** Saturday, 21 November 2026, 09:00 in Shanghai. */
export const now = '2026-11-21T01:00:00.000Z';
export const context: TimeContext = { now, zone: 'Asia/Shanghai', calendar };
