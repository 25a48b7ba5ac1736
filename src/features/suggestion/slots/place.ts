import { matchesOf } from '../../../core/matches.ts';
import { matchedForm, writtenSpan } from './as-written.ts';

const PLACES = [
  '(?:[一二三四五六七八九十\\d]+|[a-z])(?:号|座|栋|期)?(?:楼|层|号楼|座|栋)(?:[东西南北]侧|[东西南北]边|[东西南北]面)?(?:的)?(?:男|女)?(?:走廊|茶水间|开水间|开水房|水房|卫生间|洗手间|厕所|会议室|电梯|楼梯口?|楼道|办公室|阳台|消防门|水龙头|大厅|宿舍|更衣室|厨房|食堂|楼梯间|配电箱|配电室|值班室|休息室|仓库|门口)?',
  '\\d+\\s*号(?:插座|灶|灶台|机|车位|车|窗口|门|泵|柜|配电箱|电梯|库)',
  '(?:南苑|北苑|东区|西区|南区|北区|综合楼|城北|一|二|三|四|五)?(?:食堂|餐厅|后厨|公寓|宿舍楼?|车辆段)(?:门口|窗口|后门|一楼|二楼|大厅|消防门|楼道)?',
  '(?:地下车?库|地库|车库|停车场|车棚|楼顶|天台|屋顶|冷库|库房|仓库|配电室|配电房|锅炉房|水泵房|机房|浴室|澡堂|更衣室|活动室|阅览室|会议室|休息室|值班室|办公室|大厅|门卫|厨房|走廊|楼道|楼梯间|电梯间?|卫生间|洗手间|厕所|茶水间|开水间|开水房|水房|宣传栏|公告栏|操场|球场|花坛|围墙|岗亭|门卫室|快递柜|充电桩|班车站|工具间|健身房)(?:消防门|消防栓|门口|入口|出口|角落|里头|旁边)?',
  '(?:大|东|西|南|北|正|后|侧)?门(?:口|岗|卫)',
];
const PLACE = PLACES.map((pattern) => new RegExp(pattern, 'gu'));
/** What is eaten is eaten in the canteen, what is charged is charged in the shed. */
const MEANT: readonly (readonly [RegExp, string])[] = [
  [/打饭|打菜|晚饭|早饭|午饭|中饭|饭菜|青菜|菜品|菜价|餐台|米饭|食堂|自助机|取餐/u, '食堂'],
  [/充电桩|电动车|飞线|电瓶车/u, '车棚'],
];

/** Where it is, as written: the longest place named; else where such things are; else undefined. */
export function placeIn(written: string): string | undefined {
  const text = matchedForm(written);
  const longest = longestPlace(text);
  const found = longest === undefined ? undefined : writtenSpan(written, longest.start, longest.end).replace(/的$/u, '').trim();
  if (found !== undefined && !/^(?:充电桩|快递柜)$/u.test(found)) return found;
  return MEANT.find(([sign]) => sign.test(text))?.[1] ?? found;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Places that touch are one: 食堂 + 二楼, 二楼 + 水房. Of several as long the first. */
function longestPlace(text: string): Span | undefined {
  const spans = PLACE.flatMap((pattern) =>
    matchesOf(text, pattern).map(({ 0: { length }, index }) => ({ start: index, end: index + length })),
  );
  const places: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = places.at(-1);
    if (last !== undefined && span.start <= last.end) places.splice(-1, 1, { start: last.start, end: Math.max(last.end, span.end) });
    else places.push(span);
  }
  return places.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)[0];
}
