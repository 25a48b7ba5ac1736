import type { Personal } from '../feature.ts';

import { ticksOf } from './repo/ticks.ts';
import { personalTexts } from './texts/personal.ts';

/** One's own 已知晓. They are the proof that a safety notice was read, for those who must be able to show it: they stay their time. */
export const personal: Personal = {
  tell: async ({ tx, userId }) => {
    const count = await ticksOf(tx, userId);
    return count === 0 ? [] : [personalTexts.ticks(count)];
  },
  forget: async ({ tx }, userId) => ((await ticksOf(tx, userId)) === 0 ? [] : [personalTexts.ticksStay]),
};
