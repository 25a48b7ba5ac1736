import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allFeatures } from '../src/feature-list.ts';
import { houseCollections } from '../src/conversation/collections.ts';
import { conversation } from '../src/conversation/conversation.ts';
import { answers } from '../src/conversation/schema.ts';
import { understander } from '../src/conversation/understand/read.ts';
import { calendars } from '../src/conversation/workdays/schema.ts';
import { systemClock } from '../src/core/clock.ts';
import { noFailpoints } from '../src/core/failpoints.ts';
import { randomIds } from '../src/core/ids.ts';
import { silentLog } from '../src/core/log.ts';
import { secretsOf } from '../src/core/secrets.ts';
import { notices } from '../src/outbox/notice.ts';
import { readOrganization, sow } from '../src/seed.ts';
import { nodeFiles, openJsonStore, type JsonStore } from '../src/store/json/index.ts';
import type { Store } from '../src/store/store.ts';
import { shippedTables } from '../src/workdays.ts';
import { snapshotPauses } from './store-pauses.ts';

const LAY = join(import.meta.dirname, 'store-lay.ts');
const SMALL = 1_000;
const ROUNDS = 15;
const MESSAGES = 60;
const TRANSACTIONS = 300;
const TEXTS = ['报名健步走', '健步走我不去了', '今日一题', '@党群助手 最近有啥活动', '帮助', '建议：{}号楼水龙头漏水'];

interface Contender {
  readonly documents: number;
  readonly openMs: number;
  readonly bytesPerDocument: number;
  readonly store: JsonStore;
  readonly transaction: (n: number) => Promise<void>;
  readonly message: (n: number) => Promise<void>;
}

const features = allFeatures();
export const collections = [...houseCollections, ...features.flatMap((feature) => feature.collections)];
const secrets = secretsOf(Buffer.alloc(32, 7));
const reader = understander(features);

/**
 * `growth [documents]`: what one message costs at 10³ and at 10⁶ documents, in one process and in alternate rounds. The
 * cost is the time of the main thread; what the disk takes for a sync does not depend on what the store holds. Then how
 * long a snapshot of the large store holds up the event loop while writers go on. `growth postgres [documents]`: the same on a
 * PostgreSQL server (TEST_POSTGRES), where the processor time of the database counts too.
 */
export async function run(args: readonly string[]): Promise<void> {
  if (args[0] === 'postgres') return (await import('./growth-postgres.ts')).grownOnPostgres(Number(args[1] ?? 1_000_000));
  const large = Number(args[0] ?? 1_000_000);
  const parent = await mkdtemp(join(process.env['BENCH_DIR'] ?? tmpdir(), 'bench-growth-'));
  try {
    const contenders = [await contender(join(parent, 'small'), SMALL), await contender(join(parent, 'large'), large)];
    const rows = await compared(contenders);
    const [, most] = contenders;
    const pauses = most === undefined ? null : await snapshotPauses(most.store, most.transaction);
    for (const { store } of contenders) await store.close();
    report(rows, pauses);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

async function contender(folder: string, documents: number): Promise<Contender> {
  execFileSync(process.execPath, [LAY, folder, String(documents)]);
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const begun = performance.now();
  const store = await openJsonStore({
    folder,
    collections,
    files: nodeFiles,
    clock: systemClock,
    failpoints: noFailpoints,
    log: silentLog,
    onFatal: (error) => {
      throw error;
    },
    // The first snapshot comes when it is asked for, at the end.
    snapshotAfterBytes: Number.MAX_SAFE_INTEGER,
  });
  const openMs = performance.now() - begun;
  globalThis.gc?.();
  const bytesPerDocument = (process.memoryUsage().rss - before) / documents;
  await sown(store);
  return { documents, openMs, bytesPerDocument, store, transaction: transactionOn(store), message: await messageOn(store) };
}

export async function sown(store: Store): Promise<void> {
  await sow(store, features, { now: systemClock.now(), secrets, bindRobots: false });
}

/** What a message asks of the store: is it a repeat, what is owed there, an answer, a notice. */
export function transactionOn(store: Store): Contender['transaction'] {
  const at = new Date(Date.UTC(2031, 0, 1)).toISOString();
  return (n) =>
    store.write(async (tx) => {
      const id = createHmac('sha256', 'bench').update(String(n)).digest('hex');
      if ((await tx.get(answers, id)) !== undefined) await tx.delete(answers, id);
      const [notice] = await tx.find(notices, {
        where: { targetKey: `group:filled-${n % 300}`, state: 'sent' },
        orderBy: 'order',
        limit: 1,
      });
      await tx.insert(answers, { id, reply: { text: `第 ${n} 位` }, saidHash: null, at });
      if (notice !== undefined) await tx.put(notices, { ...notice, attempts: notice.attempts + 1 });
    });
}

/** The whole way of a message but HTTP and its encryption. */
export async function messageOn(store: Store): Promise<Contender['message']> {
  const organization = await readOrganization();
  const talk = conversation({
    store,
    features,
    reader,
    clock: systemClock,
    ids: randomIds,
    log: silentLog,
    failpoints: noFailpoints,
    calendarIn: calendars(await shippedTables()),
    model: null,
    zone: 'Asia/Shanghai',
    publicUrl: 'http://127.0.0.1:3000',
    appointed: { secretaries: [], admins: [] },
    keyedHash: (text) => secrets.keyedHash(text),
    onCommit: () => {},
    perMinute: 0,
    onHandled: () => {},
    botNames: ['党群助手'],
  });
  await talk.setUp();
  const [group] = organization.groups;
  let said = 0;
  return async (n) => {
    said += 1;
    const person = organization.people[n % organization.people.length];
    await talk.receive({
      kind: 'text',
      messageId: `growth-${said}`,
      chat: { channel: 'bench', kind: 'group', id: group?.chatId ?? '' },
      userId: person?.userId ?? '',
      receivedAt: systemClock.now(),
      text: `@党群助手 ${(TEXTS[n % TEXTS.length] ?? '').replace('{}', String(said))}`,
      pictures: 0,
      spoken: false,
    });
  };
}

interface Row {
  readonly documents: number;
  readonly openMs: number;
  readonly bytesPerDocument: number;
  readonly transactionMicroseconds: number;
  readonly messageMicroseconds: number;
}

async function compared(contenders: readonly Contender[]): Promise<Row[]> {
  const transactions = contenders.map((): number[] => []);
  const messages = contenders.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [i, { transaction, message }] of contenders.entries()) {
      const costs = [await cost(TRANSACTIONS, transaction), await cost(MESSAGES, message)] as const;
      // The first round warms up.
      if (round === 0) continue;
      transactions[i]?.push(costs[0]);
      messages[i]?.push(costs[1]);
    }
  }
  return contenders.map(({ documents, openMs, bytesPerDocument }, i) => ({
    documents,
    openMs: Math.round(openMs),
    bytesPerDocument: Math.round(bytesPerDocument),
    transactionMicroseconds: Math.round(median(transactions[i] ?? [])),
    messageMicroseconds: Math.round(median(messages[i] ?? [])),
  }));
}

/** Microseconds of the main thread for each. */
async function cost(times: number, work: (n: number) => Promise<void>): Promise<number> {
  const begun = process.threadCpuUsage();
  for (let n = 0; n < times; n += 1) await work(n);
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / times;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >>> 1] ?? 0;
}

function report(rows: readonly Row[], pauses: Awaited<ReturnType<typeof snapshotPauses>> | null): void {
  const [small, large] = rows;
  const ratio = (of: (row: Row) => number): number => (small === undefined || large === undefined ? 0 : of(large) / of(small));
  const ratios = { transaction: ratio((row) => row.transactionMicroseconds), message: ratio((row) => row.messageMicroseconds) };
  const lines = [
    `main thread, median of ${ROUNDS} rounds`,
    '',
    '| documents | open, ms | bytes of memory per document | one transaction, µs | one message, µs |',
    '|---:|---:|---:|---:|---:|',
    ...rows.map(
      (row) =>
        `| ${row.documents} | ${row.openMs} | ${row.bytesPerDocument} | ${row.transactionMicroseconds} | ${row.messageMicroseconds} |`,
    ),
    '',
    `large : small = ${ratios.transaction.toFixed(2)} (transaction), ${ratios.message.toFixed(2)} (message); wanted: at most 1.3`,
    '',
    '| a snapshot of the large store, writers going on | ms |',
    '|---|---:|',
    ...Object.entries(pauses ?? {}).map(([name, value]) => `| ${name} | ${value} |`),
    '',
    JSON.stringify({ bench: 'growth', rows, ratios, pauses }),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
