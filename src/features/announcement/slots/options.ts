import type { Post } from '../schema/post.ts';
import { MARKS, masked, type Span } from './sheet.ts';

/** What is said about how to send it, beside what, when and where. Absent = not said. */
export interface Options {
  readonly acknowledge?: boolean;
  /** 发之前给我看一眼 */
  readonly lookFirst?: boolean;
  /** 发之前给李强看一眼; null = another secretary. */
  readonly reviewerId?: string | null;
  readonly urgent?: boolean;
  readonly mentionAll?: boolean;
  readonly mentions?: readonly string[];
  /** 过了时间就不用补发; 错过了也要补发 */
  readonly whenMissed?: 'never' | 'always';
  readonly kind?: Post['kind'];
  readonly title?: string;
  /** 用会议通知模板 */
  readonly template?: string;
  readonly spans: readonly Span[];
  /** Of the spans: what makes a sentence an order without a verb (@所有人, 用…模板). */
  readonly orderSpans: readonly Span[];
}

interface People {
  readonly text: string;
  readonly people: readonly (Span & { readonly person: { readonly userId: string; readonly name: string } })[];
}

// Every repetition is bounded: a message of nothing but 请 must not take seconds.
const WHO = '(?:大家|所有人|全员|各位|他们|每个?人|群里的?人|职工|党员)?';
const TICK = '["“\'「]?(?:收到|已知晓|知晓|已阅|回执)["”\'」]?';
const ACKNOWLEDGE = [
  new RegExp(
    `(?:[要得让请叫]|需要|务必|麻烦){0,3}${WHO}(?:都)?(?:看到|看完|收到|知道)?后?(?:要|得|请|都|务必|及时){0,3}(?:回复|回个?|确认|点一?下?|打)(?:一下|一个|下|个)?${TICK}(?:的)?`,
    'gu',
  ),
  /(?:收到|看到|看完)(?:信息|消息|通知)?(?:后|了)?(?:的)?(?:人)?(?:请|都|要|得)?(?:务必|及时)?(?:回复|回一?[个下])(?:收到|一下|1)?(?=[。！!，,\s~]|$)/gu,
  /(?:需要?|要|带|加上?|开|有)(?:个|一下)?(?:已读)?(?:回执|签收)/gu,
  /(?:需要?|要)(?:让)?(?:大家|所有人|每个?人)?(?:都)?(?:确认|签收|点)(?:一下|知晓|收到)?(?=[，,。；;\s]|$)/gu,
];
const NO_ACKNOWLEDGE =
  /(?:不用|不需要?|不必|无需|不要|别让|免|取消|去掉|不用再)(?:大家|所有人)?(?:再|都)?(?:点|回)?(?:回复收到|回复|回执|确认|收到|已知晓|签收)(?:了)?/gu;

const P = MARKS.person;
const SEE_IT =
  '(?:先)?(?:帮忙|帮着)?(?:看(?!病|书|电影|电视|演出|望)|审|过目|瞧|把把?关|确认|过一?[下遍眼]|批准?)(?:看|一看|一?[下眼遍]|过|了|核|过目|完|一过){0,3}';
const THEN_SEND = '(?:(?:之?后|没问题|好了)?再发(?:出去|布|送)?|后发)';
const SEE = `${SEE_IT}${THEN_SEND}?`;
const BEFORE = '(?:发(?:出去?|送|布)?之?前|出去之?前|先别(?:急着)?发[,，\\s]*|先|正式发之?前)';
const LOOK_FIRST = new RegExp(
  `(?:在)?${BEFORE}[,，]?(?:先)?(?:给|让|叫|发给|拿给|请)?(?:我|咱|本人)${SEE}|(?:给|让)我${SEE_IT}${THEN_SEND}`,
  'gu',
);
const SOMEBODY = `(?:${P}{1,8}(?:书记|委员|主任|同志|师傅|哥|姐)?|(?:另一[个位]|别的|其他|副|我们|支部)?(?:书记|支委|领导|负责人))`;
const REVIEW = [
  new RegExp(`(?:在)?(?:${BEFORE})?[,，]?(?:先)?(?:给|让|请|叫|找|发给|拿给|经|等|待|需要?|要)${SOMEBODY}${SEE}`, 'gu'),
  new RegExp(
    `(?:经|等|待|需要?|要|由|让)?${SOMEBODY}(?:同意|审核|审批|确认|点头|批准|把关|看过)(?:了|过|完)?(?:之?后|以后)?(?:再|才)?(?:能)?发(?:出去|布|送)?`,
    'gu',
  ),
  new RegExp(
    `(?<![交给送报由找到${P}])${P}{1,8}(?:书记|委员|主任)?(?:来)?(?:审核|审批|审一?[下遍审]|过目|把把?关)(?:一下|一遍)?(?=[。!~]*$)`,
    'gu',
  ),
];
const NO_REVIEW =
  /(?:不用|不需要?|不必|无需|别)(?:再)?(?:给|让|等|请|找)?[^，,。\s]{0,6}?(?:看|审核?|过目|把关)(?:一下|一眼|了)?(?:了|就发|直接发)?/gu;

const URGENT = [
  /(?:发|来)?(?:一?[个条]|一则)?(?:特急|加急|紧急)(?:的)?(?:通知|公告|消息|提醒)(?:一下|大家)?(?=[:：,，!！\s]|[到给往在]|[一二三四五六七八九十\d]支部|$)/gu,
  /(?<=^|[，,。;；\s:：!！])(?:这[个条]?)?(?:是|属于|标为|设为|标记为|算|按)?(?:特急|加急|紧急|急件|十万火急)(?:的|处理|发送|发)?(?=[:：,，!！。\s]|$)/gu,
  /(?:标为|设为|标记为|改成|按|算)(?:紧急|加急|特急)(?:的)?(?:处理|发送|发)?/gu,
];
const NOT_URGENT = /(?:不(?:是|算|用|标)?(?:那么)?(?:紧急|加急|急)|取消(?:紧急|加急))(?:了|的)?/gu;

const NEVER_LATE =
  /(?:要是|如果|万一)?(?:过(?:了|时)?(?:时间|点|时)?|错过(?:了)?(?:时间)?|晚了|迟了|没赶上)(?:的话)?(?:就)?(?:不用|不要|别|不必|不)(?:再)?(?:补)?(?:发|提醒)(?:了)?|过时不(?:候|补|发)/gu;
const ALWAYS_LATE =
  /(?:要是|如果|万一)?(?:过(?:了)?(?:时间|点)?|错过(?:了)?(?:时间)?|晚了|迟了|没赶上)(?:的话)?(?:也|都)?(?:要|得|一定要|务必|必须)(?:补发|补上|发|提醒)|(?:一定|务必|必须)(?:要)?补发/gu;
const ALL =
  /(?:并且?|用|要|请|再|记得|帮我|同时|顺便|加上|还要)?(?:[@＠]\s*(?:所有人|全体成员|全体|全员|大家|all)|(?:艾特|圈|at)(?:一下|下)?\s*(?:所有人|全体成员|全体|全员|大家))/giu;
const NOT_ALL = /(?:不用|不要|不必|别|不|取消|去掉)(?:再)?(?:[@＠]|艾特|圈)\s*(?:所有人|全体成员|全体|全员|大家|all|人)?(?:了)?/giu;
const CALLS = new RegExp(
  `(?:并|要|再|请|记得|同时|顺便|加上)?(?:[@＠]|艾特|圈|点名)(?:一下|下)?\\s*${P}{1,8}(?:[、,，和跟及与\\s@＠]+${P}{1,8}){0,3}(?=[\\s,，。:：!！]|$|.)`,
  'gu',
);

const KIND: readonly (readonly [Post['kind'], RegExp])[] = [
  ['card', /(?:用|以|按|走|做成|发成|改成|弄成|换成|发)(?:一?[个张条])?(?:图文|链接|消息)?卡片(?:的)?(?:形式|格式|样式|消息|方式)?/gu],
  ['markdown', /(?:用|以|按|走|做成|发成|改成|弄成|换成)?(?<![a-z])(?:markdown|md)(?![a-z])(?:的)?(?:形式|格式|样式|消息|方式|排版)?/gu],
  ['text', /(?:用|以|按|走|做成|发成|改成|弄成|换成)(?:普通|纯)?(?:文字|文本)(?:的)?(?:形式|格式|样式|消息|方式)?/gu],
  [
    'image',
    /(?:把)?(?:刚才?|刚刚|上面|前面|我刚发|我发|这|那)(?:我)?(?:发)?(?:的|那|过来的|给你的){0,3}(?:[一这那]?[张幅个])?(?:图片|图|照片|海报)/gu,
  ],
  [
    'file',
    /(?:把)?(?:刚才?|刚刚|上面|前面|我刚发|我发|这|那)(?:我)?(?:发)?(?:的|那|过来的|给你的){0,3}(?:[一这那]?[份个张])?(?:文件|附件|文档|表格|pdf|excel|word)/gu,
  ],
];
const TITLE =
  /(?:大|加个?|写个?)?标题(?:就|要|用|写)?(?:是|为|叫|用|写|成|改成|改为|换成)?\s*[:：]?\s*["“「]?([^，,。；;"”」\n:：]{1,30})["”」]?/gu;
const TEMPLATE =
  /(?:请|帮我)?(?:用|套用?|按照?|照着?|拿|使用|选)(?:一下)?(?:那个|这个)?["“「]?([^，,。"”」\s用套按]{1,12}?)["”」]?(?:的)?模[板版](?:来)?(?:发(?=[,，:：\s]|$))?/gu;

/** Reads all of them; a wish and its negation in one sentence: the negation holds. */
export function readOptions({ text, people: roster }: People, carries: readonly Post['kind'][] = []): Options {
  const people = everyMention(text, roster);
  const named = masked(
    text,
    people.map((one) => ({ ...one, mark: P })),
  );
  const spans: Span[] = [];
  const find = (patterns: RegExp | readonly RegExp[]): readonly RegExpExecArray[] => {
    const found = [patterns].flat().flatMap((pattern) => [...named.matchAll(pattern)]);
    spans.push(...found.map(spanOf));
    return found;
  };
  const peopleIn = (found: readonly RegExpExecArray[]): readonly string[] =>
    people
      .filter((one) => found.some((match) => one.start >= match.index && one.end <= match.index + match[0].length))
      .map(({ person }) => person.userId);

  const noTick = find(NO_ACKNOWLEDGE).length > 0;
  const tick = find(ACKNOWLEDGE).length > 0;
  const noReview = find(NO_REVIEW).length > 0;
  const review = find(REVIEW);
  const look = find(LOOK_FIRST).length > 0;
  const notUrgent = find(NOT_URGENT).length > 0;
  const urgent = find(URGENT).length > 0;
  const neverLate = find(NEVER_LATE).length > 0;
  const alwaysLate = find(ALWAYS_LATE).length > 0;
  const notAll = find(NOT_ALL).length > 0;
  const allCalled = find(ALL);
  const all = allCalled.length > 0;
  const called = find(CALLS);
  const calls = peopleIn(called);
  // "这份文件" is part of the text for somebody who sent none.
  const kind = KIND.filter(([name]) => (name !== 'image' && name !== 'file') || carries.includes(name))
    .map(([name, pattern]) => ({ name, found: find(pattern) }))
    .find(({ found }) => found.length > 0)?.name;
  const title = find(TITLE)[0];
  const template = find(TEMPLATE)[0];
  const [reviewer] = peopleIn(review);
  return {
    ...(noTick ? { acknowledge: false } : tick ? { acknowledge: true } : {}),
    ...(noReview ? { lookFirst: false } : look ? { lookFirst: true } : {}),
    ...(!noReview && review.length > 0 ? { reviewerId: reviewer ?? null } : {}),
    ...(notUrgent ? { urgent: false } : urgent ? { urgent: true } : {}),
    ...(notAll ? { mentionAll: false } : all ? { mentionAll: true } : {}),
    ...(neverLate ? { whenMissed: 'never' } : alwaysLate ? { whenMissed: 'always' } : {}),
    ...(calls.length > 0 ? { mentions: calls } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(title === undefined
      ? {}
      : {
          title: text.slice(
            title.index + title[0].lastIndexOf(title[1] ?? ''),
            title.index + title[0].lastIndexOf(title[1] ?? '') + (title[1]?.length ?? 0),
          ),
        }),
    ...(template === undefined ? {} : { template: template[1] ?? '' }),
    spans,
    orderSpans: [...allCalled, ...called, ...(template === undefined ? [] : [template])].map(spanOf),
  };
}

/** A name may stand twice: once in what is told, once among those who are called. */
function everyMention(text: string, people: People['people']): People['people'] {
  return people.flatMap(({ person }) =>
    [...text.matchAll(new RegExp(escaped(person.name.toLowerCase()), 'gu'))].map((match) => ({ person, ...spanOf(match) })),
  );
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
