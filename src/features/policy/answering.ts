import { localDateOf } from '../../core/zone.ts';
import type { Instant } from '../../core/clock.ts';
import type { Reader } from '../../store/store.ts';
import type { Situation } from '../feature.ts';
import { articleNamed } from './article.ts';
import type { Answers, Knowledge, Rules } from './knowledge.ts';
import { documentOf, lookUp, memoryOf, withOpinion } from './lookup.ts';
import { asksForSteps, asksWhatToDo, choose, reliable, SURE, tellsWhatToDo, type Candidate, type Choice } from './rules/choice.ts';
import type { Opinion } from './rules/fusion.ts';
import { likeness } from './rules/likeness.ts';
import { mayBeShown } from './rules/question.ts';
import type { Listener } from './rules/scope.ts';
import { validityOn, type Validity } from './rules/validity.ts';
import { figuresAsked } from './search/expects.ts';
import { LONGEST_TABLE } from './search/extract.ts';
import { analyse } from './search/query.ts';
import { fold } from './search/terms.ts';
import { coverageOf, rowAsked, type RowFound } from './table-lookup.ts';
import type { Faq } from './schema/loop.ts';
import type { Clause, PolicyDocument, PolicyQuestion } from './schema.ts';

/** A clause with the words that answer: `quote` stands in `clause.text` line by line. */
export interface Citation {
  readonly clause: Clause;
  readonly document: PolicyDocument;
  readonly validity: Validity;
  readonly quote: string;
  /** Title of the document that took its place. */
  readonly replacedBy: string | null;
}

export type Answer = (
  | { readonly kind: 'citation'; readonly citation: Citation }
  | { readonly kind: 'choices'; readonly citations: readonly Citation[] }
  | { readonly kind: 'secretary'; readonly question: PolicyQuestion }
  | { readonly kind: 'faq'; readonly faq: Faq }
  /** `nearest`: where it may stand all the same, best first. */
  | { readonly kind: 'none'; readonly nearest: readonly Place[] }
) & {
  /** 0..1: how sure the search was that the first clause answers. */
  readonly confidence: number;
};

/** A clause by name only. */
export type Place = Pick<Citation, 'clause' | 'document'>;

export interface Asker extends Listener {
  readonly userId: string;
}

/** Who reads the answer to this: the asker and, in a group, those in it. */
export function askerOf({ person, chat, group }: Pick<Situation, 'person' | 'chat' | 'group'>): Asker {
  const { userId, partyBranch, department, roles } = person;
  return { userId, partyBranch, department, roles, group: chat.kind === 'group' ? { partyBranch: group?.partyBranch ?? null } : null };
}

const EXAMPLE = /^(?:例如|比如|举例)/u;
/** 工资几号发: an answer holds a day, or it is none. */
const ASKS_DAY = /几号(?!线|楼|门|窗|车|会议室|教室|桌|机)|几月几[号日]/u;
const TELLS_DAY = /\d\s*[日号]|[一二三四五六七八九十]+[日号]|月[初底中末]|每周|每月|工作日|周[一二三四五六日]/u;
const DAY_UNTOLD = 0.4;
const LOOKED_AT = 8;
const MOST_NEAREST = 3;
/** A colleague's question must be almost the same before its answer is shown for this one. */
const SAME_QUESTION = 0.75;
/** Where no clause answers, an entry that is asked about alike. A small collection is sure of everything. */
const LIKE_QUESTION = 0.3;

/**
 * What the stored rules and the secretaries' answers say to a question. Nothing else is ever said. `opinion`: of outside services,
 * asked before the transaction.
 */
export async function answerFor(
  knowledge: Knowledge,
  tx: Reader,
  question: string,
  asker: Asker | null,
  now: Instant,
  zone: string,
  opinion?: Opinion,
): Promise<Answer> {
  const looked = await lookUp(knowledge, tx, question, asker, now, zone);
  const { rules, asked, today, admits } = looked;
  const search = withOpinion(looked, opinion);
  const results = search.results.slice(0, LOOKED_AT);
  const confidence = reliable(search);
  const article = articleNamed(rules, question, admits);
  const [whole] = article === undefined ? [] : citation(rules, asked, article, today);
  if (whole !== undefined) return { kind: 'citation', citation: { ...whole, quote: whole.clause.text }, confidence: 1 };
  const entry = faqFor(await knowledge.answers(tx), question, confidence);
  if (entry !== undefined) return { kind: 'faq', faq: entry, confidence: Math.max(confidence, SURE) };
  if (asker !== null && (confidence < SURE || asked.length > 3)) {
    const known = sameQuestion(await knowledge.answers(tx), question, asker);
    if (known !== undefined) return { kind: 'secretary', question: known, confidence };
  }
  const cite = (id: string): readonly Citation[] => citation(rules, asked, id, today);
  const candidates = results.map(({ id, score }): Candidate => {
    const [found] = cite(id);
    return {
      id,
      score,
      isArticle: found?.clause.label.endsWith('条') === true,
      figures: new Set(figuresAsked(asked, found?.quote ?? '')),
      isTable: found?.quote.includes(' | ') === true,
      isExample: EXAMPLE.test(found?.clause.text ?? ''),
      isProcedure: tellsWhatToDo(found?.clause.text ?? ''),
    };
  });
  const first = [...results.slice(0, 1), ...looked.search.results.slice(0, 1)];
  const tellsDay = !ASKS_DAY.test(asked) || first.some(({ id }) => TELLS_DAY.test(rules.clauses.get(id)?.text ?? ''));
  const choice = choose(candidates, tellsDay ? confidence : Math.min(confidence, DAY_UNTOLD), asksWhatToDo(asked));
  const row = rowAsked(
    rules,
    asked,
    // Whose vector is near brings no table along: a row answers by its words.
    looked.search.results.slice(0, LOOKED_AT).map(({ id }) => id),
    admits,
  );
  const inTable = row === undefined ? undefined : rowInstead(asked, row, choice, cite);
  if (inTable !== undefined) return { kind: 'citation', citation: inTable, confidence: Math.max(confidence, SURE) };
  switch (choice.kind) {
    case 'one': {
      const [only] = cite(choice.id);
      return only === undefined
        ? { kind: 'none', nearest: [], confidence }
        : { kind: 'citation', citation: withSteps(only, asked), confidence };
    }
    case 'several':
      return { kind: 'choices', citations: choice.ids.flatMap(cite), confidence };
    case 'none':
      return { kind: 'none', nearest: nearestTo(rules, asked, choice.nearest), confidence };
  }
}

/** A row with nothing else found must say nearly everything that was asked. */
const ROW_ALONE = 0.7;
const ROW_ENOUGH = 0.55;
const LONGEST_NOTE = 80;

/** The row in place of what the search chose, where it says as much of what was asked; undefined where the choice is better. */
function rowInstead(question: string, row: RowFound, choice: Choice, cite: (id: string) => readonly Citation[]): Citation | undefined {
  const [whole] = cite(row.clauseId);
  if (whole === undefined) return undefined;
  const ofRow = { ...whole, quote: withNote(row.quote, whole.clause) };
  const query = analyse(question);
  if (choice.kind === 'none') return row.coverage >= ROW_ALONE ? ofRow : undefined;
  const chosen = (choice.kind === 'one' ? [choice.id] : choice.ids).flatMap(cite);
  // The search already quotes rows: another table must not take their place, and the right row needs no help.
  const [first] = chosen;
  if (choice.kind === 'one' && first?.quote.includes(' | ') === true) {
    if (first.clause.id !== row.clauseId || first.quote.split('\n').includes(row.row)) return undefined;
  }
  // Among clauses that nearly tie, the one with a row for the question is meant.
  if (choice.kind === 'several' && choice.ids.includes(row.clauseId) && row.coverage >= ROW_ENOUGH) return ofRow;
  const reached = Math.max(
    ...chosen.map(({ document, clause, quote }) => coverageOf(query, `${document.title} ${clause.chapter} ${clause.label}\n${quote}`)),
  );
  return row.coverage >= ROW_ENOUGH && row.coverage >= reached ? ofRow : undefined;
}

/** The citation of one clause that was chosen from a list. */
export async function citationOf(
  knowledge: Knowledge,
  tx: Reader,
  question: string,
  clauseId: string,
  asker: Asker | null,
  now: Instant,
  zone: string,
): Promise<Citation | undefined> {
  return citation(await knowledge.rules(tx, asker), question, clauseId, localDateOf(now, zone))[0];
}

const extracted = memoryOf<string>();

/** Named as perhaps related: at most three documents whose title has a word of the question, each with its best clause. */
function nearestTo(rules: Rules, question: string, ids: readonly string[]): readonly Place[] {
  const words = analyse(question).words.filter(({ text, weight }) => text.length > 1 && weight > 0.5);
  const places = ids.flatMap((id): Place[] => {
    const [clause, document] = [rules.clauses.get(id), documentOf(rules, id)];
    if (clause === undefined || document === undefined) return [];
    const title = fold(document.title);
    return words.some(({ text }) => title.includes(text)) ? [{ clause, document }] : [];
  });
  return places.filter(({ document }, at) => places.findIndex((other) => other.document.id === document.id) === at).slice(0, MOST_NEAREST);
}

function citation(rules: Rules, question: string, clauseId: string, today: string): readonly Citation[] {
  const clause = rules.clauses.get(clauseId);
  const document = documentOf(rules, clauseId);
  if (clause === undefined || document === undefined) return [];
  const found = extracted(rules, `${clauseId}\n${question}`, () => rules.retriever.extract(question, clauseId).text);
  const quote = withNote(withNamedTable(found, clause), clause);
  // Every line of the quotation must stand in the clause; a quotation that does not is a bug, and nobody is told it.
  if (quote.trim() === '' || !quote.split('\n').every((line) => clause.text.includes(line))) return [];
  const replacedBy = document.repealedBy === null ? null : (rules.documents.get(document.repealedBy)?.title ?? null);
  return [{ clause, document, validity: validityOn(document, today), quote, replacedBy }];
}

/** "天数按表1执行" answers nobody: a quotation that points to the clause's own table brings the table along. */
function withNamedTable(quote: string, { table, text }: Clause): string {
  const named = /表\s*\d+/u.exec(quote)?.[0].replace(/\s/gu, '');
  if (named === undefined || table === null || quote.includes(' | ') || table.rows.length > LONGEST_TABLE) return quote;
  if (!table.caption.replace(/\s/gu, '').startsWith(named)) return quote;
  const lines = [table.header, ...table.rows].map((cells) => cells.join(' | '));
  return lines.every((line) => text.includes(line)) ? [quote, ...lines].join('\n') : quote;
}

/** （一）…（二）…: who asks how it is done needs every step, not the one that says most of the words. */
const STEP = /（[一二三四五六七八九十]+）/gu;
const LONGEST_STEPS = 400;

function withSteps(found: Citation, question: string): Citation {
  const { text, table } = found.clause;
  const isList = table === null && text.length <= LONGEST_STEPS && (text.match(STEP) ?? []).length > 1;
  return isList && asksForSteps(question) && tellsWhatToDo(text) ? { ...found, quote: text } : found;
}

/** 注：试用期减半: what holds for every row goes with the rows, unless it is a page of its own. */
function withNote(quote: string, { table, text }: Clause): string {
  const note = table?.note ?? '';
  if (note === '' || note.length > LONGEST_NOTE || !quote.includes(' | ') || quote.includes(note) || !text.includes(note)) return quote;
  return `${quote}\n${note}`;
}

/** An entry of the FAQ: asked in nearly its words, or where no clause answers and its own words do. */
function faqFor({ faqs }: Answers, question: string, clauses: number): Faq | undefined {
  if (faqs.entries.size === 0) return undefined;
  const { results, confidence } = faqs.retriever.search(question, 1);
  const best = faqs.entries.get(results[0]?.id ?? '');
  if (best === undefined) return undefined;
  const alike = likeness(question, best.question);
  return alike >= SAME_QUESTION || (clauses < SURE && confidence >= SURE && alike >= LIKE_QUESTION) ? best : undefined;
}

function sameQuestion(answers: Answers, question: string, asker: Asker): PolicyQuestion | undefined {
  const admits = (id: string): boolean => {
    const known = answers.questions.get(id);
    return known !== undefined && mayBeShown(known, asker);
  };
  const [best] = answers.retriever.search(question, 1, admits).results;
  const known = answers.questions.get(best?.id ?? '');
  return known !== undefined && likeness(question, known.text) >= SAME_QUESTION ? known : undefined;
}
