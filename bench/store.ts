import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { z } from 'zod';
import type { JsonStore } from '../src/store/json/index.ts';
import { bareJournal, type Calls } from './store-bare.ts';
import { note, notes, openNotes, type Note } from './store-notes.ts';

const SIZES = [1_000, 100_000] as const;
const WRITERS = [1, 16, 256] as const;
const ROUNDS = 7;
const ROUND_MS = 500;

/** 30 000 documents of some 340 bytes. */
const LOWDB_DOCUMENTS = 30_000;

interface Row {
  readonly store: string;
  readonly documents: number;
  readonly writers: number;
  readonly commitsPerSecond: number;
  readonly p99Ms: number;
  /** Of the thread that answers members: the figure that a busy neighbour disturbs least. */
  readonly cpuMicroseconds: number;
}

interface Round {
  readonly perSecond: number;
  readonly p99Ms: number;
  readonly cpuMicroseconds: number;
}

/**
 * Durable commits per second, each replacing one document of some 300 bytes and moving it in an index; beside a bare
 * script that appends the same lines with the same promise and does nothing else, SQLite that syncs every commit, and
 * lowdb's own whole-file write. Then how long a start takes. The contenders take turns in short rounds, and the median
 * counts: disks and neighbours are fast in one second and slow in the next. All on the disk that holds `BENCH_DIR`, by
 * default the temporary folder.
 */
export async function run(): Promise<void> {
  const parent = await mkdtemp(join(process.env['BENCH_DIR'] ?? tmpdir(), 'bench-store-'));
  try {
    const contenders = [
      await bare(parent, 'async'),
      await bare(parent, 'one async'),
      await bare(parent, 'sync'),
      ...(await Promise.all(SIZES.flatMap((documents) => [jsonEngine(parent, documents), sqlite(parent, documents)]))),
    ];
    const rows: Row[] = [];
    for (const writers of WRITERS) rows.push(...(await compared(contenders, writers)));
    for (const { close } of contenders) await close();
    rows.push(await lowdb(join(parent, 'lowdb.json'), LOWDB_DOCUMENTS));
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
  const rounds = contenders.map((): Round[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [i, { commit }] of contenders.entries()) rounds[i]?.push(await measured(writers, commit));
  }
  return contenders.map(({ store, documents }, i) => {
    const mine = rounds[i] ?? [];
    return {
      store,
      documents,
      writers,
      commitsPerSecond: Math.round(median(mine.map(({ perSecond }) => perSecond))),
      p99Ms: median(mine.map(({ p99Ms }) => p99Ms)),
      cpuMicroseconds: median(mine.map(({ cpuMicroseconds }) => cpuMicroseconds)),
    };
  });
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

async function measured(writers: number, commit: (n: number) => Promise<void>): Promise<Round> {
  const begun = performance.now();
  const cpu = process.threadCpuUsage();
  const times: number[] = [];
  const writer = async (): Promise<void> => {
    for (let now = performance.now(); now - begun < ROUND_MS; now = performance.now()) {
      await commit(times.length + 1);
      times.push(performance.now() - now);
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  const { user, system } = process.threadCpuUsage(cpu);
  return {
    perSecond: (times.length / (performance.now() - begun)) * 1_000,
    p99Ms: times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? 0,
    cpuMicroseconds: (user + system) / times.length,
  };
}

const NAMES: Readonly<Record<Calls, string>> = {
  async: 'bare script, two calls that others need not wait for',
  'one async': 'bare script, one call that others need not wait for',
  sync: 'bare script, blocking calls',
};

async function bare(parent: string, calls: Calls): Promise<Contender> {
  const journal = await bareJournal(join(parent, `bare-${calls}`), calls);
  const documents = SIZES[0];
  return {
    store: NAMES[calls],
    documents,
    commit: (n) => journal.commit(changed(n, documents)),
    close: () => journal.close(),
  };
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
  const writes = 20;
  const cpu = process.threadCpuUsage();
  const begun = performance.now();
  for (let n = 0; n < writes; n += 1) {
    const each = changed(n, documents);
    await db.update((data) => {
      data.notes[each.id] = each;
    });
  }
  const ms = performance.now() - begun;
  const { user, system } = process.threadCpuUsage(cpu);
  const bytes = (await stat(path)).size;
  return {
    store: `lowdb JSONFile, ${(bytes / 1_000_000).toFixed(1)} MB (no sync)`,
    documents,
    writers: 1,
    commitsPerSecond: Math.round((writes / ms) * 10_000) / 10,
    p99Ms: ms / writes,
    cpuMicroseconds: (user + system) / writes,
  };
}

interface Ratio {
  readonly name: string;
  readonly ratio: number;
  readonly wanted: number;
}

/**
 * The sentences, each as a ratio. The bare script's way that the engine has chosen comes first, then the one that is
 * faster and that a server must not take: while such a call waits for the disk, nobody is answered.
 */
function ratios(rows: readonly Row[]): readonly Ratio[] {
  const of = (begins: string, writers: number, documents?: number): number =>
    Math.max(
      ...rows
        .filter((row) => row.store.startsWith(begins) && row.writers === writers && (documents ?? row.documents) === row.documents)
        .map(({ commitsPerSecond }) => commitsPerSecond),
    );
  const [small] = SIZES;
  const engine = (writers: number): number => of('JSON engine', writers, small);
  return [
    { name: 'one writer : bare script, the same call', ratio: engine(1) / of(NAMES['one async'], 1), wanted: 0.8 },
    { name: 'one writer : bare script, blocking calls', ratio: engine(1) / of(NAMES.sync, 1), wanted: 0.8 },
    { name: '256 writers : bare script, the same call', ratio: engine(256) / of(NAMES['one async'], 256), wanted: 0.5 },
    { name: '256 writers : bare script, blocking calls', ratio: engine(256) / of(NAMES.sync, 256), wanted: 0.5 },
    { name: '16 writers : SQLite', ratio: engine(16) / of('node:sqlite', 16, small), wanted: 3 },
    { name: '256 writers : SQLite', ratio: engine(256) / of('node:sqlite', 256, small), wanted: 3 },
    { name: 'one writer : lowdb at 10 MB', ratio: engine(1) / of('lowdb', 1), wanted: 500 },
    { name: '16 writers : lowdb at 10 MB', ratio: engine(16) / of('lowdb', 1), wanted: 500 },
  ];
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
  const told = ratios(rows);
  const lines = [
    '| store | documents | writers | durable commits/s | p99 ms | µs of the main thread |',
    '|---|---:|---:|---:|---:|---:|',
    ...rows.map(
      (row) =>
        `| ${row.store} | ${row.documents} | ${row.writers} | ${row.commitsPerSecond} | ${row.p99Ms.toFixed(2)} | ${row.cpuMicroseconds.toFixed(1)} |`,
    ),
    '',
    '| JSON engine at 1000 documents | ratio | wanted |',
    '|---|---:|---:|',
    ...told.map(({ name, ratio, wanted }) => `| ${name} | ${ratio.toFixed(2)} | ${wanted} |`),
    '',
    '| documents | start, ms | memory of the process (RSS), MB |',
    '|---:|---:|---:|',
    ...starts.map((each) => `| ${each.documents} | ${each.openMs} | ${each.rssMb} |`),
    '',
    JSON.stringify({ bench: 'store', rows, ratios: told, starts }),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
