import type { Outcome, Situation } from '../../feature.ts';
import { receiptOf } from '../../../core/receipt.ts';
import type { Turn } from '../../feature.ts';
import { isLabelFree, save, suggestionByReceipt } from '../repo.ts';
import { halfDayOf } from '../rules/days.ts';
import { nextDigest } from '../rules/digest.ts';
import { fileAnonymous } from '../rules/file.ts';
import { addWords, rate, reopen } from '../rules/life.ts';
import { pointsToWriter } from '../rules/revealing.ts';
import type { Suggestion } from '../schema.ts';
import { anonymousWords, isUrgent } from '../slots/filing.ts';
import { placeIn } from '../slots/place.ts';
import { besideReceipt } from '../slots/receipt.ts';
import { ratingIn } from '../slots/rating.ts';
import { anonymousTexts as texts, receiptStatusText } from '../texts/anonymous.ts';
import { TEXT_LIMIT } from './file.ts';
import { dayOf, momentOf, unseen } from './outcome.ts';
import { whoOf, type Lately } from './lately.ts';
import type { Tries } from './tries.ts';

const LABEL_BITS = 20;

/** "匿名：…". In a group nothing is filed: everybody has read it. Nothing said here is repeated, kept or tied to anybody. */
export function handleAnonymous(tries: Tries, lately: Lately) {
  return async (turn: Turn): Promise<Outcome> => {
    const words = anonymousWords(turn.said);
    if (turn.chat.kind === 'group') return same(words.receipt === undefined ? texts.inGroup : texts.receiptInGroup);
    if (words.receipt !== undefined) return withReceiptOf(turn, words.receipt, tries, (found) => add(turn, found, words.text));
    if ([...words.text].length < 3) {
      lately.note(whoOf(turn), turn.now);
      return same(texts.empty);
    }
    if ([...words.text].length > TEXT_LIMIT) return same(texts.tooLong);
    const { person } = turn;
    if (!words.asItIs && pointsToWriter(words.text, [person.name, person.userId])) return same(texts.revealing);
    return file(turn, words.text);
  };
}

async function file(turn: Turn, text: string): Promise<Outcome> {
  const { tx, ids, keyedHash } = turn;
  const receiptHash = hashOf(receiptOf(turn.messageId, keyedHash), keyedHash);
  const urgent = isUrgent(text);
  const handedOn = nextDigest(turn);
  const at = momentOf(turn);
  const reply = urgent ? `${texts.filedUrgent(handedOn, at)}\n${texts.filed(handedOn, at)}` : texts.filed(handedOn, at);
  // The same message again, when its answer is long forgotten: it has its receipt already (reliability I05).
  if ((await suggestionByReceipt(tx, receiptHash)) !== undefined) return same(reply);
  const suggestion = fileAnonymous(
    {
      id: ids.id(),
      kind: urgent ? 'hazard' : 'suggestion',
      text,
      place: placeIn(text) ?? null,
      urgent,
      photo: false,
      partyBranch: turn.person.partyBranch,
      ...halfDayOf(turn.now, turn.zone),
    },
    { label: await freeLabel(turn), receiptHash },
    turn.calendar,
  );
  await save(tx, suggestion);
  return { ...same(reply), events: [{ type: 'suggestion.filed', suggestionId: suggestion.id, userId: null }] };
}

/** "回执 2QX8-…": where it stands, for whoever has the code. */
export async function showByReceipt(turn: Turn, receipt: string, tries: Tries): Promise<Outcome> {
  if (turn.chat.kind === 'group') return same(texts.receiptInGroup);
  return withReceiptOf(turn, receipt, tries, async (found) => {
    const beside = besideReceipt(turn.said.written);
    const more = /^(?:补充|再说|另外|还有)/u.test(beside);
    return more
      ? add(turn, found, beside.replace(/^(?:补充|再说|另外|还有)(?:一下|一句|说明)?[:：,，\s]*/u, ''))
      : unseen(receiptStatusText(found, nextDigest(turn), momentOf(turn)), texts.asked);
  });
}

export async function judgeByReceipt(turn: Turn, receipt: string, tries: Tries): Promise<Outcome> {
  if (turn.chat.kind === 'group') return same(texts.receiptInGroup);
  return withReceiptOf(turn, receipt, tries, async (found) => {
    const words = besideReceipt(turn.said.written);
    const verdict = ratingIn(words);
    if (verdict === undefined) return unseen(receiptStatusText(found, nextDigest(turn), momentOf(turn)), texts.asked);
    const decision = verdict.reopen ? reopen(found, words, dayOf(turn)) : rate(found, verdict.rating);
    if (!decision.ok) return same(texts.notClosed);
    await save(turn.tx, decision.facts);
    return same(verdict.reopen ? texts.reopened : texts.rated);
  });
}

/** The hash under which a receipt is found. */
export function hashOf(receipt: string, keyedHash: (text: string) => string): string {
  return keyedHash(`receipt-row/${receipt}`);
}

async function add(turn: Turn, found: Suggestion, text: string): Promise<Outcome> {
  if ([...text].length < 2) return same(texts.empty);
  if ([...text].length > TEXT_LIMIT) return same(texts.tooLong);
  const decision = addWords(found, text, dayOf(turn));
  if (!decision.ok) return same(texts.over);
  await save(turn.tx, decision.facts);
  return same(texts.added);
}

/** Same answer for a wrong, an old and a mistyped code; ten wrong ones an hour. */
async function withReceiptOf(turn: Turn, receipt: string, tries: Tries, then: (found: Suggestion) => Promise<Outcome>): Promise<Outcome> {
  const who = turn.keyedHash(`tries/${turn.person.userId}`);
  if (tries.isSpent(who, turn.now)) return same(texts.tooMany);
  const found = await suggestionByReceipt(turn.tx, hashOf(receipt, turn.keyedHash));
  if (found !== undefined) return then(found);
  tries.note(who, turn.now);
  return same(texts.wrong);
}

/** An answer that says nothing of anybody: it may be kept as it is (the receipt stands in it as a mark only). */
function same(text: string): Outcome {
  return unseen(text, text);
}

async function freeLabel(situation: Pick<Situation, 'tx' | 'ids'>): Promise<string> {
  let label = situation.ids.code(LABEL_BITS);
  while (!(await isLabelFree(situation.tx, label))) label = situation.ids.code(LABEL_BITS);
  return label;
}
