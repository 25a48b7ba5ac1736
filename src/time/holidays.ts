import type { LocalDate } from '../core/clock.ts';
import { DAY_MS } from '../core/clock.ts';
import { lunarDay, solarTermDay, solarTerms } from './lunar.ts';
import { dateText, wallOf, weekdayAt, type Wall } from './wall.ts';

/** Festival → `M-D` solar, `L M-D` lunar, `W M-n-w` the nth weekday w of a month. Names without 节 where both are said. */
const DATES: Readonly<Record<string, string>> = {
  元旦: '1-1',
  情人: '2-14',
  女生: '3-7',
  妇女: '3-8',
  学雷锋: '3-5',
  植树: '3-12',
  消费者权益日: '3-15',
  愚人: '4-1',
  劳动: '5-1',
  青年: '5-4',
  护士: '5-12',
  儿童: '6-1',
  建党: '7-1',
  建军: '8-1',
  教师: '9-10',
  国庆: '10-1',
  万圣: '10-31',
  记者: '11-8',
  消防日: '11-9',
  光棍: '11-11',
  宪法日: '12-4',
  国家公祭日: '12-13',
  平安夜: '12-24',
  圣诞: '12-25',
  母亲: 'W 5-2-7',
  父亲: 'W 6-3-7',
  感恩: 'W 11-4-4',
  春: 'L 1-1',
  元宵: 'L 1-15',
  龙抬头: 'L 2-2',
  端午: 'L 5-5',
  七夕: 'L 7-7',
  中元: 'L 7-15',
  中秋: 'L 8-15',
  重阳: 'L 9-9',
  腊八: 'L 12-8',
  小年: 'L 12-23',
  除夕: 'L 13-0',
};

/** Other names people use. */
const ALIASES: Readonly<Record<string, string>> = {
  新春: '春',
  新年: '元旦',
  大年初一: '春',
  正月初一: '春',
  大年三十: '除夕',
  大年30: '除夕',
  年三十: '除夕',
  年30: '除夕',
  五一: '劳动',
  五四: '青年',
  六一: '儿童',
  七一: '建党',
  八一: '建军',
  三八: '妇女',
  双十一: '光棍',
  双11: '光棍',
  十一: '国庆',
  国际劳动: '劳动',
  五一国际劳动: '劳动',
  五一劳动: '劳动',
  国际妇女: '妇女',
  三八妇女: '妇女',
  六一儿童: '儿童',
  五四青年: '青年',
  八一建军: '建军',
  七一建党: '建党',
  国际儿童: '儿童',
  十一国庆: '国庆',
  圣诞夜: '平安夜',
  建党纪念日: '建党',
  建军纪念日: '建军',
  国际护士: '护士',
  全国消防日: '消防日',
  国家宪法日: '宪法日',
};

/** Names that stand for a festival only with 节 behind them: 春 and 劳动 are other words, 七一 and 国庆 are not. */
const NEEDS_SUFFIX = new Set([
  '春',
  '情人',
  '女生',
  '妇女',
  '植树',
  '愚人',
  '劳动',
  '青年',
  '护士',
  '儿童',
  '建党',
  '建军',
  '教师',
  '万圣',
  '记者',
  '光棍',
  '母亲',
  '父亲',
  '感恩',
  '国际劳动',
  '五一国际劳动',
  '五一劳动',
  '国际妇女',
  '三八妇女',
  '六一儿童',
  '五四青年',
  '八一建军',
  '七一建党',
  '国际儿童',
  '国际护士',
  '学雷锋',
  '中元',
]);
/** 十一 alone is a number. */
const NEEDS_CONTEXT = new Set(['十一', '三八', '五四', '八一', '新年']);

/** The whole break, not the day. */
const BREAKS = ['假期', '期间', '长假', '小长假'];

/** Written forms → name as `holidayDate` takes it. */
export const holidayWords: ReadonlyMap<string, string> = new Map(
  [...Object.keys(DATES), ...Object.keys(ALIASES)].flatMap((name): [string, string][] => {
    const festival = ALIASES[name] ?? name;
    const official = /日$|夕$|夜$|元旦|头$|小年$/.test(festival) ? festival : `${festival}节`;
    const suffixes = ['节', '那天', ...BREAKS, ...BREAKS.map((word) => `节${word}`)];
    const suffixed = suffixes.map((suffix): [string, string] => [`${name}${suffix}`, official]);
    return NEEDS_SUFFIX.has(name) || NEEDS_CONTEXT.has(name) ? suffixed : [[name, official], ...suffixed];
  }),
);

const LUNAR_NAME = /^农历(\d+)月(\d+)日$/;

/** The name of a day of the lunar calendar that is no festival; of a festival, that of the festival. */
export function lunarName(month: number, day: number): string {
  const festival = Object.entries(DATES).find(([, date]) => date === `L ${month}-${day}`)?.[0];
  return (festival === undefined ? undefined : holidayWords.get(`${festival}节`)) ?? `农历${month}月${day}日`;
}

/** The day of a festival, solar term or `lunarName` in a year, as a wall day. */
export function holidayWall(name: string, year: number): Wall | undefined {
  const plain = name.replace(/节$/, '');
  const rule = DATES[plain] ?? DATES[ALIASES[plain] ?? ''] ?? DATES[name];
  const lunar = LUNAR_NAME.exec(name);
  if (lunar !== null) return lunarDay(year, Number(lunar[1]), Number(lunar[2]));
  if (rule === undefined) return solarTerms.includes(plain) ? solarTermDay(plain, year) : undefined;
  const [first = 1, second = 1, third = 1] = rule
    .replace(/^[LW] /, '')
    .split('-')
    .map(Number);
  if (rule.startsWith('W')) return nthWeekday(year, first, second, third);
  if (!rule.startsWith('L')) return wallOf(year, first, second);
  // 除夕 is the day before the New Year of the same solar year.
  if (first === 13) return (lunarDay(year, 1, 1) ?? 0) - DAY_MS;
  return lunarDay(year, first, second);
}

/** The date of a festival or solar term (清明, 国庆节, 母亲节); `undefined` when the name is not known. */
export function holidayDate(name: string, year: number): LocalDate | undefined {
  const wall = holidayWall(name, year);
  return wall === undefined ? undefined : dateText(wall);
}

function nthWeekday(year: number, month: number, nth: number, weekday: number): Wall {
  const first = wallOf(year, month, 1);
  return first + (((weekday - weekdayAt(first) + 7) % 7) + (nth - 1) * 7) * DAY_MS;
}
