import type { ChatGroup } from '../../../../core/person.ts';
import { timesIn } from '../../../../time/read.ts';
import type { FoundTime } from '../../../../time/time.ts';
import type { Utterance } from '../../../feature.ts';
import type { Draft } from '../../schema/draft.ts';
import { dayOffIn, withDayOff } from '../day-off.ts';
import { readGroups, type GroupWish } from '../groups.ts';
import { readOptions, type Options } from '../options.ts';
import { overlaps, type Span } from '../sheet.ts';
import { changedGroups } from './groups.ts';
import { changedText } from './text.ts';
import { changedPlan } from './time.ts';

export interface Changed {
  readonly draft: Draft;
  /** Words for a group that nobody knows. */
  readonly unknownGroup: string | null;
}
/** The time may be that of the post or the one that the content tells. */
export interface Doubt {
  readonly inContent: string;
}

const OF_POST =
  /(?:发(?:送|布|出)?|提醒|通知|公告|推送)(?:出去)?的?时间|(?:点|分|刻|半|午|上|周[一二三四五六日天]|号|日|天)(?:再)?发|早点发|晚点发|提前发|推迟发/u;
const OF_CONTENT = /内容|正文|里面的|开会|会议|活动|集合/u;

/** What the words change in a draft; the rest of it stays. undefined when nothing of it is understood. */
export function changed(
  draft: Draft,
  said: Utterance,
  groups: { readonly all: readonly ChatGroup[]; readonly own: readonly ChatGroup[] },
  timeMeant: 'post' | 'content' | null = null,
): Changed | Doubt | undefined {
  const text = changedText(said.written, draft);
  if (text !== undefined && (text.content !== draft.content || text.title !== draft.title))
    return { draft: { ...draft, ...text }, unknownGroup: null };
  const day = correctedDay(draft, said);
  if (day !== undefined) return { draft: { ...draft, content: day }, unknownGroup: null };
  const lasting = withDuration(draft, said);
  if (lasting !== undefined) return { draft: { ...draft, content: lasting }, unknownGroup: null };
  const options = readOptions(said);
  const wish = readGroups(said.text, groups.all);
  const spans = [...options.spans, ...wish.spans, ...(dayOffIn(said.text)?.spans ?? [])];
  const times = said.times.filter((time) => !spans.some((span) => overlaps(span, time)));
  const inContent = timeInContent(draft, said);
  if (times.length > 0 && inContent !== undefined && timeMeant === null && !OF_POST.test(said.text)) {
    if (OF_CONTENT.test(said.text)) return withTimeInContent(draft, said, times, inContent);
    return { inContent: draft.content.slice(inContent.start, inContent.end) };
  }
  if (timeMeant === 'content' && inContent !== undefined) return withTimeInContent(draft, said, times, inContent);
  return merged(draft, said, { options, wish, times, own: groups.own });
}

function merged(
  draft: Draft,
  said: Utterance,
  read: { readonly options: Options; readonly wish: GroupWish; readonly times: readonly FoundTime[]; readonly own: readonly ChatGroup[] },
): Changed | undefined {
  const { options, wish, times, own } = read;
  const plan = changedPlan(said.text, times, draft.plan, said.time) ?? draft.plan;
  const groupIds = changedGroups(said.text, wish, draft.groupIds, own);
  const next: Draft = {
    ...draft,
    ...wishesIn(options, draft),
    plan: withDayOff(plan, said.text),
    ...(groupIds === undefined ? {} : { groupIds: [...groupIds] }),
  };
  const [unknownGroup] = wish.unknown;
  const same = JSON.stringify(next) === JSON.stringify(draft);
  return same && unknownGroup === undefined ? undefined : { draft: next, unknownGroup: unknownGroup ?? null };
}

function wishesIn(
  { acknowledge, lookFirst, reviewerId, urgent, mentionAll, mentions, kind, whenMissed }: Options,
  draft: Draft,
): Partial<Draft> {
  const dropsReview = lookFirst === false;
  return {
    ...(acknowledge === undefined ? {} : { acknowledge }),
    ...(lookFirst === undefined ? {} : { lookFirst }),
    ...(whenMissed === undefined ? {} : { whenMissed }),
    ...(dropsReview ? { review: null } : reviewerId === undefined ? {} : { review: { reviewerId } }),
    ...(urgent === undefined ? {} : { urgent }),
    ...(mentionAll === undefined ? {} : { mentionAll, ...(mentionAll ? {} : { mentions: [] }) }),
    ...(mentions === undefined ? {} : { mentions: [...new Set([...draft.mentions, ...mentions])] }),
    ...(kind === undefined || kind === 'image' || kind === 'file' ? {} : { kind }),
  };
}

const CORRECTS = /^(?:不对|不是|错了|说错了|打错了|写错了|搞错了)(?:了)?[,，。!！\s]+/u;
const DAY =
  /大后天|今天|明天|后天|(?:这个?|本|下个?)?(?:周|星期|礼拜)[一二三四五六日天]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})[号日]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[号日]/u;

/** 错了 是后天: the day that the content tells, where it tells one; its hour stays. */
function correctedDay(draft: Draft, said: Utterance): string | undefined {
  const right = CORRECTS.test(said.text) ? DAY.exec(said.text)?.[0] : undefined;
  return right === undefined || !DAY.test(draft.content) ? undefined : draft.content.replace(DAY, right);
}

const HOURS = /^(?<part>凌晨|早上|上午|中午|下午|晚上)?.{0,8}(?:点|:\d{2}).{0,4}(?:到|至|-|~).{1,8}(?:点|:\d{2})/u;

/** 晚上八点到十点, and nothing else: a post goes out at a moment, so it is what it tells of that lasts so long. */
function withDuration(draft: Draft, { text, written, times }: Utterance): string | undefined {
  const [only, ...others] = times;
  if (only === undefined || others.length > 0 || only.end - only.start < text.length || only.meaning.kind !== 'range') return undefined;
  const found = HOURS.exec(text);
  if (found === null || FIRST_CLOCK.test(draft.content)) return undefined;
  const part = found.groups?.['part'];
  if (part !== undefined && draft.content.includes(part)) return draft.content.replace(part, () => written.trim());
  return `${draft.content}，时间：${written.trim()}`;
}

const CLOCK =
  '(?:凌晨|早上?|上午|中午|下午|晚上?)?(?:[零一二两三四五六七八九十]{1,3}|\\d{1,2})(?:点(?:半|一刻|三刻|[零一二三四五六七八九十\\d]{1,3}分?)?|:\\d{2})';
const FIRST_CLOCK = new RegExp(CLOCK, 'u');
const CLOCK_ALONE = new RegExp(`^${CLOCK}$`, 'u');

/** The time that the content tells ("明天下午三点开会"): its clock, where a new hour alone was said, else the day with it. */
function timeInContent(draft: Draft, said: Utterance): Span | undefined {
  const { content } = draft;
  const { times, impossibleDates } = timesIn(content, said.time);
  const found = FIRST_CLOCK.exec(content);
  const clock = found === null ? undefined : { start: found.index, end: found.index + found[0].length };
  const told = clock ?? impossibleDates[0];
  if (told === undefined || said.times.every(({ meaning }) => meaning.kind === 'recurring')) return undefined;
  const namesDay = said.times.some(({ start, end }) => !CLOCK_ALONE.test(said.text.slice(start, end)));
  return namesDay ? (impossibleDates[0] ?? times.find((time) => overlaps(time, told)) ?? told) : told;
}

function withTimeInContent(draft: Draft, said: Utterance, times: readonly FoundTime[], place: Span): Changed | undefined {
  const last = times.at(-1);
  if (last === undefined) return undefined;
  const words = said.text.slice(last.start, last.end);
  return {
    draft: { ...draft, content: `${draft.content.slice(0, place.start)}${words}${draft.content.slice(place.end)}` },
    unknownGroup: null,
  };
}
