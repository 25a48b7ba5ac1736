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
import { build, type Retriever } from './search/retriever.ts';

/** All rules as one transaction sees them, ready to be searched. */
export interface Rules {
  readonly retriever: Retriever;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly documents: ReadonlyMap<string, PolicyDocument>;
}

/** What secretaries have answered. */
export interface Answers {
  readonly retriever: Retriever;
  readonly questions: ReadonlyMap<string, PolicyQuestion>;
}

/**
 * The memory of one process: indexes that are built when first needed and again only after something changed. Two stores or two
 * transactions never mix: the mark of the stored revision decides, not the time.
 */
export interface Knowledge {
  rules(tx: Reader): Promise<Rules>;
  answers(tx: Reader): Promise<Answers>;
}

export function openKnowledge(): Knowledge {
  let rules: { mark: string; value: Rules } | undefined;
  let answers: { mark: string; value: Answers } | undefined;
  return {
    rules: async (tx) => {
      const mark = await markOf(tx, 'documents');
      if (rules?.mark !== mark) rules = { mark, value: await loadRules(tx) };
      return rules.value;
    },
    answers: async (tx) => {
      const mark = await markOf(tx, 'answers');
      if (answers?.mark !== mark) answers = { mark, value: await loadAnswers(tx) };
      return answers.value;
    },
  };
}

/** The new mark is made of the old one and what changed, so that a transaction that was given up leaves no mark in use. */
export async function touch(tx: Writer, what: 'documents' | 'answers', change: string): Promise<void> {
  const mark = createHash('sha256')
    .update(await markOf(tx, what))
    .update('\n')
    .update(change)
    .digest('hex');
  await tx.put(policyRevisions, { id: what, mark });
}

async function markOf(tx: Reader, what: 'documents' | 'answers'): Promise<string> {
  return (await tx.get(policyRevisions, what))?.mark ?? '';
}

async function loadRules(tx: Reader): Promise<Rules> {
  const documents = new Map(
    (await tx.find(policyDocuments)).filter((document) => !document.superseded).map((document) => [document.id, document]),
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
  return {
    questions: new Map(questions.map((question) => [question.id, question])),
    // Only the question is searched: the answer's words must not pull in other questions.
    retriever: build(questions.map((question) => ({ id: question.id, title: '', text: question.text }))),
  };
}
