import type { Recurrence } from '../../../time/time.ts';

const SKIP_DAY_OFF = /(?:节假日|放假|休息日|法定假|假期).{0,3}(?:不发|不用发|跳过|除外|不提醒)|遇节假日跳过/u;
const AFTER_DAY_OFF = /(?:节假日|放假|休息日|假期).{0,3}顺延/u;
const BEFORE_DAY_OFF = /(?:节假日|放假|休息日|假期).{0,3}提前/u;

export function dayOff(text: string): Pick<Recurrence, 'onDayOff'> {
  if (SKIP_DAY_OFF.test(text)) return { onDayOff: 'skip' };
  if (AFTER_DAY_OFF.test(text)) return { onDayOff: 'after' };
  if (BEFORE_DAY_OFF.test(text)) return { onDayOff: 'before' };
  return {};
}

/** The words that say it, to be taken out of what is announced. */
export const DAY_OFF_WORDS = [SKIP_DAY_OFF, AFTER_DAY_OFF, BEFORE_DAY_OFF];
