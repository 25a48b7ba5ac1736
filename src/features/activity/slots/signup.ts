import { ofLast } from '../../../core/last.ts';
import type { FoundTime } from '../../../time/time.ts';
import type { Slots, Utterance } from '../../feature.ts';
import {
  hasActivity,
  ACTIVITY,
  activitySlot,
  anyStatus,
  isAhead,
  isMine,
  isOpen,
  listedAt,
  listNumber,
  namedActivity,
  NUMERAL,
  pointsAtActivity,
} from './named.ts';
import { crewIn, otherPeople } from './people.ts';

const WAITLIST = /候补|排队|排个[队位]|排上|等位|备选|后备|有(?:人退|空位?).{0,4}(?:叫|喊|通知|告诉|轮)我/u;
const CONFIRM = /^(?:确定|确认|确认报名|就报这个|对|是的|没错|报上吧)[。!~]*$/u;
const ALL = /都(?:不去|取消|退|不来|别算|删)|全(?:部)?(?:取消|退)|一起(?:取消|退)/u;

export interface SignupSlots {
  readonly waitlist: boolean;
  readonly confirm: boolean;
}

export interface OthersSlots extends SignupSlots {
  readonly people: readonly string[];
  readonly includeSelf: boolean;
  readonly group: string | null;
  readonly headcount: number | null;
  /** "再来两个": on top of those of the same crew who are on the list already. */
  readonly more: boolean;
}

export interface CancelSlots {
  readonly people: readonly string[];
  readonly includeSelf: boolean;
  readonly group: string | null;
  readonly all: boolean;
}

export function readSignup(said: Utterance): SignupSlots {
  return { waitlist: WAITLIST.test(said.text), confirm: CONFIRM.test(said.text) };
}

export function signupSlots(said: Utterance): Slots {
  const { waitlist, confirm } = readSignup(said);
  return { ...activitySlot(namedActivity(said, isOpen)), ...(waitlist ? { waitlist } : {}), ...(confirm ? { confirm } : {}) };
}

export function readOthers(said: Utterance): OthersSlots {
  const { people, includeSelf, group, headcount } = otherPeople(said);
  return { ...readSignup(said), people, includeSelf, group, headcount, more: /再|另外|还要|又/u.test(said.text) };
}

export function othersSlots(said: Utterance): Slots {
  const { people, includeSelf, group, headcount, waitlist } = readOthers(said);
  return {
    ...(people.length === 0 ? {} : { people, include_self: includeSelf }),
    ...(group === null ? {} : { group }),
    ...(headcount === null ? {} : { headcount }),
    ...(headcount !== null && includeSelf ? { include_self: true } : {}),
    ...(waitlist ? { waitlist } : {}),
    ...activitySlot(namedActivity(said, isOpen)),
  };
}

/** Who is not meant to be the speaker: names, or a crew. */
export function readCancel(said: Utterance): CancelSlots {
  const { people, includeSelf } = otherPeople(said);
  return { people, includeSelf, group: people.length > 0 ? null : crewIn(said), all: ALL.test(said.text) };
}

export function cancelSlots(said: Utterance): Slots {
  const { people, group } = readCancel(said);
  const suits = people.length > 0 || group !== null ? isAhead : isMine;
  return {
    ...activitySlot(namedActivity(said, suits)),
    ...(WAITLIST.test(said.text) ? { waitlist: true } : {}),
    ...(people.length === 0 ? {} : { people }),
    ...(group === null ? {} : { group }),
  };
}

export interface WhoSlots {
  readonly countOnly: boolean;
  readonly selfCheck: boolean;
  readonly missing: boolean;
  readonly export: boolean;
}

const MISSING = /(?<!报|去|来)没(?:有)?(?:回应|报名|报的|报|回复|回|动静|吭声|表态|参加)|谁(?:还)?没|未报名|还差谁|哪些人没|还缺谁/u;
const SELF =
  /(?:我|俺)(?:[^们,，]{0,8})(?:报上|报名成功|报了|报没|第几|排第|排到|排在|轮到|候补|在不在|在名单|在里面|名单里|有没有|成功)|第几(?:位|个|名)|(?:有|没)(?:有)?(?:没有)?(?:我|俺)(?:的)?(?:名|不|没|吗|$)|轮到我|排到我|看看我报/u;
const COUNT = /几个人|多少人|多少个|人数|几位|几人|报了几|报了多少|多少了|满了|满没|报满|还差几|够不够/u;
const EXPORT = /导出|导成|导一份|导个|下载|excel|xlsx|表格|电子版/u;

export function readWho(said: Utterance): WhoSlots {
  const { text } = said;
  const missing = MISSING.test(text) && !/我没/u.test(text);
  const exports = !missing && EXPORT.test(text);
  const selfCheck = !missing && !exports && SELF.test(text);
  return { missing, export: exports, selfCheck, countOnly: !missing && !exports && !selfCheck && COUNT.test(text) };
}

export function whoSlots(said: Utterance): Slots {
  const { missing, export: exports, selfCheck, countOnly } = readWho(said);
  return {
    ...activitySlot(namedActivity(said, selfCheck ? isMine : anyStatus)),
    ...(countOnly ? { count_only: true } : {}),
    ...(selfCheck ? { self_check: true } : {}),
    ...(missing ? { missing: true } : {}),
    ...(exports ? { export: true } : {}),
  };
}

const AVAILABLE = /(?:还)?有(?:剩|多)?(?:名额|空位|空的|位置|位子|空)的?|没报满|没满|未满|能报上|报得上|还能报|剩名额/u;
/** "看看健步走", "了解一下": who looks has not decided. */
const LOOKS = /看看|(?:想|要)看|看(?:一下|下|一眼)|了解|问问|问(?:一下|下)|介绍|说说|讲讲|打听|想知道/u;
const WANTS_IN =
  /我(?:也|就)?(?:想|要)?报(?!名?(?:的|没|上没|上了没))|算(?:上)?我|加(?:上)?我|[给帮]我报|写上我|就报|^[^,。!?\s]{0,10}(?:报名|报到|报一个)[,。!\s]/u;
const ASKS_WHO = /谁(?!组织|负责|牵头|带队|问)(?<!找谁|问谁)|几个人|多少人|几人|名单|报上|报了没|排第|取消|退|不去/u;
const DETAIL =
  /几点|啥时候|什么时候|哪天|在哪|哪里|哪儿|啥地方|什么地方|地点|地址|怎么去|集合|带不带|要带|带什么|带啥|要不要|多久|多长|详情|具体|谁组织|谁负责|费用|要钱|花钱|截止|报名到|名额|能带|可以带|几号|介绍|干什么|干啥|下雨|[有派](?:班)?车(?:接|送)|找谁|问谁|谁牵头|谁带队/u;

/** Looking at an activity is no wish to join it; "看看健步走，给我报上" is both and therefore not this. */
export function looks(text: string): boolean {
  return LOOKS.test(text) && !WANTS_IN.test(text);
}

/** A question about one activity that its details answer, not its list of people. */
export const asksAboutIt = ofLast(
  (text): boolean => (DETAIL.test(text) || looks(text) || /[?？]|吗$|呢$|咋样|怎么样|是啥|是什么|干嘛/u.test(text)) && !ASKS_WHO.test(text),
);

export function asksToWait(text: string): boolean {
  return WAITLIST.test(text);
}

const BARE_NUMBER = new RegExp(`^(?:第\\s*)?(?:${NUMERAL})\\s*(?:个|项|条|号)?(?:活动)?[。!~]*$`, 'u');

/** "2", "第二个" after a list that was shown or is quoted: that one is to be seen. */
export function picksListed(said: Utterance): boolean {
  const number = BARE_NUMBER.test(said.text) ? listNumber(said.text) : undefined;
  if (number === undefined || listedAt(said, number) === undefined) return false;
  return said.quote !== null || said.focus.intent === 'list_activities';
}

/** "谁给我报的？我不去": who was put on a list by somebody else. */
export function refuses(text: string): boolean {
  if (/下雨|下雪|要是|如果|的话|谁(?:都)?不|不去我|除非/u.test(text)) return false;
  return /(?:^|[\s,，。!！?？])我(?:可|又)?不(?:想|愿意?)?(?:去|参加)(?:了|的)?[。!~]*$/u.test(text);
}

export interface ListSlots {
  readonly detail: boolean;
  readonly available: boolean;
  readonly mine: boolean;
}

/** What those who go want to know, whichever activity it is; it is said of nothing else. */
const OF_THE_DAY =
  /下雨.{0,4}(?:还|也|照)?(?:办|搞|去|开|举行)(?:不|吗|么|没)|(?:有|派)(?:班)?车(?:接|送)(?:送)?(?:不|吗|么|没)|(?:谁|哪个)(?:组织|负责|牵头|带队)|(?:找|问)谁(?:问|报)?/u;
const OF_THE_DAY_AT_MOST = 16;

/** There is something to go to, and this is asked of it. */
export function asksOfTheDay(said: Utterance): boolean {
  return OF_THE_DAY.test(said.text) && said.text.length <= OF_THE_DAY_AT_MOST && hasActivity(said);
}

export function readList(said: Utterance): ListSlots {
  const { text } = said;
  const number = listNumber(text);
  const listed = picksListed(said) || (number !== undefined && listedAt(said, number) !== undefined && asksAboutIt(text));
  const named = listed || said.mentioned.some(({ entity }) => entity.kind === ACTIVITY);
  const asks = DETAIL.test(text) || (looks(text) && /这个|那个|它/u.test(text));
  const available = AVAILABLE.test(text);
  const mine = /我(?:都)?报(?:了|过|名)(?:的)?(?:哪些|什么|啥|几个)|我的(?:活动|报名)|我参加(?:了|的)?(?:哪些|啥|什么)?/u.test(text);
  const detail =
    named ||
    asksOfTheDay(said) ||
    (asks && !available && !/活动(?:都)?(?:有|是)?(?:哪些|啥|什么)|(?:哪些|啥|什么)活动/u.test(text) && pointsAtActivity(said));
  return { detail, available: available && !detail, mine };
}

export function listSlots(said: Utterance): Slots {
  const { detail, available, mine } = readList(said);
  const time = askedTime(said);
  return {
    ...(detail ? { ...activitySlot(namedActivity(said, anyStatus)), detail: true } : {}),
    ...(!detail && time !== undefined ? { time: said.text.slice(time.start, time.end) } : {}),
    ...(available ? { available: true } : {}),
    ...(mine ? { mine: true } : {}),
  };
}

/** The time asked about; "最近" asks about none. */
export function askedTime(said: Utterance): FoundTime | undefined {
  return said.times.find(
    (time) => !/^(?:最近|近期|近来|近日|现在|目前|这阵子?|这段时间|以后|今后)/u.test(said.text.slice(time.start, time.end)),
  );
}
