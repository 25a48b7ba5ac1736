import type { Reader } from '../../store/store.ts';
import { isFor } from './rules/scope.ts';
import { validityOn } from './rules/validity.ts';
import { policyClauses, policyDocuments } from './schema.ts';

const SHORTEST = 60;
const LONGEST = 160;

/** A paragraph of a rule in force, for the day's study. */
export interface PolicyPassages {
  pick(tx: Reader, seed: number, topic?: string): Promise<{ readonly text: string; readonly source: string } | undefined>;
}

/** `seed` decides which; the same seed over the same rules gives the same paragraph. 60–160 characters, whole sentences. */
export function policyPassages(): PolicyPassages {
  return {
    pick: async (tx, seed, topic) => {
      const documents = (await tx.find(policyDocuments, { where: { superseded: false }, orderBy: 'inForceFrom' })).filter(
        (document) =>
          isFor(document, null) && document.withdrawnOn === null && document.repealedFrom === null && document.inForceUntil === null,
      );
      const named = topic === undefined ? documents : documents.filter((document) => document.title.includes(topic));
      const chosen = named.length > 0 ? named : documents;
      const start = Math.abs(Math.trunc(seed));
      // One document after the other from the seed's on, so that a document without a fitting paragraph is no dead end.
      for (let i = 0; i < chosen.length; i += 1) {
        const document = chosen[(start + i) % chosen.length];
        if (document === undefined || validityOn(document, document.importedAt.slice(0, 10)).state === 'notYet') continue;
        const clauses = await tx.find(policyClauses, { where: { documentId: document.id }, orderBy: 'order' });
        const fitting = clauses
          .flatMap((clause) => paragraphs(clause.text).map((text) => ({ text, clause })))
          .filter(({ text }) => topic === undefined || named.length > 0 || text.includes(topic));
        const one = fitting[Math.floor(start / chosen.length) % Math.max(1, fitting.length)];
        if (one !== undefined) return { text: one.text, source: `《${document.title}》${one.clause.label}` };
      }
      return undefined;
    },
  };
}

/** Whole paragraphs that fit, or the first sentences of longer ones. */
function paragraphs(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    if (line.includes(' | ') || /^[（(]/u.test(line) || !/[。！]$/u.test(line)) return [];
    let kept = '';
    for (const [sentence] of line.matchAll(/[^。！]+[。！]/gu)) {
      if (kept.length + sentence.length > LONGEST) break;
      kept += sentence;
    }
    return kept.length >= SHORTEST ? [kept] : [];
  });
}
