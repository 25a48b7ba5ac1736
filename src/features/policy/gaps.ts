import type { Instant } from '../../core/clock.ts';
import { localDateOf } from '../../core/zone.ts';
import type { Reader } from '../../store/store.ts';
import type { Knowledge } from './knowledge.ts';
import { contradictions } from './rules/contradictions.ts';
import type { Listener } from './rules/scope.ts';
import type { Word } from './rules/statements.ts';
import { validityOn } from './rules/validity.ts';
import type { Clause, PolicyDocument } from './schema.ts';
import { segment } from './search/segment.ts';

/** Words of a text with their kinds. */
export function wordsOf(text: string): readonly Word[] {
  return segment(text).map(({ word, weight }) => ({ text: word, kind: weight === 1 ? 'names' : weight === 0.75 ? 'acts' : 'other' }));
}

/** A sentence of a clause, with where it stands. */
export interface Saying {
  readonly clause: Clause;
  readonly document: PolicyDocument;
  readonly sentence: string;
}

/** Clauses in force that say different figures of the same matter, as these readers see the rules. */
export async function contradictingClauses(
  knowledge: Knowledge,
  tx: Reader,
  listener: Listener | null,
  now: Instant,
  zone: string,
): Promise<readonly { readonly one: Saying; readonly other: Saying }[]> {
  const rules = await knowledge.rules(tx, listener);
  const today = localDateOf(now, zone);
  const inForce = [...rules.clauses.values()].flatMap((clause) => {
    const document = rules.documents.get(clause.documentId);
    return document !== undefined && validityOn(document, today).state === 'inForce' ? [{ clause, document }] : [];
  });
  const byId = new Map(inForce.map((one) => [one.clause.id, one]));
  const said = ({ id, sentence }: { id: string; sentence: string }): readonly Saying[] => {
    const place = byId.get(id);
    return place === undefined ? [] : [{ ...place, sentence }];
  };
  return contradictions(
    inForce.map(({ clause, document }) => ({
      id: clause.id,
      title: document.title,
      chapter: clause.chapter,
      text: clause.text,
      scope: document.scope,
      document: document.id,
    })),
    wordsOf,
  ).flatMap((pair) => {
    const [[one], [other]] = [said(pair.one), said(pair.other)];
    return one === undefined || other === undefined ? [] : [{ one, other }];
  });
}
