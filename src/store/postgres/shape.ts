import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AnyCollection } from '../store.ts';

/** How a field that is searched by stands in the table. */
export type Kind = 'text' | 'number' | 'boolean';

/** An index of a table; `id` is always its last column, so that what it finds is in order. */
export interface IndexShape {
  readonly name: string;
  readonly fields: readonly string[];
  readonly unique: boolean;
}

/** `absent`: what a document holds that was written before it had the field; without it, null. */
export interface ColumnShape {
  readonly field: string;
  readonly kind: Kind;
  readonly absent?: string | number | boolean;
}

/** What a collection's declaration means in PostgreSQL. The same declaration always gives the same shape. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly ColumnShape[];
  readonly indexes: readonly IndexShape[];
  /** A trigger keeps its revision. */
  readonly revised: boolean;
}

/** PostgreSQL cuts longer names silently, and two cut names may be one. */
const LONGEST_NAME = 63;
const OWN_COLUMNS: ReadonlySet<string> = new Set(['document']);

export function shapeOf(collection: AnyCollection): TableShape {
  const fields = [...new Set([...collection.indexes.flat(), ...collection.unique.flat()])].filter((field) => field !== 'id').toSorted();
  for (const name of [collection.name, ...fields]) {
    if (Buffer.byteLength(name) > LONGEST_NAME || OWN_COLUMNS.has(name))
      throw new Error(`${collection.name}: ${name} cannot name a column`);
  }
  return {
    name: collection.name,
    columns: fields.map((field) => columnOf(collection, field)),
    indexes: [
      ...collection.indexes.map((of) => ({ name: indexName(collection.name, of, 'by'), fields: of, unique: false })),
      ...collection.unique.map((of) => ({ name: indexName(collection.name, of, 'one'), fields: of, unique: true })),
    ],
    revised: collection.revised === true,
  };
}

function indexName(collection: string, fields: readonly string[], kind: 'by' | 'one'): string {
  const name = `${collection}_${kind}_${fields.join('_')}`;
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  return `${name.slice(0, 50)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

type Node = { readonly [field: string]: unknown };
const node = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.looseObject({})).optional(),
  anyOf: z.array(z.looseObject({})).optional(),
  oneOf: z.array(z.looseObject({})).optional(),
  allOf: z.array(z.looseObject({})).optional(),
});

const KINDS: Readonly<Record<string, Kind | undefined>> = { string: 'text', number: 'number', integer: 'number', boolean: 'boolean' };

/** Read from the zod schema: it says what a field holds, so no declaration has to say it twice. */
function columnOf(collection: AnyCollection, field: string): ColumnShape {
  const schema: Node = z.toJSONSchema(collection.schema, { io: 'output', unrepresentable: 'any', reused: 'inline' });
  const kinds = new Set(typesAt(schema, field).filter((type) => type !== 'null'));
  const [only] = [...new Set([...kinds].map((type) => KINDS[type]))];
  if (only === undefined || new Set([...kinds].map((type) => KINDS[type])).size !== 1)
    throw new Error(
      `${collection.name}.${field}: an indexed field holds strings, or numbers, or booleans (and null), not ${[...kinds].join(', ') || 'anything'}`,
    );
  const { properties } = node.parse(schema);
  const absent = scalar.safeParse(properties?.[field]?.['default']);
  return { field, kind: only, ...(absent.success ? { absent: absent.data } : {}) };
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** The types a field may have, in whatever branch of the schema. */
function typesAt(schema: Node, field: string): string[] {
  const { properties, anyOf = [], oneOf = [], allOf = [] } = node.parse(schema);
  const own = properties?.[field];
  return [...(own === undefined ? [] : typesOf(own)), ...[...anyOf, ...oneOf, ...allOf].flatMap((branch) => typesAt(branch, field))];
}

function typesOf(schema: Node): string[] {
  const { type, anyOf = [], oneOf = [], allOf = [] } = node.parse(schema);
  return [...[type ?? []].flat(), ...[...anyOf, ...oneOf, ...allOf].flatMap((branch) => typesOf(branch))];
}
