const PLACES = [
  '(?:[一二三四五六七八九十\\d]+|[a-z])(?:号|座|栋|期)?(?:楼|层|号楼|座|栋)(?:[东西南北]侧|[东西南北]边|[东西南北]面)?(?:的)?(?:男|女)?(?:走廊|茶水间|开水间|开水房|卫生间|洗手间|厕所|会议室|电梯|楼梯口?|楼道|办公室|阳台|消防门|水龙头|大厅|宿舍|更衣室|配电箱|配电室|值班室|休息室|仓库|门口)?',
  '\\d+\\s*号(?:插座|灶|灶台|机|车位|车|窗口|门|泵|柜|配电箱|电梯|库)',
  '(?:南苑|北苑|东区|西区|南区|北区|综合楼|城北|一|二|三|四|五)?(?:食堂|餐厅|后厨|公寓|宿舍楼?|车辆段)(?:门口|窗口|后门|一楼|二楼|大厅|消防门|楼道)?',
  '(?:地下车?库|地库|车库|停车场|车棚|楼顶|天台|屋顶|冷库|库房|仓库|配电室|配电房|锅炉房|水泵房|机房|浴室|澡堂|更衣室|活动室|阅览室|会议室|休息室|值班室|办公室|大厅|走廊|楼道|楼梯间|电梯间?|卫生间|洗手间|厕所|茶水间|开水房|宣传栏|公告栏|操场|球场|花坛|围墙|岗亭|门卫室|快递柜|充电桩|班车站|工具间|健身房)(?:消防门|消防栓|门口|入口|出口|角落|里头|旁边)?',
  '(?:大|东|西|南|北|正|后|侧)?门(?:口|岗|卫)',
];
const PLACE = new RegExp(`(?:${PLACES.join('|')})`, 'u');
/** What is eaten is eaten in the canteen, what is charged is charged in the shed. */
const MEANT: readonly (readonly [RegExp, string])[] = [
  [/打饭|打菜|晚饭|早饭|午饭|中饭|饭菜|青菜|菜品|菜价|餐台|米饭|食堂|自助机|取餐/u, '食堂'],
  [/充电桩|电动车|飞线|电瓶车/u, '车棚'],
];

/** Where it is, as said; else where such things are; else undefined. */
export function placeIn(text: string): string | undefined {
  const found = PLACE.exec(text)?.[0];
  if (found !== undefined && !/^(?:充电桩|快递柜)$/u.test(found)) return found.trim();
  return MEANT.find(([sign]) => sign.test(text))?.[1] ?? found;
}
