import { formatDate, formatInstant, formatRange, formatRecurrence } from '../../../core/zh/format.ts';
import { instantOf, localDateOf } from '../../../core/zone.ts';
import type { FoundTime, TimeContext } from '../../../time/time.ts';
import type { Values } from '../rules/template.ts';
import type { Span } from './sheet.ts';

const TIME = /时间|日期|时段|截止|何时/u;
const PLACE = /地点|位置|范围|区域|场所|集合点|哪里/u;
const PERSON = /人$|姓名|联系|负责/u;
const ROOM =
  '[\\p{Script=Han}a-z\\d]{0,10}(?:会议室|活动室|办公室|礼堂|食堂|广场|大厅|操场|门口|仓库|车间|宿舍|教室|大院|院子|小区|泵房|停车场|值班室|党员之家|医院|体检中心|公园|餐厅)';
const FLOOR = '(?:[\\d一二三四五六七八九十]+号?楼(?:[一二三四五六七八九十\\d]+层)?|[一二三四五六七八九十\\d]+层|全楼|全院|全厂区?|厂区)';
const AT_PLACE = /(?:在|到|去)([^,，。;；\s在到去]{2,14}?)(?=召开|开会|开|举行|举办|集合|进行|组织|参加|体检|[,，。;；\s]|$)/u;
const BARE_PLACE = new RegExp(`(${ROOM}|${FLOOR})`, 'u');
const MONTH = /(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?|本月|这个月|上个月|下个月|第[一二三四]季度/u;
const FESTIVAL = /元旦|春节|元宵|清明|五一|劳动节|端午|中秋|国庆|三八|妇女节|七一|八一|建军节|重阳|冬至|腊八/u;
const STOPPED = /停水|停电|停气|停暖|断网/u;
const REASON = /因为?([^,，。;；]{2,16}?)(?=[,，。;；]|停|需|要|将)/u;

interface Said {
  readonly text: string;
  readonly times: readonly FoundTime[];
  readonly people: readonly (Span & { readonly person: { readonly name: string } })[];
}

/** What the words say of the open blanks: by label ("地点二楼"), by kind, and the rest to the one that is left. */
export function readBlanks(said: Said, blanks: readonly string[], time: TimeContext, leftOver: string): Values {
  const values: Record<string, string> = {};
  const used: string[] = [];
  const set = (name: string, value: string | undefined, words = value): void => {
    if (value === undefined || value.trim() === '' || values[name] !== undefined) return;
    values[name] = value.trim();
    used.push((words ?? value).trim());
  };
  const text = said.text;
  for (const name of blanks) {
    const label = new RegExp(`${name}\\s*(?:就?是|为|在|叫|:|：|\\s)?\\s*([^,，;；。\\n]{1,60})`, 'u').exec(text);
    const words = label?.[1];
    if (words !== undefined) set(name, TIME.test(name) ? (timeIn(words, said, time) ?? words) : words, label?.[0]);
  }
  const free = said.times.filter(({ meaning }) => meaning.kind !== 'duration' && meaning.kind !== 'workdays');
  for (const [index, name] of blanks.filter((one) => TIME.test(one) && values[one] === undefined).entries()) {
    const found = free[index];
    if (found !== undefined) set(name, absolute(found, time), text.slice(found.start, found.end));
  }
  const beside = (): string => withoutAll(text, used);
  for (const name of blanks) {
    if (PLACE.test(name)) set(name, AT_PLACE.exec(beside())?.[1] ?? BARE_PLACE.exec(beside())?.[1]);
    if (PERSON.test(name)) set(name, said.people[0]?.person.name);
    if (/月份/u.test(name)) set(name, MONTH.exec(beside())?.[0]);
    if (/节/u.test(name)) set(name, FESTIVAL.exec(text)?.[0]);
    if (/停什么/u.test(name)) set(name, STOPPED.exec(text)?.[0]);
    if (/原因/u.test(name)) set(name, REASON.exec(beside())?.[1]);
    if (/电话/u.test(name)) set(name, /\d[\d-]{2,}\d/u.exec(beside())?.[0]);
  }
  const open = blanks.filter((name) => values[name] === undefined);
  const rest = bared(withoutAll(leftOver, used));
  const parts = rest
    .split(/[,，;；。\n]+/u)
    .map(bared)
    .filter((part) => part !== '');
  if (open.length === 1) set(open[0] ?? '', rest);
  else if (parts.length >= open.length) for (const [index, name] of open.entries()) set(name, parts[index]);
  return values;
}

function timeIn(words: string, { text, times }: Said, time: TimeContext): string | undefined {
  const at = text.indexOf(words);
  const found = times.find(({ start, end }) => start >= at && end <= at + words.length);
  return found === undefined ? undefined : absolute(found, time);
}

/** A post may be read on another day than it was written: 明天 becomes its date. */
export function absolute({ meaning }: FoundTime, { zone, now }: TimeContext): string | undefined {
  const at = (local: string): string => instantOf(local.slice(0, 10), local.slice(11), zone);
  switch (meaning.kind) {
    case 'instant':
      return formatInstant(at(meaning.at), zone, now);
    case 'date':
      return formatDate(meaning.date, localDateOf(now, zone));
    case 'range':
      if (meaning.start !== null && meaning.end !== null) return formatRange(at(meaning.start), at(meaning.end), zone, now);
      return meaning.end === null
        ? undefined
        : formatDate(localDateOf(new Date(Date.parse(at(meaning.end)) - 1000).toISOString(), zone), localDateOf(now, zone));
    case 'recurring':
      return formatRecurrence(meaning.rule);
    case 'duration':
    case 'workdays':
      return undefined;
  }
}

function withoutAll(text: string, used: readonly string[]): string {
  return used.toSorted((a, b) => b.length - a.length).reduce((rest, words) => rest.replace(words, () => '，'), text);
}

function bared(words: string): string {
  return words
    .replace(/^(?:[\s,，、。;；:：]|在|到|于|把|开|召开|举行|将|因为?|内容是?|事项是?|请|发|前(?=$|[\s,，])|的)+|[\s,，、;；:：]+$/gu, '')
    .replace(/\s{2,}/gu, ' ')
    .trim();
}

/** The changing parts of a text that was sent: times, places after a label or 在, names, sums. */
export function changingParts(
  text: string,
  times: readonly FoundTime[],
  names: readonly string[],
): readonly (Span & { readonly name: string })[] {
  const place = /(?:地点[:：]?\s*|在)([^,，。;；\n]{2,14}?)(?=召开|开会|举行|举办|集合|进行|组织|开展|[,，。;；\n]|$)/gu;
  return [
    ...times
      .filter(({ meaning }) => meaning.kind !== 'duration' && meaning.kind !== 'workdays')
      .map(({ start, end }) => ({ start, end, name: '时间' })),
    ...[...text.matchAll(place)].map((match) => {
      const start = match.index + match[0].length - (match[1]?.length ?? 0);
      return { start, end: start + (match[1]?.length ?? 0), name: '地点' };
    }),
    ...names.flatMap((name) =>
      [...text.matchAll(new RegExp(name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'), 'gu'))].map((match) => ({
        start: match.index,
        end: match.index + name.length,
        name: '姓名',
      })),
    ),
    ...[...text.matchAll(/\d+(?:\.\d+)?元/gu)].map((match) => ({ start: match.index, end: match.index + match[0].length, name: '金额' })),
  ];
}
