import type { Recurrence } from '../../../time/time.ts';
import type { Plan } from '../schema/plan.ts';
import type { Span } from './sheet.ts';

/** 遇节假日顺延, 放假就提前到最后一个工作日, 节假日照发 */
const ON_DAY_OFF =
  /(?:如果?|要是|但)?(?:遇到?|碰到?|赶上|逢)?(?:法定|国家)?(?:节假日|放假|休息日|休息|假期|节日|假日|周末)(?:的话|了|时|当天|那天|期间)?[,，]?(?:就|则|也|都)?(?:自动|往)?(不(?:用)?(?:再)?(?:发|提醒|通知|推送?)|跳过|除外|取消|免发?|顺延|往?后推|推后|延后|延到|推到|推迟|挪到后|提前|往?前(?:挪|移|提)|照常?发|照旧|照常|正常发?|也发|照样发?)(?:[^，,。;；\s]{0,12}工作日|到[^，,。;；\s]{1,8}|一天)?(?:再)?(?:发送?|提醒|通知)?/gu;

/** What happens on a day off, and the words that say it. */
export function dayOffIn(
  text: string,
): { readonly onDayOff: NonNullable<Recurrence['onDayOff']>; readonly spans: readonly Span[] } | undefined {
  const found = [...text.matchAll(ON_DAY_OFF)];
  const way = found[0]?.[1];
  if (way === undefined) return undefined;
  return { onDayOff: wayOf(way), spans: found.map((match) => ({ start: match.index, end: match.index + match[0].length })) };
}

/** The plan with what the words say of days off, also of what it changes to from some day on; as it was where they say nothing. */
export function withDayOff(plan: Plan | null, text: string): Plan | null {
  const onDayOff = dayOffIn(text)?.onDayOff;
  if (plan?.kind !== 'repeated' || onDayOff === undefined) return plan;
  const { rule, later } = plan;
  const first = { kind: 'repeated', rule: { ...rule, onDayOff } } as const;
  return later === undefined ? first : { ...first, later: { ...later, rule: { ...later.rule, onDayOff } } };
}

function wayOf(words: string): NonNullable<Recurrence['onDayOff']> {
  if (/^(?:不|跳过|除外|取消|免)/u.test(words)) return 'skip';
  if (/^(?:照|正常|也发)/u.test(words)) return 'keep';
  return /前/u.test(words) ? 'before' : 'after';
}
