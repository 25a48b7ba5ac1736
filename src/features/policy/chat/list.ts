import { z } from 'zod';
import { localDateOf } from '../../../core/zone.ts';
import { dialog, type Dialog, type Outcome, type Turn } from '../../feature.ts';
import { clausesOfDocument, documentById, documentsInForce } from '../repo.ts';
import { validityOn } from '../rules/validity.ts';
import { texts } from '../texts.ts';
import { askerOf } from '../answering.ts';
import { pickOf } from './said.ts';

export const OPEN_DOCUMENT = 'policy.openDocument';
const SHOWN = 5;

/** The newest rules, one line each. */
export async function listPolicies(turn: Turn): Promise<Outcome> {
  const documents = await documentsInForce(turn.tx, askerOf(turn), localDateOf(turn.now, turn.zone));
  if (documents.length === 0) return { reply: { text: texts.noPolicies } };
  const newest = documents.slice(0, SHOWN);
  return {
    reply: { text: texts.list(newest, documents.length) },
    ask: { dialog: OPEN_DOCUMENT, data: { ids: newest.map(({ id }) => id) } },
    focus: { list: newest.map(({ id }) => ({ kind: 'policyDocument', id })) },
  };
}

async function overview(turn: Turn, documentId: string): Promise<Outcome> {
  const document = await documentById(turn.tx, documentId, askerOf(turn));
  if (document === undefined) return { reply: { text: texts.noPolicies }, ask: null };
  const clauses = await clausesOfDocument(turn.tx, document);
  const chapters = [...new Set(clauses.map((clause) => clause.chapter.replace(/^第[^\s]+[章节]\s*/u, '')).filter((name) => name !== ''))];
  const successor = document.repealedBy === null ? undefined : await documentById(turn.tx, document.repealedBy, askerOf(turn));
  const state = validityOn(document, localDateOf(turn.now, turn.zone));
  return {
    reply: {
      text: texts.overview(document, state, successor?.title ?? null, new Set(clauses.map((clause) => clause.label)).size, chapters),
    },
    ask: null,
    focus: { about: { kind: 'policyDocument', id: documentId }, topic: document.title },
  };
}

/** "2" after the list: what that document is about. */
export const openDocumentDialog: Dialog = dialog({
  name: OPEN_DOCUMENT,
  schema: z.object({ ids: z.array(z.string()) }),
  reads: (said, { ids }) => (pickOf(said, ids.length) === undefined ? undefined : { intent: 'policy_list', slots: {} }),
  answer: async (turn, { ids }) => overview(turn, ids[pickOf(turn.said, ids.length) ?? 0] ?? ''),
});
