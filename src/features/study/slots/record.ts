import type { Slots, Utterance } from '../../feature.ts';
import { openQuestion } from './answer.ts';

const RESULT =
  /解析|答案|答对(?:了)?(?:没|吗|不)|对不对|选[对错](?:了)?(?:没|吗|不)|我(?:刚才|今天)?(?:的题|那题)?(?:答|选)(?:得)?(?:对|错)/u;
const OWN =
  /我.{0,6}(?:学习|答题|做题|学了|答了|做了|练了|学得|答得|错题)|(?:学习|答题|做题)记录|错题本|正确率|我(?:学|答|练|做)(?:过|了)?(?:多少|几)/u;
const OTHERS = /积分|排[行名]|心得|笔记|多少分|几分|学完|完成|练练|重做|再做|练一|练错|来.{0,3}题/u;
const BANK = /题库|(?:有|存|攒).{0,4}(?:多少|几)(?:道|个)?题|题目?(?:有)?(?:多少|哪些|几类)/u;
const OVERVIEW =
  /(?:学习|答题|做题|每日一[学题]|学).{0,6}(?:情况|统计|咋样|怎么样|如何|人数|进度|概况|数据|效果)|(?:多少|几个)人.{0,6}(?:答|学|做)|参与.{0,4}(?:学习|答题)/u;

/** "为什么", "为啥不对" right after an answer. */
export function asksWhy(said: Utterance): boolean {
  if (said.focus.intent !== 'quiz_answer') return false;
  return said.text.length <= 12 && /为(?:什么|啥|何)|咋(?:就)?(?:不对|错)|怎么(?:就)?(?:不对|错)|错(?:在)?哪|讲讲|解释/u.test(said.text);
}

/** "不会", "不知道" where a question is open. */
export function givesUp(said: Utterance): boolean {
  if (openQuestion(said) === undefined) return false;
  return /^(?:这(?:道)?题)?(?:我)?(?:真)?(?:不会|不知道|不懂|不晓得|不清楚|答不(?:来|上|出)|看不懂|太难)(?:了|啊|呀|呢|做|答|这题|这道|选)*[。!~]*$/u.test(
    said.text,
  );
}

/** "解析", "我答对没": the own result of the day's question, not the record. */
export function asksForResult(said: Utterance): boolean {
  return givesUp(said) || asksWhy(said) || (RESULT.test(said.text) && !/多少|几[道个题]|率/u.test(said.text));
}

export function asksForBank(said: Utterance): boolean {
  return BANK.test(said.text);
}

export function recordSlots(said: Utterance): Slots {
  return asksForResult(said) ? { part: 'result' } : {};
}

export function overviewSlots(said: Utterance): Slots {
  return asksForBank(said) ? { part: 'bank' } : {};
}

export function recordEvidence(said: Utterance): number {
  if (givesUp(said) || asksWhy(said)) return 9;
  if (OTHERS.test(said.text)) return -3;
  if (asksForResult(said)) return said.text.length <= 14 ? 3 : 0;
  return OWN.test(said.text) ? 3 : -2;
}

export function overviewEvidence(said: Utterance): number {
  if (!said.secretary) return -4;
  if (/我的|我学|月报|季度|台账|导出|报表/u.test(said.text)) return -2;
  return BANK.test(said.text) || OVERVIEW.test(said.text) ? 3 : -2;
}
