import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { z } from 'zod';
import type { JsonStore } from '../src/store/json/index.ts';
import { note, notes, openNotes, type Note } from './store-notes.ts';

const SIZES = [1_000, 100_000] as const;
const WRITERS = [1, 16, 256] as const;
const ROUNDS = 7;
const ROUND_MS = 500;

interface Row {
  readonly store: string;
  readonly documents: number;
  readonly writers: number;
  readonly commitsPerSecond: number;
}

/**
 * Durable commits per second, each replacing one document of some 300 bytes and moving it in an index, beside SQLite that
 * syncs every commit and lowdb's own whole-file write; then how long a start takes. The engines take turns in short
 * rounds, and the median counts: disks and neighbours are fast in one second and slow in the next. All on the disk that
 * holds `BENCH_DIR`, by default the temporary folder.
 */
export async function run(): Promise<void> {
  const parent = await mkdtemp(join(process.env['BENCH_DIR'] ?? tmpdir(), 'bench-store-'));
  try {
    const contenders = await Promise.all(SIZES.flatMap((documents) => [jsonEngine(parent, documents), sqlite(parent, documents)]));
    const rows: Row[] = [];
    for (const writers of WRITERS) rows.push(...(await compared(contenders, writers)));
    for (const { close } of contenders) await close();
    for (const documents of SIZES) rows.push(await lowdb(join(parent, `lowdb-${documents}.json`), documents));
    const starts = SIZES.map((documents) => start(join(parent, `json-${documents}`)));
    report(rows, starts);
  } finally {
    await rm(parent, { recursive: true });
  }
}

interface Contender {
  readonly store: string;
  readonly documents: number;
  readonly commit: (n: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

async function compared(contenders: readonly Contender[], writers: number): Promise<Row[]> {
  const rates = contenders.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [i, { commit }] of contenders.entries()) rates[i]?.push(await rate(writers, commit));
  }
  return contenders.map(({ store, documents }, i) => ({ store, documents, writers, commitsPerSecond: Math.round(median(rates[i] ?? [])) }));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >>> 1] ?? 0;
}

async function jsonEngine(parent: string, documents: number): Promise<Contender> {
  const store = await openNotes(join(parent, `json-${documents}`));
  await fillStore(store, documents);
  return {
    store: 'JSON engine',
    documents,
    commit: (n) => store.write((tx) => tx.put(notes, changed(n, documents))),
    close: () => store.close(),
  };
}

/** Every commit changes the text and the state, so that an index changes too. */
function changed(n: number, documents: number): Note {
  const kept = note((n * 7_919) % documents, `changed ${n}`);
  return { ...kept, state: n % 2 === 0 ? 'open' : 'closed' };
}

async function fillStore(store: JsonStore, documents: number): Promise<void> {
  for (let from = 0; from < documents; from += 1_000) {
    await store.write(async (tx) => {
      for (let number = from; number < Math.min(from + 1_000, documents); number += 1) await tx.insert(notes, note(number, 'first'));
    });
  }
}

async function rate(writers: number, commit: (n: number) => Promise<void>): Promise<number> {
  const begun = performance.now();
  let n = 0;
  const writer = async (): Promise<void> => {
    while (performance.now() - begun < ROUND_MS) {
      n += 1;
      await commit(n);
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return (n / (performance.now() - begun)) * 1_000;
}

/** SQLite commits on the calling thread: more writers at once would only wait for each other. */
async function sqlite(parent: string, documents: number): Promise<Contender> {
  const database = new DatabaseSync(join(parent, `sqlite-${documents}`));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec(
    'CREATE TABLE notes (id TEXT PRIMARY KEY, chat_group TEXT, at TEXT, number INTEGER UNIQUE, state TEXT, document TEXT) WITHOUT ROWID',
  );
  database.exec('CREATE INDEX by_group ON notes (chat_group, at); CREATE INDEX by_state ON notes (state)');
  const put = database.prepare('INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?, ?, ?)');
  const write = (document: Note): void => {
    const parsed = notes.schema.parse(document);
    put.run(parsed.id, parsed.chatGroup, parsed.at, parsed.number, parsed.state, JSON.stringify(parsed));
  };
  database.exec('BEGIN');
  for (let number = 0; number < documents; number += 1) write(note(number, 'first'));
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  return {
    store: 'node:sqlite, WAL, FULL',
    documents,
    commit: async (n) => write(changed(n, documents)),
    close: async () => database.close(),
  };
}

/** Without any sync: lowdb makes none. */
async function lowdb(path: string, documents: number): Promise<Row> {
  const db = new Low<{ notes: Record<string, Note> }>(new JSONFile(path), { notes: {} });
  for (let number = 0; number < documents; number += 1) {
    const each = note(number, 'first');
    db.data.notes[each.id] = each;
  }
  const writes = documents > 10_000 ? 5 : 200;
  const begun = performance.now();
  for (let n = 0; n < writes; n += 1) {
    const each = changed(n, documents);
    await db.update((data) => {
      data.notes[each.id] = each;
    });
  }
  return {
    store: 'lowdb JSONFile (no sync)',
    documents,
    writers: 1,
    commitsPerSecond: Math.round((writes / (performance.now() - begun)) * 1_000),
  };
}

const startSchema = z.object({ documents: z.number(), openMs: z.number(), rssMb: z.number() });
type Start = z.infer<typeof startSchema>;

/** In a process of its own, as a start is. */
function start(folder: string): Start {
  const told: unknown = JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, 'store-start.ts'), folder], { encoding: 'utf8' }),
  );
  return startSchema.parse(told);
}

function report(rows: readonly Row[], starts: readonly Start[]): void {
  const lines = [
    '| store | documents | writers | durable commits/s |',
    '|---|---:|---:|---:|',
    ...rows.map((row) => `| ${row.store} | ${row.documents} | ${row.writers} | ${row.commitsPerSecond} |`),
    '',
    '| documents | start, ms | memory of the process (RSS), MB |',
    '|---:|---:|---:|',
    ...starts.map((each) => `| ${each.documents} | ${each.openMs} | ${each.rssMb} |`),
    '',
    JSON.stringify({ bench: 'store', rows, starts }),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
