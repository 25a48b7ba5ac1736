import type { AnyCollection, Document } from '../store.ts';
import { limitOf, planQuery, type Plan, type Question } from '../memory/plan.ts';
import { scalar } from '../memory/keys.ts';
import { frozen, isPlainObject, plainCopy } from '../memory/plain.ts';
import { searchedText } from './long-text.ts';
import { shapeOf, type Kind, type TableShape } from './shape.ts';
import { HOUSE, quoted, tableName, type Statement } from './sql.ts';
import { documentFromJson, documentToJson, encodeText } from './text.ts';
import { Recent } from '../../core/recent.ts';

/** A query of any collection; the door has checked its types. */
export interface Search extends Question {
  readonly descending?: boolean;
  readonly limit?: number;
}

/** A statement with its values, or `null` where no document can answer (a text is asked of a column of numbers). */
export interface Asking {
  readonly statement: Statement;
  readonly values: unknown[];
}

/** Asked of every statement that changes something, so that the outcome of a lost COMMIT can be found out. */
const TRANSACTION_ID = 'pg_current_xact_id()::text AS xid';

/** One collection in SQL. Knows no connection. */
export class PostgresTable<T extends Document = Document> {
  readonly collection: AnyCollection;
  readonly shape: TableShape;
  readonly #parse: (document: unknown) => T;
  readonly #table: string;
  readonly #kinds: ReadonlyMap<string, Kind>;
  readonly #recent = new Recent<T>();
  /** There are as many as there are forms of asking: values are parameters. */
  readonly #statements = new Map<string, Statement>();

  constructor(collection: AnyCollection, parse: (document: unknown) => T) {
    this.collection = collection;
    this.shape = shapeOf(collection);
    this.#parse = parse;
    this.#table = tableName(collection.name);
    this.#kinds = new Map<string, Kind>([['id', 'text'], ...this.shape.columns.map(({ field, kind }): [string, Kind] => [field, kind])]);
  }

  /** What is kept of a document: checked, plain, frozen. */
  kept(document: unknown): T {
    return frozen(this.#parse(plainCopy(document)));
  }

  /** A row's document. The same text is the same document, so it is read and checked once. */
  read(json: string): T {
    return this.#recent.get(json, () => frozen(this.#parse(documentFromJson(json))));
  }

  get(id: string): Asking {
    return this.#asking(`SELECT document::text AS document FROM ${this.#table} WHERE id = $1`, [encodeText(id)]);
  }

  /** The same with the transaction's number beside it: for a transaction that is going to change something. Always one row. */
  getNumbered(id: string): Asking {
    const text = `SELECT (SELECT document::text FROM ${this.#table} WHERE id = $1) AS document, ${TRANSACTION_ID}`;
    return this.#asking(text, [encodeText(id)]);
  }

  /** The number of the transaction that wrote the row as it stands, without its epoch. */
  writtenBy(id: string): Asking {
    return this.#asking(`SELECT xmin::text AS xmin FROM ${this.#table} WHERE id = $1`, [encodeText(id)]);
  }

  /** Changes nothing and answers no row when the id or a unique key is taken. */
  insert(document: T): Asking {
    const text = `INSERT INTO ${this.#table} (id, document) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING ${TRANSACTION_ID}`;
    return this.#asking(text, [encodeText(document.id), documentToJson(document)]);
  }

  /** `moved`: a unique key may be new to this document. Then it changes nothing, and answers no row, when the key is another's. */
  put(document: T, moved: boolean): Asking {
    const values: unknown[] = [encodeText(document.id), documentToJson(document)];
    const keys = moved ? this.#uniqueKeys(document, values) : [];
    const text = `INSERT INTO ${this.#table} (id, document) SELECT $1::text, $2::jsonb
      ${keys.map(({ condition }, at) => `${at === 0 ? 'WHERE' : 'AND'} NOT EXISTS (SELECT 1 FROM ${this.#table} WHERE ${condition} AND id <> $1)`).join(' ')}
      ON CONFLICT (id) DO UPDATE SET document = EXCLUDED.document RETURNING ${TRANSACTION_ID}`;
    return this.#asking(text, values);
  }

  delete(id: string): Asking {
    return this.#asking(`DELETE FROM ${this.#table} WHERE id = $1 RETURNING ${TRANSACTION_ID}`, [encodeText(id)]);
  }

  /** The unique keys of a document and which of them belong to somebody else. Names as the door has them: fields joined by commas. */
  taken(document: T): Asking | null {
    const values: unknown[] = [encodeText(document.id)];
    const keys = this.#uniqueKeys(document, values);
    if (keys.length === 0) return null;
    const each = keys.map(
      ({ key, condition }) =>
        `SELECT '${key.replaceAll("'", "''")}' AS key WHERE EXISTS (SELECT 1 FROM ${this.#table} WHERE ${condition} AND id <> $1)`,
    );
    return this.#asking(each.join(' UNION ALL '), values);
  }

  /** Whether two versions of a document hold the same unique keys. */
  agreeOnKeys(a: Document, b: Document): boolean {
    return this.collection.unique.every((fields) => fields.every((field) => this.#value(a, field) === this.#value(b, field)));
  }

  find(query: Search): Asking | null {
    const plan = planQuery(this.collection, query);
    const bound = this.#conditions(query, plan);
    if (bound === null) return null;
    const limit = limitOf(query);
    if (limit !== undefined) bound.values.push(limit);
    const text = `SELECT document::text AS document FROM ${this.#table}${whereSql(bound.conditions)} ORDER BY ${this.#order(query, plan)}${limit === undefined ? '' : ` LIMIT $${bound.values.length}::bigint`}`;
    return this.#asking(text, bound.values);
  }

  count(query: Search): Asking | null {
    const plan = planQuery(this.collection, query);
    const bound = this.#conditions(query, plan);
    if (bound === null) return null;
    const limit = limitOf(query);
    if (limit !== undefined) bound.values.push(limit);
    const rows = `SELECT 1 FROM ${this.#table}${whereSql(bound.conditions)}${limit === undefined ? '' : ` LIMIT $${bound.values.length}::bigint`}`;
    return this.#asking(`SELECT count(*)::text AS count FROM (${rows}) AS matching`, bound.values);
  }

  /** Of a collection whose revision is kept. */
  revision(): Asking {
    return this.#asking(`SELECT revision::text AS revision FROM ${HOUSE}.revisions WHERE collection = $1`, [this.collection.name]);
  }

  #asking(text: string, values: unknown[]): Asking {
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      statement = { name: `${this.#table}.${this.#statements.size}`, text };
      this.#statements.set(text, statement);
    }
    return { statement, values };
  }

  #uniqueKeys(document: T, values: unknown[]): { readonly key: string; readonly condition: string }[] {
    return this.collection.unique.flatMap((fields) => {
      const held = fields.map((field) => this.#value(document, field));
      if (held.some((value) => value === null)) return [];
      const conditions = fields.map((field, at) => {
        const value = held[at] ?? null;
        values.push(typeof value === 'string' ? this.#sought(field, value) : value);
        return `${quoted(field)} = $${values.length}`;
      });
      return [{ key: fields.join(','), condition: conditions.join(' AND ') }];
    });
  }

  #conditions(query: Search, plan: Plan): { readonly conditions: string[]; readonly values: unknown[] } | null {
    const conditions: string[] = [];
    const values: unknown[] = [];
    const compare = (field: string, sign: string, value: string | number | boolean): boolean => {
      if (typeof value !== TYPE_OF[this.#kinds.get(field) ?? 'text']) return false;
      values.push(typeof value === 'string' ? this.#sought(field, value) : value);
      conditions.push(`${quoted(field)} ${sign} $${values.length}`);
      return true;
    };
    for (const [field, asked] of Object.entries(query.where ?? {})) {
      const value = scalar(asked, `${this.collection.name}.${field}`);
      if (value === null) conditions.push(`${quoted(field)} IS NULL`);
      else if (!compare(field, '=', value)) return null;
    }
    if (query.from !== undefined && !compare(plan.orderBy, '>=', query.from)) return null;
    if (query.upTo !== undefined && !compare(plan.orderBy, '<=', query.upTo)) return null;
    return { conditions, values };
  }

  /** In the words of the index, the fields of `where` too: only so does the planner see that the index has this very order. */
  #order(query: Search, plan: Plan): string {
    const where = new Set(Object.keys(query.where ?? {}));
    const by = plan.orderBy === 'id' || where.has(plan.orderBy) ? [] : [plan.orderBy];
    const led = plan.inOrder && plan.fields !== null ? plan.fields.slice(0, where.size) : [];
    const direction = query.descending === true ? ' DESC NULLS LAST' : ' ASC NULLS FIRST';
    const idDirection = query.descending === true ? ' DESC' : ' ASC';
    return [...led, ...by]
      .filter((field) => field !== 'id')
      .map((field) => quoted(field) + direction)
      .concat(`id${idDirection}`)
      .join(', ');
  }

  #sought(field: string, value: string): string {
    return field === 'id' ? encodeText(value) : searchedText(encodeText(value));
  }

  #value(document: Document, field: string): string | number | boolean | null {
    const fields: unknown = document;
    return scalar(isPlainObject(fields) ? fields[field] : undefined, `${this.collection.name}.${field}`);
  }
}

const TYPE_OF: Readonly<Record<Kind, string>> = { text: 'string', number: 'number', boolean: 'boolean' };

function whereSql(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}
