import { z } from 'zod';
import { isOver } from '../../../core/zh/assent.ts';
import { dialog, type Dialog, type Outcome, type Situation, type Turn } from '../../feature.ts';
import { refTo, secretaryNotices, urgentNotices } from '../posts.ts';
import { lastOf, nextSuggestionNumber, publicOpenFor, save } from '../repo.ts';
import { halfDayOf } from '../rules/days.ts';
import { fileNamed, isOpen } from '../rules/file.ts';
import { similarTo } from '../rules/similar.ts';
import type { Suggestion } from '../schema.ts';
import { filingWords, hazardSlots, suggestionSlots, wantsAnonymity, type FilingWords } from '../slots/filing.ts';
import { talksOfReceipt } from '../slots/receipt.ts';
import { anonymousTexts } from '../texts/anonymous.ts';
import { filedText, memberTexts, ownStatusText } from '../texts/member.ts';
import { newsTexts } from '../texts/news.ts';
import { whoOf, type Lately } from './lately.ts';
import { asks, groupIdOf, momentOf, says, unseen } from './outcome.ts';

export const TEXT_LIMIT = 1_000;
const SHORTEST = 3;

/** "建议…", a complaint, a hazard: filed at once, with what is alike shown beside it. */
export function handleFiling(kind: Suggestion['kind'], lately: Lately) {
  return async (turn: Turn): Promise<Outcome> => {
    // Whatever it was read as: who does not want to be named is never filed under a name.
    if (wantsAnonymity(turn.said.text)) return unseen(anonymousTexts.unsure, anonymousTexts.unsure);
    if (mayBeMeantWithoutName(turn, lately)) return heldBack(turn);
    const words = filingWords(turn.said);
    if ([...words.text].length < SHORTEST && !words.urgent) return asks(memberTexts.emptyFiling, 'suggestion.text', { kind });
    return file(turn, kind, words.text === '' ? { ...words, text: turn.said.written } : words);
  };
}

/** 几点发车: who says 班车 and then this never wanted to suggest anything. */
const ASKS = /几点|几号|几路|什么时候|啥时候|在哪|哪里|哪儿|多少钱|多久|怎么走|怎么坐/u;
const ASKED = 10;

/** The words after a bare "建议". */
export const textDialog = (lately: Lately): Dialog =>
  dialog({
    name: 'suggestion.text',
    schema: z.object({ kind: z.enum(['suggestion', 'hazard']) }),
    reads: (said, { kind }) => {
      const intent = kind === 'hazard' ? 'hazard_report' : 'suggestion';
      if (isOver(said.text)) return { intent, slots: {} };
      // Something else was begun.
      if ([...said.text].length < SHORTEST || /帮助|[?？吗]$/u.test(said.text) || (said.text.length <= ASKED && ASKS.test(said.text)))
        return undefined;
      // Said without a name: it must never end under one.
      if (wantsAnonymity(said.text) || talksOfReceipt(said.text)) return undefined;
      return { intent, slots: kind === 'hazard' ? hazardSlots(said) : suggestionSlots(said), free: { akin: FILINGS } };
    },
    answer: async (turn, { kind }) => {
      if (isOver(turn.said.text)) return { ...says(memberTexts.notFiled), ask: null };
      return mayBeMeantWithoutName(turn, lately) ? heldBack(turn) : file(turn, kind, filingWords(turn.said));
    },
  });

/** 建议： in front says that a name may stand under it. */
const NAMED = /^(?:建议|隐患|实名)[:：]/u;

/** Just told how to speak without a name, and now without the word for it. */
function mayBeMeantWithoutName(turn: Turn, lately: Lately): boolean {
  return turn.chat.kind === 'direct' && lately.take(whoOf(turn), turn.now) && !NAMED.test(turn.said.text);
}

/** A danger does not wait until its name is settled; what is kept for a repeat tells nothing of it. */
function heldBack({ said }: Turn): Outcome {
  const danger = filingWords(said).urgent ? `${memberTexts.danger}\n` : '';
  return unseen(danger + anonymousTexts.wouldBeNamed, anonymousTexts.wouldBeNamed);
}

const FILINGS = ['suggestion', 'hazard_report', 'anonymous_suggestion'];

async function file(situation: Situation, kind: Suggestion['kind'], words: FilingWords): Promise<Outcome> {
  if ([...words.text].length > TEXT_LIMIT) return says(memberTexts.tooLong);
  const { tx, person, directory } = situation;
  const at = momentOf(situation);
  const groupId = groupIdOf(situation);
  // A message that comes again after days, or a member who is not sure that the first was heard (reliability I05). Danger is told of each time.
  const known = words.urgent
    ? undefined
    : (await lastOf(tx, person.userId)).find((one) => one.text === words.text && one.groupId === groupId && isOpen(one));
  if (known !== undefined) return says(memberTexts.filedBefore(ownStatusText(known, at)), known);
  const similar = similarTo(words, await publicOpenFor(situation), (one) => one.authorId !== person.userId);
  const suggestion = fileNamed(
    {
      ...words,
      id: situation.ids.id(),
      kind,
      partyBranch: person.partyBranch ?? situation.group?.partyBranch ?? null,
      ...halfDayOf(situation.now, situation.zone),
    },
    { number: await nextSuggestionNumber(tx), userId: person.userId, groupId, at: situation.now },
    situation.calendar,
  );
  await save(tx, suggestion);
  const told = await secretaryNotices(suggestion, 'filed', newsTexts.filed(suggestion, person.name, at), directory, person.userId);
  const alarm = suggestion.urgent ? await urgentNotices(suggestion, directory) : [];
  return {
    reply: { text: filedText(suggestion, similar, at) },
    notices: [...alarm, ...told],
    events: [{ type: 'suggestion.filed', suggestionId: suggestion.id, userId: person.userId }],
    focus: { about: refTo(suggestion), list: similar.map(refTo) },
    ...(similar.length === 0
      ? {}
      : { ask: { dialog: 'suggestion.similar', data: { fresh: suggestion.id, options: similar.map(({ id }) => id) } } }),
  };
}
