import { shippedWorkdays } from '../../src/workdays.ts';

/** The shipped calendars. */
export const workdays = await shippedWorkdays();
