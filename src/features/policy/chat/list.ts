import { z } from 'zod';
import type { LocalDate } from '../../../core/clock.ts';
import { isSecretary } from '../../../core/person.ts';
import { localDateOf } from '../../../core/zone.ts';
import { dialog, type Dialog, type Outcome, type Turn } from '../../feature.ts';
import { clausesOfDocument, documentById, documentsInForce } from '../repo.ts';
import { dueOn, validityOn } from '../rules/validity.ts';
import type { PolicyDocument } from '../schema.ts';
import { texts } from '../texts.ts';
import { documentTexts } from '../texts/documents.ts';
import { askerOf } from '../answering.ts';
import { pickOf } from './said.ts';

export const OPEN_DOCUMENT = 'policy.openDocument';
const SHOWN = 5;
const DUE = /到期|复审|过期|失效/u;

/** The newest rules, one line each. */
export async function listPolicies(turn: Turn): Promise<Outcome> {
  const today = localDateOf(turn.now, turn.zone);
  const documents = await documentsInForce(turn.tx, askerOf(turn), today);
  if (DUE.test(turn.said.text) && isSecretary(turn.person)) return listDue(documents, today);
  if (documents.length === 0) return { reply: { text: texts.noPolicies } };
  const newest = documents.slice(0, SHOWN);
  return {
    reply: { text: texts.list(newest, documents.length) },
    ask: { dialog: OPEN_DOCUMENT, data: { ids: newest.map(({ id }) => id) } },
    focus: { list: newest.map(({ id }) => ({ kind: 'policyDocument', id })) },
  };
}

/** What must be looked at soon, the nearest first. */
function listDue(documents: readonly PolicyDocument[], today: LocalDate): Outcome {
  const due = documents
    .flatMap((document) => {
      const day = dueOn(document, today);
      return day === null ? [] : [{ id: document.id, title: document.title, day }];
    })
    .toSorted((a, b) => a.day.localeCompare(b.day));
  const first = due.slice(0, SHOWN);
  return {
    reply: { text: documentTexts.due(due) },
    ...(first.length === 0 ? {} : { ask: { dialog: OPEN_DOCUMENT, data: { ids: first.map(({ id }) => id) } } }),
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
