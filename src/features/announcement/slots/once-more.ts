import type { Instant } from '../../../core/clock.ts';
import { instantOf } from '../../../core/zone.ts';
import { timesIn } from '../../../time/read.ts';
import type { TimeContext } from '../../../time/time.ts';
import type { Utterance } from '../../feature.ts';

/** 开会前十分钟再提醒一次, 提前半小时再发一遍: before what was announced it is to be told once more. */
const BEFORE =
  /^(?:那就?|到时候?|请|帮我|在|[,，\s])*(?:(?:开会|会议|会|活动|培训|集合|出发|考试|比赛)?(?:开始|正式开始)?(?:之|以)?|提)?$/u;
const ONCE_MORE =
  /^(?:的时候?|之前|以前|时)?[,，\s]*(?:[在往到]群里)?(?:再|也再|还要再?|重新)(?:[在往到]群里)?(?:给大家|帮我|给我)?(?:提醒|通知|发|推送?|喊|说)(?:一?[次遍下声回])?(?:大家|大伙|他们)?(?:一?[次遍下声回])?[吧啊了。!！~]*$/u;

/** So many seconds before it; undefined where something else is wanted. Pure. */
export function onceMoreBefore({ text, times }: Pick<Utterance, 'text' | 'times'>): number | undefined {
  const [lead] = times;
  if (lead?.meaning.kind !== 'duration') return undefined;
  // The reader of times takes 前 and 会前 along with the length.
  const lengthSaid = text.slice(lead.start, lead.end);
  const led = text.slice(0, lead.start);
  const isBefore = /^(?:会|开会)?前|^提前/u.test(lengthSaid) || led.endsWith('前');
  if (!isBefore || !BEFORE.test(led.replace(/前$/u, '')) || !ONCE_MORE.test(text.slice(lead.end))) return undefined;
  return lead.meaning.seconds;
}

/** The moment that a text tells, and where it stands; undefined where it tells none. */
export function momentIn(
  content: string,
  context: TimeContext,
): { readonly at: Instant; readonly start: number; readonly end: number } | undefined {
  for (const { meaning, start, end } of timesIn(content, context).times)
    if (meaning.kind === 'instant') return { at: instantOf(meaning.at.slice(0, 10), meaning.at.slice(11, 16), context.zone), start, end };
  return undefined;
}
