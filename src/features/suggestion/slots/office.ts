import type { LocalDate } from '../../../core/clock.ts';
import { withoutWords } from '../../../core/written.ts';
import { lastDayOf, localDateOf, plusDays } from '../../../core/zone.ts';
import type { Slots, Utterance } from '../../feature.ts';
import { workdaysAfter } from '../rules/days.ts';
import type { Act, Assignee } from '../schema.ts';
import { cut, matchedForm, writtenSpan } from './as-written.ts';
import { isOpenEntity, labelIn, namedSuggestions, refSlots, withoutRefs } from './named.ts';
import { besideReceipt, receiptWord } from './receipt.ts';

export interface AssignWords {
  /** `self` for "我接了". */
  readonly assignee: { readonly kind: 'self' } | { readonly kind: 'named'; readonly assignee: Assignee } | undefined;
  readonly deadline: { readonly words: string; readonly on: LocalDate } | undefined;
  readonly reassign: boolean;
}

const SELF = /我(?:自己)?(?:接了?|来(?:办|处理|跟|负责|管|盯)|去(?:办|处理)|负责|认领|办|领了?|盯着?|跟进)|我自己(?:来|办|去)/u;
const UNIT =
  /(?:派给?|交给|交由|交办给?|转给|转交给?|转派给?|转|分给|分派给?|指派给?|安排给?|安排|归|让|叫|由|请|改由|改派给?|改给|换成?|给)\s*([\p{Script=Han}a-z]{2,8}?)(?=(?:去|来|负责|办理?|处理|跟进|牵头|看看?|落实|尽快|抓紧|马上|在|限|务必|反馈|答复|回复)|[\s,，。!！;；]|$)/diu;
const AGAIN = /改由|改派|改给|换成?|转给|转派|转交|重新(?:派|分|指派|交办)|另(?:派|请|找)|不(?:归|该).{0,6}[管办]/u;
const TAIL = /(?:之内|以内|内|之前|以前|前|为止)$/u;

export function assignWords(said: Utterance): AssignWords {
  const [person] = said.people;
  const deadline = deadlineIn(said);
  const words = deadline === undefined ? withoutRefs(said) : withoutWords(withoutRefs(said), deadline.words);
  const unit = unitIn(words);
  const assignee =
    person !== undefined
      ? ({ kind: 'named', assignee: { userId: person.person.userId, name: person.person.name } } as const)
      : SELF.test(said.text)
        ? ({ kind: 'self' } as const)
        : unit !== undefined
          ? ({ kind: 'named', assignee: { userId: null, name: unit } } as const)
          : undefined;
  return { assignee, deadline, reassign: AGAIN.test(said.text) };
}

/** The unit that shall do it, as written. */
function unitIn(words: string): string | undefined {
  const [start, end] = UNIT.exec(matchedForm(words))?.indices?.[1] ?? [];
  return start === undefined || end === undefined ? undefined : writtenSpan(words, start, end);
}

/** The last day, from the first time expression: 今天, 两天内, 15个工作日内, 下周三前. */
export function deadlineIn(said: Utterance): AssignWords['deadline'] {
  const [found] = said.times;
  if (found === undefined) return undefined;
  const words = said.text.slice(found.start, found.end);
  const today = localDateOf(said.time.now, said.time.zone);
  const { meaning } = found;
  switch (meaning.kind) {
    case 'date':
      return { words, on: meaning.date };
    case 'instant':
      return { words, on: meaning.at.slice(0, 10) };
    case 'range':
      return meaning.end === null ? undefined : { words, on: lastDayOf(meaning.end) };
    case 'duration':
      return { words, on: plusDays(today, Math.max(0, Math.ceil(meaning.seconds / 86_400))) };
    case 'workdays':
      return { words, on: workdaysAfter(today, meaning.workdays, said.time.calendar) };
    case 'recurring':
      return undefined;
  }
}

export function assignSlots(said: Utterance): Slots {
  const { assignee, deadline, reassign } = assignWords(said);
  return {
    ...refSlots(namedSuggestions(said, isOpenEntity)),
    ...(assignee === undefined ? {} : { assignee: assignee.kind === 'self' ? 'self' : assignee.assignee.name }),
    ...(deadline === undefined ? {} : { deadline: deadline.words.replace(TAIL, '') }),
    ...(reassign ? { reassign: true } : {}),
  };
}

const DECLINES = /不(?:予|能|给|宜)?受理|不(?:予)?立案|驳回|退回|不归我们|不属于/u;
/** The order itself: once, so that the same word inside the reason stays. */
const ACCEPT_VERB =
  /(?:(?:都|全部|分别|一并|先)?(?:不(?:予|能|给|宜)?受理|受理|立案|驳回|退回|收下|登记在案|同意办理)(?:了|吧|一下|掉)?[\s,，。]*)+/u;
const REASON = /^[\s,，。:：;；、!！]*(?:(?:理由|原因)(?:是|为|[:：])?|因为|由于)/u;

export function acceptWords(said: Utterance): Extract<Act, { kind: 'accept' | 'decline' }> {
  if (DECLINES.test(said.text)) {
    const reason = tidy(cut(cut(withoutRefs(said), ACCEPT_VERB), REASON));
    return { kind: 'decline', reason: reason === '' ? null : reason };
  }
  return { kind: 'accept', dueOn: deadlineIn(said)?.on ?? null };
}

export function acceptSlots(said: Utterance): Slots {
  const words = acceptWords(said);
  const refs = refSlots(namedSuggestions(said, isOpenEntity));
  if (words.kind === 'accept') return refs;
  return { ...refs, accepted: false, ...(words.reason === null ? {} : { reason: words.reason }) };
}

const CLOSE_VERB =
  /(?:可以|都|全部|分别|一并|一起|统一)?(?:申请)?(?:办结|销掉|销号|销了|销案|结掉|结了|结案|了结|完结|关闭|关掉|关了|关单|闭环|归档|办好了|办完了|搞定了?|处理完了|处理好了)(?:吧|了|掉|一下)?/u;
/** Standing by itself it is the order; the same words in a sentence tell the result. */
const CLOSE_CLAUSE = new RegExp(`(?<=^|[\\s,，。:：;；、!！])(?:${CLOSE_VERB.source})(?=$|[\\s,，。:：;；、!！~])`, 'gu');
const NOT_ADOPTED = /(?:不(?:予|能|便)?采纳|没(?:法|办法)?采纳|无法采纳|不予采用|不采用|暂不考虑)/u;
const ADOPTED = /(?<!不|没|予|能|法|便)采纳(?:了)?/u;
const WRITE_REASON = /(?:请|要|得|记得)?(?:把)?(?:写|说|注|标)(?:清楚?|明白?|上)?(?:一下)?(?:具体)?(?:原因|理由)/u;
const TELL =
  /(?:也|顺便|再)?(?:跟|给|和|向|对)?(?:人家?|他|她|职工|提的人|本人|提议人)(?:说|讲|回)(?:一?声|一下|下)|(?:告诉|通知)(?:一下|一声)?(?:人家|他|她|职工|提的人|本人)(?:一声|一下)?|回(?:他|她|人家)一声/u;

export function closeWords(said: Utterance): Extract<Act, { kind: 'close' }> {
  const told = [NOT_ADOPTED, ADOPTED, WRITE_REASON, TELL].reduce((words, pattern) => cut(words, pattern), withoutRefs(said));
  const clause = cut(told, CLOSE_CLAUSE);
  const rest = tidy(clause === told ? cut(told, CLOSE_VERB) : clause);
  const result = tidy(
    cut(rest, REASON).replaceAll(
      /^(?:把|将|那条|这条|那个|这个|怎么|咋|如何|怎样|要不要|该不该|第[一二三四五\d]条|可以|合并|给他|给她|帮他|帮她|替他|替她)+$|^(?:把|将|那条|这条|那个|这个)+|(?:和|跟|与|、|以及|那条|这条)+$/gu,
      '',
    ),
  );
  // What is left of a mere reference ("把电梯那条") tells no result.
  const tells =
    result.length >= 2 &&
    !/^(?:和|跟|与|、|把|将|的|那|这|条|个|两|三|都|\s)+$/u.test(result) &&
    !/(?:那条|这条|那个|这个|的事)$/u.test(result);
  const adopted = NOT_ADOPTED.test(said.text) ? false : ADOPTED.test(said.text) ? true : null;
  return { kind: 'close', result: tells ? result : null, adopted };
}

export function closeSlots(said: Utterance): Slots {
  const { result, adopted } = closeWords(said);
  const refs = refSlots(namedSuggestions(said, isOpenEntity));
  const tellsToo = TELL.test(said.text) && result !== null;
  return {
    ...refs,
    ...(result === null ? {} : { result }),
    ...(adopted === null ? {} : { adopted }),
    ...(tellsToo ? { also: [{ intent: 'reply_suggestion', slots: { ...refs, text: result } }] } : {}),
  };
}

const REPLY_LEAD =
  /^(?:请|帮我|麻烦|你)?(?:(?:把)?(?:给|跟|对|向|和|告诉|通知)(?:一下)?.{0,16}?(?:那个|那位)?(?:人|他|她|同事|师傅|职工|本人|作者|提的)?(?:说|讲|回复|答复|回个?[话信]?|答)(?:一声|一下|下(?![周个月午半礼星次]))?|告诉(?:他|她|人家|提.{0,8}的(?:人|同志|同事|师傅)?|本人|.{1,8}那位)?|(?:答复|回复|答|回个[话信]|回)(?:一下|一句|一声)?(?:他|她|人家|给?提的人|那条|这条|职工|.{1,8}那条|.{1,8}的事)?(?:说)?)(?:[:：,，。\s]+|(?=\p{L}))/u;

const BARE_ORDER = /^[\s,，:：]*(?:请|帮我|我来|给个)?(?:答复|回复|答|回)(?:一下|一句|一声|他|她|人家)?[\s。!！:：]*$/u;

export function replyWords(said: Utterance): { readonly text: string | null; readonly receipt: string | undefined } {
  const receipt = labelIn(said.written) ?? receiptWord(said.written);
  const rest = /回执/u.test(said.text) ? besideReceipt(withoutRefs(said)) : withoutRefs(said);
  const led = [/^[\s,，:：]+/u, REPLY_LEAD, /^[\s,，:：。]+/u, /^(?:就)?说(?=[\s:：])[\s:：]*|^说(?=正在|已经?|马上)/u];
  const text = led.reduce((words, pattern) => cut(words, pattern), rest).trim();
  // "答复S1" and no more: the words are still to come.
  return { text: text === '' || BARE_ORDER.test(rest) ? null : text, receipt };
}

export function replySlots(said: Utterance): Slots {
  const { text, receipt } = replyWords(said);
  return { ...(receipt === undefined ? refSlots(namedSuggestions(said, isOpenEntity)) : { receipt }), ...(text === null ? {} : { text }) };
}

/** Without the punctuation around it; within, it stays as written. */
function tidy(text: string): string {
  return text.replaceAll(/^[\s,，。:：;；、!！]+|[\s,，。:：;；、!！]+$/gu, '');
}
