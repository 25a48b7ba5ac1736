import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** Where tests may make databases of their own; they never touch one that was there. */
const SERVER = process.env['TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

export interface TestDatabase {
  readonly url: string;
  /** Asks or does something beside the store. */
  query(sql: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** Nothing is kept in any collection; the tables stay. */
  empty(): Promise<void>;
  /** Cuts every connection to it, as an operator or a failover does. */
  cutConnections(): Promise<void>;
  drop(): Promise<void>;
}

const EMPTY = `DO $$ DECLARE each regclass; BEGIN
  FOR each IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace('dangqun') LOOP EXECUTE 'DELETE FROM ' || each; END LOOP;
END $$`;

/** A new, empty database with a name of its own. */
export async function newDatabase(server = SERVER): Promise<TestDatabase> {
  const name = `dangqun_test_${randomBytes(8).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await asking(server, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  return {
    url: url.href,
    query: (sql, values) => asking(url.href, sql, values),
    empty: async () => {
      await asking(url.href, EMPTY);
    },
    cutConnections: async () => {
      await asking(server, 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    },
    drop: async () => {
      await asking(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function asking(url: string, sql: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(url);
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql, [...values]);
    return rows;
  } finally {
    await client.end();
  }
}
