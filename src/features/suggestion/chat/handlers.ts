import type { Outcome, Turn } from '../../feature.ts';
import { isSecretary } from '../../../core/person.ts';
import { ofPeriod, suggestionByLabel, suggestionByNumber } from '../repo.ts';
import { mayHandle } from '../rules/access.ts';
import { monthOf, ratesOf } from '../rules/rates.ts';
import type { Act, Suggestion } from '../schema.ts';
import { isOpenEntity, labelIn, namedSuggestions, talksAboutSuggestion, withoutRefs, writtenNumbers } from '../slots/named.ts';
import { comparedWith, mergeIn } from '../slots/merge.ts';
import { acceptWords, assignWords, closeWords, replyWords } from '../slots/office.ts';
import { canBeRated, ratingIn, ratingWords } from '../slots/rating.ts';
import { asksAfterAnonymous, receiptIn } from '../slots/receipt.ts';
import { reportWords, THREE_RATES } from '../slots/report.ts';
import { additionIn, isOwnOpen } from '../slots/second.ts';
import { anyMine, statusWords } from '../slots/status.ts';
import { anonymousTexts } from '../texts/anonymous.ts';
import { refText } from '../texts/names.ts';
import { memberTexts } from '../texts/member.ts';
import { officeTexts, ratesText } from '../texts/office.ts';
import { dayOf, says, unseen } from './outcome.ts';
import { handleMerge } from './merge.ts';
import { actOn } from './office.ts';
import { judgeByReceipt, showByReceipt } from './receipt.ts';
import { showList, showOne } from './status.ts';
import type { Tries } from './tries.ts';
import { withNamed, type Request } from './which.ts';

/** "S12到哪了", "我的建议", "超期的有哪些", "回执 2QX8-…", "谁提的". */
export function handleStatus(tries: Tries) {
  return async (turn: Turn): Promise<Outcome> => {
    const { scope, receipt, asksWho } = statusWords(turn.said);
    const labelled = await byLabel(turn);
    if (asksWho) return tellWho(turn, labelled);
    if (labelled === undefined && receipt === undefined && asksAfterAnonymous(turn.said.text))
      return says(turn.chat.kind === 'group' ? anonymousTexts.howToAskInGroup : anonymousTexts.howToAsk);
    if (labelled !== undefined) return showOne(turn, labelled);
    if (receipt !== undefined) return showByReceipt(turn, receipt, tries);
    if (scope !== undefined) return showList(turn, scope);
    // "查进度" alone: all of them, when nothing was just talked about.
    if (!talksAboutSuggestion(turn.said) && namedSuggestions(turn.said, anyMine).kind !== 'some')
      return showList(turn, isSecretary(turn.person) && !turn.said.text.includes('我') ? 'all' : 'mine');
    return withNamed(turn, namedSuggestions(turn.said, anyMine), { want: 'show' }, 'suggestion_status');
  };
}

export function handleRating(tries: Tries) {
  return async (turn: Turn): Promise<Outcome> => {
    const receipt = receiptIn(turn.said.written);
    if (receipt !== undefined) return judgeByReceipt(turn, receipt, tries);
    const words = ratingWords(turn.said);
    const found = ratingIn(words);
    const request: Request = { want: 'judge', rating: found?.rating ?? null, reopen: found?.reopen === true, words };
    return withNamed(turn, namedSuggestions(turn.said, canBeRated), request, 'rate_suggestion');
  };
}

export async function handleWithdraw(turn: Turn): Promise<Outcome> {
  const own = namedSuggestions(turn.said, isOwnOpen);
  return withNamed(turn, own, { want: 'withdraw' }, 'withdraw_suggestion');
}

export async function handleAddition(turn: Turn): Promise<Outcome> {
  const text = additionIn({ ...turn.said, written: withoutRefs(turn.said) }) ?? '';
  return withNamed(turn, namedSuggestions(turn.said, isOwnOpen), { want: 'add', text }, 'add_to_suggestion');
}

export async function handleAccept(turn: Turn): Promise<Outcome> {
  return ordered(turn, acceptWords(turn.said), 'accept_suggestion');
}

export async function handleAssign(turn: Turn): Promise<Outcome> {
  const { assignee, deadline } = assignWords(turn.said);
  const self = { userId: turn.person.userId, name: turn.person.name };
  const who = assignee === undefined ? null : assignee.kind === 'self' ? self : assignee.assignee;
  return ordered(turn, { kind: 'assign', assignee: who, dueOn: deadline?.on ?? null }, 'assign_suggestion');
}

export async function handleReply(turn: Turn): Promise<Outcome> {
  const { text, receipt } = replyWords(turn.said);
  if (receiptIn(turn.said.written) !== undefined) return byLabelOnly();
  if (receipt !== undefined && (await byLabel(turn)) === undefined) return says(officeTexts.notFound(''));
  return ordered(turn, { kind: 'answer', text }, 'reply_suggestion');
}

/** It ends by itself, or in another one. */
export async function handleClose(turn: Turn): Promise<Outcome> {
  if (mergeIn(turn.said) !== undefined && isSecretary(turn.person)) return handleMerge(turn);
  return ordered(turn, closeWords(turn.said), 'close_suggestion');
}

/** 建议三率 of this month (or the last one) of the secretary's branch. */
export async function handleReport(turn: Turn): Promise<Outcome> {
  const { kind, lastMonth } = reportWords(turn.said);
  if (kind !== THREE_RATES) return says(officeTexts.noReport);
  const { today, calendar } = dayOf(turn);
  const period = monthOf(today, lastMonth ? 1 : 0);
  const facts = await ofPeriod(turn, period.first, period.last);
  return says(ratesText(`${Number(period.first.slice(5, 7))}月`, ratesOf(facts, period, today, calendar)));
}

async function ordered(turn: Turn, act: Act, intent: string): Promise<Outcome> {
  if (receiptIn(turn.said.written) !== undefined) return byLabelOnly();
  const labelled = await byLabel(turn);
  if (labelled !== undefined) return actOn(turn, act, [labelled]);
  const named = namedSuggestions(turn.said, isOpenEntity);
  // S2不受理，跟S1重复了: the one that it is compared with is not meant.
  const compared = comparedWith(turn.said);
  const isCompared = named.kind === 'some' && named.entities.length > 1 && compared !== undefined;
  if (!isCompared) return withNamed(turn, named, { want: 'act', act }, intent);
  const meant = { ...named, entities: named.entities.filter(({ number }) => number !== `S${compared}`) };
  return withNamed(
    turn,
    meant,
    { want: 'act', act: act.kind === 'decline' ? { ...act, reason: officeTexts.sameAs(compared) } : act },
    intent,
  );
}

/** Only its author has the receipt: what an office does by it would tell whose it is. */
function byLabelOnly(): Outcome {
  return unseen(officeTexts.byLabelOnly, officeTexts.byLabelOnly);
}

/** 匿名-K7QD, or the same four letters after 回执, for those who may handle it. */
async function byLabel(turn: Turn): Promise<Suggestion | undefined> {
  const word = labelIn(turn.said.written) ?? (receiptIn(turn.said.written) === undefined ? statusWords(turn.said).receipt : undefined);
  return word === undefined ? undefined : suggestionByLabel(turn, word);
}

async function tellWho(turn: Turn, labelled: Suggestion | undefined): Promise<Outcome> {
  if (labelled !== undefined || /匿名|回执/u.test(turn.said.text)) return says(officeTexts.unmask);
  const named = namedSuggestions(turn.said, isOpenEntity);
  const [entity] = named.kind === 'some' ? named.entities : [];
  const [number] = entity?.number === undefined ? writtenNumbers(turn.said.text) : [Number(entity.number.slice(1))];
  if (entity !== undefined && entity.number === undefined) return says(officeTexts.unmask);
  const found = number === undefined ? undefined : await suggestionByNumber(turn, number);
  if (found === undefined || found.authorId === null || !isSecretary(turn.person) || !mayHandle(found, turn.person))
    return says(memberTexts.cannotTellWho);
  if (turn.chat.kind === 'group') return says(officeTexts.onlyDirect);
  return says(officeTexts.author(refText(found), (await turn.directory.person(found.authorId)).name), found);
}
