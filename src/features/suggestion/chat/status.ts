import type { Outcome, Situation, Turn } from '../../feature.ts';
import { isSecretary } from '../../../core/person.ts';
import { localDateOf } from '../../../core/zone.ts';
import { officeCard, ratingCard } from '../cards.ts';
import { refTo } from '../posts.ts';
import { suggestionFor, suggestionsFor } from '../repo.ts';
import { isAssignee, isAuthor, mayHandle, maySayIn } from '../rules/access.ts';
import { isOpen } from '../rules/file.ts';
import { isOverdue } from '../rules/sweep.ts';
import type { Suggestion } from '../schema.ts';
import type { Scope } from '../slots/status.ts';
import { listLine, listText, memberTexts, ownStatusText } from '../texts/member.ts';
import { mergeTexts } from '../texts/merge.ts';
import { refText } from '../texts/names.ts';
import { officeLine, officeStatusText, officeTexts } from '../texts/office.ts';
import { cardId, momentOf, says } from './outcome.ts';
import { rateAsk } from './rate.ts';

const SHOWN = 4;

/** One suggestion, as far as this person may see it in this chat. */
export async function showOne(situation: Situation, suggestion: Suggestion): Promise<Outcome> {
  const { person, chat, directory } = situation;
  const at = momentOf(situation);
  if (!maySayIn(suggestion, chat)) return says(officeTexts.onlyDirect);
  const into = suggestion.mergedInto === null ? undefined : await suggestionFor(situation, suggestion.mergedInto);
  if (into !== undefined && maySayIn(into, chat)) return says(mergeTexts.goesOnIn(suggestion, ownStatusText(into, at)), into);
  const handles = mayHandle(suggestion, person);
  if (chat.kind === 'direct' && (handles || isAssignee(suggestion, person)) && !isAuthor(suggestion, person)) {
    // The assignee works on it and need not know who asked.
    const author = suggestion.authorId === null || !handles ? undefined : (await directory.person(suggestion.authorId)).name;
    const text = suggestion.label === null && !handles ? ownStatusText(suggestion, at) : officeStatusText(suggestion, author, at);
    const card = handles && isOpen(suggestion) ? { card: officeCard(cardId(situation), suggestion, at) } : {};
    return { reply: { text, ...card }, focus: { about: refTo(suggestion) } };
  }
  const shown = says(ownStatusText(suggestion, at), suggestion);
  const waits = suggestion.status === 'closed' && suggestion.rating === null && isAuthor(suggestion, person);
  if (!waits) return shown;
  const card = chat.kind === 'direct' ? { card: ratingCard(cardId(situation), suggestion) } : {};
  return { ...shown, reply: { ...shown.reply, ...card }, ask: rateAsk(suggestion) };
}

/** "我的建议", "我名下的", and for the secretary 待受理, 办理中, 超期… */
export async function showList(turn: Turn, scope: Scope): Promise<Outcome> {
  const today = localDateOf(turn.now, turn.zone);
  const all = await suggestionsFor(turn);
  const manages = isSecretary(turn.person) && scope !== 'mine' && scope !== 'assigned';
  if (!manages) return ownList(turn, all, scope);
  const found = all.filter((one) => mayHandle(one, turn.person) && isIn(one, scope, today));
  const title = officeTexts.titles[scope];
  if (found.length === 0) return says(officeTexts.empty(title));
  if (turn.chat.kind === 'group') {
    const refs = found.filter(({ label }) => label === null).map(refText);
    return { ...says(officeTexts.groupList(title, found.length, refs)), focus: { list: found.map(refTo) } };
  }
  const shown = found.slice(0, SHOWN);
  const at = momentOf(turn);
  const [only] = found;
  // The card shows it whole: a list above it would say the same again.
  if (found.length === 1 && only !== undefined && scope === 'filed')
    return {
      reply: { text: officeTexts.onlyOne(title), card: officeCard(cardId(turn), only, at) },
      focus: { list: [refTo(only)], about: refTo(only) },
    };
  const text = listText(
    officeTexts.listTitle(title, found.length),
    shown.map((one) => officeLine(one, today, at)),
    found.length,
  );
  const [first] = shown;
  const card = first !== undefined && scope === 'filed' ? { card: officeCard(cardId(turn), first, at) } : {};
  return { reply: { text, ...card }, focus: { list: shown.map(refTo), about: first === undefined ? null : refTo(first) } };
}

function ownList(situation: Situation, all: readonly Suggestion[], scope: Scope): Outcome {
  const { person } = situation;
  const given = all.filter((one) => isAssignee(one, person) && isOpen(one) && maySayIn(one, situation.chat));
  if (scope === 'assigned') return listed(memberTexts.assigned, given, memberTexts.noAssigned);
  const own = all
    .filter((one) => isAuthor(one, person) && maySayIn(one, situation.chat) && one.status !== 'withdrawn' && one.status !== 'merged')
    .toReversed();
  const today = localDateOf(situation.now, situation.zone);
  const fitting = scope === 'mine' || scope === 'all' ? own : own.filter((one) => isIn(one, scope, today));
  return listed(memberTexts.mine, fitting, memberTexts.nothing(situation.chat));
}

function listed(title: string, found: readonly Suggestion[], none: string): Outcome {
  if (found.length === 0) return says(none);
  const shown = found.slice(0, SHOWN);
  return { ...says(listText(title, shown.map(listLine), found.length)), focus: { list: shown.map(refTo) } };
}

function isIn(suggestion: Suggestion, scope: Scope, today: string): boolean {
  switch (scope) {
    case 'filed':
    case 'answered':
    case 'closed':
      return suggestion.status === scope;
    case 'inHand':
      return ['accepted', 'assigned'].includes(suggestion.status);
    case 'overdue':
      return isOverdue(suggestion, today);
    case 'flagged':
      return suggestion.flagged && isOpen(suggestion);
    case 'anonymous':
      return suggestion.label !== null && isOpen(suggestion);
    case 'assigned':
    case 'mine':
    case 'all':
      return isOpen(suggestion);
  }
}
