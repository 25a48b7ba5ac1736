import { Client } from 'pg';
import { settingsOf } from './connections.ts';
import { refusal } from './open.ts';
import { HOUSE, quoted, tableName } from './sql.ts';
import { decodeText, documentFromJson } from './text.ts';

const AT_ONCE = 500;
const SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

export interface KeptRow {
  /** The row's own id, beside the document's. */
  readonly id: string;
  readonly document: unknown;
}

export interface KeptCollection {
  readonly name: string;
  readonly rows: AsyncIterable<KeptRow>;
}

/**
 * Everything in a database in one consistent state, without opening it as a store and without a check: also of collections that
 * nobody knows any more, also while servers write there. Collection by collection, each to be read before the next.
 */
export async function* readDatabase(url: string): AsyncGenerator<KeptCollection, void> {
  const client = new Client(settingsOf(url, 'read'));
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SET enable_seqscan = off');
    await client.query(SNAPSHOT);
    const { rows: laid } = await client.query<{ there: boolean }>(`SELECT to_regclass('${HOUSE}.collections') IS NOT NULL AS there`);
    if (laid[0]?.there !== true) return;
    const { rows: names } = await client.query<{ name: string }>(`SELECT name FROM ${HOUSE}.collections ORDER BY name COLLATE "C"`);
    for (const { name } of names) yield { name, rows: rowsOf(client, name) };
  } catch (error) {
    throw refusal(error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function* rowsOf(client: Client, name: string): AsyncGenerator<KeptRow, void> {
  const cursor = quoted(`all of ${name}`.slice(0, 60));
  await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT id, document::text AS document FROM ${tableName(name)} ORDER BY id`);
  for (;;) {
    const { rows } = await client.query<{ id: string; document: string }>(`FETCH ${AT_ONCE} FROM ${cursor}`);
    for (const { id, document } of rows) yield { id: decodeText(id), document: documentFromJson(document) };
    if (rows.length < AT_ONCE) break;
  }
  await client.query(`CLOSE ${cursor}`);
}
