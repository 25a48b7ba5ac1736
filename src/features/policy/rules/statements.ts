import { figuresIn, NOTHING, withoutFigures, type Figure } from './figures.ts';

/** A word with its kind: what it is about, or how it is said. */
export interface Word {
  readonly text: string;
  /** A thing, a doing, or neither. */
  readonly kind: 'names' | 'acts' | 'other';
}

/** A clause in force with where it stands. */
export interface Stated {
  readonly id: string;
  /** Of its document. */
  readonly title: string;
  readonly text: string;
  readonly chapter?: string;
  /** Those it holds for; none, or left out: everybody. */
  readonly scope?: readonly string[];
  /** Its document; where it is left out, the title is. */
  readonly document?: string;
}

/** What a part of a sentence lays down: so much of something, for somebody, under conditions. */
export interface Statement {
  readonly clause: Stated;
  /** Word for word. */
  readonly sentence: string;
  /** One of a list: （一）…；（二）…. */
  readonly isItem: boolean;
  readonly limits: readonly Figure[];
  /** Conditions and whatever sets apart what else would be one matter, in order: both must agree in all of it. */
  readonly apart: string;
  /** Words that say what it is about, and the things among them. */
  readonly about: ReadonlySet<string>;
  readonly things: ReadonlySet<string>;
  /** What the sentence names before it, and in all. */
  readonly lead: ReadonlySet<string>;
  readonly whole: ReadonlySet<string>;
  /** What its title, its chapter and the sentence before it name. */
  readonly around: ReadonlySet<string>;
  /** What its title is about, and its chapter; and the sentence with which its paragraph began, where it is another one. */
  readonly subject: ReadonlySet<string>;
  readonly chapter: ReadonlySet<string>;
  readonly topic: ReadonlySet<string>;
  /** The part of the sentence, each figure as the sign of its kind. */
  readonly masked: string;
  readonly side: 'before' | 'after' | 'none';
}

export type Cut = (text: string) => readonly Word[];

/** Words that nearly every sentence of a rule has, or that a title has whatever it is about. */
const GENERAL =
  /^(?:职工|员工|人员|本人|个人|全体|所有|中心|单位|部门|公司|标准|规定|办法|制度|通知|细则|指南|手册|须知|管理|后勤|服务|情况|时间|金额|部分|方式|手续|要求|内容|事项|相关|有关|上述|其中|下列|期间|期限|年度|自然|天数|次数|人数|额度|现场|当地|总则|附则|每人|每天|每月|每年|每次|工作日|日历日)$/u;
/** Verbs that only lead to the real one. */
const LIGHT =
  /^(?:应当|应该|可以|不得|必须|需要|提前|超过|不超过|执行|按照|享受|享有|属于|进行|给予|予以|实行|办理|提出|完成|规定|确定|计算|为期|共计|可享)$/u;
/** One doing by several names; each stands for the first. */
const SAME_DOING: Readonly<Record<string, string>> = {
  支付: '发放',
  计发: '发放',
  发给: '发放',
  支给: '发放',
  预定: '预订',
  预约: '预订',
  交纳: '缴纳',
  缴交: '缴纳',
  提交: '报送',
  上报: '报送',
  递交: '报送',
};
/** Who it goes through says nothing of what is laid down. */
const BY_WHOM = /(?:报请|报送|报经|经由|由|向|到|报|经)[^，,。；;]{1,12}?(?:科|部|处|室|办|中心|支部|委员会|工会|负责人|主管|领导)/gu;
/** What sets two matters apart without being a thing: a class, a season, a time of day, whom it is for, how it comes about. */
const SETS_APART =
  /[一二三四五六七八九十\d]+(?:类|级|档|层|号|星|等|楼|人间|座)|[甲乙丙丁](?:类|级|等)|[春夏秋冬](?:季|天|令)|[早中晚夜白](?:班|餐)|上午|下午|白天|夜间|周[一二三四五六日末]|双休日|节假日|法定|平时|工作日|休息日|每[^，。]{0,2}?(?:年度|季度|学期|半年|年|月|周|星期|天|日|次|人|间|桌|份)|一般|普通|特殊|特种|紧急|重大|较大|其他|其余|[首再初末]次|第[一二三四五\d]+次|临时|长期|短期|试用(?!期)|实习|正式|新增|加急|单程|往返|[境国市省校县]内|[境国市省校县]外|跨省|本地|异地|外地|单人|双人|多人|大型|中型|小型|[男女]|[处科局厅]级|劳务派遣|返聘|退休|党员|团员|群众|预备/gu;
/** A title with these is about them all the same: 党员发展规定. */
const MEMBERS = /党员|团员|群众/gu;
/** Such sentences tell an exception, an example, what was before, or go on about something: none says by itself what it is about. */
const NO_RULE =
  /除外|例外|另行|另有|酌情|特殊情况|例如|比如|譬如|举例|调整为|修改为|改为|由原|原为|原来|此前|提高[到至]|降低[到至]|增加到|减少到|情节|后果|数额|违法所得|违者|前[款条项]|本[款条]|上述|起施行|之日起执行|不再/u;
/** Behind these the sentence turns to what does not follow the rule. */
const EXCEPTION = /^(?:但|除|其中|如需|确需|因特殊|经[^，]{0,12}(?:批准|同意))/u;
const WHEN = /(?:的|时|者|后)$/u;
const LIST_MARK = /^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、)]|[①-⑳]|[-*·•])\s*/u;

export function statementsOf(clause: Stated, cut: Cut): readonly Statement[] {
  const found: Statement[] = [];
  const subject = wordsIn(clause.title, cut).all;
  const chapter = wordsIn(clause.chapter ?? '', cut).all;
  const where = [...subject, ...chapter];
  let intro = '';
  for (const line of clause.text.split('\n')) {
    if (line.includes(' | ')) continue;
    const isItem = LIST_MARK.test(line);
    if (!isItem) intro = '';
    const said = line.replace(LIST_MARK, '');
    if (/[：:]\s*$/u.test(said)) {
      if (!isItem) intro = said;
      continue;
    }
    if (figuresIn(said).length === 0) continue;
    let topic: ReadonlySet<string> = NONE;
    for (const [at, sentence] of (said.match(/[^。；;！？]+/gu) ?? []).entries()) {
      found.push(...partsOf({ clause, sentence: sentence.trim(), isItem, intro, subject, chapter, topic, where }, cut));
      if (at === 0) topic = wordsIn(bareOf([sentence]), cut).all;
    }
  }
  return found;
}

const NONE: ReadonlySet<string> = new Set();

interface Place extends Pick<Statement, 'clause' | 'sentence' | 'isItem' | 'subject' | 'chapter' | 'topic'> {
  readonly intro: string;
  readonly where: readonly string[];
}

function partsOf({ intro, where, ...place }: Place, cut: Cut): readonly Statement[] {
  const { sentence, clause } = place;
  if (NO_RULE.test(sentence)) return [];
  if (figuresIn(sentence).length === 0) return [];
  const parts = sentence.split(/[，,]/u);
  const figures = parts.map((part, at) => {
    // "爽约3次的，…": whatever stands there is when the rest holds.
    const isWhen = at < parts.length - 1 && WHEN.test(part.trim());
    return figuresIn(part).map((figure) => (isWhen ? { ...figure, isCondition: true } : figure));
  });
  const lays = (all: readonly Figure[]): boolean => all.some(({ isCondition, kind }) => !isCondition && kind !== NOTHING);
  const onlyConditions = !figures.some(lays);
  const found: Statement[] = [];
  for (const [at, part] of parts.entries()) {
    const own = figures[at] ?? [];
    const laid = own.filter(({ kind }) => kind !== NOTHING);
    if (EXCEPTION.test(part)) break;
    // "年满18周岁的": where nothing else is laid down, that is what is.
    const limits = onlyConditions ? laid : laid.filter(({ isCondition }) => !isCondition);
    if (limits.length === 0 || (onlyConditions && found.length > 0)) continue;
    const before = parts.slice(0, at);
    const conditions = onlyConditions
      ? []
      : [...parts.slice(0, at).flatMap((_, index) => figures[index] ?? []), ...own].filter(({ isCondition }) => isCondition);
    const bare = withoutFigures(part, own, () => ' ');
    const leads = before.filter((one) => WHEN.test(one.trim()));
    // "预约会议室，应当提前两天": the figure stands alone, what it is about before it; "年满18周岁的，可以入党": behind it.
    const isBare = wordsIn(bare, cut).all.size === 0;
    const said = onlyConditions ? parts : isBare ? [...before, part] : [...leads, part];
    const held = wordsIn(bareOf([intro, ...said]), cut);
    const lead = wordsIn(bareOf(before), cut).all;
    found.push({
      ...place,
      limits,
      apart: apartOf(conditions, [clause.title.replaceAll(MEMBERS, ''), clause.chapter ?? '', bareOf([intro, ...before]), bare].join(' ')),
      about: held.all,
      things: held.things,
      lead,
      whole: wordsIn(bareOf(parts), cut).all,
      around: new Set([...where, ...lead, ...held.all]),
      masked: withoutFigures(said.join(' '), figuresIn(said.join(' ')), ({ kind }) => `#${kind}`),
      side: sideOf(part, limits),
    });
  }
  return found;
}

function bareOf(parts: readonly string[]): string {
  return parts.map((part) => withoutFigures(part, figuresIn(part), () => ' ')).join(' ');
}

function apartOf(conditions: readonly Figure[], words: string): string {
  const signs = new Set(words.match(SETS_APART));
  return [...conditions.map(({ kind, value }) => `${kind}${value}`), ...[...signs].toSorted()].join(' ');
}

/** "提前3天" and "3天后" are two rules. */
function sideOf(part: string, [first]: readonly Figure[]): Statement['side'] {
  if (first === undefined) return 'none';
  const [ahead, behind] = [part.slice(0, first.start), part.slice(first.end)];
  if (/提前|早于/u.test(ahead)) return 'before';
  return /后(?:的|起)?$/u.test(ahead.trim()) || /^(?:之?后|以后)/u.test(behind) ? 'after' : 'none';
}

interface Named {
  readonly all: ReadonlySet<string>;
  readonly things: ReadonlySet<string>;
}

function wordsIn(text: string, cut: Cut): Named {
  const all = new Set<string>();
  const things = new Set<string>();
  if (text.trim() === '') return { all, things };
  for (const { text: word, kind } of cut(text.replaceAll(BY_WHOM, ' ').replaceAll(SETS_APART, ' '))) {
    if (kind === 'other' || word.length < 2 || GENERAL.test(word) || LIGHT.test(word)) continue;
    const named = SAME_DOING[word] ?? word;
    all.add(named);
    if (kind === 'names') things.add(named);
  }
  return { all, things };
}
