import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { systemClock } from '../src/core/clock.ts';
import { silentLog } from '../src/core/log.ts';
import { openPostgresStore } from '../src/store/postgres/index.ts';
import { newDatabase, type TestDatabase } from '../test/support/database.ts';
import { collections, messageOn, sown, transactionOn } from './growth.ts';
import { houseDocument } from './store-fill.ts';

const SMALL = 1_000;
const ROUNDS = 7;
const TIMES = { transaction: 60, message: 36 } as const;
/** Issue 4. */
const AT_MOST = 1.3;
const AT_ONCE = 5_000;

type Act = keyof typeof TIMES;
const ACTS: readonly Act[] = ['transaction', 'message'];

interface Contender {
  readonly documents: number;
  readonly database: TestDatabase;
  readonly acts: Readonly<Record<Act, (n: number) => Promise<void>>>;
  readonly close: () => Promise<void>;
}

/** One message's processor time, in the process and in the database together: microseconds. */
interface Cost {
  readonly process: number;
  readonly database: number;
}

/** What one message costs at 10³ and at 10⁶ documents on PostgreSQL, in alternate rounds. Ends with code 1 past the promise. */
export async function grownOnPostgres(large: number): Promise<void> {
  const contenders = [await contender(SMALL), await contender(large)];
  const costs = contenders.map((): Record<Act, Cost[]> => ({ transaction: [], message: [] }));
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [i, { acts, database }] of contenders.entries())
      for (const act of ACTS) {
        const spent = await cost(database, TIMES[act], acts[act]);
        // The first round warms up.
        if (round > 0) costs[i]?.[act].push(spent);
      }
  for (const { close } of contenders) await close();
  report(
    contenders.map(({ documents }, i) => ({
      documents,
      transaction: middle(costs[i]?.transaction ?? []),
      message: middle(costs[i]?.message ?? []),
    })),
  );
}

async function contender(documents: number): Promise<Contender> {
  const database = await newDatabase();
  const options = { url: database.url, collections, clock: systemClock, log: silentLog, chance: Math.random };
  // One connection: its backend's time is the time of everything that was asked.
  const store = await openPostgresStore({ ...options, connections: 1 });
  await filled(database, documents);
  await sown(store);
  await database.query('VACUUM ANALYZE');
  return {
    documents,
    database,
    acts: { transaction: transactionOn(store), message: await messageOn(store) },
    close: async () => {
      await store.close();
      await database.drop();
    },
  };
}

async function filled(database: TestDatabase, count: number): Promise<void> {
  const client = new Client(database.url);
  await client.connect();
  await client.query('SET synchronous_commit = off');
  for (let from = 0; from < count; from += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, i) => houseDocument(from + i));
    for (const name of new Set(rows.map(({ of }) => of.name))) {
      const documents = rows.filter(({ of }) => of.name === name).map(({ document }) => document);
      await client.query(`INSERT INTO dangqun."${name}" (id, document) SELECT * FROM unnest($1::text[], $2::jsonb[])`, [
        documents.map(({ id }) => id),
        documents.map((document) => JSON.stringify(document)),
      ]);
    }
  }
  await client.end();
}

async function cost(database: TestDatabase, times: number, work: (n: number) => Promise<void>): Promise<Cost> {
  const before = { process: process.cpuUsage(), database: await databaseTime(database) };
  for (let n = 0; n < times; n += 1) await work(n);
  const { user, system } = process.cpuUsage(before.process);
  return { process: (user + system) / times, database: ((await databaseTime(database)) - before.database) / times };
}

/** Microseconds of processor time that the store's connections have had; the server must be on this machine. */
async function databaseTime(database: TestDatabase): Promise<number> {
  const rows = await database.query(
    "SELECT pid FROM pg_stat_activity WHERE application_name = 'dangqun-bot store' AND datname = current_database()",
  );
  return rows.reduce((sum, { pid }) => sum + Number(readFileSync(`/proc/${String(pid)}/schedstat`, 'utf8').split(' ')[0]) / 1_000, 0);
}

/** The round of the median sum. */
function middle(costs: readonly Cost[]): Cost {
  return costs.toSorted((one, other) => sum(one) - sum(other))[costs.length >>> 1] ?? { process: 0, database: 0 };
}

const sum = ({ process: own, database }: Cost): number => own + database;

function report(rows: readonly (Readonly<Record<Act, Cost>> & { readonly documents: number })[]): void {
  const [small, large] = rows;
  const ratios = ACTS.map((act) => ({ act, ratio: small === undefined || large === undefined ? 0 : sum(large[act]) / sum(small[act]) }));
  const lines = [
    `PostgreSQL, processor time, median of ${ROUNDS} rounds`,
    '',
    '| documents | one transaction, µs (process + database) | one message, µs (process + database) |',
    '|---:|---:|---:|',
    ...rows.map(({ documents, transaction, message }) => `| ${documents} | ${told(transaction)} | ${told(message)} |`),
    '',
    `large : small = ${ratios.map(({ act, ratio }) => `${ratio.toFixed(2)} (${act})`).join(', ')}; wanted: at most ${AT_MOST}`,
    JSON.stringify({ bench: 'growth postgres', rows, ratios }),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (ratios.some(({ ratio }) => ratio > AT_MOST)) process.exitCode = 1;
}

function told(spent: Cost): string {
  return `${Math.round(sum(spent))} (${Math.round(spent.process)} + ${Math.round(spent.database)})`;
}
