import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
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
import { build, retrieverOver, type Passage, type Retriever } from './search/retriever.ts';

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
  /** All rules, whomever they are for: for work behind the scenes, never for an answer. The same object while nothing changed. */
  everything(tx: Reader): Promise<Rules>;
}

export function openKnowledge(): Knowledge {
  let built: { mark: string; all: Rules } | undefined;
  let rules: { mark: string; views: (listener: Listener | null) => Rules } | undefined;
  let answers: { mark: string; value: Answers } | undefined;
  const current = async (tx: Reader): Promise<Rules> => {
    const mark = await markOf(tx, 'documents');
    for (;;) {
      if (built?.mark === mark) return built.all;
      const before = built;
      const read = await readRules(tx, before?.all);
      // There is one index: what another transaction put into it or took out meanwhile, this one did not reckon with.
      if (built === before) built = { mark, all: indexed(read, before?.all) };
    }
  };
  return {
    everything: current,
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

/** What a transaction sees of the rules, and how much of it is new. */
interface Read {
  readonly documents: ReadonlyMap<string, PolicyDocument>;
  readonly kept: readonly Clause[];
  readonly fresh: readonly { readonly document: PolicyDocument; readonly clauses: readonly Clause[] }[];
}

async function readRules(tx: Reader, before: Rules | undefined): Promise<Read> {
  const documents = await documentsAsked(tx);
  const isKnown = (document: PolicyDocument): boolean => isDeepStrictEqual(before?.documents.get(document.id), document);
  const fresh = [...documents.values()].filter((document) => !isKnown(document));
  const kept = [...(before?.clauses.values() ?? [])].filter(({ documentId }) => {
    const document = documents.get(documentId);
    return document !== undefined && isKnown(document);
  });
  const brought = await clausesOf(tx, fresh);
  return { documents, kept, fresh: fresh.map((document) => ({ document, clauses: brought.get(document.id) ?? [] })) };
}

/**
 * What changed since `before` is put into its index: an import costs what it brings, not what is there. Whoever still holds the rules of
 * before finds at most less: what is not in its clauses is not quoted.
 */
function indexed({ documents, kept, fresh }: Read, before: Rules | undefined): Rules {
  const retriever = before?.retriever ?? retrieverOver([]);
  retriever.remove([...(before?.documents.keys() ?? [])].filter((id) => !documents.has(id)));
  retriever.put(
    fresh.map(({ document, clauses }) => ({ doc: document.id, passages: clauses.map((clause) => passageOf(document, clause)) })),
  );
  return {
    documents,
    clauses: new Map([...kept, ...fresh.flatMap(({ clauses }) => clauses)].map((clause) => [clause.id, clause])),
    retriever,
  };
}

/** More documents than this are read at once. */
const FEW = 20;

async function clausesOf(tx: Reader, documents: readonly PolicyDocument[]): Promise<ReadonlyMap<string, readonly Clause[]>> {
  if (documents.length > FEW) return Map.groupBy(await tx.find(policyClauses), ({ documentId }) => documentId);
  const found = new Map<string, readonly Clause[]>();
  for (const { id } of documents) found.set(id, await tx.find(policyClauses, { where: { documentId: id }, orderBy: 'order' }));
  return found;
}

/** Withdrawn documents and versions whose successor holds are no longer asked; one that still holds until then is. */
async function documentsAsked(tx: Reader): Promise<ReadonlyMap<string, PolicyDocument>> {
  const stored = await tx.find(policyDocuments);
  const byId = new Map(stored.map((document) => [document.id, document]));
  const stillHolds = ({ key, version, supersededOn }: PolicyDocument): boolean => {
    const next = byId.get(`${key}#${version + 1}`);
    return next !== undefined && supersededOn !== null && supersededOn > next.importedAt.slice(0, 10);
  };
  return new Map(
    stored
      .filter((document) => document.withdrawnOn === null && (!document.superseded || stillHolds(document)))
      .map((document) => [document.id, document]),
  );
}

/** A clause as it is searched: under its document's title, its chapter and its label. */
export function passageOf(
  document: Pick<PolicyDocument, 'id' | 'title'>,
  { id, chapter, label, text }: Pick<Clause, 'id' | 'chapter' | 'label' | 'text'>,
): Passage {
  return { id, doc: document.id, title: `${document.title} ${chapter} ${label}`, text };
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
