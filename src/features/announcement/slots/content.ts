import { withoutWords } from '../../../core/written.ts';
import type { Utterance } from '../../feature.ts';
import { DAY_OFF_WORDS } from './day-off.ts';
import { planningTime } from './plan.ts';

const ALL = /[@＠]\s*(?:所有人|全体成员|全员|all)|艾特(?:所有人|全员)/giu;
/** Words of the order itself, before what is to be announced. */
const ORDER =
  /^(?:请|麻烦|帮我?|帮忙|给我?|你|到时候?|记得|定时|群里|在?群里|自动|都|就|再|要|设(?:个|置)?|建(?:个|一个)?|发布?(?:个|一个|一条|条)?(?:公告|通知|消息|提醒)|(?:公告|通知|提醒)(?:大家|所有人|全员|全体|各位|同志们?|一下|下(?=[\s:：,，])|群里)*|发(?:一条|条|个|一下)?|推送?(?:一下)?|说(?:一下)?|告诉(?:大家|各位)?|喊(?:大家|一声|一下)*|叫(?:大家|一声|一下)*|大家|一下|[:：,，。、\s])+/u;

export function mentionsAll(said: Utterance): boolean {
  ALL.lastIndex = 0;
  return ALL.test(said.written);
}

/** What is to be announced: the sentence without its time, its groups and the words of the order. */
export function contentOf(said: Utterance, groupWords: readonly string[] = []): string {
  const found = planningTime(said);
  const timeWords = found === undefined ? '' : said.text.slice(found.start, found.end);
  let rest = said.written.replace(ALL, '');
  if (timeWords !== '') rest = withoutWords(rest, timeWords);
  for (const words of groupWords) rest = withoutGroup(rest, words);
  for (const pattern of DAY_OFF_WORDS) rest = rest.replace(pattern, '');
  return rest
    .trim()
    .replace(ORDER, '')
    .replace(/^[\s:：,，。、]+|[\s,，、]+$/gu, '')
    .trim();
}

/** A group's name may hold any sign; it is taken out with the words that lead to it. */
function withoutGroup(text: string, name: string): string {
  const plain = name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  return text.replace(new RegExp(`(?:发?到|在|往|给|向)?${plain}(?:里|发)?`, 'giu'), '');
}
