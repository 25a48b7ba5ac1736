import type { Instant, LocalDate } from '../../core/clock.ts';
import { Recent } from '../../core/recent.ts';
import { localDateOf } from '../../core/zone.ts';
import type { Reader } from '../../store/store.ts';
import type { Knowledge, Rules } from './knowledge.ts';
import { fused, type Opinion } from './rules/fusion.ts';
import type { Listener } from './rules/scope.ts';
import { isCurrent, validityOn } from './rules/validity.ts';
import type { PolicyDocument } from './schema.ts';
import type { Search } from './search/retriever.ts';

/** One question, looked up in the rules that its asker may see and that hold on the day: what every answer begins with. */
export interface LookedUp {
  readonly rules: Rules;
  /** The question without the words that only say which rules are meant. */
  readonly asked: string;
  readonly today: LocalDate;
  /** Whether a clause may be found for this question and this asker at all. */
  readonly admits: (clauseId: string) => boolean;
  readonly search: Search;
}

const OLD_RULES =
  /旧(?:办法|规定|版|制度|标准)?|老(?:办法|规定|制度|标准|版)|以前的|原来的|之前的规定|过去的|(?:废止|作废)了?的|(?:19|20)\d{2}\s*年?版/u;
/** 2015年来的, 2010年参加工作: when somebody came is no figure of a rule; a table would take it for a number of years. */
const SINCE =
  /(?:我|俺)?是?(?:19|20)\d{2}年(?:\d{1,2}月)?份?(?:才|就)?(?:来|进(?:厂|单位|公司)?|入职|参加工作|到岗|招(?:进来)?|上班|工作)(?:的|了)?/u;

/** Shown are eight at most; another order may bring up one from further behind. */
const FOUND = 30;

export async function lookUp(
  knowledge: Knowledge,
  tx: Reader,
  question: string,
  asker: Listener | null,
  now: Instant,
  zone: string,
): Promise<LookedUp> {
  const rules = await knowledge.rules(tx, asker);
  const today = localDateOf(now, zone);
  const wantsOld = OLD_RULES.test(question);
  const asked = (wantsOld ? question.split(OLD_RULES).join(' ') : question).replace(SINCE, '');
  const admits = (id: string): boolean => isAsked(rules, id, today, wantsOld);
  const search = searched(rules, `${today}\n${String(wantsOld)}\n${asked}`, () => rules.retriever.search(asked, FOUND, admits));
  return { rules, asked, today, admits, search };
}

/** What was found, with what outside services say of it. Whatever they name, only what this asker may find comes in. */
export function withOpinion({ rules, admits, search }: LookedUp, opinion: Opinion | undefined): Omit<Search, 'ifFirst'> {
  if (opinion === undefined) return search;
  const known = (ids: readonly string[]): readonly string[] => ids.filter((id) => rules.clauses.has(id) && admits(id));
  return fused(search, { alike: known(opinion.alike), reread: known(opinion.reread) });
}

/**
 * Members ask the same things in the same words. What was found stays true as long as these rules do: the memory belongs
 * to them and goes with them.
 */
export function memoryOf<T>(): (rules: Rules, key: string, find: () => T) => T {
  const memory = new WeakMap<Rules, Recent<T>>();
  return (rules, key, find) => {
    const lately = memory.get(rules) ?? new Recent<T>();
    memory.set(rules, lately);
    return lately.get(key, find);
  };
}

const searched = memoryOf<Search>();

export function documentOf(rules: Rules, clauseId: string): PolicyDocument | undefined {
  return rules.documents.get(rules.clauses.get(clauseId)?.documentId ?? '');
}

/** Rules in force, or about to be; the old ones only to somebody who asks for old ones. */
function isAsked(rules: Rules, clauseId: string, today: string, wantsOld: boolean): boolean {
  const document = documentOf(rules, clauseId);
  if (document === undefined) return false;
  const validity = validityOn(document, today);
  if (validity.state === 'withdrawn') return false;
  // Until the new version holds, the one before it answers.
  const before = rules.documents.get(`${document.key}#${document.version - 1}`);
  if (validity.state === 'notYet' && before !== undefined && validityOn(before, today).state === 'inForce') return wantsOld;
  return isCurrent(validity) !== wantsOld;
}
