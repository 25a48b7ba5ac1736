import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { houseCollections } from '../src/conversation/collections.ts';
import { answers } from '../src/conversation/schema.ts';
import { systemClock } from '../src/core/clock.ts';
import { noFailpoints } from '../src/core/failpoints.ts';
import { silentLog } from '../src/core/log.ts';
import { nodeFiles } from '../src/store/json/files.ts';
import { openJsonStore } from '../src/store/json/index.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
/** As `npm start` has it: a small young generation keeps the garbage of the start from staying resident. */
const NODE_FLAGS = ['--max-semi-space-size=8'];
const ROUNDS = 5;
const DOCUMENTS = 100_000;

interface Started {
  readonly ms: number;
  readonly rssMb: number;
}

async function startOnce(dataDir: string): Promise<Started> {
  const begin = performance.now();
  const child = spawn(process.execPath, [...NODE_FLAGS, MAIN], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, SEED: 'demo', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('listening on')) resolve();
    });
  });
  const ms = performance.now() - begin;
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
  const rssMb = Number(/VmRSS:\s+(\d+) kB/u.exec(status)?.[1] ?? 0) / 1024;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
  return { ms, rssMb };
}

/** Documents of the house's own kind, about 300 bytes each, beside whatever the seed brought. */
async function fill(dataDir: string): Promise<void> {
  const store = await openJsonStore({
    folder: dataDir,
    collections: houseCollections,
    files: nodeFiles,
    clock: systemClock,
    failpoints: noFailpoints,
    log: silentLog,
    onFatal: (error) => {
      throw error;
    },
    snapshotAfterBytes: 16 * 1024 * 1024,
  });
  for (let from = 0; from < DOCUMENTS; from += 1_000) {
    await store.write(async (tx) => {
      for (let i = from; i < from + 1_000; i += 1) {
        await tx.put(answers, {
          id: createHash('sha256').update(`bench${i}`).digest('hex'),
          reply: { text: `给赵静、李强报上了健步走（2人）。第 ${i} 位。\n11月28日（周六）07:30，滨江公园东门。有人去不了就说一声。` },
          saidHash: createHash('sha256').update(`said${i}`).digest('hex'),
          at: new Date(Date.UTC(2030, 0, 1) + i).toISOString(),
        });
      }
    });
  }
  await store.close();
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Time from spawning the process to `listening on`, and its memory then: new store, seeded store, 10^5 documents. */
export async function run(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dangqun-start-'));
  const rows: { name: string; ms: number; rssMb: number }[] = [];
  const measure = async (name: string, again: (round: number) => Promise<Started>, rounds: number): Promise<void> => {
    const results: Started[] = [];
    for (let round = 0; round < rounds; round += 1) results.push(await again(round));
    rows.push({ name, ms: median(results.map((one) => one.ms)), rssMb: median(results.map((one) => one.rssMb)) });
  };
  await measure('empty folder: seed is sown', (round) => startOnce(join(dataDir, `new-${round}`)), ROUNDS);
  await measure('seed data', () => startOnce(join(dataDir, 'new-0')), ROUNDS);
  await fill(join(dataDir, 'new-1'));
  await measure('seed data + 100 000 documents', () => startOnce(join(dataDir, 'new-1')), ROUNDS);
  await rm(dataDir, { recursive: true, force: true });
  process.stdout.write(`median of ${ROUNDS} starts, process spawn to "listening on"\n\n| start on | ms | RSS MB |\n|---|---:|---:|\n`);
  for (const row of rows) process.stdout.write(`| ${row.name} | ${Math.round(row.ms)} | ${Math.round(row.rssMb)} |\n`);
  process.stdout.write(`${JSON.stringify({ bench: 'start', rows })}\n`);
}
