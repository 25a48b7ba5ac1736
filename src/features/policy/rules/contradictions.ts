import { exclude, type Figure } from './figures.ts';
import { likeness } from './likeness.ts';
import { statementsOf, type Cut, type Stated, type Statement, type Word } from './statements.ts';

/** Two sentences of rules in force that say the same of the same matter, with other figures. */
export interface Contradiction {
  readonly one: { readonly id: string; readonly sentence: string };
  readonly other: { readonly id: string; readonly sentence: string };
}

/** Said nearly in the same words: the parts in which the figures stand. */
const ALIKE = 0.4;
/** As much as this where the titles are about other things. */
const ALIKE_ELSEWHERE = 0.6;
/** As much as this where one goes on about something and the other begins with it. */
const VERY_ALIKE = 0.5;
/** What many things have: it does not say which of them is meant. */
const WEAK =
  /^(?:伙食|交通|住宿|误餐|检查|补助|补贴|津贴|费用|奖励|奖金|押金|罚款|罚金|情节|违法所得|有期徒刑|报销|申请|审批|工资|餐费|慰问|慰问金|证明|材料|记录|报告|假期|休假)$/u;
/** So many statements that have one word are compared with one another; more are compared only where all their words agree. */
const COMPARED = 60;

/**
 * Pairs of clauses that cannot both be followed: they name the same things and doings, for the same people under the same
 * conditions, and differ in one figure. What one of them leaves unsaid must stand in the other's title, chapter or sentence;
 * a word that only one of them has is another matter. Better none than a wrong one: whoever reads the list must trust it.
 */
export function contradictions(clauses: readonly Stated[], cut: Cut): readonly Contradiction[] {
  const words = new Map<string, readonly Word[]>();
  const cutOnce = (text: string): readonly Word[] => {
    const known = words.get(text) ?? cut(text);
    words.set(text, known);
    return known;
  };
  const all = clauses.flatMap((clause) => statementsOf(clause, cutOnce)).filter(({ about }) => about.size > 0);
  const byWord = new Map<string, Place[]>();
  for (const [place, statement] of all.entries()) {
    for (const word of statement.about) {
      const name = `${word} ${statement.limits.map(({ kind }) => kind).join()} ${statement.apart}`;
      const known = byWord.get(name);
      if (known === undefined) byWord.set(name, [{ place, statement }]);
      else known.push({ place, statement });
    }
  }
  const found = new Map<string, { readonly at: number; readonly pair: Contradiction }>();
  for (const group of byWord.values()) {
    for (const near of compared(group)) {
      for (const [index, one] of near.entries()) {
        for (const other of near.slice(index + 1)) {
          const [{ clause: a, sentence }, { clause: b, sentence: said }] = [one.statement, other.statement];
          if (a.id === b.id || !contradict(one.statement, other.statement)) continue;
          const pair = { one: { id: a.id, sentence }, other: { id: b.id, sentence: said } };
          found.set(JSON.stringify(pair), { at: one.place * all.length + other.place, pair });
        }
      }
    }
  }
  return [...found.values()].toSorted((a, b) => a.at - b.at).map(({ pair }) => pair);
}

interface Place {
  readonly place: number;
  readonly statement: Statement;
}

/** Few at a time, so that ten thousand clauses about one thing take no longer than about ten thousand. */
function compared(group: readonly Place[]): readonly (readonly Place[])[] {
  if (group.length <= COMPARED) return [group];
  const sameWords = Map.groupBy(group, ({ statement }) => [...statement.about].toSorted().join(' '));
  return [...sameWords.values()].map((same) => {
    const byFigures = new Map<string, Place>();
    for (const one of same) {
      const figures = one.statement.limits.map(({ value }) => value).join();
      if (!byFigures.has(figures)) byFigures.set(figures, one);
    }
    return [...byFigures.values()].slice(0, COMPARED);
  });
}

function contradict(one: Statement, other: Statement): boolean {
  return (
    areOneFigureApart(one.limits, other.limits) &&
    haveReadersInCommon(one.clause, other.clause) &&
    (one.side === other.side || (one.side !== 'before' && other.side !== 'before')) &&
    covers(other.around, one.about) &&
    covers(one.around, other.about) &&
    // "租用合同的请求权，时效为二年" and "拖航合同的请求权，时效为一年": each is about something of its own.
    (covers(other.around, one.lead) || covers(one.around, other.lead)) &&
    areOneMatter(one, other)
  );
}

/** Two that differ at once are two tiers: 2人间每月150元, 4人间每月100元. */
function areOneFigureApart(some: readonly Figure[], others: readonly Figure[]): boolean {
  if (some.length !== others.length) return false;
  const apart = some.filter((figure, at) => {
    const other = others[at];
    return other !== undefined && (figure.value !== other.value || figure.bound !== other.bound);
  });
  const kinds = new Set(apart.map(({ kind }) => kind));
  return kinds.size === 1 && some.some((figure, at) => others[at] !== undefined && exclude(figure, others[at]));
}

/** A branch and a department may share people or not: nobody is told of what may be. */
function haveReadersInCommon({ scope: some = [] }: Stated, { scope: others = [] }: Stated): boolean {
  return some.length === 0 || others.length === 0 || some.some((name) => others.includes(name));
}

function covers(around: ReadonlySet<string>, about: ReadonlySet<string>): boolean {
  for (const word of about) if (!around.has(word)) return false;
  return true;
}

function areOneMatter(one: Statement, other: Statement): boolean {
  const shared = [...one.about].filter((word) => other.about.has(word));
  const alike = likeness(one.masked, other.masked);
  // Within one document the items of lists are tiers.
  if (shared.length === 0 || alike < ALIKE || (documentOf(one) === documentOf(other) && one.isItem && other.isItem)) return false;
  const isNamed = shared.some((word) => one.things.has(word) && !WEAK.test(word));
  if (!goOnAboutTheSame(one, other) && !(isNamed && alike >= VERY_ALIKE && one.topic.size * other.topic.size === 0)) return false;
  const isOnePlace = meet(one.chapter, other.chapter, one.chapter.size * other.chapter.size === 0);
  if (documentOf(one) === documentOf(other))
    return isOnePlace && areSaidAlike(one, other) && (isNamed || one.clause.chapter === other.clause.chapter);
  if (meet(one.subject, other.subject, false)) return isNamed || isOnePlace;
  // A doing says which matter is meant only where a title names it.
  const isTitled = shared.some((word) => !WEAK.test(word) && (one.subject.has(word) || other.subject.has(word)));
  return (isNamed || isTitled) && alike >= (one.about.size > 1 ? ALIKE : ALIKE_ELSEWHERE);
}

/** One author says one thing in one way: whatever else a sentence names makes it another one. */
function areSaidAlike(one: Statement, other: Statement): boolean {
  return one.about.size === other.about.size && covers(one.whole, other.whole) && covers(other.whole, one.whole);
}

/** "情节严重的，扣500元" goes on about what its paragraph began with: only what both say there beside their own words tells. */
function goOnAboutTheSame(one: Statement, other: Statement): boolean {
  if (one.topic.size === 0 && other.topic.size === 0) return true;
  return [...one.topic].some((word) => other.topic.has(word) && !one.about.has(word) && !WEAK.test(word));
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>, otherwise: boolean): boolean {
  for (const word of some) if (others.has(word)) return true;
  return otherwise;
}

function documentOf({ clause }: Statement): string {
  return clause.document ?? clause.title;
}
