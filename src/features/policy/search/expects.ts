/** A time of day. */
const CLOCK = /\d{1,2}[:：]\d{2}/u;
const TIMETABLE = /时间|时刻/u;

/** What kind of words must stand in an answer to such a question. General to the language, not to any document. */
const KINDS: readonly (readonly [asks: RegExp, answers: RegExp, names?: RegExp])[] = [
  [
    /多少钱|几块|几元|要钱|收费|贵不贵|什么价|价格|给钱|(?:发|给|补|交|奖|赔|扣|报)多少(?!天|次|人|年|月)|多少(?:补|费)|(?:补贴|补助|押金|费|标准|工资|慰问金|奖金).{0,4}多少/u,
    /\d+(?:\.\d+)?\s*(?:元|%)|[（(]元|免费/u,
    /[（(]元|价格|金额|收费/u,
  ],
  // How often: before "how long", which uses the same words.
  [
    /(?:多久|多长时间|几个月|几天|几年|几个星期).{0,6}[一1两几](?:次|回|趟|双|套|副|件)|多久(?:发|换|领|查|检)|频率|周期/u,
    /周期|每(?:个)?(?:半|\d+)?\s*(?:个)?(?:日|天|周|星期|月|季度|年|班|次)|\d+\s*个月/u,
    /周期|频次/u,
  ],
  [/几点|什么时间|啥时间|时间表|时刻|头班|首班|末班/u, CLOCK, TIMETABLE],
  [/啥时候(?:开门|关门|开饭|发车|上班|下班)|什么时候(?:开门|关门|开饭|发车|上班|下班)/u, CLOCK, TIMETABLE],
  [
    /几天|多少天|多久|多长时间|几年|几个月|多少年|哪天|期限|几日|啥时候|什么时候|何时|几号|多少日|礼拜几|星期几|周几|几月/u,
    /\d+\s*(?:个)?(?:工作日|日|天|年|月|小时|周)|星期|当日|次日|每季度|每月|[（(](?:年|月|天|日|周|小时|天\/年)[）)]/u,
    /期限|时限|天数|年限|[（(](?:年|月|天|日|周|小时|天\/年)[）)]/u,
  ],
  [/哪一?年|何年|哪个年[代份]|哪个世纪|哪一?[天日]|哪个?月/u, /\d{1,4}\s*年|\d+\s*[月日]|世纪|年代/u],
  [/谁批|谁审|谁同意|找谁|谁管|谁负责|谁审批|哪个部门/u, /审批|批准|同意|负责|审核|分机/u],
  [/电话|号码|分机|怎么联系/u, /\d{4,}/u],
  [/几次|多少次|几回/u, /\d+\s*次/u],
  [/几个人|多少人|几人|人数/u, /\d+\s*(?:人|名)|分之/u],
  [/在哪|哪里|哪儿|什么地方|啥地方|地点|何处|何地|位于/u, /室|楼|层|侧|处|窗口|服务点|地址|门|位于|[省市县区镇乡村州岛]/u],
  [/定义|什么是|是什么意思|指什么|何谓|含义|什么叫|是指/u, /是指|指的是|所称|所谓|称为|即[^可使将便]/u],
];

export interface Expected {
  /** Found in words that hold such a thing. */
  readonly answers: RegExp;
  /** Found in the caption or the header of a table whose rows hold such things. */
  readonly names: RegExp | undefined;
}

/** Undefined when the question expects nothing in particular. */
export function expectedIn(question: string): Expected | undefined {
  const kind = KINDS.find(([asks]) => asks.test(question));
  if (kind === undefined) return given(question);
  return { answers: kind[1], names: kind[2] };
}

/** "有夜班餐吗": words that give this very thing, not those that take it away. */
function given(question: string): Expected | undefined {
  const thing = /有没有(\p{Script=Han}{2,8})|有(\p{Script=Han}{2,8}?)(?:拿|领|发)?[吗嘛么没不]*[?？]?$/u.exec(question);
  const name = thing?.[1] ?? thing?.[2];
  if (name === undefined) return undefined;
  const gives = '(?:(?<!不再?)享受|(?<!不)提供|供应|设有|给予|免费)';
  return { answers: new RegExp(`${gives}[^。；\\n]*${name}|${name}[^。；\\n]*${gives}`, 'u'), names: undefined };
}

/** What stands in `words` of the kind that is asked for, spaces aside; without a kind, every figure with its unit. */
export function figuresAsked(question: string, words: string): readonly string[] {
  const pattern = expectedIn(question)?.answers ?? /\d+(?:\.\d+)?\s*\p{Script=Han}/u;
  const found = words.matchAll(new RegExp(pattern.source, 'gu'));
  return [...found].map(([figure]) => figure.replaceAll(/\s/gu, '')).filter((figure) => /\d/u.test(figure));
}
