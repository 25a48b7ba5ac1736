import { Client, Pool } from 'pg';
import { systemClock } from '../src/core/clock.ts';
import { silentLog } from '../src/core/log.ts';
import { openPostgresStore } from '../src/store/postgres/index.ts';
import { newDatabase, type TestDatabase } from '../test/support/database.ts';
import { note, notes, type Note } from './store-notes.ts';

const SMALL = 1_000;
const LARGE = 1_000_000;
const CONNECTIONS = [1, 16] as const;
const ROUNDS = 7;
const ROUND_MS = 800;
/** Issue 4: of the bare script's transactions, and of the cost at a thousand documents. */
const AT_LEAST = 0.5;
const GROWTH_AT_MOST = 1.3;

type Act = (n: number) => Promise<unknown>;
interface Contender {
  readonly name: string;
  readonly documents: number;
  readonly acts: Readonly<Record<'insert' | 'replace', Act>>;
  readonly close: () => Promise<void>;
}

/**
 * `store-postgres [documents]`: transactions per second on a real server, one document each, beside a bare `pg` script that
 * writes the same rows into the same tables in named statements, at 1 and 16 connections; then the same with a million documents.
 * Ends with code 1 where a promise of issue 4 is broken. A loaded machine makes every figure worse, the ratios less so.
 */
export async function run([size = String(LARGE)]: readonly string[]): Promise<void> {
  const rows = [];
  for (const connections of CONNECTIONS) {
    const contenders: Contender[] = [];
    for (const documents of [SMALL, Number(size)])
      for (const open of [engine, bare]) contenders.push(await open(await filled(documents), documents, connections));
    for (const act of ['insert', 'replace'] as const) {
      const rates = contenders.map((): number[] => []);
      for (let round = 0; round < ROUNDS; round += 1)
        for (const [i, { acts }] of contenders.entries()) rates[i]?.push(await rate(connections, acts[act], round));
      const [ours = 0, theirs = 0, oursLarge = 0, theirsLarge = 0] = rates.map((each) => Math.round(median(each)));
      rows.push({ act, connections, documents: SMALL, ours, bare: theirs, ratio: ours / theirs, growth: 1 });
      rows.push({
        act,
        connections,
        documents: Number(size),
        ours: oursLarge,
        bare: theirsLarge,
        ratio: oursLarge / theirsLarge,
        growth: ours / oursLarge,
      });
    }
    for (const { close } of contenders) await close();
  }
  report(rows);
}

/** A database with the table as the store lays it, filled by the server itself. */
async function filled(documents: number): Promise<TestDatabase> {
  const database = await newDatabase();
  const store = await openStore(database, 1);
  await store.close();
  const client = new Client(database.url);
  await client.connect();
  const { id: _, ...sample } = note(0, 'first');
  await client.query(
    `INSERT INTO dangqun.notes (id, document)
     SELECT md5(n::text), $1::jsonb || jsonb_build_object('id', md5(n::text), 'number', n, 'chatGroup', 'group-' || n % 50, 'at', to_char(to_timestamp(n), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
     FROM generate_series(0, $2 - 1) AS n`,
    [JSON.stringify(sample), documents],
  );
  await client.query('VACUUM ANALYZE dangqun.notes');
  await client.end();
  return database;
}

function openStore(database: TestDatabase, connections: number): ReturnType<typeof openPostgresStore> {
  return openPostgresStore({
    url: database.url,
    collections: [notes],
    connections,
    clock: systemClock,
    log: silentLog,
    chance: Math.random,
  });
}

const fresh = (n: number, documents: number): Note => note(documents + n, 'new');
const changed = (n: number, documents: number): Note => ({
  ...note((n * 7_919) % documents, `changed ${n}`),
  state: n % 2 === 0 ? 'open' : 'closed',
});

async function engine(database: TestDatabase, documents: number, connections: number): Promise<Contender> {
  const store = await openStore(database, connections);
  return {
    name: 'PostgreSQL engine',
    documents,
    acts: {
      insert: (n) => store.write((tx) => tx.insert(notes, fresh(n, documents))),
      // As features do it: look, then write.
      replace: (n) =>
        store.write(async (tx) => {
          const next = changed(n, documents);
          await tx.get(notes, next.id);
          await tx.put(notes, next);
        }),
    },
    close: async () => {
      await store.close();
      await database.drop();
    },
  };
}

/** BEGIN, one named statement, COMMIT; no check, no serializable isolation, no retry. */
async function bare(database: TestDatabase, documents: number, connections: number): Promise<Contender> {
  const pool = new Pool({ connectionString: database.url, max: connections });
  pool.on('error', () => {});
  const transaction = async (name: string, text: string, document: Note): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query({ name, text, values: [document.id, JSON.stringify(document)] });
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
  const insert = 'INSERT INTO dangqun.notes (id, document) VALUES ($1, $2)';
  return {
    name: 'bare pg script',
    documents,
    acts: {
      insert: (n) => transaction('insert', insert, fresh(n, documents)),
      replace: (n) =>
        transaction('replace', `${insert} ON CONFLICT (id) DO UPDATE SET document = EXCLUDED.document`, changed(n, documents)),
    },
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
}

async function rate(writers: number, act: Act, round: number): Promise<number> {
  const begun = performance.now();
  let n = 0;
  const writer = async (): Promise<void> => {
    while (performance.now() - begun < ROUND_MS) {
      n += 1;
      // No number twice: rounds do not insert over each other.
      await act(round * 1_000_000 + n);
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return (n / (performance.now() - begun)) * 1_000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >>> 1] ?? 0;
}

function report(
  rows: readonly { act: string; connections: number; documents: number; ours: number; bare: number; ratio: number; growth: number }[],
): void {
  const broken = rows.filter(({ ratio, growth }) => ratio < AT_LEAST || growth > GROWTH_AT_MOST);
  const lines = [
    '| transaction | connections | documents | engine, tx/s | bare pg, tx/s | ratio | cost beside 1000 documents |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...rows.map(
      (row) =>
        `| ${row.act} | ${row.connections} | ${row.documents} | ${row.ours} | ${row.bare} | ${row.ratio.toFixed(2)} | ${row.growth.toFixed(2)} |`,
    ),
    '',
    `${broken.length} of ${rows.length} below the promise (ratio ≥ ${AT_LEAST}, growth ≤ ${GROWTH_AT_MOST})`,
    JSON.stringify({ bench: 'store-postgres', rows }),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (broken.length > 0) process.exitCode = 1;
}
