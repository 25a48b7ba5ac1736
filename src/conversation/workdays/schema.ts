import { z } from 'zod';
import { derivedFor } from '../../store/derived.ts';
import { collection, type Reader, type Writer } from '../../store/store.ts';
import { workdayCalendar, workdayTableSchema, type WorkdayTable } from '../../time/calendar.ts';
import type { WorkdayCalendar } from '../../time/time.ts';

/** Tables that were imported, beside those we ship; one of the same year takes a shipped one's place. */
export const workdayTables = collection({
  name: 'workdayTables',
  schema: workdayTableSchema.extend({
    /** The year. */
    id: z.string(),
    importedBy: z.string(),
    importedAt: z.iso.datetime(),
  }),
  audited: true,
});

/** More years than anybody plans ahead. */
const MOST_TABLES = 50;

/** The calendar that counts in this transaction: so all processes and all moments agree on it. */
export type CalendarIn = (tx: Reader) => Promise<WorkdayCalendar>;

export function calendars(shipped: readonly WorkdayTable[]): CalendarIn {
  let known = { version: '', calendar: workdayCalendar(shipped) };
  const importedIn = derivedFor(workdayTables, async (tx) => {
    const imported = await tx.find(workdayTables, { limit: MOST_TABLES });
    return { imported, version: imported.map(({ id, importedAt }) => `${id}@${importedAt}`).join() };
  });
  return async (tx) => {
    const { imported, version } = await importedIn(tx, '');
    if (version !== known.version) {
      const own = new Set(imported.map(({ year }) => year));
      known = { version, calendar: workdayCalendar([...shipped.filter(({ year }) => !own.has(year)), ...imported]) };
    }
    return known.calendar;
  };
}

/** Keeps a year's table; what is planned by it is worked out anew by `planApply`. */
export async function keepTable(
  tx: Writer,
  table: WorkdayTable,
  by: { readonly importedBy: string; readonly importedAt: string },
): Promise<void> {
  await tx.put(workdayTables, {
    ...table,
    holidays: [...table.holidays],
    makeUpWorkdays: [...table.makeUpWorkdays],
    id: String(table.year),
    ...by,
  });
}
