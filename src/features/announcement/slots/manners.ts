import { parseChineseNumber } from '../../../core/zh/numbers.ts';
import type { Utterance } from '../../feature.ts';
import type { Manners } from '../schema/manners.ts';

const QUIET = /安静时[段间]|免打扰|夜里几点|(?:晚上|夜里).{0,6}(?:后|以后|之后)不(?:要|用)?发(?:公告|通知)/u;
const CAP = /(?:每周|一周|每个群一?周|每星期).{0,6}(?:上限|最多)|上限.{0,6}(?:每周|一周)|打扰上限/u;
const CLOCK =
  '(?:(凌晨|清晨|早上|上午|中午|下午|晚上|夜里|晚|早))?\\s*([零〇一二两三四五六七八九十\\d]{1,3})(?:[:：点时])(半|一刻|三刻|[零〇一二三四五六七八九十\\d]{1,3})?分?';
const FROM_TO = new RegExp(`${CLOCK}\\s*(?:到|至|[-—~～])\\s*(?:第二天|次日)?${CLOCK}`, 'u');
const MINUTES: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45 };

/** What a secretary wants otherwise; an empty change is a question. */
export function mannersIn(said: Utterance): Partial<Omit<Manners, 'id'>> | undefined {
  const { text } = said;
  if (CAP.test(text)) {
    const most = parseChineseNumber(/([一二两三四五六七八九十百\d]+)\s*[条次个]/u.exec(text.replace(/一周|每个群/gu, ''))?.[1] ?? '');
    return most !== undefined && most > 0 ? { weeklyCap: most } : {};
  }
  if (!QUIET.test(text)) return undefined;
  if (/取消|不要安静|关掉|去掉/u.test(text)) return { quietFrom: '00:00', quietUntil: '00:00' };
  const found = FROM_TO.exec(text);
  if (found === null) return {};
  const [, fromPart, fromHour, fromMinute, untilPart, untilHour, untilMinute] = found;
  const quietFrom = clockOf(fromPart, fromHour, fromMinute, true);
  const quietUntil = clockOf(untilPart, untilHour, untilMinute, false);
  return quietFrom === undefined || quietUntil === undefined ? {} : { quietFrom, quietUntil };
}

/** 十点 in the evening is 22:00; quiet hours begin at night, whether that is said or not. */
function clockOf(part: string | undefined, hour: string | undefined, minute: string | undefined, begins: boolean): string | undefined {
  const said = parseChineseNumber(hour ?? '');
  const minutes = minute === undefined ? 0 : (MINUTES[minute] ?? parseChineseNumber(minute));
  if (said === undefined || minutes === undefined || said > 24 || minutes > 59) return undefined;
  const evening = /下午|晚|夜/u.test(part ?? '') || (part === undefined && begins && said >= 6);
  const hours = (evening && said < 12 ? said + 12 : said) % 24;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
