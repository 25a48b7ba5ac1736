const ZONE = 'Asia/Shanghai';
const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' });
const clockFormat = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dateFormat = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, month: 'long', day: 'numeric', weekday: 'short' });
const shortFormat = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, month: 'numeric', day: 'numeric' });
const DAY_MS = 86_400_000;

/** The local date of an instant, as a key. */
export function dayOf(at: string): string {
  return dayFormat.format(new Date(at));
}

export function clockTime(at: string): string {
  return clockFormat.format(new Date(at));
}

/** 今天, 昨天, or the date with its weekday. */
export function dayName(at: string): string {
  const day = dayOf(at);
  const now = Date.now();
  if (day === dayFormat.format(now)) return '今天';
  if (day === dayFormat.format(now - DAY_MS)) return '昨天';
  return dateFormat.format(new Date(at));
}

/** For the list of chats: a time today, else a short date. */
export function listTime(at: string): string {
  const name = dayName(at);
  if (name === '今天') return clockTime(at);
  return name === '昨天' ? name : shortFormat.format(new Date(at));
}
