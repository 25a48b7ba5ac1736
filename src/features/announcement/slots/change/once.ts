import type { LocalDate } from '../../../../core/clock.ts';
import type { Utterance } from '../../../feature.ts';

/** 后天的, 明天那次, 这周五的例会提醒那次: one post of many. */
const THAT_ONE =
  /^(?:的|那(?:一)?(?:天|次|条)|那个(?=改|换|推迟|延后|延迟|提前|挪|[晚早](?=[半一二两三四五六七八九十\d]))|这(?:一)?(?:次|条)|[^，,。]{0,12}?[那这](?:一)?次)/u;
/** 周五的 of a weekly plan and 10号的 of a monthly one are all of its posts. */
const ANY_OF_ITS_KIND = /^(?:每.*|(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}[号日]|[一二三四五六七八九十]{1,3}[号日])$/u;
const FROM_NOW_ON = /以后|往后都|今后|从.{1,8}(?:起|开始)|都改|全改|一律|每/u;
const CHANGES = /改|换|推迟|延后|延迟|提前|挪|晚|早/u;

const LENGTH = /^(?:半|[一二两三四五六七八九十\d]+)(?:个半?)?(?:小时|钟头|分钟|刻钟)/u;

/** The day whose one post is meant by “后天的改到七点”; undefined where the plan itself is. Pure. */
export function dayMeant({ text, times }: Pick<Utterance, 'text' | 'times'>): LocalDate | undefined {
  const [first] = times;
  if (first === undefined || FROM_NOW_ON.test(text)) return undefined;
  // 明天的晚半小时发, 后天早半小时发: later or sooner, and neither evening nor morning.
  const isLater = /[晚早]$/u.test(text.slice(first.start, first.end)) && LENGTH.test(text.slice(first.end));
  if (isLater && first.meaning.kind === 'range') return first.meaning.start?.slice(0, 10);
  if (first.meaning.kind !== 'date') return undefined;
  if (ANY_OF_ITS_KIND.test(text.slice(first.start, first.end))) return undefined;
  const rest = text.slice(first.end);
  return THAT_ONE.test(rest) && CHANGES.test(rest) ? first.meaning.date : undefined;
}

/** Nothing else is named between the day and the change, and nothing behind its time: 从下周一起早餐改成七点 tells of breakfast. */
const CHANGED_THEN =
  /^(?:起|开始)?(?:的|都|就|全部?|统一|一律|时间|提醒|通知|公告|它|每次|[,，\s])*(?:改|换|推迟|延后|延迟|提前|挪|往后|往前|[晚早](?=[半一二两三四五六七八九十\d]))/u;
const NOTHING_MORE = /^(?:再?(?:发|提醒|通知))?(?:出去)?[吧了啊]*[。!！~\s]*$/u;

/** The day from which on “从后天起改到七点” holds; undefined where no such day is said. Pure. */
export function firstDayMeant({ text, times }: Pick<Utterance, 'text' | 'times'>): LocalDate | undefined {
  const [first] = times;
  if (first === undefined || first.meaning.kind !== 'range' || first.meaning.start === null) return undefined;
  const rest = text.slice(first.end);
  const endless = first.meaning.end === null || /^(?:起|开始)/u.test(rest);
  const last = times.at(-1) ?? first;
  const isAll = CHANGED_THEN.test(rest) && NOTHING_MORE.test(text.slice(last.end));
  return endless && isAll ? first.meaning.start.slice(0, 10) : undefined;
}
