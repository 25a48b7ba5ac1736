import type { Utterance } from '../../feature.ts';

const BACK = /退回|打回|驳回|不同意|不通过|不批|先别发|不能发|别发/u;
const AGREE = /(?<!不)同意|(?<!不)通过|批准|准了|可以发|照发|审过了|没问题.{0,2}发|(?<![不别])发吧/u;
const RULE =
  /(?:公告|通知|消息).{0,12}(?:审|另一?[个位]?书记|别人).{0,12}|(?:审核|审批|双人).{0,6}(?:公告|通知)|(?:公告|通知)(?:审核|审批|双审)/u;
const OFF = /不用|不需要|不再|取消|关(?:掉|闭)|免|别/u;
const WANTS_RULE =
  /(?:发(?:出去|送|布)?之?前|以后|今后|都|支部|一律|每[条次]|打开|开启|开|要|需要|关|取消|不用|不再).*(?:审|书记|同意|把关)|(?:审核|审批|把关).*(?:打开|开启|关|取消)/u;

export type ReviewAct = 'agree' | 'return' | 'list' | 'ruleOn' | 'ruleOff';

/** What a reviewer, or a secretary who sets the rule, wants. */
export function reviewActOf({ text, secretary }: Pick<Utterance, 'text' | 'secretary'>): ReviewAct {
  if (secretary && setsRule(text)) return OFF.test(text) ? 'ruleOff' : 'ruleOn';
  if (BACK.test(text)) return 'return';
  return AGREE.test(text) ? 'agree' : 'list';
}

/** 公告发之前要另一位书记审: about all of them, not about one. */
export function setsRule(text: string): boolean {
  return RULE.test(text) && WANTS_RULE.test(text) && !/n\d|待审|等我|要我|这条|那条|我审|没审/u.test(text);
}

/** Agrees to or refuses something, in so many words: a bare 好的 is not enough to let a post leave. */
export function judges(text: string): boolean {
  return BACK.test(text) || AGREE.test(text);
}

/** What stands beside 退回 and the number. */
export function reasonIn(written: string, number: string): string {
  return written
    .replace(new RegExp(number, 'iu'), '')
    .replace(
      /^(?:把|这条|那条|公告|通知|我)*(?:退回|打回|驳回|不同意|不通过|不批|先别发|不能发|别发)(?:去|了|给(?:他|她|王敏)?)?|(?:退回|打回|驳回)(?:去|了)?$/u,
      '',
    )
    .replace(/^[\s,，。:：;；、]+|[\s]+$/gu, '')
    .replace(/^(?:原因(?:是)?|因为)[:：,，\s]*/u, '')
    .trim();
}
