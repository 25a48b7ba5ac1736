import type { Situation } from '../../feature.ts';
import { originOf } from '../rules/changes.ts';
import type { Clause } from '../schema.ts';
import { policyCitations } from '../schema/loop.ts';

/** This person has read this clause: when it changes, they hear of it. */
export async function noteQuoted({ tx, person, now }: Situation, clause: Clause): Promise<void> {
  const origin = originOf(clause);
  await tx.put(policyCitations, { id: `${person.userId}/${origin}`, userId: person.userId, origin, clauseId: clause.id, at: now });
}
