import { createHash, hash, type Hash } from 'node:crypto';

export interface Checksum {
  add(collection: string, document: unknown): void;
  /** SHA-256 over everything added, in hexadecimal. */
  value(): string;
}

/**
 * Of a backup's contents, not of its bytes: the order of collections and fields and the blanks between them are each engine's own
 * affair. It tells that a file is whole and as it was written; it proves nothing of who wrote it, whoever has the file can reckon
 * it anew.
 */
export function checksum(): Checksum {
  const hashes = new Map<string, Hash>();
  return {
    add: (collection, document) => {
      const known = hashes.get(collection) ?? createHash('sha256');
      hashes.set(collection, known.update(`${inOrder(document)}\n`));
    },
    value: () => {
      const sums = [...hashes].map(([collection, one]) => `${JSON.stringify(collection)}${one.digest('hex')}`);
      return hash('sha256', sums.toSorted().join('\n'));
    },
  };
}

/** JSON with the fields of each object in the order of their names. */
function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.keys(value)
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${inOrder(value[name])}`);
  return `{${fields.join(',')}}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
