import type { LocalDate } from '../../../core/clock.ts';
import type { PolicyDocument } from '../schema.ts';

export type Validity =
  | { readonly state: 'inForce'; readonly from: LocalDate | null; readonly until: LocalDate | null }
  | { readonly state: 'notYet'; readonly from: LocalDate }
  | { readonly state: 'expired'; readonly until: LocalDate }
  | { readonly state: 'repealed'; readonly from: LocalDate; readonly by: string | null };

type Dates = Pick<PolicyDocument, 'inForceFrom' | 'inForceUntil' | 'repealedFrom' | 'repealedBy'>;

/** What a document is worth on a day. Both named days are days of validity; repealed wins over expired. */
export function validityOn(document: Dates, today: LocalDate): Validity {
  const { inForceFrom: from, inForceUntil: until, repealedFrom, repealedBy } = document;
  if (repealedFrom !== null && repealedFrom <= today) return { state: 'repealed', from: repealedFrom, by: repealedBy };
  if (until !== null && until < today) return { state: 'expired', until };
  if (from !== null && from > today) return { state: 'notYet', from };
  return { state: 'inForce', from, until };
}

/** Whether the words in which a document says what it replaces mean that one: by number, or by a title that may carry more words. */
export function replacesIt(words: string, other: { readonly number: string | null; readonly title: string }): boolean {
  const plain = words.replaceAll(/\s+/gu, '');
  if (other.number !== null && plain.includes(other.number.replaceAll(/\s+/gu, ''))) return true;
  const named = [...plain.matchAll(/《([^》]+)》/gu)].map((found) => core(found[1] ?? ''));
  const own = core(other.title);
  return named.some((name) => name.length >= 4 && own.length >= 4 && (name === own || name.endsWith(own) || own.endsWith(name)));
}

/** A title without the edition and trial marks at its end. */
function core(title: string): string {
  return title.replaceAll(/\s+/gu, '').replaceAll(/[（(][^（）()]*(?:版|试行|暂行|修订)[^（）()]*[）)]/gu, '');
}
