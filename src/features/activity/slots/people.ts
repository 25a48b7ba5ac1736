import { matchesOf } from '../../../core/matches.ts';
import { parseChineseNumber } from '../../../core/zh/numbers.ts';
import type { Utterance } from '../../feature.ts';

/** Who else shall come (or not come): names as they were said, or a crew with a number of heads. */
export interface OtherPeople {
  readonly people: readonly string[];
  readonly includeSelf: boolean;
  readonly group: string | null;
  readonly headcount: number | null;
}

const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文柳鲁严岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋植甘景薄包司柏宁柯阮桂闵柴华冉房';
const OFFICE = '班长|师傅|组长|队长|主任|书记|经理|科长|厂长|大姐|大哥|阿姨|姐|哥|叔|工';
const RELATIVE =
  '同屋|室友|同事|老公|老婆|媳妇|爱人|对象|那口子|老伴|家属|家人|孩子|娃儿?|儿子|女儿|闺女|老妈|老爸|爸妈|父母|妈妈?|爸爸?|徒弟|师父|师傅|搭档|朋友|老乡|邻居|妹妹?|弟弟?|姐姐|哥哥|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|岳父|岳母|侄子|侄女|外甥|孙子|孙女|丈夫|妻子';
const LEAD = `(?:(?:我们?|咱们?|俺们?|他们?)(?:家|班|组|屋|这边)?的?)?(?:${RELATIVE}|班长|师傅|组长|队长|隔壁|新来|新转来|刚来|那个|这个|新调来)?的?`;
const NAME = `(?:[小老阿大][${SURNAMES}]|[${SURNAMES}](?:${OFFICE})|[${SURNAMES}][\\u4e00-\\u9fa5]{1,2}?)`;
const BEFORE =
  '^|取消|退掉?|划掉|把|帮|替|代|给|叫上?|带上?|带着|拉上?|加上?|添上?|补上?|补报|漏了|写上|写进去|算上|和|跟|与|同|、|,|，|还有|连同|以及|\\s';
const AFTER =
  '(?=报|写|加|都|也|让我|托我|叫我|喊我|说[他她]|一起|一块|一并|记|算|去|参加|进|来|上|、|,|，|和|跟|与|及|俩|两|三|的(?:名|那|报|候补)|添|不|退|取消|改|请假|别|有事|候补|排|名|$|[\\s。!~])';
const SAID_NAME = new RegExp(`(?:${BEFORE})${LEAD}(${NAME})${AFTER}`, 'gu');
const SAID_RELATIVE = new RegExp(
  `(?:把|帮|替|代|给|叫上?|带上?|带着|带|拉上?|加上?|添上?|算上|和|跟|与|、|还有)(?:我|俺|咱)?(?:家|们)?的?(${RELATIVE}|(?:班长|师傅|组长|队长|主任|书记)(?=报|也|都|一|占|记|$))`,
  'gu',
);
const NOT_COMING = '(?:也|都|又|突然|临时|今天|那天)*(?:不|去不|来不|走不开|有事|请假|病|没空|没法)';
const SAID_KIN = new RegExp(
  `(?:^|[\\s,，。])(?:我|俺|咱)(?:家|们)?的?(${RELATIVE})(?=也|都|和|跟|要|想|来|去|报|参加|${NOT_COMING})`,
  'gu',
);
/** 老婆不去了: whose it is need not be said of somebody who stays away. */
const SAID_ABSENT = new RegExp(`(?:^|[\\s,，。])(${RELATIVE})(?=${NOT_COMING})`, 'gu');
/** 老婆孩子; 爸妈和孩子. Without 和 only those who belong together: 同事孩子 is one child. */
const SAID_BESIDE = new RegExp(
  `(?<=(?:我|俺|咱|和|跟|与|带|上|着|、)(?:家|们)?的?(?:老婆|媳妇|爱人|老公|爸妈|父母))(孩子|娃儿?|儿子|女儿|闺女)|(?<=(?:我|俺|咱|和|跟|与|带|上|着|、)(?:家|们)?的?(?:${RELATIVE})(?:和|跟|与|、))(${RELATIVE})(?!的)`,
  'gu',
);
/** Another one, not the same by name. */
const JOINED = /^(?:和|跟|与|、|还有|,?再加|也(?!叫))/u;
/** 我徒弟，小刘; 我同事想去，是小李. */
const NAMED_SO = /^.{0,2}$|是/u;
const JOINS = /(?:和|跟|与|、|还有|加上?|带上?|连同|算上)(?:我|俺|咱)?(?:家|们)?的?$/u;
const IS_RELATIVE = new RegExp(`^(?:${RELATIVE})$`, 'u');
/** "还有个人去不了了": one of several, and nobody says which. */
const NOBODY_NAMED = new RegExp(`(?:有|少|差|退|减)(?:一|两|[二三四五\\d])?个?人${NOT_COMING}`, 'u');
const CREW =
  /((?:我们|咱们?|俺们|你们)?[\u4e00-\u9fa5]{0,5}?(?:班|组|队|科|室|部|车间|食堂|公司))(?:的)?(?:一共|总共|共|这边|这次|再|还|也|要|准备|能)*(?:来|去|报|出|派|上|有|加|参加)?\s*(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:个|人|名|位|口|$)/u;
const HEADS =
  /(?:再|另外|还)?(?:来|去|报|加|带|添|我们|咱们?|我这边|这边|一家|一共|一起|总共)(?:一共|总共|报名?)?\s*(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:个|人|名(?!额)|位|口)(?!名额|座|位置)/u;
const SELF =
  /我(?:和|跟|与|、|,|，|也|俩|还有|要?带|想带|们(?:俩|两|三|四|几|都|一家|一起|\d)|一家|加|\+)|(?:和|跟|与|、|带上?|算上|加上?|连|还有|也有)(?:我|俺|咱)(?!们|家|班|的|组|屋|爱|老|媳|孩|儿|女|对|同|徒|室|朋|这|妈|爸|妹|弟|姐|哥|爷|奶|外|姥|公|婆|岳|侄|孙|丈|妻)|(?:我|俺)(?:自己|本人)(?:也|都|就)?(?:要|想)?(?:去|来|报|参加|写|算)|俺(?:和|跟|也)|(?:^|[\s,，、])我(?=[\s,，、])|(?:一共|总共|加起来|连我)\s*(?:\d{1,2}|[二两三四五六七八九十]{1,2})\s*(?:个|人|名|位|口)/u;

/** 报名健步走，还有我媳妇; 我媳妇也去: who signs up comes too, unless somebody else was named before. */
const JOINED_BY = new RegExp(
  `(?:^(?:我|俺)?|[,，。\\s](?:我|俺))(?:也|要|想|来)*(?:报(?:个|一下)?名?|参加|去)(?:了|吧|啊|呀)?[,，。\\s]+(?:还有|再?加上?|连同|带上|算上|(?=(?:我|俺|咱)(?:家|们)?的?(?:${RELATIVE})也(?:要|想)?(?:去|来|报|参加)))`,
  'u',
);

/** Pure reading of the people in a text, without those titles and times that only look like names. */
export function otherPeople(said: Utterance): OtherPeople {
  const known = peopleRead.get(said) ?? peopleOf(said);
  peopleRead.set(said, known);
  return known;
}

/** Asked for as evidence of several intents, as slots and by the handler: an utterance never changes. */
const peopleRead = new WeakMap<Utterance, OtherPeople>();

function peopleOf(said: Utterance): OtherPeople {
  const text = bare(said);
  const roster = said.people.map(({ person, start }) => ({ name: person.name, start }));
  const rosterNames = said.people.map(({ person }) => person.name);
  const others = [SAID_NAME, SAID_RELATIVE, SAID_KIN, SAID_BESIDE, SAID_ABSENT]
    .flatMap((pattern) => matchesOf(text, pattern))
    .flatMap((match) => {
      const name = match[1] ?? match[2] ?? '';
      return rosterNames.some((known) => known.includes(name) || name.includes(known))
        ? []
        : [{ name, start: match.index + match[0].lastIndexOf(name) }];
    });
  const named = [...roster, ...others].toSorted((a, b) => a.start - b.start);
  // 同事王芳, 我徒弟，小刘: only says who that is; 老婆和王芳, 王芳，还有我老婆 are two.
  const isTitle = ({ name, start }: (typeof named)[number]): boolean =>
    IS_RELATIVE.test(name) &&
    named.some(({ name: other, start: at }) => {
      if (IS_RELATIVE.test(other)) return false;
      const behind = text.slice(start + name.length);
      return at > start
        ? saysWho(behind.slice(0, Math.max(0, at - start - name.length)))
        : !JOINS.test(text.slice(0, start)) && !JOINED.test(behind);
    });
  // The 妈 of 爸妈.
  const isPart = ({ name, start }: (typeof named)[number]): boolean =>
    named.some((other) => other.name.length > name.length && other.start <= start && start < other.start + other.name.length);
  const people = [...new Set(named.filter((one) => !isTitle(one) && !isPart(one)).map(({ name }) => name))];
  const crew = CREW.exec(text);
  const heads = HEADS.exec(text);
  const counted = countOf(crew?.[2] ?? heads?.[1]);
  // "报一个" is said of oneself; "再来一个", "带一个人" is not.
  const oneself = crew === null && counted === 1 && !/再|另外|还|带/u.test(heads?.[0] ?? '');
  const headcount = people.length > 0 || oneself ? null : counted;
  const joined = JOINED_BY.exec(text);
  const joinsOneself = joined !== null && named.every(({ start }) => start >= joined.index + joined[0].length);
  return {
    people,
    includeSelf: SELF.test(text) || joinsOneself,
    group: crew === null || headcount === null ? null : crewName(crew[1] ?? ''),
    headcount,
  };
}

/** What stands between 我同事 and a name tells that both are one. */
function saysWho(between: string): boolean {
  return between.includes('叫') || (!JOINED.test(between) && NAMED_SO.test(between));
}

/** Who stays away (null: the speaker), and who comes instead. */
export interface Replaced {
  readonly goes: string | null;
  readonly comes: string;
}

const REPLACES =
  /^(?<away>.*?(?:去不了|来不了|不去|不来|去不成|来不成|有事|请假|走不开))(?:了)?[,，\s]*(?:就)?(?:换成?|改成|换|由|让|叫|请)(?<instead>.{1,12}?)(?:来|去|替|顶)?(?:他|她|我)?(?:去|来|替|顶|上|参加)?(?:吧|了)?[。!！]*$/u;

/** 张伟来不了 换成赵静. Undefined where the words do not name the one who comes. */
export function replacedIn(said: Utterance): Replaced | undefined {
  const found = REPLACES.exec(bare(said))?.groups;
  if (found === undefined) return undefined;
  const { people } = otherPeople(said);
  const comes = people.filter((name) => found['instead']?.includes(name));
  const goes = people.filter((name) => found['away']?.includes(name));
  const [one] = comes;
  if (one === undefined || comes.length > 1 || goes.length > 1) return undefined;
  return { goes: goes[0] ?? null, comes: one };
}

/** Somebody shall come off the list, and the words do not tell who. */
export function leavesUnnamed(said: Utterance): boolean {
  return otherPeople(said).people.length === 0 && NOBODY_NAMED.test(bare(said));
}

/** "运转班那八个都不去了" → 运转班. */
export function crewIn(said: Utterance): string | null {
  const name = /([\u4e00-\u9fa5]{1,5}(?:班|组|队|科|部))(?:的|那|这|全|都|退|取消|不)/u.exec(bare(said))?.[1];
  return name === undefined ? null : crewName(name);
}

function crewName(words: string): string {
  return words.replace(/^(?:把|帮|给|替|的|来|和|报名?)/u, '').replace(/^(?:我们|咱们?|俺们?|你们)(?!班$|组$)/u, '');
}

function countOf(word: string | undefined): number | null {
  const value = word === undefined ? undefined : parseChineseNumber(word);
  return value === undefined || value < 1 ? null : value;
}

/** Titles and times give way to commas, so that 周四 is nobody's surname and 健步走 nobody's name. */
function bare(said: Utterance): string {
  const spans = [
    ...said.mentioned.filter(({ sure, entity }) => sure || entity.kind === 'activity').map(({ start, end }) => ({ start, end })),
    ...said.times.filter(({ meaning }) => meaning.kind !== 'duration').map(({ start, end }) => ({ start, end })),
  ];
  return spans.reduce((text, { start, end }) => text.slice(0, start) + '，'.repeat(end - start) + text.slice(end), said.text);
}
