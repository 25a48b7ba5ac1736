import { plusDays } from '../../../core/zone.ts';
import { parseChineseNumber } from '../../../core/zh/numbers.ts';
import type { FoundTime, LocalDateTime } from '../../../time/time.ts';
import type { Utterance } from '../../feature.ts';
import type { Reminder } from '../schema.ts';

export interface SaidReminders {
  /** undefined = nothing said; [] = "不用提醒". */
  readonly reminders?: readonly Reminder[];
  /** A time of its own, local. */
  readonly remindAt?: LocalDateTime;
  /** Times that belong to the reminder, not to the activity. */
  readonly taken: readonly FoundTime[];
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

const NUMERAL = '\\d{1,3}|[一二两三四五六七八九十]{1,3}|半';
const CLOCK = `(?:(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上)?\\s*(?:(\\d{1,2})[:：](\\d{2})|(${NUMERAL})\\s*点(半|(?:\\d{1,2})分?)?))?`;
const LEADS = new RegExp(
  `(?:(前一天|头一天|前一晚|头天|当天|当日|活动当天)|(?:提前|前)\\s*(${NUMERAL})\\s*个?(天|日|周|星期|小时|钟头|分钟|刻钟))的?${CLOCK}(早上|晚上|上午|下午|中午)?`,
  'gu',
);
const NONE = /(?:不用|不要|别|无需|不必|取消|不)(?:再)?提醒/u;
const PLAIN_TIME: Readonly<Record<string, string>> = { 早上: '08:00', 上午: '09:00', 中午: '12:00', 下午: '15:00', 晚上: '19:00' };
/** The usual hour on an earlier day, and on the day itself. */
const USUAL = '16:00';
const USUAL_SAME_DAY = '08:00';

/** "前一天提醒", "提前一小时", "当天早上八点和前一天晚上各提醒一次", "周四下午提醒大家". */
export function readReminders(said: Utterance): SaidReminders {
  const none = NONE.exec(said.text);
  if (none !== null) return { reminders: [], taken: [], spans: [{ start: none.index, end: none.index + none[0].length }] };
  const at = said.text.search(/提醒|通知一下|喊一声|吱一声|说一声/u);
  const found = [...said.text.matchAll(LEADS)].filter((match) => at >= 0 || isAlone(said.text, match));
  if (found.length === 0) return at < 0 ? { taken: [], spans: [] } : absoluteReminder(said, at);
  const first = found[0]?.index ?? 0;
  const last = found.at(-1);
  const lastEnd = (last?.index ?? 0) + (last?.[0].length ?? 0);
  const start = at < 0 ? first : Math.min(first, at);
  const end = at < 0 ? lastEnd : Math.max(lastEnd, tailEnd(said.text, at));
  return {
    reminders: found.flatMap((match) => reminderOf(match) ?? []),
    taken: said.times.filter((time) => time.end > first && time.start < lastEnd),
    spans: [{ start, end }],
  };
}

/** Relative to a start that is known: an absolute time becomes "n days before at HH:MM". */
export function reminderAt(at: LocalDateTime, startDate: string): Reminder | undefined {
  for (let days = 0; days <= 60; days += 1) {
    if (plusDays(startDate, -days) === at.slice(0, 10)) return { kind: 'daysBefore', days, time: at.slice(11, 16) };
  }
  return undefined;
}

/** The time next to 提醒, where it is not the time of the activity: "周四下午四点提醒大家". */
function absoluteReminder(said: Utterance, at: number): SaidReminders {
  const before = said.times.find(
    (time) => time.end <= at && /^[\s再在群里给大家都各去]*$/u.test(said.text.slice(time.end, at)) && said.times.length > 1,
  );
  return before === undefined
    ? { taken: [], spans: [{ start: at, end: tailEnd(said.text, at) }] }
    : {
        taken: [before],
        spans: [{ start: before.start, end: tailEnd(said.text, at) }],
        ...(before.meaning.kind === 'instant' ? { remindAt: before.meaning.at.slice(0, 16) } : {}),
      };
}

function reminderOf(match: RegExpMatchArray): Reminder | undefined {
  const [, dayWord, amountWord, unit = '', part, hour, minute, hourWord, minuteWord, partAfter] = match;
  const time = clockOf(part, hour ?? hourWord, minute ?? minuteWord) ?? PLAIN_TIME[partAfter ?? part ?? ''];
  if (dayWord !== undefined) {
    const sameDay = dayWord.includes('当');
    const evening = dayWord.includes('晚') ? '19:00' : undefined;
    return { kind: 'daysBefore', days: sameDay ? 0 : 1, time: time ?? evening ?? (sameDay ? USUAL_SAME_DAY : USUAL) };
  }
  const amount = parseChineseNumber(amountWord ?? '');
  if (amount === undefined || amount <= 0) return undefined;
  if (unit === '天' || unit === '日') return { kind: 'daysBefore', days: Math.ceil(amount), time: time ?? USUAL };
  if (unit === '周' || unit === '星期') return { kind: 'daysBefore', days: Math.ceil(amount * 7), time: time ?? USUAL };
  const minutes = unit === '分钟' ? 1 : unit === '刻钟' ? 15 : 60;
  return { kind: 'minutesBefore', minutes: Math.round(amount * minutes) };
}

function clockOf(part: string | undefined, hourWord: string | undefined, minuteWord: string | undefined): string | undefined {
  const hour = hourWord === undefined ? undefined : parseChineseNumber(hourWord);
  if (hour === undefined || hour > 23) return undefined;
  const afternoon = part !== undefined && /下午|傍晚|晚/u.test(part) && hour < 12;
  const minute = minuteWord === '半' ? 30 : Number(minuteWord?.replace('分', '') ?? 0);
  return `${String(afternoon ? hour + 12 : hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** "前一天" without 提醒 counts only as a clause of its own ("，前一天再说一遍" is not one). */
function isAlone(text: string, match: RegExpMatchArray): boolean {
  return (
    /^[\s,，。;；、]*$/u.test(text.slice(0, match.index)) && /^[\s,，。;；、!]*$/u.test(text.slice((match.index ?? 0) + match[0].length))
  );
}

function tailEnd(text: string, at: number): number {
  const rest = text.slice(at).search(/[,，。;；\s]/u);
  return rest < 0 ? text.length : at + rest;
}
