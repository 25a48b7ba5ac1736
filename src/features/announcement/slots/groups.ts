import type { ChatGroup } from '../../../core/person.ts';
import { parseChineseNumber } from '../../../core/zh/numbers.ts';
import { overlaps, type Span } from './sheet.ts';

/** Which groups the words want; nothing here knows who may post where. */
export interface GroupWish {
  readonly named: readonly ChatGroup[];
  /** Of the named: only spoken of as those who shall be told (通知二支部…). */
  readonly addressed: readonly ChatGroup[];
  readonly except: readonly ChatGroup[];
  /** 全部群, or 所有支部群: those that belong to a party branch. */
  readonly every: 'all' | 'branches' | null;
  /** 三个群 */
  readonly count: number | null;
  readonly here: boolean;
  /** Words that call a group that nobody knows. */
  readonly unknown: readonly string[];
  readonly spans: readonly Span[];
}

const ORDINALS = '一二三四五六七八九十';
const JOIN = '[、,，和跟及与同\\s]';
/** 一支部、1支部, 一二支部, 一、三支部的工作群 */
const ORDINAL_LIST = new RegExp(
  `第?[${ORDINALS}1-9](?:${JOIN}?第?[${ORDINALS}1-9](?=${JOIN}?[${ORDINALS}1-9第]|党?支部))*党?支部(?:的?(?:工作)?群)?`,
  'gu',
);
const EVERY =
  /(?:所有|全部|各个?|每个)(?:的)?(?:支部)?(?:的)?(?:工作)?群(?:里|都)?|(?:所有|全部|各个?)支部(?=[发群,，里]|都发|$)|全群|每个支部群/gu;
const COUNTED = /(?:这)?([一二两三四五六七八九十]|\d{1,2})个(?:支部)?(?:的)?(?:工作)?群/gu;
const HERE = /(?:本|这个|咱们?这?个?|我们这?个?|当前)(?:支部)?(?:的)?(?:工作)?群/gu;
const EXCEPT = /(?:除了?|除开|除去|不包括|不含|(?:别|不要|不用|不)(?:再)?(?:发|推|通知)(?:给|到|在)?|不给|去掉|删掉|去除)$/u;
const AFTERWARDS = /^的?(?:工作)?群?(?:里)?(?:以外|之外|外|(?:就)?(?:不发|别发|不用发|不要发|不要|去掉|删掉))/u;
const ALSO = /^(?:群)?(?:也|都)(?:要|得)?(?:发|收|通知|给)/u;
/** What leads to a target, so that a name without 群 is one. */
const LEADS =
  /(?:发到|发给|发往|发在|推到|推给|发|给|往|在|到|向|除了?|除开|别发|不发|不给|去掉|删掉|加上|再加|加|改发|只发|换成|抄送|还有)$/u;
const ADDRESSED = /(?:通知|提醒|告诉|告知|叫|喊)(?:一下|下)?$/u;
/** After an addressed name: it is also the subject of what is said. */
const SUBJECT = /^(?:的|党员|全体|人员|书记|同志|同事|委员|班长|职工|成员)/u;
const NOT_A_NAME =
  /^(?:[在到给往]?(?:大|本|各|该|我们|咱们?|这个|那个|工作|微信|企业微信|所有|全部|几个|\d+个|[一二两三四五六七八九十]+个)?群)$/u;
const CALLED = /(?:发到|发给|发在|发往|推到|加上|抄送)([^，。,;；:：\s在到给往把]{1,10}?群)/gu;

/** More names than anybody writes; the rest of a flood is not read. */
const MOST_NAMES = 40;

interface Found extends Span {
  readonly group: ChatGroup;
  readonly whole: boolean;
}

/** Reads who shall get it. Names win over "all", and what stands after 除了 is taken away. */
export function readGroups(text: string, groups: readonly ChatGroup[]): GroupWish {
  const found = namedIn(text, groups);
  const targets = found.filter((one) => one.whole || isTarget(text, one, found));
  const except = targets.filter((one) => isExcluded(text, one, targets));
  const named = targets.filter((one) => !except.includes(one));
  const every = [...text.matchAll(EVERY)].map(spanOf);
  const here = [...text.matchAll(HERE)].map(spanOf);
  const counts = [...text.matchAll(COUNTED)];
  const count = counts[0] === undefined ? undefined : parseChineseNumber(counts[0][1] ?? '');
  const unknown = [...text.matchAll(CALLED)]
    .map((match) => ({
      words: match[1] ?? '',
      start: match.index + match[0].length - (match[1]?.length ?? 0),
      end: match.index + match[0].length,
    }))
    .filter((one) => !NOT_A_NAME.test(one.words) && ![...targets, ...every, ...here].some((known) => overlaps(known, one)))
    .filter((one) => !counts.some((match) => overlaps(spanOf(match), one)));
  return {
    named: unique(named.map(({ group }) => group)),
    addressed: unique(named.filter((one) => !one.whole && ADDRESSED.test(text.slice(0, one.start))).map(({ group }) => group)),
    except: unique(except.map(({ group }) => group)),
    every: everyOf(text.match(EVERY)?.[0], except.length > 0 && named.length === 0),
    count: count ?? null,
    here: here.length > 0,
    unknown: unknown.map(({ words }) => words),
    spans: [
      ...targets.filter((one) => one.whole || !keepsItsWords(text, one)).map((one) => widened(text, one, targets)),
      ...every,
      ...here,
      ...counts.map(spanOf),
      ...unknown,
    ],
  };
}

function everyOf(words: string | undefined, allButSome: boolean): GroupWish['every'] {
  if (words !== undefined) return words.includes('支部') ? 'branches' : 'all';
  return allButSome ? 'all' : null;
}

function namedIn(text: string, groups: readonly ChatGroup[]): readonly Found[] {
  const found: Found[] = [];
  const add = (one: Found): void => {
    if (!found.some((other) => overlaps(other, one) && other.end - other.start > one.end - one.start)) found.push(one);
  };
  const names = groups
    .flatMap((group) => namesOf(group, groups).map((name) => ({ group, name })))
    .toSorted((a, b) => b.name.length - a.name.length);
  for (const { group, name } of names) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      const one = { group, start: at, end: at + name.length, whole: name.endsWith('群') };
      if (!found.some((other) => overlaps(other, one) && (other.group !== group || other.end - other.start >= name.length))) add(one);
    }
  }
  for (const match of text.matchAll(ORDINAL_LIST)) {
    const span = spanOf(match);
    if (found.some((one) => overlaps(one, span))) continue;
    for (const ordinal of match[0].replace(/党?支部.*$/u, '').matchAll(new RegExp(`[${ORDINALS}1-9]`, 'gu'))) {
      const group = groups.find((one) => ordinalOf(one) === numberOf(ordinal[0]));
      if (group !== undefined) found.push({ group, ...span, whole: match[0].endsWith('群') });
    }
  }
  return found.toSorted((a, b) => a.start - b.start).slice(0, MOST_NAMES);
}

/** Whole name, without 工作, without the beginning that all groups share, and what is before 群 alone. */
function namesOf(group: ChatGroup, all: readonly ChatGroup[]): readonly string[] {
  const whole = group.name.normalize('NFKC').toLowerCase();
  const stem = whole.replace(/(?:工作|微信|企业微信|交流|通知)?群$/u, '');
  const shared = sharedBeginning(all.map(({ name }) => name.normalize('NFKC').toLowerCase()));
  const short = all.length > 1 && stem.length - shared > 1 ? stem.slice(shared) : stem;
  const stems = [...new Set([stem, short])].filter((one) => one.length > 1);
  return [...new Set([whole, ...stems.flatMap((one) => [`${one}工作群`, `${one}的群`, `${one}群`, one])])];
}

function sharedBeginning(names: readonly string[]): number {
  const [first = '', ...rest] = names;
  let length = 0;
  while (length < first.length && rest.every((name) => name.startsWith(first.slice(0, length + 1)))) length += 1;
  return rest.length === 0 ? 0 : length;
}

function ordinalOf(group: ChatGroup): number | undefined {
  const written = /第?([一二三四五六七八九十]|\d)党?支部/u.exec(`${group.name}${group.partyBranch ?? ''}`)?.[1];
  return written === undefined ? undefined : numberOf(written);
}

function numberOf(written: string): number | undefined {
  return parseChineseNumber(written);
}

function isTarget(text: string, one: Found, all: readonly Found[]): boolean {
  const before = text.slice(0, one.start);
  const after = text.slice(one.end);
  if (LEADS.test(before) || ADDRESSED.test(before) || /^的?(?:工作)?群/u.test(after) || AFTERWARDS.test(after) || ALSO.test(after))
    return true;
  const next = all.find((other) => other.start >= one.end && other.start - one.end <= 1);
  const last = all.find((other) => other !== one && one.start >= other.end && one.start - other.end <= 1);
  const joined = (other: Found | undefined, between: string): boolean =>
    other !== undefined && new RegExp(`^${JOIN}?$`, 'u').test(between) && other.start !== one.start;
  if (next !== undefined && joined(next, text.slice(one.end, next.start))) return next.whole || isTarget(text, next, [one, next]);
  return last !== undefined && joined(last, text.slice(last.end, one.start)) && isTarget(text, last, [last]);
}

function isExcluded(text: string, one: Found, all: readonly Found[]): boolean {
  if (EXCEPT.test(text.slice(0, one.start)) || AFTERWARDS.test(text.slice(one.end))) return true;
  const last = all.find((other) => other.end <= one.start && one.start - other.end <= 1);
  return last !== undefined && new RegExp(`^${JOIN}?$`, 'u').test(text.slice(last.end, one.start)) && isExcluded(text, last, [last]);
}

function keepsItsWords(text: string, one: Found): boolean {
  return ADDRESSED.test(text.slice(0, one.start)) && SUBJECT.test(text.slice(one.end));
}

/** 除了二支部以外的 and the 、 of a list go with the name. */
function widened(text: string, one: Found, all: readonly Found[]): Span {
  const lead = EXCEPT.exec(text.slice(0, one.start))?.[0].length ?? 0;
  const tail =
    /^(?:的?(?:工作)?群)?(?:以外|之外|外|不发|别发|不用发)?(?:的)?(?:\s*(?:其他|其它|剩下|别的|其余)(?:的)?(?:所有|全部)?(?:工作|支部)?群?(?:里)?(?:都)?|都(?=发|通知|提醒))?/u.exec(
      text.slice(one.end),
    )?.[0].length ?? 0;
  const join = all.some((other) => other.start > one.end)
    ? (new RegExp(`^${JOIN}`, 'u').exec(text.slice(one.end + tail))?.[0].length ?? 0)
    : 0;
  const joined = join > 0 && all.some((other) => other.start === one.end + tail + join) ? join : 0;
  return { start: one.start - lead, end: one.end + tail + joined };
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}

function unique(groups: readonly ChatGroup[]): readonly ChatGroup[] {
  return groups.filter((group, index) => groups.findIndex(({ id }) => id === group.id) === index);
}
