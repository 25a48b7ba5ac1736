import { ofLast } from '../../../core/last.ts';
import { anyOf } from '../../../core/matches.ts';
import type { Entity, Slots, Utterance } from '../../feature.ts';
import { isSuggestion, namedSuggestions, refSlots } from './named.ts';
import { receiptWord } from './receipt.ts';

/** A list that is asked for, not one suggestion. */
export type Scope = 'filed' | 'inHand' | 'overdue' | 'answered' | 'closed' | 'flagged' | 'anonymous' | 'assigned' | 'mine' | 'all';

const SCOPES: readonly (readonly [Scope, RegExp])[] = [
  ['assigned', /我名下|派给我|交给我|我(?:要|负责)办的|轮到我办|我(?:有|还有)(?:什么|啥|哪些|几[件条个])(?:要|该|没)(?:办|处理|弄)的?/u],
  ['overdue', /超期|逾期|过期|超时|到期|没按时|拖(?:着|了)|压着/u],
  [
    'filed',
    /新(?:的)?(?:建议|意见|诉求|隐患)|待分派|待受理|没受理|未受理|还没受理|没分派|未分派|没派|新(?:来的|收到的?|提的)|待处理|待办(?!结)|没人管/u,
  ],
  ['inHand', /办理中|处理中|(?<!谁)在办|正在办|没办完|未办结|没办结|没结|已(?:经)?受理/u],
  ['answered', /已答复|已回复|答复了的|待办结/u],
  ['closed', /已办结|办结了的|已关闭|办完的/u],
  ['flagged', /上会|多次重办|三次重办/u],
  ['anonymous', /匿名(?:的|件|建议|意见)?(?:有|都|几|多少|列|看|清单|$)/u],
  [
    'mine',
    /我(?:的|提的|提过的?|反映的|报的)?(?:那?(?:些|几条))?(?:建议|意见|隐患|诉求)(?:们|单)?|我(?:提|反映|报)(?:的|过)(?:什么|哪些|那些|几)/u,
  ],
  [
    'all',
    /(?:哪些|哪几[条件个]|还有(?:什么|哪些|几[条件个])).{0,3}(?:还)?没(?:有)?(?:办|处理|解决)|(?:建议|意见|诉求|隐患)(?:清单|列表|台账|汇总|都有哪些|有哪些|有几条|有多少)|(?:建议|意见|诉求|隐患).{0,4}(?:没|未|还没)(?:有)?(?:办|处理|解决)(?:的|了)?$|^(?:现在|最近)?有(?:啥|什么|哪些|几条)(?:新的?)?(?:建议|意见|诉求|隐患)|所有(?:的)?(?:建议|意见)|全部(?:建议|意见)/u,
  ],
];
const ANY_SCOPE = anyOf(SCOPES.map(([, sign]) => sign));

/** Those that a text names, in their order. */
const scopesIn = ofLast((text) => (ANY_SCOPE.test(text) ? SCOPES.filter(([, sign]) => sign.test(text)) : []));

/** Around a scope these words leave it the name of a list. */
const OF_A_LIST =
  /看看?|查看?|列|给我|帮我|我要|我想|一下|出来|现在|目前|还|都|的|了|有|哪些|哪几|多少|几|什么|啥|[条件个项]|清单|列表|全部|所有|建议|意见|诉求|隐患|吗|呢|吧|[\s,，。.!！?？~]/gu;
const WHO =
  /谁(?:提|写|发|反映|说)的|(?:提|写|反映)(?:的)?人是谁|是谁(?:提|写|反映|说)|查(?:一下|下|出)?(?:是)?谁|哪个(?:人)?(?:提|写|反映)的/u;

export interface StatusWords {
  readonly scope: Scope | undefined;
  readonly scopeWords: string | undefined;
  readonly receipt: string | undefined;
  readonly asksWho: boolean;
}

export function statusWords(said: Utterance): StatusWords {
  const receipt = receiptWord(said.written);
  const named = said.mentioned.some(({ entity }) => isSuggestion(entity));
  const found = receipt !== undefined || (named && !namesList(said.text)) ? undefined : scopesIn(said.text)[0];
  return {
    scope: found?.[0],
    scopeWords: found === undefined ? undefined : found[1].exec(said.text)?.[0],
    receipt,
    asksWho: WHO.test(said.text),
  };
}

export function statusSlots(said: Utterance): Slots {
  const { scopeWords, receipt } = statusWords(said);
  if (receipt !== undefined) return { receipt };
  if (scopeWords !== undefined) return { scope: scopeWords };
  return refSlots(namedSuggestions(said, anyMine));
}

export function anyMine(entity: Entity): boolean {
  return isSuggestion(entity) && entity.mine === true;
}

/** The words are the name of a list and nothing else: 待受理, "超期的有几条". Then no single one is meant, whatever was talked about. */
export function namesList(text: string): boolean {
  return scopesIn(text).some(([, sign]) => text.replace(sign, '').replaceAll(OF_A_LIST, '') === '');
}

/** How the scopes are called back. */
export function isListWord(text: string): boolean {
  return scopesIn(text).length > 0;
}
