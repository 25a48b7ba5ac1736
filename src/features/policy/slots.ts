import type { Slots, Utterance } from '../feature.ts';
import { BEGINS } from './rules/followup.ts';
import { ASKS } from './rules/sub-questions.ts';
import { ASKING_PHRASES } from './search/words.ts';

const FOLLOWUP = /^(?:那|那么|要是|如果|换成|还有)?.{1,18}?呢[?？]?$|^那/u;
/** Words that make a follow-up stand on its own: then it is a new question about what they name. */
const TOPICS: readonly (readonly [RegExp, string])[] = [
  [/年休?假.*(?:几天|多少天|多久|天数|能休)|(?:几天|多少天|能休).*年休?假/u, '年休假天数'],
  [/年休?假/u, '年休假'],
  [/产假/u, '产假'],
  [/陪产假|护理假/u, '陪产假'],
  [/婚假/u, '婚假'],
  [/丧假/u, '丧假'],
  [/探亲/u, '探亲假'],
  [/育儿假/u, '育儿假'],
  [/病假.*(?:工资|钱)/u, '病假工资'],
  [/病假/u, '病假'],
  [/事假/u, '事假'],
  [/调休/u, '调休'],
  [/加班费|加班工资|加班.*(?:几倍|多少)/u, '加班工资'],
  [/餐补|饭补/u, '餐补'],
  [/夜班餐/u, '夜班餐'],
  [/一卡通|饭卡|补卡/u, '一卡通'],
  [/食堂|开饭|供餐/u, '食堂'],
  [/宿舍.*押金|押金/u, '宿舍押金'],
  [/住宿费|房租/u, '住宿费'],
  [/宿舍|寝室/u, '宿舍'],
  [/差旅.*住宿|出差.*住/u, '差旅住宿标准'],
  [/出差.*(?:补助|补贴)|伙食补助/u, '出差补助'],
  [/差旅|出差/u, '差旅费'],
  [/报销/u, '报销'],
  [/班车/u, '班车'],
  [/公务?用?车/u, '公务用车'],
  [/报修|维修/u, '报修'],
  [/体检/u, '职工体检'],
  [/慰问/u, '慰问'],
  [/困难/u, '困难帮扶'],
  [/党费/u, '党费'],
  [/思想汇报/u, '思想汇报'],
  [/换届.*到会|到会.*人数/u, '换届选举到会人数'],
  [/换届/u, '换届选举'],
  [/主题党日/u, '主题党日'],
  [/组织关系/u, '组织关系转接'],
  [/预备期|转正/u, '预备党员转正'],
  [/入党/u, '发展党员'],
  [/三会一课/u, '三会一课'],
  [/组织生活会/u, '组织生活会'],
  [/民主评议/u, '民主评议'],
  [/劳保/u, '劳保用品'],
  [/办公用品/u, '办公用品'],
  [/会议室/u, '会议室'],
  [/高温/u, '高温津贴'],
  [/隐患/u, '隐患报告'],
  [/动火/u, '动火作业'],
  [/灭火器/u, '灭火器'],
];
const asking = new RegExp(
  [...ASKING_PHRASES, '要求', '标准', '规定', '能', '可以', '有', '要', '得', '不$', '吗', '呢', '呀', '啊', '的', '[,，。?？!！ ]']
    .toSorted((a, b) => b.length - a.length)
    .join('|'),
  'u',
);

/** What the question is about, in few words: a known topic, or its longest stretch without words of asking. */
export function topicOf(text: string): string {
  const known = TOPICS.find(([pattern]) => pattern.test(text))?.[1];
  if (known !== undefined) return known;
  const parts = text
    .split(asking)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.toSorted((a, b) => b.length - a.length)[0] ?? text;
}

/** The question leans on the one before: "那工龄二十年的呢". */
export function isFollowup(said: Utterance): boolean {
  if (said.focus.intent !== 'policy_question' || said.focus.topic === null) return false;
  if (BEGINS.test(said.text) || (!FOLLOWUP.test(said.text) && said.text.length > 8)) return false;
  const own = TOPICS.find(([pattern]) => pattern.test(said.text))?.[1];
  return FOLLOWUP.test(said.text) && (own === undefined || said.focus.topic.includes(own.slice(0, 2)));
}

/** So few words leave out of what they ask. */
const LONGEST_ELLIPSIS = 10;

/** 什么时候发 is as often asked of something else that was talked about. */
const OF_ELSE = /什么时候|啥时候?|何时|几时|哪一?天|几[月号]|星期几|周几|礼拜几|今天|明天|后天|昨天|现在|开会|天气/u;

/** After an answer, "要什么材料", "谁批": what it is asked of was said before. */
export function isElliptic({ text, focus }: Utterance): boolean {
  if (focus.intent !== 'policy_question' || focus.topic === null || text.length > LONGEST_ELLIPSIS) return false;
  return ASKS.test(text) && !OF_ELSE.test(text) && !BEGINS.test(text) && !TOPICS.some(([pattern]) => pattern.test(text));
}

export function policySlots(said: Utterance): Slots {
  if (isFollowup(said)) return { topic: topicOf(said.focus.topic ?? ''), followup: true };
  return { topic: topicOf(said.text) };
}

const NUMBER = /q\s*(\d{1,6})(?![\da-z])/iu;
const ANSWERING =
  /^(?:请\s*)?(?:(?<change>改答|更正|修改)\s*)?(?:(?:回复|答复|回答|答)\s*)?(?:问题\s*)?[「【[]?q\s*(?<number>\d{1,6})(?![\da-z])[」】\]]?\s*[:：,，。\s]*(?<answer>[\s\S]*)$/iu;

export interface AnswerSlots {
  readonly number: string | null;
  readonly answer: string;
  readonly correction: boolean;
}

/** "回复Q12 …", "Q12：…", "改答Q12：…", or any words that quote the message with the question in it. */
export function answerSlots(said: Pick<Utterance, 'written' | 'quote'>): AnswerSlots {
  const written = said.written.trim();
  const found = ANSWERING.exec(written);
  if (found?.groups?.['number'] !== undefined) {
    return {
      number: `Q${Number(found.groups['number'])}`,
      answer: found.groups['answer'] ?? '',
      correction: found.groups['change'] !== undefined,
    };
  }
  const quoted = quotedNumber(said.quote);
  return { number: quoted, answer: quoted === null ? '' : written.replace(/^(?:回复|答复|回答)[:：\s]*/u, ''), correction: false };
}

/** The number of a question that waits, in a quoted message of the bot's. */
export function quotedNumber(quote: string | null): string | null {
  const found = quote === null || !quote.includes('待答问题') ? null : NUMBER.exec(quote);
  return found === null ? null : `Q${Number(found[1])}`;
}

export function startsWithNumber(said: Utterance): boolean {
  return ANSWERING.test(said.written.trim());
}

const CLOSING =
  /^(?:请)?(?:关闭|关掉|关了|结掉|结束|不答了?|不办了?)\s*(?:问题)?\s*[「【[]?q\s*(?<number>\d{1,6})(?![\da-z])[」】\]]?\s*[:：,，。\s]*(?<reason>[\s\S]*)$/iu;

/** "关闭Q12：不归后勤管" */
export function closingSlots(said: Pick<Utterance, 'written'>): { readonly number: string | null; readonly reason: string } {
  const found = CLOSING.exec(said.written.trim());
  return { number: found === null ? null : `Q${Number(found.groups?.['number'])}`, reason: found?.groups?.['reason'] ?? '' };
}

const DECIDING =
  /^(?:请)?(?<act>通过|同意|退回|打回|撤下|撤回|撤掉|下架)\s*(?:常见问答|问答)?\s*[「【[]?(?:f\s*(?<number>\d{1,6})(?![\da-z]))?[」】\]]?\s*[:：,，。\s]*(?<reason>[\s\S]*)$/iu;
const ACTS = { 通过: 'pass', 同意: 'pass', 退回: 'return', 打回: 'return' } as const;

/** "通过F3", "退回F3：金额不对", "撤下F3", or "通过" that quotes the message with the entry. */
export function faqSlots(said: Pick<Utterance, 'written' | 'quote'>): {
  readonly number: string | null;
  readonly act: 'pass' | 'return' | 'withdraw' | null;
  readonly reason: string;
} {
  const found = DECIDING.exec(said.written.trim())?.groups;
  const quoted = /【常见问答 (F\d+) 待复核】/u.exec(said.quote ?? '')?.[1] ?? null;
  if (found === undefined) return { number: null, act: null, reason: '' };
  const number = found['number'] === undefined ? quoted : `F${Number(found['number'])}`;
  const act = Object.entries(ACTS).find(([word]) => word === found['act'])?.[1] ?? 'withdraw';
  return { number, act: number === null ? null : act, reason: found['reason'] ?? '' };
}
