import type { ClientBase } from 'pg';
import { z } from 'zod';
import { searchedTextSql } from './long-text.ts';
import type { ColumnShape, IndexShape, Kind, TableShape } from './shape.ts';
import { HOUSE, quoted, tableName, TABLES } from './sql.ts';

/** Longer than any rolling update: until then the older program may still ask by an index that the newer one gave up. */
const LEFT_OVER_FOR = '7 days';

/** The collections whose tables do not stand as they are declared. */
export async function unlaid(client: ClientBase, shapes: readonly TableShape[]): Promise<readonly TableShape[]> {
  const { rows } = await client.query<{ name: string; shape: string }>(`SELECT name, shape::text AS shape FROM ${HOUSE}.collections`);
  const laid = new Map(rows.map(({ name, shape }) => [name, shapeKey(shapeSchema.parse(JSON.parse(shape)))]));
  return shapes.filter((shape) => laid.get(shape.name) !== shapeKey(shape));
}

/** Makes one table stand as declared: adds what is missing, drops what binds nobody any more. In the caller's transaction. */
export async function lay(client: ClientBase, shape: TableShape): Promise<void> {
  const table = tableName(shape.name);
  // Rows are rewritten often: room on the page keeps a new version beside the old one, and out of the indexes.
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${table} (id text COLLATE "C" PRIMARY KEY, document jsonb NOT NULL) WITH (fillfactor = 80)`,
  );
  const standing = await columnsOf(client, shape.name);
  const before = await laidBefore(client, shape.name);
  for (const column of shape.columns) {
    const { field, kind } = column;
    const isSame = before.get(field)?.absent === column.absent;
    if (isSame && standing.get(field) === TYPES[kind].stands) continue;
    await client.query(`ALTER TABLE ${table} DROP COLUMN IF EXISTS ${quoted(field)}`);
    await client.query(
      `ALTER TABLE ${table} ADD COLUMN ${quoted(field)} ${TYPES[kind].declared} GENERATED ALWAYS AS (${valueSql(column)}) STORED`,
    );
  }
  const indexes = await indexesOf(client, shape.name);
  for (const index of shape.indexes) if (!indexes.has(index.name)) await client.query(indexSql(shape.name, index));
  await leaveOver(client, shape, indexes);
  await keepRevision(client, shape);
  await client.query(
    `INSERT INTO ${HOUSE}.collections (name, shape) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET shape = EXCLUDED.shape, laid_at = now()`,
    [shape.name, JSON.stringify(shape)],
  );
}

/** Drops the indexes that nobody has declared for long enough. */
export async function dropLeftOvers(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `DELETE FROM ${HOUSE}.left_over_indexes WHERE since < now() - interval '${LEFT_OVER_FOR}' RETURNING name`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX IF EXISTS ${TABLES}.${quoted(name)}`);
}

const TYPES: Readonly<Record<Kind, { readonly declared: string; readonly stands: string }>> = {
  text: { declared: 'text COLLATE "C"', stands: 'text' },
  number: { declared: 'double precision', stands: 'double precision' },
  boolean: { declared: 'boolean', stands: 'boolean' },
};

const shapeSchema = z.object({
  name: z.string(),
  columns: z.array(
    z.object({
      field: z.string(),
      kind: z.enum(['text', 'number', 'boolean']),
      absent: z.union([z.string(), z.number(), z.boolean()]).exactOptional(),
    }),
  ),
  indexes: z.array(z.object({ name: z.string(), fields: z.array(z.string()), unique: z.boolean() })),
  revised: z.boolean().default(false),
});

function shapeKey(shape: TableShape): string {
  return JSON.stringify(shapeSchema.parse(shape));
}

/** A document of before the field holds what a reader takes it to hold. */
function valueSql({ field, kind, absent }: ColumnShape): string {
  const name = literal(field);
  const read = `(document ->> ${name})`;
  const value = absent === undefined ? read : `(CASE WHEN document ? ${name} THEN ${read} ELSE ${literal(String(absent))} END)`;
  if (kind === 'text') return searchedTextSql(value);
  return `${value}::${TYPES[kind].declared}`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

async function laidBefore(client: ClientBase, name: string): Promise<ReadonlyMap<string, ColumnShape>> {
  const { rows } = await client.query<{ shape: string }>(`SELECT shape::text AS shape FROM ${HOUSE}.collections WHERE name = $1`, [name]);
  const [row] = rows;
  return new Map(row === undefined ? [] : shapeSchema.parse(JSON.parse(row.shape)).columns.map((column) => [column.field, column]));
}

/** A key with null in it binds nobody: NULLS DISTINCT is what PostgreSQL does anyway. */
function indexSql(collection: string, { name, fields, unique }: IndexShape): string {
  const columns = fields.map((field) => `${quoted(field)} NULLS FIRST`);
  const all = unique || fields.includes('id') ? columns : [...columns, 'id'];
  return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${quoted(name)} ON ${tableName(collection)} (${all.join(', ')})`;
}

async function columnsOf(client: ClientBase, collection: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = '${TABLES}' AND table_name = $1`,
    [collection],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

/** Name → whether it is unique; without the primary key. */
async function indexesOf(client: ClientBase, collection: string): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await client.query<{ name: string; unique: boolean }>(
    `SELECT c.relname AS name, i.indisunique AS unique FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = $1::regclass AND NOT i.indisprimary`,
    [tableName(collection)],
  );
  return new Map(rows.map(({ name, unique }) => [name, unique]));
}

/** A key that is no longer declared must stop refusing at once; a mere index may wait. One that came back is no left-over. */
async function leaveOver(client: ClientBase, shape: TableShape, standing: ReadonlyMap<string, boolean>): Promise<void> {
  const declared = new Set(shape.indexes.map(({ name }) => name));
  await client.query(`DELETE FROM ${HOUSE}.left_over_indexes WHERE name = ANY($1)`, [[...declared]]);
  for (const [name, unique] of standing) {
    if (declared.has(name)) continue;
    if (unique) await client.query(`DROP INDEX ${TABLES}.${quoted(name)}`);
    else await client.query(`INSERT INTO ${HOUSE}.left_over_indexes (name) VALUES ($1) ON CONFLICT DO NOTHING`, [name]);
  }
}

/** Where it was not kept for a while, what was drawn before may be out of date: a new one from the start. */
async function keepRevision(client: ClientBase, { name, revised }: TableShape): Promise<void> {
  await client.query(`DROP TRIGGER IF EXISTS revise ON ${tableName(name)}`);
  await client.query(`DELETE FROM ${HOUSE}.revisions WHERE collection = $1`, [name]);
  if (!revised) return;
  await client.query(`INSERT INTO ${HOUSE}.revisions (collection) VALUES ($1)`, [name]);
  await client.query(
    `CREATE TRIGGER revise AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${tableName(name)} EXECUTE FUNCTION ${HOUSE}.revise()`,
  );
}
