import { likeness } from './likeness.ts';

/** A clause in force with the title of its document. */
export interface Stated {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Two sentences of rules in force that say the same of the same matter, with other figures. */
export interface Contradiction {
  readonly one: { readonly id: string; readonly sentence: string };
  readonly other: { readonly id: string; readonly sentence: string };
}

/** A word with its kind: what it is about, or how it is said. */
export interface Word {
  readonly text: string;
  /** A thing, a doing, or neither. */
  readonly kind: 'names' | 'acts' | 'other';
}

interface Statement {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  /** What it is about, whatever is said of it: the key under which it is compared. */
  readonly matter: string;
  readonly nouns: number;
  readonly acts: ReadonlySet<string>;
  readonly masked: string;
  readonly limits: ReadonlyMap<string, string>;
  readonly conditions: string;
}

const FIGURE =
  /(?<before>不满|未满|年满|满|不少于|不低于|不高于|不超过|不得超过|超过|高于|低于|少于|[第每])?\s*(?<figure>\d+(?:\.\d+)?|[零一二两三四五六七八九十百千万半]+)\s*(?<unit>%|％|个?工作日|个?月|小时|分钟|年|天|日|周|元|倍|次|人|级|岁|度|℃|公里|平方米|份|双|套|件)(?<after>以上|以下|以内|及以上)?/gu;
/** A figure that says for whom it holds is part of the matter: "满10年的" and "满20年的" are two matters. */
const CONDITION = /^(?:不满|未满|年满|满|超过|高于|低于|少于|第)$/u;
/** Words that nearly every sentence of a rule has, or that a title has whatever it is about. */
const GENERAL =
  /^(?:职工|员工|人员|本人|中心|单位|部门|公司|标准|规定|办法|制度|通知|细则|管理|后勤|服务|情况|时间|金额|部分|方式|要求|内容|事项|相关|上述|其中|下列|期间|年度|自然)$/u;
/** Verbs that only lead to the real one. */
const LIGHT = /^(?:应当|应该|可以|不得|必须|需要|提前|超过|不超过|执行|按照|享受|属于|进行|给予|予以|实行)$/u;
/** What sets two matters apart without being a thing: the class of a city, the season, the time of day. */
const SETS_APART =
  /[一二三四五六七八九十\d]+(?:类|级|档|层|号|星|等)|[甲乙丙丁]类|[春夏秋冬](?:季|天|令)|[早中晚夜]班|上午|下午|白天|夜间|周末|双休日|节假日|平时/gu;
/** Said nearly in the same words; the fewer things are named, the nearer. */
const ALIKE = 0.5;
const ALIKE_WITH_ONE_NAME = 0.6;
/** Named so often that the title need not say the matter. */
const NAMED_ENOUGH = 2;

/**
 * Pairs of clauses that contradict each other: the same things named, nearly the same words, the same conditions, another figure of
 * the same unit. Of two sentences that name only one thing ("押金100元") the titles must share what they are about.
 */
export function contradictions(clauses: readonly Stated[], cut: (text: string) => readonly Word[]): readonly Contradiction[] {
  const byMatter = Map.groupBy(
    clauses.flatMap((clause) => statementsOf(clause, cut)),
    ({ matter }) => matter,
  );
  const found: Contradiction[] = [];
  for (const group of byMatter.values()) {
    for (const [index, one] of group.entries()) {
      for (const other of group.slice(index + 1)) {
        if (one.id === other.id || !disagree(one, other) || !sameSubject(one, other, cut)) continue;
        found.push({ one: { id: one.id, sentence: one.sentence }, other: { id: other.id, sentence: other.sentence } });
      }
    }
  }
  return found;
}

function statementsOf({ id, title, text }: Stated, cut: (text: string) => readonly Word[]): readonly Statement[] {
  return sentencesOf(text).flatMap((sentence): Statement[] => {
    const figures = [...sentence.matchAll(FIGURE)].map(({ groups }) => groups ?? {});
    const limits = figures.filter((one) => !isCondition(one));
    if (limits.length === 0) return [];
    const masked = sentence.replaceAll(FIGURE, '#$<unit>');
    const words = cut(sentence.replaceAll(FIGURE, ' ')).filter(({ text: word }) => word.length > 1 && !GENERAL.test(word));
    const nouns = [...new Set(words.filter(({ kind }) => kind === 'names').map((word) => word.text))];
    if (nouns.length === 0) return [];
    const acts = new Set(words.filter(({ kind, text: word }) => kind === 'acts' && !LIGHT.test(word)).map((word) => word.text));
    const byUnit = Map.groupBy(limits, (one) => one['unit'] ?? '');
    return [
      {
        id,
        title,
        sentence,
        matter: [...nouns, ...(sentence.match(SETS_APART) ?? [])].toSorted().join(' '),
        nouns: nouns.length,
        acts,
        masked,
        limits: new Map([...byUnit].map(([unit, same]) => [unit, same.map((one) => valueOf(one['figure'] ?? '')).join(',')])),
        conditions: figures
          .filter(isCondition)
          .map((one) => `${one['before'] ?? ''}${valueOf(one['figure'] ?? '')}${one['unit'] ?? ''}`)
          .join(','),
      },
    ];
  });
}

function isCondition(figure: Readonly<Record<string, string | undefined>>): boolean {
  return CONDITION.test(figure['before'] ?? '') || /以上|以下/u.test(figure['after'] ?? '');
}

function sentencesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => !line.includes(' | '))
    .flatMap((line) => line.match(/[^。；！？]+/gu) ?? [])
    .map((sentence) => sentence.trim());
}

function disagree(one: Statement, other: Statement): boolean {
  if (one.conditions !== other.conditions || one.limits.size !== other.limits.size) return false;
  const units = [...one.limits.keys()];
  if (!units.every((unit) => other.limits.has(unit))) return false;
  return (
    units.some((unit) => one.limits.get(unit) !== other.limits.get(unit)) &&
    sameDoing(one, other) &&
    likeness(one.masked, other.masked) >= (one.nouns >= NAMED_ENOUGH ? ALIKE : ALIKE_WITH_ONE_NAME)
  );
}

/** Booking three days ahead and cancelling one day ahead are two rules. */
function sameDoing({ acts: one }: Statement, { acts: other }: Statement): boolean {
  return one.size === 0 ? other.size === 0 : [...one].some((act) => other.has(act));
}

function sameSubject(one: Statement, other: Statement, cut: (text: string) => readonly Word[]): boolean {
  if (one.title === other.title || one.nouns >= NAMED_ENOUGH) return true;
  const named = (title: string): ReadonlySet<string> =>
    new Set(
      cut(title)
        .filter(({ text, kind }) => kind === 'names' && text.length > 1 && !GENERAL.test(text))
        .map(({ text }) => text),
    );
  const others = named(other.title);
  return [...named(one.title)].some((word) => others.has(word));
}

const DIGITS = '零一二三四五六七八九';

/** 十五 and 15 are one figure; what is beyond plain numerals stays as written. */
function valueOf(figure: string): string {
  if (figure === '半') return '0.5';
  const found = /^(?<tens>[一二两三四五六七八九])?(?<ten>十)?(?<ones>[一二两三四五六七八九])?$/u.exec(figure)?.groups;
  if (found === undefined) return figure;
  const digit = (numeral: string | undefined, otherwise: number): number =>
    numeral === undefined ? otherwise : numeral === '两' ? 2 : DIGITS.indexOf(numeral);
  return String(
    found['ten'] === undefined ? digit(found['tens'] ?? found['ones'], 0) : digit(found['tens'], 1) * 10 + digit(found['ones'], 0),
  );
}
