import { holidayWords } from '../holidays.ts';
import type { Token } from './tokens.ts';

/** Short time words, and what may not follow them: 号楼 is a building, 前往 a verb, 后勤 a department. */
const NOT_BEFORE: Readonly<Record<string, RegExp>> = {
  号: /^(?:楼|线|门|厅|库|桌|车(?!间)|机|院|文|令|馆|店|窗|仓|栋|床|岗|包间|电梯|宿舍|教室|餐厅|食堂|会议室|活动室|报告厅|培训室|办公室|插|灯|阀|泵|炉|锅|公告|通知|职工|选手|员工)/,
  日: /^(?:程|志|记|子|元|期(?!间)|均|照|薪|用品)/,
  周: /^(?:边|岁|转|期(?!间)|刊|密)/,
  月: /^(?:饼|亮|球|嫂|薪|卡|票)/,
  年: /^(?:级|轻|龄|纪|薪|货|味|代)/,
  天: /^(?:气|台|然|津)/,
  点: /^(?:建议|意见|要求|体会|感受|原因|问题|希望|想法|启示|看法|注意|说明|收获|思考|理由|经验|共识|承诺|措施|赞|评|一线|[一二三四五六七八九]?(?:[度元块万亿倍米斤吨升克折寸]|公[里斤]|个百分点))/,
  时: /^(?:间|候|段|长|代|刻|常)/,
  分: /^(?:之|钱|公司|工会|厂|部|支|析|管|类|数|值|制|贝|米|手)/,
  后: /^(?:勤|厨|台|续|备|面|果|悔|来|期|方|援|代|半|门|院)/,
  前: /^(?:往|来|台|提|言|面|厅|者|进|线|期|景|列|身|沿|途|后|方|辈|夕|任|瞻|[三十]名|门|院|端)/,
  内: /^(?:部|容|心|务|场|科|外|涵|业|勤|网|审)/,
  里: /^(?:面|程)/,
  起: /^(?:床|草|来|码|伏|到(?![周星礼下本这月年明今\d])|飞|立|诉|点|止|重|航|因|源)/,
  初: /^(?:步|级|衷|心|中|期|次|稿|审|定|赛|试)/,
  底: /^(?:部|下|层|线|气|稿|数|子|色)/,
  小年: /^[轻级龄纪]/,
  末: /^(?:位|班|端)/,
  早: /^(?:教|就|已|晚会)/,
  晚: /^(?:辈|婚|年|点|会|宴|礼服|自习)/,
  这: /^(?:样|种|些|次|里|边|是|名|位|项)/,
  上: /^(?:海|级|述|面|门|台|报|传|交|岗|线|映)/,
  下: /^(?:雨|雪|属|列|面|达|级|岗|乡|单|载)/,
};

/** After a figure these units are units whatever follows (15日程 is read 15日 程); after a month 号 is always a day. */
/** A street, a school, a medal that bears a festival's name. */
const NAMED_AFTER = /^(?:[东西南北中]?(?:路|街|大街|大道|巷|桥|村|厂)|广场|公园|社区|小区|小学|中学|幼儿园|劳动奖|奖章|勋章|红旗)/;
const SURE_AFTER_NUMBER = new Set(['日', '天', '年', '月', '时']);
const OWNS_UNIT = new Set(['number', 'each', 'skipping', 'this', 'next', 'previous', 'half', 'bit']);
const ONE_BIT = /^(?:都|也|儿|不|没|点)/;

export function isBlocked(word: string, rest: string, before: readonly Token[]): boolean {
  const last = before.at(-1);
  const afterNumber = last?.kind === 'number';
  // 十二月底 is the end of 十二月, 每月底 of each month.
  if (last !== undefined && /^(?:[月年][底末初终中]|年[前后])$/.test(word) && OWNS_UNIT.has(last.kind)) return true;
  // 2018年年底 is the end of a year.
  if (word.length === 2 && word.charAt(0) === word.charAt(1) && afterNumber) return true;
  if (holidayWords.has(word) && NAMED_AFTER.test(rest)) return true;
  if (word === '点' && last?.text === '一' && ONE_BIT.test(rest)) return true;
  const pattern = NOT_BEFORE[word];
  if (pattern === undefined || !pattern.test(rest)) return false;
  if (afterNumber && SURE_AFTER_NUMBER.has(word) && !/^(?:间|候|段|代|级|薪|气)/.test(rest)) return false;
  const beforeNumber = before.at(-2);
  if (word === '号' && beforeNumber?.kind === 'unit' && beforeNumber.name === 'month') return false;
  return !(word === '点' && (beforeNumber?.kind === 'part' || beforeNumber?.kind === 'day'));
}
