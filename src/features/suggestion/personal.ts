import type { JobOutcome, JobSituation, NoticeDraft, Personal } from '../feature.ts';
import { secretaryNotices } from './posts.ts';
import { allOf, endedBetween, givenTo, save, secondedBy } from './repo.ts';
import { STATUSES } from './schema.ts';
import { awaitsRating, isSettled, OVER, withoutAuthor, withoutPeople, withoutSecond } from './rules/personal.ts';
import { personalTexts } from './texts/personal.ts';

/** What was filed under one's name. What is settled stays for the unit, without the name; what is not still needs somebody to answer to. */
export const personal: Personal = {
  tell: async ({ tx, userId }) => {
    const own = await allOf(tx, userId);
    const seconded = await secondedBy(tx, userId, STATUSES);
    return [
      ...(own.length === 0
        ? []
        : [
            personalTexts.filed(
              own.length,
              own.filter((one) => !isSettled(one)),
            ),
          ]),
      ...(seconded.length === 0 ? [] : [personalTexts.seconded(seconded.length)]),
    ];
  },
  forget: async ({ tx }, userId) => {
    const own = await allOf(tx, userId);
    for (const suggestion of own.filter(isSettled)) await save(tx, withoutAuthor(suggestion));
    const seconded = await secondedBy(tx, userId, OVER);
    for (const suggestion of seconded.filter(isSettled)) await save(tx, withoutSecond(suggestion, userId));
    const rated = own.filter(awaitsRating);
    const open = own.filter((one) => !isSettled(one) && !awaitsRating(one));
    return [...(open.length === 0 ? [] : [personalTexts.open(open)]), ...(rated.length === 0 ? [] : [personalTexts.awaitsRating(rated)])];
  },
  expire: async ({ tx }, past) => {
    for (const suggestion of (await endedBetween(tx, past)).filter(isSettled)) {
      const isNamed = suggestion.authorId !== null || suggestion.seconds.some(({ userId }) => userId !== null);
      if (isNamed) await save(tx, withoutPeople(suggestion));
    }
    return { more: false };
  },
};

/** What a person who left was to do would wait for them for ever. */
export async function leave({ tx, directory }: JobSituation, { userId, name }: { userId: string; name: string }): Promise<JobOutcome> {
  const notices: NoticeDraft[] = [];
  for (const suggestion of await givenTo(tx, userId)) {
    notices.push(...(await secretaryNotices(suggestion, `left:${suggestion.revision}`, personalTexts.left(suggestion, name), directory)));
  }
  return { notices };
}
