import { calendars } from '../../src/conversation/workdays/schema.ts';
import { shippedTables, shippedWorkdays } from '../../src/workdays.ts';

/** The shipped calendars. */
export const workdays = await shippedWorkdays();

/** The same, with what is imported. */
export const calendarIn = calendars(await shippedTables());
