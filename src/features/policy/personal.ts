import type { Personal } from '../feature.ts';

import { citationsOf, forgetAsker, forgetAskersBetween, givenAnswersOf, questionsOf } from './repo.ts';
import { personalTexts } from './texts/personal.ts';

/** What one asked, and what one was quoted. An open question stays: somebody is about to answer it. */
export const personal: Personal = {
  tell: async ({ tx, userId }) => {
    const asked = (await givenAnswersOf(tx, userId)).length;
    const handedOver = (await questionsOf(tx, userId)).length;
    const quoted = (await citationsOf(tx, userId)).length;
    return asked + handedOver + quoted === 0 ? [] : [personalTexts.asked({ asked, handedOver, quoted })];
  },
  forget: async ({ tx }, userId) => {
    const open = await forgetAsker(tx, userId);
    return open.length === 0 ? [] : [personalTexts.open(open.map(({ number }) => number))];
  },
  expire: async ({ tx }, past) => {
    await forgetAskersBetween(tx, past);
    return { more: false };
  },
};
