/** What is worded of a repeated plan; `Recurrence` of the room `time` has this shape (core may not import it). */
export interface WordedRecurrence {
  readonly freq: 'second' | 'minute' | 'hour' | 'day' | 'workday' | 'week' | 'month' | 'year';
  readonly interval: number;
  readonly byDay?: readonly number[];
  readonly byMonthDay?: readonly number[];
  readonly byMonth?: readonly number[];
  readonly nth?: number;
  readonly time?: string;
  readonly endTime?: string;
  readonly minute?: number;
  readonly holiday?: string;
  readonly onDayOff?: 'keep' | 'skip' | 'before' | 'after';
  readonly startsOn?: string;
  readonly endsOn?: string;
}

const UNITS = { second: '秒', minute: '分钟', hour: '小时', day: '天', workday: '个工作日', week: '周', month: '个月', year: '年' };
const SINGLE = { ...UNITS, month: '月' };
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** 每周五 17:00 · 每个工作日 08:30（按调休） · 每月最后一天 09:00（遇放假顺延到下一个工作日） */
export function formatRecurrence(rule: WordedRecurrence): string {
  const clock = rule.time === undefined ? '' : ` ${rule.time}${rule.endTime === undefined ? '' : `–${rule.endTime}`}`;
  const notes = notesOf(rule);
  return `${frequencyOf(rule)}${clock}${notes.length === 0 ? '' : `（${notes.join('，')}）`}`;
}

function frequencyOf(rule: WordedRecurrence): string {
  const months = rule.byMonth?.join('、');
  if (rule.freq === 'year' && rule.interval === 1)
    return `每年${rule.holiday ?? `${months === undefined ? '' : `${months}月`}${dayOf(rule)}`}`;
  const every = rule.interval === 1 ? `每${SINGLE[rule.freq]}` : `每${rule.interval}${UNITS[rule.freq]}`;
  const separator = rule.interval === 1 || dayOf(rule) === '' ? '' : '的';
  return `${months === undefined ? '' : `${months}月里`}${every}${separator}${dayOf(rule)}`;
}

function dayOf(rule: WordedRecurrence): string {
  if (rule.minute !== undefined) return `第${rule.minute}分`;
  if (rule.freq === 'week') return rule.byDay === undefined ? '' : weekdays(rule);
  if (rule.nth !== undefined) {
    const which = rule.nth === -1 ? '最后一个' : rule.nth < 0 ? `倒数第${-rule.nth}个` : `第${rule.nth}个`;
    return `${which}${rule.byDay === undefined ? '工作日' : `周${weekdays(rule)}`}`;
  }
  return rule.byMonthDay?.map((day) => (day === -1 ? '最后一天' : day < 0 ? `倒数第${-day}天` : `${day}日`)).join('、') ?? '';
}

/** 一至五 for a run of three and more, 一、四 otherwise; 每周 stands before it. */
function weekdays(rule: WordedRecurrence): string {
  const days = [...(rule.byDay ?? [])].toSorted((left, right) => left - right);
  const names = days.map((day) => WEEKDAYS[day - 1] ?? '？');
  const isRun = days.length > 2 && days.every((day, index) => index === 0 || day - (days[index - 1] ?? day) === 1);
  const named = isRun ? `${names[0]}至周${names.at(-1)}` : names.join('、周');
  return rule.freq === 'week' && rule.interval > 1 ? `周${named}` : named;
}

function notesOf(rule: WordedRecurrence): string[] {
  const notes: string[] = [];
  if (rule.freq === 'workday') notes.push('按调休');
  if (rule.onDayOff === 'skip') notes.push('放假不办');
  if (rule.onDayOff === 'before') notes.push('遇放假提前到上一个工作日');
  if (rule.onDayOff === 'after') notes.push('遇放假顺延到下一个工作日');
  if (rule.startsOn !== undefined) notes.push(`${worded(rule.startsOn)}起`);
  if (rule.endsOn !== undefined) notes.push(`到${worded(rule.endsOn)}止`);
  return notes;
}

function worded(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
