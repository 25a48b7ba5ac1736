import type { Outcome, Situation } from '../../feature.ts';
import { secretaryNotices, toPerson } from '../posts.ts';
import { save } from '../repo.ts';
import { isAuthor } from '../rules/access.ts';
import { addWords } from '../rules/life.ts';
import type { Suggestion } from '../schema.ts';
import { memberTexts } from '../texts/member.ts';
import { newsTexts } from '../texts/news.ts';
import { refText } from '../texts/names.ts';
import { TEXT_LIMIT } from './file.ts';
import { dayOf, momentOf, says } from './outcome.ts';

const SHORTEST = 2;

/** "补充一下，是最里面那个": the author's further words, told to whoever has it. */
export async function addTo(situation: Situation, suggestion: Suggestion, text: string): Promise<Outcome> {
  const { tx, person, directory } = situation;
  const ref = refText(suggestion);
  if (!isAuthor(suggestion, person)) return says(memberTexts.notYoursToAdd(ref), suggestion);
  if ([...text].length < SHORTEST) return says(memberTexts.emptyAddition(ref), suggestion);
  if ([...text].length > TEXT_LIMIT) return says(memberTexts.tooLong, suggestion);
  const decision = addWords(suggestion, text, dayOf(situation));
  if (!decision.ok) return says(memberTexts.overForAdding(ref), suggestion);
  const added = decision.facts;
  await save(tx, added);
  const news = newsTexts.added(added, person.name, momentOf(situation));
  const { assigneeId } = added;
  const told = await secretaryNotices(added, `added:${added.revision}`, news, directory, person.userId);
  const toAssignee =
    assigneeId === null || assigneeId === person.userId
      ? []
      : [toPerson(added, `added:${added.revision}`, assigneeId, newsTexts.addedForAssignee(added))];
  return { ...says(memberTexts.added(ref), added), notices: [...told, ...toAssignee] };
}
