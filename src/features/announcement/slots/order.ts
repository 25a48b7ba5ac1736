import type { ChatGroup } from '../../../core/person.ts';
import { instantOf, lastDayOf, localDateOf } from '../../../core/zone.ts';
import type { FoundTime } from '../../../time/time.ts';
import type { Utterance } from '../../feature.ts';
import type { Plan } from '../schema/plan.ts';
import { bodyOf } from './body.ts';
import { dayOffIn, withDayOff } from './day-off.ts';
import { readGroups, type GroupWish } from './groups.ts';
import { VERB } from './order-words.ts';
import { readOptions, type Options } from './options.ts';
import { earlier, planOf } from './plan.ts';
import { postingTime, type PostingTime } from './posting-time.ts';
import { MARKS, masked, overlaps, sheetOf, type MarkedSpan, type Span } from './sheet.ts';

/** One sentence, read whole. */
export interface Order {
  readonly content: string;
  /** null: a time is wanted but not said, or not one that can be kept. */
  readonly plan: Plan | null;
  /** When it was said; without a word about it the post leaves at once on confirmation. */
  readonly timeWords: string | null;
  /** A second moment that was said in the same breath and cannot be kept. */
  readonly moreTimeWords: string | null;
  readonly groups: GroupWish;
  readonly options: Options;
}

const AT_ONCE = /现在就?|马上就?|立马|立刻|立即|即刻|赶紧|赶快|尽快|这就/gu;
const LATER =
  /一会儿?|待会儿?|等会儿?|等下|等一下|回头|晚点|晚些时候|过会儿?|改天|到时候?(?=提醒|通知|发)|(?<![有没])半点(?:钟)?(?=提醒|通知|喊|叫|发|说)/gu;
/** Half past which hour? */
const NO_HOUR = /(?<![\d一二两三四五六七八九十点有没])半点(?:钟)?(?:提醒|通知|喊|叫|发|说)/u;
const THEN_ORDER = new RegExp(`^[,，\\s]*(?:再|请|帮我|你)?${VERB}`, 'u');
const SET_UP = /(?:设置?|定|建|弄|加|做|安排|预约)(?:一?[个条])(?:定时|自动)?(?:提醒|闹钟|通知|公告)|定时|预约发/u;

/** `carries`: what the author sent before and may mean by 这张图, 这个文件. */
export function readOrder(said: Utterance, groups: readonly ChatGroup[], carries: readonly ('image' | 'file')[] = []): Order {
  const { text } = said;
  const later = [...text.matchAll(LATER)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const options = readOptions(said, carries);
  const wish = readGroups(text, groups);
  const repeats = said.times.some(({ meaning }) => meaning.kind === 'recurring');
  const dayOff = repeats ? dayOffIn(text) : undefined;
  const marks: readonly MarkedSpan[] = [
    ...options.orderSpans.map((span) => ({ ...span, mark: MARKS.mention })),
    ...[...options.spans, ...(dayOff?.spans ?? []), ...later.filter(({ end }) => THEN_ORDER.test(text.slice(end)))].map((span) => ({
      ...span,
      mark: MARKS.option,
    })),
    ...wish.spans.map((span) => ({ ...span, mark: MARKS.group })),
  ];
  const free = said.times.filter((time) => !marks.some((span) => overlaps(span, time)));
  const times = [...free, ...atOnce(said, free)].toSorted((a, b) => a.start - b.start);
  const posting = postingTime(text, masked(text, marks), times);
  const mask = masked(text, [...timeSpans(posting).map((span) => ({ ...span, mark: MARKS.time })), ...marks]);
  const plan = withDayOff(plannedBy(posting, said), text);
  const isSaid = posting.time !== null || posting.ahead !== null;
  return {
    content: bodyOf(sheetOf(said), mask, posting.limit),
    plan: NO_HOUR.test(text) ? null : isSaid ? plan : later.length > 0 || SET_UP.test(text) ? null : { kind: 'now' },
    timeWords: posting.time === null ? null : text.slice(posting.time.start, posting.time.end),
    moreTimeWords: posting.more === null ? null : text.slice(posting.more.start, posting.more.end),
    groups: wish,
    options,
  };
}

function plannedBy({ time, ahead, until }: PostingTime, said: Utterance): Plan | null {
  const read = (found: FoundTime): Plan | null => planOf(found.meaning, said.text.slice(found.start, found.end), said.time);
  if (ahead !== null) {
    const base = read(ahead.of);
    const moved = base === null ? undefined : earlier(base, ahead.seconds);
    if (moved?.kind !== 'once' || ahead.clock === null) return moved ?? null;
    return { kind: 'once', at: instantOf(localDateOf(moved.at, said.time.zone), ahead.clock, said.time.zone) };
  }
  const plan = time === null ? null : read(time);
  const end = until?.meaning.kind === 'range' ? until.meaning.end : null;
  // The end of a limit is the moment after it: before 12月11日 00:00 the last day is the 10th.
  if (plan?.kind !== 'repeated' || end === null) return plan;
  const endsOn = lastDayOf(end);
  return { ...plan, rule: { ...plan.rule, endsOn } };
}

function timeSpans({ time, more, ahead, until }: PostingTime): readonly Span[] {
  const said = time === null ? [] : [more === null ? time : { start: time.start, end: more.end }];
  return [...said, ...(until === null ? [] : [until]), ...(ahead === null ? [] : [ahead.words])];
}

/** 赶紧, 尽快 and their like where the grammar of times found nothing. */
function atOnce(said: Utterance, times: readonly FoundTime[]): readonly FoundTime[] {
  return [...said.text.matchAll(AT_ONCE)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter((span) => !times.some((time) => overlaps(span, time)))
    .map((span) => ({ ...span, meaning: { kind: 'instant', at: '' } as const, vague: false }));
}
