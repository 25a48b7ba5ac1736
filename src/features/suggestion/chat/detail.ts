import { z } from 'zod';
import { isOver } from '../../../core/zh/assent.ts';
import { dialog, type ActionTurn, type Dialog, type Outcome, type ReadAnswer, type Turn, type Utterance } from '../../feature.ts';
import { RATING_KEY, settledCard } from '../cards.ts';
import { suggestionFor } from '../repo.ts';
import { actSchema, type Act, type Suggestion } from '../schema.ts';
import { wantsAnonymity } from '../slots/filing.ts';
import { writtenNumbers } from '../slots/named.ts';
import { assignWords } from '../slots/office.ts';
import { ratingIn } from '../slots/rating.ts';
import { talksOfReceipt } from '../slots/receipt.ts';
import { memberTexts } from '../texts/member.ts';
import { officeTexts } from '../texts/office.ts';
import { actOn } from './office.ts';
import { says } from './outcome.ts';
import { judge } from './rate.ts';

const INTENTS: Readonly<Record<Act['kind'], string>> = {
  accept: 'accept_suggestion',
  decline: 'accept_suggestion',
  assign: 'assign_suggestion',
  answer: 'reply_suggestion',
  close: 'close_suggestion',
};
/** A question, or a word for something else: not what the office has to say to the author, which cannot be taken back. */
const ASKS =
  /[?？]$|(?:吗|呢|么|没有?)$|^(?:帮助|菜单|功能|消息|发件箱|公告列表|待答问题|题库)$|(?:几[天点个号次]|多少|怎么|咋|在哪|有哪些|有啥|有什么|是什么|是啥|多久)/u;
const SHORT = 14;
/** 催一下李强: an order to us, not what its author shall read. */
const ORDERS_US = /^(?:再)?(?:催|帮我|给我|查一?下|看看|看一?下|列一?下|列出|打开|导出)/u;
/** What the office does with a suggestion, and what its words to the author may sound like. */
const OFFICE = [...Object.values(INTENTS), 'suggestion', 'hazard_report', 'anonymous_suggestion', 'who_is_responsible'];

const TO_ALL = /大家|所有人|全体|各位|群里/u;

/** What is answered to the author may well tell of things to come; an order to tell everybody is another order. */
function freeOf(act: Act, text: string): NonNullable<ReadAnswer['free']> {
  return act.kind === 'answer' && !TO_ALL.test(text) ? { akin: OFFICE, lookupsOnly: true } : { akin: OFFICE };
}

/** The missing piece of an order: to whom, which words, which reason. */
export const detailDialog: Dialog = dialog({
  name: 'suggestion.detail',
  schema: z.object({ act: actSchema, ids: z.array(z.string()) }),
  reads: (said, { act }) => {
    if (isOver(said.text)) return { intent: INTENTS[act.kind], slots: {} };
    // A number is the beginning of another order; and what is said without a name is nobody's answer.
    if (said.text === '' || writtenNumbers(said.text).length > 0 || wantsAnonymity(said.text) || talksOfReceipt(said.text))
      return undefined;
    if ((ASKS.test(said.text) || ORDERS_US.test(said.text)) && said.text.length <= SHORT) return undefined;
    const filled = filledWith(act, said, said.written);
    return filled === undefined ? undefined : { intent: INTENTS[act.kind], slots: {}, free: freeOf(act, said.text) };
  },
  answer: async (turn, { act, ids }) => {
    const filled = isOver(turn.said.text) ? undefined : filledWith(act, turn.said, turn.said.written, turn);
    if (filled === undefined) return says(officeTexts.dropped);
    const targets = await Promise.all(ids.map((id) => suggestionFor(turn, id)));
    return actOn(
      turn,
      filled,
      targets.flatMap((target) => target ?? []),
    );
  },
});

/** The author was asked for a verdict. */
export const rateDialog: Dialog = dialog({
  name: 'suggestion.rate',
  schema: z.object({ id: z.string(), ref: z.string().optional() }),
  reads: (said, { id, ref }) => {
    const own = said.entities.find((entity) => entity.id === id)?.number ?? ref ?? id;
    const other = writtenNumbers(said.text).some((number) => `S${number}` !== own);
    const found = other ? undefined : ratingIn(said.text);
    if (found === undefined) return undefined;
    return { intent: 'rate_suggestion', slots: { ref: own, rating: found.rating, ...(found.reopen ? { reopen: true } : {}) } };
  },
  answer: async (turn, { id, ref }) => {
    const found = ratingIn(turn.said.text);
    const suggestion = await suggestionFor(turn, id);
    if (suggestion === undefined) return says(memberTexts.notFound(ref ?? '', turn.chat));
    return judge(turn, suggestion, { rating: found?.rating ?? null, reopen: found?.reopen === true, words: turn.said.written });
  },
});

/** A button of the secretary's card. 交办, 答复 and 不受理 need a word more. */
export function actAction(act: Act) {
  return async (turn: ActionTurn): Promise<Outcome> => {
    const suggestion = await suggestionFor(turn, turn.args[0] ?? '');
    if (suggestion === undefined) return says(memberTexts.notFound('', turn.chat));
    const outcome = await actOn(turn, act, [suggestion]);
    return outcome.ask === undefined ? settled(turn, suggestion, outcome) : outcome;
  };
}

/** The author's card with five choices. */
export async function rateAction(turn: ActionTurn): Promise<Outcome> {
  const suggestion = await suggestionFor(turn, turn.args[0] ?? '');
  if (suggestion === undefined) return says(memberTexts.notFound('', turn.chat));
  const chosen = turn.selected.find(({ key }) => key === RATING_KEY)?.options[0];
  const rating = z.coerce.number().int().min(1).max(5).safeParse(chosen);
  const outcome = await judge(turn, suggestion, { rating: rating.success ? rating.data : null, reopen: false, words: null });
  return settled(turn, suggestion, outcome);
}

async function settled(turn: ActionTurn, before: Suggestion, outcome: Outcome): Promise<Outcome> {
  const after = (await suggestionFor(turn, before.id)) ?? before;
  return { ...outcome, reply: { ...outcome.reply, update: { card: settledCard(turn.cardId, after), forEveryone: true } } };
}

function filledWith(act: Act, said: Utterance, words: string, turn?: Turn): Act | undefined {
  switch (act.kind) {
    case 'assign': {
      const { assignee, deadline } = assignWords(said);
      const self = turn === undefined ? { userId: null, name: '' } : { userId: turn.person.userId, name: turn.person.name };
      const bare = /^[\p{Script=Han}a-z]{2,8}$/iu.test(said.text) ? { userId: null, name: said.written } : undefined;
      const who = assignee?.kind === 'self' ? self : (assignee?.assignee ?? bare);
      return who === undefined ? undefined : { ...act, assignee: who, dueOn: deadline?.on ?? act.dueOn };
    }
    case 'decline':
      return { ...act, reason: words };
    case 'answer':
      return { ...act, text: words };
    case 'close':
      return { ...act, result: words };
    case 'accept':
      return undefined;
  }
}
