import type { LocalDate } from '../../core/clock.ts';
import type { DomainEvent } from '../../core/events.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { storePolicy, withdrawPolicy, type ImportOptions } from './import.ts';
import type { ParsedPolicy } from './parse/parse-policy.ts';
import { dueOn, validityOn } from './rules/validity.ts';
import { policyDocuments, type PolicyDocument } from './schema.ts';
import { documentTexts } from './texts/documents.ts';

/** What an operator's command did, in words; the facts are the caller's to announce. */
export interface Done {
  readonly said: string;
  readonly events: readonly DomainEvent[];
}

/** For the command line: stores a parsed document and says what was understood. */
export async function importPolicy(tx: Writer, policy: ParsedPolicy, options: ImportOptions): Promise<Done> {
  const imported = await storePolicy(tx, policy, options);
  return { said: documentTexts.imported(imported), events: imported.events };
}

/** For the command line, which sees everything: every document with what it is worth today, or only those near their end or review. */
export async function listPolicies(tx: Reader, today: LocalDate, onlyDue: boolean): Promise<string> {
  const stored = await tx.find(policyDocuments);
  const shown = stored
    .filter((document) => !document.superseded)
    .map((document) => ({ document, state: validityOn(document, today), due: dueOn(document, today) }))
    .filter(({ due }) => !onlyDue || due !== null)
    .toSorted((a, b) => (a.due ?? a.document.title).localeCompare(b.due ?? b.document.title));
  return documentTexts.register(shown, onlyDue);
}

/** For the command line: by number or whole title. */
export async function withdrawByName(tx: Writer, name: string, today: LocalDate): Promise<Done> {
  const plain = (text: string): string => text.replaceAll(/[\s《》]/gu, '');
  const named = (await tx.find(policyDocuments)).filter(
    ({ superseded, withdrawnOn, number, title }) =>
      !superseded && withdrawnOn === null && [number ?? '', title].some((one) => plain(one) === plain(name)),
  );
  const [only, ...more] = named;
  if (only === undefined || more.length > 0) return { said: documentTexts.notOne(name, named.map(titleAndNumber)), events: [] };
  return { said: documentTexts.withdrawn(only.title), events: await withdrawPolicy(tx, only, today) };
}

function titleAndNumber({ title, number }: PolicyDocument): string {
  return `《${title}》${number ?? ''}`;
}
