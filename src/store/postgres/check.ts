import { z } from 'zod';
import type { AnyCollection } from '../store.ts';
import { readDatabase } from './read.ts';

export interface DatabaseCheck {
  readonly collections: readonly { readonly name: string; readonly documents: number; readonly known: boolean }[];
  readonly problems: readonly { readonly collection: string; readonly what: string }[];
}

const identified = z.looseObject({ id: z.string() });
/** Of each collection: the first ones tell what is wrong. */
const TOLD = 5;

/** Reads every document as the store would and changes nothing; also while servers are at work. */
export async function checkDatabase(url: string, collections: readonly AnyCollection[]): Promise<DatabaseCheck> {
  const known = new Map(collections.map((collection) => [collection.name, collection]));
  const found: { name: string; documents: number; known: boolean }[] = [];
  const problems: { collection: string; what: string }[] = [];
  for await (const { name, rows } of readDatabase(url)) {
    const schema = known.get(name)?.schema ?? identified;
    let documents = 0;
    let wrong = 0;
    for await (const { id, document } of rows) {
      documents += 1;
      const parsed = schema.safeParse(document);
      if (parsed.success && parsed.data.id === id) continue;
      wrong += 1;
      if (wrong <= TOLD) problems.push({ collection: name, what: parsed.success ? 'a row under another id' : places(parsed.error) });
    }
    if (wrong > TOLD) problems.push({ collection: name, what: `${wrong - TOLD} more` });
    found.push({ name, documents, known: known.has(name) });
  }
  return { collections: found, problems };
}

/** Which fields, never what stands in them. */
function places(error: z.ZodError): string {
  return [...new Set(error.issues.map(({ path, code }) => `${path.join('.') || 'document'} (${code})`))].join(', ');
}
