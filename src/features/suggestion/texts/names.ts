import type { Instant, LocalDate } from '../../../core/clock.ts';
import { neutraliseLine } from '../../../core/plain.ts';
import { formatDate } from '../../../core/zh/format.ts';
import { localDateOf } from '../../../core/zone.ts';
import { mayBeRepeated } from '../rules/repeatable.ts';
import type { Status, Suggestion } from '../schema.ts';

/** What every sentence about a day is worded against. */
export interface Moment {
  readonly now: Instant;
  readonly zone: string;
}

const TITLE = 14;
const ECHO = 30;
const LONG = 120;

/** What people say for it: S12, of an anonymous one 匿名-K7QD. */
export function refText(suggestion: Pick<Suggestion, 'number' | 'label'>): string {
  return suggestion.number === null ? `匿名-${suggestion.label ?? ''}` : `S${suggestion.number}`;
}

export function titleText(suggestion: Pick<Suggestion, 'text'>): string {
  return cut(neutraliseLine(suggestion.text), TITLE);
}

/** S12“电梯总停在八楼”, or the number alone where the words may not be said. */
export function echoText(suggestion: Suggestion, mayBeSaid: boolean): string {
  return mayBeSaid ? `${refText(suggestion)}“${cut(neutraliseLine(suggestion.text), ECHO)}”` : refText(suggestion);
}

/** In a group the bot is not the one who says it again where it hurts somebody (reliability X15). */
export function echoIn(suggestion: Suggestion, inGroup: boolean): string {
  return echoText(suggestion, mayBeRepeated(suggestion, inGroup));
}

/** Words of a person inside a sentence of ours. */
export function quoted(text: string): string {
  return cut(neutraliseLine(text), LONG);
}

export function dayText(day: LocalDate, at: Moment): string {
  return formatDate(day, localDateOf(at.now, at.zone));
}

/** 11月21日（周六）上午: all that is known of the time of an anonymous one. */
export function halfDayText(suggestion: Pick<Suggestion, 'filedOn' | 'filedHalf'>, at: Moment): string {
  return `${dayText(suggestion.filedOn, at)}${suggestion.filedHalf === 'am' ? '上午' : '下午'}`;
}

export function statusText(status: Status): string {
  const words: Record<Status, string> = {
    filed: '待受理',
    accepted: '已受理',
    assigned: '办理中',
    answered: '已答复',
    closed: '已办结',
    declined: '未受理',
    withdrawn: '已撤回',
    merged: '已并入别的建议',
  };
  return words[status];
}

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length > length ? `${characters.slice(0, length).join('')}…` : text;
}
