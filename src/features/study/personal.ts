import type { Personal } from '../feature.ts';

import { forgetAnswers, forgetAnswersUpTo, ownAnswers, ownMistakes } from './repo/answers.ts';
import { endPractice } from './repo/practice.ts';
import { personalTexts } from './texts/personal.ts';

/** One's own answers. The question of today stays answered: nobody shall answer it twice, knowing the result. */
export const personal: Personal = {
  tell: async ({ tx, userId }) => {
    const answers = await ownAnswers(tx, { userId });
    return answers.length === 0 ? [] : [personalTexts.answers(answers.length, (await ownMistakes(tx, { userId })).length)];
  },
  forget: async ({ tx, now, ids }, userId) => {
    const kept = await forgetAnswers(tx, { userId }, now, ids);
    await endPractice(tx, { userId });
    return kept === 0 ? [] : [personalTexts.open];
  },
  expire: ({ tx }, { upTo }) => forgetAnswersUpTo(tx, upTo),
};
