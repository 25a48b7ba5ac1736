import { withoutWords } from '../../core/written.ts';
import { instantOf } from '../../core/zone.ts';
import { formatRecurrence } from '../../core/zh/format.ts';
import type { Slots, Utterance } from '../../features/feature.ts';
import type { FoundTime, Recurrence } from '../../time/time.ts';
import { ruleSchema, type Plan } from './schema.ts';

const NOW = /^(?:现在|马上|立刻|立即|即刻|赶紧|赶快)$/u;
/** A date without a time: announcements go out when the day shift has begun. */
const DEFAULT_TIME = '09:00';
const ALL = /[@＠]\s*(?:所有人|全体成员|全员|all)|艾特(?:所有人|全员)/giu;
const CANCEL = /不(?:用|要)?(?:再)?发了|别(?:再)?发了?|取消|删掉?|删除|删了|撤[掉了回销]|作废|不要了|停掉/u;
const PAUSE = /暂停|先停|停一停|停发/u;
const RESUME = /恢复|继续发|接着发|重新开始/u;
const SKIP_DAY_OFF = /(?:节假日|放假|休息日|法定假|假期).{0,3}(?:不发|不用发|跳过|除外|不提醒)|遇节假日跳过/u;
const AFTER_DAY_OFF = /(?:节假日|放假|休息日|假期).{0,3}顺延/u;
const BEFORE_DAY_OFF = /(?:节假日|放假|休息日|假期).{0,3}提前/u;
/** Words of the order itself, before what is to be announced. */
const ORDER =
  /^(?:请|麻烦|帮我?|帮忙|给我?|你|到时候?|记得|定时|群里|在?群里|自动|都|就|再|要|设(?:个|置)?|建(?:个|一个)?|发布?(?:个|一个|一条|条)?(?:公告|通知|消息|提醒)|(?:公告|通知|提醒)(?:大家|所有人|全员|全体|各位|同志们?|一下|下(?=[\s:：,，])|群里)*|发(?:一条|条|个|一下)?|推送?(?:一下)?|说(?:一下)?|告诉(?:大家|各位)?|喊(?:大家|一声|一下)*|叫(?:大家|一声|一下)*|大家|一下|[:：,，。、\s])+/u;

export type Act = 'create' | 'cancel' | 'pause' | 'resume';

export function actOf(said: Utterance): Act {
  const named = said.mentioned.some(({ entity }) => entity.kind === 'announcement') || said.focus.about?.kind === 'announcement';
  if (!named) return 'create';
  if (RESUME.test(said.text)) return 'resume';
  if (PAUSE.test(said.text)) return 'pause';
  return CANCEL.test(said.text) ? 'cancel' : 'create';
}

/** The time expression that plans the post: a rule, else an instant, else a day. */
function planningTime(said: Utterance): FoundTime | undefined {
  const byKind = (kind: FoundTime['meaning']['kind']): FoundTime | undefined => said.times.find((found) => found.meaning.kind === kind);
  return byKind('recurring') ?? byKind('instant') ?? byKind('date') ?? byKind('range');
}

function dayOff(text: string): Pick<Recurrence, 'onDayOff'> {
  if (SKIP_DAY_OFF.test(text)) return { onDayOff: 'skip' };
  if (AFTER_DAY_OFF.test(text)) return { onDayOff: 'after' };
  if (BEFORE_DAY_OFF.test(text)) return { onDayOff: 'before' };
  return {};
}

export function planOf(said: Utterance): Plan | null {
  const found = planningTime(said);
  if (found === undefined) return null;
  const words = said.text.slice(found.start, found.end);
  const at = (local: string): Plan => ({ kind: 'once', at: instantOf(local.slice(0, 10), local.slice(11), said.time.zone) });
  switch (found.meaning.kind) {
    case 'recurring': {
      const { freq } = found.meaning.rule;
      const timed = freq === 'hour' || freq === 'minute' || freq === 'second' || found.meaning.rule.time !== undefined;
      const rule = { ...found.meaning.rule, ...(timed ? {} : { time: DEFAULT_TIME }), ...dayOff(said.text) };
      return { kind: 'repeated', rule: ruleSchema.parse(rule) };
    }
    case 'instant':
      return NOW.test(words) ? { kind: 'now' } : at(found.meaning.at);
    case 'date':
      return at(`${found.meaning.date}T${DEFAULT_TIME}:00`);
    case 'range':
      return found.meaning.start === null ? null : at(found.meaning.start);
    case 'duration':
    case 'workdays':
      return null;
  }
}

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
  for (const pattern of [SKIP_DAY_OFF, AFTER_DAY_OFF, BEFORE_DAY_OFF]) rest = rest.replace(pattern, '');
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

/** Slots as in the labelled utterances: when_iso or repeat or when, content; ref and action for a change. */
export function announcementSlots(said: Utterance): Slots {
  const act = actOf(said);
  const ref = said.mentioned.find(({ entity }) => entity.kind === 'announcement')?.entity.id;
  if (act !== 'create') return { ...(ref === undefined ? {} : { ref }), action: act };
  const plan = planOf(said);
  const found = planningTime(said);
  const content = contentOf(said);
  const when =
    plan === null || found === undefined
      ? {}
      : plan.kind === 'now'
        ? { when: '现在' }
        : plan.kind === 'repeated'
          ? { repeat: formatRecurrence(plan.rule).replace(/\s+/gu, '') }
          : found.meaning.kind === 'instant'
            ? { when_iso: found.meaning.at.slice(0, 16) }
            : {};
  return { ...when, content };
}
