import { anyOf } from '../../../core/matches.ts';

/** How people name the topics of the bank; the longer word first, so that 食品安全 is not read as 安全. */
const NAMES: readonly (readonly [topic: string, words: RegExp])[] = [
  ['食品安全', /食品安全|食品卫生|食品|食堂|厨房|餐饮|饮食/u],
  ['安全生产与消防', /安全生产|消防安全|用电安全|安全知识|消防|防火|火灾|灭火|应急|急救|用电|安全/u],
  ['节能降耗', /节能降耗|节能环保|节能减排|垃圾分类|节能|节电|省电|节水|节约|低碳|环保|降耗/u],
  ['党章党规', /党章党规|党章|党规|党纪|党务|党建|条例|入党|组织生活|党的?知识/u],
  ['党史', /党史|党的历史|革命史|红色历史|长征/u],
  ['廉洁', /廉洁自律|廉洁从业|廉洁|廉政|反腐|八项规定/u],
  ['法律常识', /法律常识|法律知识|法律法规|法律|法规|普法|民法典?|劳动法|宪法|法治/u],
  ['工运史与劳模精神', /工运史|工运|劳模精神|劳模|工匠精神|工匠|工会/u],
  ['服务礼仪与职业道德', /服务礼仪|职业道德|文明礼仪|文明服务|服务意识|礼仪|服务/u],
];

const ANY_NAME = anyOf(NAMES.flatMap(([topic, words]) => [new RegExp(topic, 'u'), words]));

/** A topic as it was said, with the topic of the bank that it means. */
export interface NamedTopic {
  readonly word: string;
  readonly topic: string;
}

/** The topic of the bank that a text names. */
export function topicIn(text: string): NamedTopic | undefined {
  if (!ANY_NAME.test(text)) return undefined;
  for (const [topic, words] of NAMES) {
    if (text.includes(topic)) return { word: topic, topic };
    const word = words.exec(text)?.[0];
    if (word !== undefined) return { word, topic };
  }
  return undefined;
}

const COUNTED = /(?:[\d一二两三四五几]\s*[道个组]|[来出做练]\s*[点些个道])\s*([\p{Script=Han}]{2,6}?)(?:方面|主题|知识|类|相关)?的?题/u;
const STUDIED = /(?:学(?!习|完)|主题(?:换|改|定)?(?:成|为)|换成)\s*([\p{Script=Han}]{2,6}?)(?:方面|主题|知识|类|相关)?的?$/u;
const NOT_TOPICS =
  /^(?:选择|判断|单选|多选|今[天日]|明天|错|啥|什么|练习|学习|简单|新|别的|其他|一|几|难|我|你|做|答|不会|内容|东西|题|到|成)|[啥吗么吧呢推发停改点半周晚早每]|上午|下午|中午|工作日|一[题学]|练练|做做|玩玩|看看/u;

/** "来道围棋题", "这周学围棋": what was wanted, though the bank has no name for it. */
export function wantedTopic(text: string, as: 'counted' | 'studied'): NamedTopic | undefined {
  const word = (as === 'counted' ? COUNTED : STUDIED).exec(text)?.[1];
  return topicIn(text) ?? (word === undefined || NOT_TOPICS.test(word) ? undefined : { word, topic: word });
}
