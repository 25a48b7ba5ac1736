import { DAY_MS, type LocalDate } from '../../../core/clock.ts';
import type { PolicyDocument } from '../schema.ts';

export type Validity =
  | { readonly state: 'inForce'; readonly from: LocalDate | null; readonly until: LocalDate | null }
  | { readonly state: 'notYet'; readonly from: LocalDate }
  | { readonly state: 'expired'; readonly until: LocalDate }
  | { readonly state: 'repealed'; readonly from: LocalDate; readonly by: string | null }
  /** A newer version of the same document holds since that day. */
  | { readonly state: 'replaced'; readonly from: LocalDate }
  | { readonly state: 'withdrawn'; readonly from: LocalDate };

type Dates = Pick<PolicyDocument, 'inForceFrom' | 'inForceUntil' | 'repealedFrom' | 'repealedBy' | 'supersededOn' | 'withdrawnOn'>;

/**
 * What a document is worth on a day. Both named days are days of validity. Withdrawn wins over replaced, replaced over
 * repealed, repealed over expired. A version whose successor holds only from a later day is in force until the day before.
 */
export function validityOn(document: Dates, today: LocalDate): Validity {
  const { inForceFrom: from, inForceUntil, repealedFrom, repealedBy, supersededOn, withdrawnOn } = document;
  if (withdrawnOn !== null && withdrawnOn <= today) return { state: 'withdrawn', from: withdrawnOn };
  if (supersededOn !== null && supersededOn <= today) return { state: 'replaced', from: supersededOn };
  if (repealedFrom !== null && repealedFrom <= today) return { state: 'repealed', from: repealedFrom, by: repealedBy };
  const until = [inForceUntil, dayBefore(supersededOn)].flatMap((day) => day ?? []).toSorted()[0] ?? null;
  if (until !== null && until < today) return { state: 'expired', until };
  if (from !== null && from > today) return { state: 'notYet', from };
  return { state: 'inForce', from, until };
}

/** Whether it may still be asked for as what holds, or will hold. */
export function isCurrent({ state }: Validity): boolean {
  return state === 'inForce' || state === 'notYet';
}

export const DUE_SOON_DAYS = 60;

/** The day by which somebody must look at it, when that is near or over: its review date or its last day. */
export function dueOn(document: Dates & Pick<PolicyDocument, 'reviewOn'>, today: LocalDate): LocalDate | null {
  if (validityOn(document, today).state !== 'inForce') return null;
  const [first] = [document.reviewOn, document.inForceUntil].flatMap((day) => day ?? []).toSorted();
  return first !== undefined && first <= plusDays(today, DUE_SOON_DAYS) ? first : null;
}

function dayBefore(day: LocalDate | null): LocalDate | null {
  return day === null ? null : plusDays(day, -1);
}

function plusDays(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether the words in which a document says what it replaces mean that one: by number, or by a title that may carry more words. */
export function replacesIt(words: string, other: { readonly number: string | null; readonly title: string }): boolean {
  const plain = words.replaceAll(/\s+/gu, '');
  if (other.number !== null && plain.includes(other.number.replaceAll(/\s+/gu, ''))) return true;
  const named = [...plain.matchAll(/《([^》]+)》/gu)].map((found) => coreTitle(found[1] ?? ''));
  const own = coreTitle(other.title);
  return named.some((name) => name.length >= 4 && own.length >= 4 && (name === own || name.endsWith(own) || own.endsWith(name)));
}

/** A title without the edition and trial marks at its end. */
export function coreTitle(title: string): string {
  return title.replaceAll(/\s+/gu, '').replaceAll(/[（(][^（）()]*(?:版|试行|暂行|修订)[^（）()]*[）)]/gu, '');
}
