/** What kind of words must stand in an answer to such a question. General to the language, not to any document. */
const KINDS: readonly (readonly [asks: RegExp, answers: RegExp])[] = [
  [
    /多少钱|几块|几元|要钱|收费|贵不贵|什么价|价格|给钱|(?:发|给|补|交|奖|赔|扣|报)多少(?!天|次|人|年|月)|多少(?:补|费)|(?:补贴|补助|押金|费|标准|工资|慰问金|奖金).{0,4}多少/u,
    /\d+(?:\.\d+)?\s*(?:元|%)|[（(]元|免费/u,
  ],
  [
    /几天|多少天|多久|多长时间|几年|几个月|多少年|哪天|期限|几日|啥时候|什么时候|何时|几号|多少日/u,
    /\d+\s*(?:个)?(?:工作日|日|天|年|月|小时|周)|星期|当日|次日|每季度|每月/u,
  ],
  [/几点|什么时间|啥时间|时间表/u, /\d{1,2}[:：]\d{2}/u],
  [/谁批|谁审|谁同意|找谁|谁管|谁负责|谁审批|哪个部门/u, /审批|批准|同意|负责|审核|分机/u],
  [/电话|号码|分机|怎么联系/u, /\d{4,}/u],
  [/几次|多少次|几回/u, /\d+\s*次/u],
  [/几个人|多少人|几人|人数/u, /\d+\s*(?:人|名)|分之/u],
  [/在哪|哪里|哪儿|什么地方|啥地方|地点/u, /室|楼|层|侧|处|窗口|服务点|地址|门/u],
];

/** Undefined when the question expects nothing in particular. */
export function expectedIn(question: string): RegExp | undefined {
  return KINDS.find(([asks]) => asks.test(question))?.[1];
}
