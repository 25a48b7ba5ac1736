import { localDateOf } from '../../../core/zone.ts';
import type { Outcome, Situation } from '../../feature.ts';
import { askerOf } from '../answering.ts';
import { clauseById, clausesOfDocument, documentById } from '../repo.ts';
import { validityOn } from '../rules/validity.ts';
import { noteQuoted } from './quoted.ts';
import { texts } from '../texts.ts';
import { citationTexts } from '../texts/citation.ts';

/** The whole clause, with all the parts that a long one was cut into; the channel splits what is too long for one message. */
export async function detailsOf(situation: Situation, clauseId: string): Promise<Outcome> {
  const { tx, now, zone } = situation;
  const found = await clauseById(tx, clauseId, askerOf(situation));
  if (found === undefined) return { reply: { text: texts.statusUnknown } };
  const { clause, document } = found;
  await noteQuoted(situation, clause);
  const parts = (await clausesOfDocument(tx, document)).filter(
    ({ label, chapter }) => label === clause.label && chapter === clause.chapter,
  );
  const successor = document.repealedBy === null ? undefined : await documentById(tx, document.repealedBy, askerOf(situation));
  const validity = validityOn(document, localDateOf(now, zone));
  return {
    reply: { text: citationTexts.details(parts, { clause, document, validity, replacedBy: successor?.title ?? null }) },
    focus: { about: { kind: 'policyClause', id: clause.id } },
  };
}
