import type { WorkdayCalendar } from './time/time.ts';
import { workdayCalendar, workdayTableSchema, type WorkdayTable } from './time/calendar.ts';
import { seedFiles } from './seed.ts';

/** Years whose State Council notice is shipped in data/seed/workdays. */
const YEARS = [2025, 2026] as const;

export function shippedTables(): Promise<readonly WorkdayTable[]> {
  return Promise.all(YEARS.map((year) => workdayTable(year)));
}

export async function shippedWorkdays(): Promise<WorkdayCalendar> {
  return workdayCalendar(await shippedTables());
}

async function workdayTable(year: number): Promise<WorkdayTable> {
  return workdayTableSchema.parse(await seedFiles.json(`workdays/${year}.json`));
}
