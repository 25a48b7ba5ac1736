import { createHash } from 'node:crypto';
import type { Reader, Writer } from '../../store/store.ts';
import {
  policyClauses,
  policyDocuments,
  policyQuestions,
  policyRevisions,
  type Clause,
  type PolicyDocument,
  type PolicyQuestion,
} from './schema.ts';
import { policyFaqs, type Faq } from './schema/loop.ts';
import { synonymsIn } from './repo.ts';
import { isFor, type Listener } from './rules/scope.ts';
import { build, type Retriever } from './search/retriever.ts';

/** The rules that these readers may see, as one transaction sees them, ready to be searched. */
export interface Rules {
  readonly retriever: Retriever;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly documents: ReadonlyMap<string, PolicyDocument>;
}

/** What secretaries have answered. */
export interface Answers {
  readonly retriever: Retriever;
  readonly questions: ReadonlyMap<string, PolicyQuestion>;
  /** Entries in force, found by their questions and answers. */
  readonly faqs: { readonly retriever: Retriever; readonly entries: ReadonlyMap<string, Faq> };
}

/**
 * The memory of one process: indexes that are built when first needed and again only after something changed. Two stores or two
 * transactions never mix: the mark of the stored revision decides, not the time.
 */
export interface Knowledge {
  /** What is not for `listener` is not in it: not found, not quoted, not listed. null = a place that anybody may read. */
  rules(tx: Reader, listener: Listener | null): Promise<Rules>;
  answers(tx: Reader): Promise<Answers>;
}

export function openKnowledge(): Knowledge {
  let built: { mark: string; all: Rules } | undefined;
  let rules: { mark: string; views: (listener: Listener | null) => Rules } | undefined;
  let answers: { mark: string; value: Answers } | undefined;
  const current = async (tx: Reader): Promise<Rules> => {
    const mark = await markOf(tx, 'documents');
    if (built?.mark !== mark) built = { mark, all: await loadRules(tx) };
    return built.all;
  };
  return {
    rules: async (tx, listener) => {
      const mark = `${await markOf(tx, 'documents')} ${await markOf(tx, 'synonyms')}`;
      if (rules?.mark !== mark) {
        const all = await current(tx);
        all.retriever.setSynonyms(await synonymsIn(tx, 'inForce'));
        // A new object: whoever remembers what was found remembers it of the old one.
        rules = { mark, views: viewsOf({ ...all }) };
      }
      return rules.views(listener);
    },
    answers: async (tx) => {
      const mark = `${await markOf(tx, 'answers')} ${await markOf(tx, 'synonyms')}`;
      if (answers?.mark !== mark) {
        const value = await loadAnswers(tx);
        const pairs = await synonymsIn(tx, 'inForce');
        value.retriever.setSynonyms(pairs);
        value.faqs.retriever.setSynonyms(pairs);
        answers = { mark, value };
      }
      return answers.value;
    },
  };
}

/** The new mark is made of the old one and what changed, so that a transaction that was given up leaves no mark in use. */
export async function touch(tx: Writer, what: 'documents' | 'answers' | 'synonyms', change: string): Promise<void> {
  const mark = createHash('sha256')
    .update(await markOf(tx, what))
    .update('\n')
    .update(change)
    .digest('hex');
  await tx.put(policyRevisions, { id: what, mark });
}

async function markOf(tx: Reader, what: 'documents' | 'answers' | 'synonyms'): Promise<string> {
  return (await tx.get(policyRevisions, what))?.mark ?? '';
}

/** One view for each set of limited documents that somebody may see: few, and kept as long as the rules. */
function viewsOf(all: Rules): (listener: Listener | null) => Rules {
  const limited = [...all.documents.values()].filter((document) => document.scope.length > 0);
  const views = new Map<string, Rules>();
  return (listener) => {
    const hidden = limited.filter((document) => !isFor(document, listener)).map(({ id }) => id);
    if (hidden.length === 0) return all;
    const name = hidden.join('\n');
    const view = views.get(name) ?? without(all, new Set(hidden));
    views.set(name, view);
    return view;
  };
}

function without(all: Rules, hidden: ReadonlySet<string>): Rules {
  const clauses = new Map([...all.clauses].filter(([, clause]) => !hidden.has(clause.documentId)));
  return {
    documents: new Map([...all.documents].filter(([id]) => !hidden.has(id))),
    clauses,
    retriever: {
      ...all.retriever,
      search: (question, k, admits) => all.retriever.search(question, k, (id) => clauses.has(id) && admits?.(id) !== false),
      extract: (question, id) => (clauses.has(id) ? all.retriever.extract(question, id) : { text: '' }),
    },
  };
}

/** Withdrawn documents and versions whose successor holds are no longer asked; one that still holds until then is. */
async function loadRules(tx: Reader): Promise<Rules> {
  const stored = await tx.find(policyDocuments);
  const byId = new Map(stored.map((document) => [document.id, document]));
  const stillHolds = ({ key, version, supersededOn }: PolicyDocument): boolean => {
    const next = byId.get(`${key}#${version + 1}`);
    return next !== undefined && supersededOn !== null && supersededOn > next.importedAt.slice(0, 10);
  };
  const documents = new Map(
    stored
      .filter((document) => document.withdrawnOn === null && (!document.superseded || stillHolds(document)))
      .map((document) => [document.id, document]),
  );
  const clauses = (await tx.find(policyClauses)).filter((clause) => documents.has(clause.documentId));
  return {
    documents,
    clauses: new Map(clauses.map((clause) => [clause.id, clause])),
    retriever: build(
      clauses.map((clause) => ({
        id: clause.id,
        title: `${documents.get(clause.documentId)?.title ?? ''} ${clause.chapter} ${clause.label}`,
        text: clause.text,
      })),
    ),
  };
}

async function loadAnswers(tx: Reader): Promise<Answers> {
  const questions = await tx.find(policyQuestions, { where: { state: 'answered' }, orderBy: 'askedAt' });
  const faqs = await tx.find(policyFaqs, { where: { state: 'inForce' }, orderBy: 'draftedAt' });
  return {
    questions: new Map(questions.map((question) => [question.id, question])),
    faqs: {
      entries: new Map(faqs.map((faq) => [faq.id, faq])),
      retriever: build(faqs.map((faq) => ({ id: faq.id, title: faq.question, text: faq.answer }))),
    },
    // Only the question is searched: the answer's words must not pull in other questions.
    retriever: build(questions.map((question) => ({ id: question.id, title: '', text: question.text }))),
  };
}
