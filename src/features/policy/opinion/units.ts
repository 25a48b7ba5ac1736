import { createHash } from 'node:crypto';
import { passageOf, type Rules } from '../knowledge.ts';
import type { Clause } from '../schema.ts';
import type { Passage } from '../search/retriever.ts';

/** A passage as it is embedded. */
export interface Unit {
  readonly id: string;
  /** Stands for model and text: while neither changes, the same vector is right. SHA-256, base64url. */
  readonly key: string;
  /** Made when it is needed: beside the clauses themselves, all of them would fill the memory twice. */
  readonly text: () => string;
}

/** The smallest of the usual Chinese models read 512 tokens, about as many characters; what a clause is about stands at its beginning. */
const MOST_CHARACTERS = 500;

export function unitOf(model: string, { id, title, text }: Passage): Unit {
  const read = (): string => `${title}\n${text}`.slice(0, MOST_CHARACTERS);
  return { id, key: createHash('sha256').update(`${model}\n${read()}`).digest('base64url'), text: read };
}

/** The units of these rules; each is made once for a clause and goes with it. */
export function unitsWith(model: string): (rules: Rules) => readonly Unit[] {
  const ofClause = new WeakMap<Clause, Unit>();
  const ofRules = new WeakMap<Rules, readonly Unit[]>();
  const unit = (rules: Rules, clause: Clause): readonly Unit[] => {
    const known = ofClause.get(clause);
    if (known !== undefined) return [known];
    const document = rules.documents.get(clause.documentId);
    if (document === undefined) return [];
    const made = unitOf(model, passageOf(document, clause));
    ofClause.set(clause, made);
    return [made];
  };
  return (rules) => {
    const known = ofRules.get(rules) ?? [...rules.clauses.values()].flatMap((clause) => unit(rules, clause));
    ofRules.set(rules, known);
    return known;
  };
}
