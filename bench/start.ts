import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { NODE_FLAGS } from './node-flags.ts';
import { fillJournal } from './store-fill.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const LAY = fileURLToPath(new URL('store-lay.ts', import.meta.url));
const OPEN = fileURLToPath(new URL('store-start.ts', import.meta.url));
const ROUNDS = 5;
const LARGE_ROUNDS = 3;
const DOCUMENTS = 1_000_000;
const LINES = 1_000_000;

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

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const readingSchema = z.object({ documents: z.number(), openMs: z.number(), cpuMs: z.number(), rssMb: z.number(), peakMb: z.number() });

/** A store alone, opened in a process of its own. */
function openOnce(folder: string): z.infer<typeof readingSchema> {
  const told: unknown = JSON.parse(execFileSync(process.execPath, [...NODE_FLAGS, OPEN, folder], { encoding: 'utf8' }));
  return readingSchema.parse(told);
}

/**
 * Time from spawning the process to `listening on`, and its memory then: new store, seeded store, 10⁶ documents. Then
 * the store alone on a journal of 10⁶ lines over 1000 documents: what the reading itself takes beside the data.
 */
export async function run(): Promise<void> {
  const dataDir = await mkdtemp(join(process.env['BENCH_DIR'] ?? tmpdir(), 'dangqun-start-'));
  const rows: { name: string; ms: number; rssMb: number }[] = [];
  const measure = async (name: string, again: (round: number) => Promise<Started>, rounds: number): Promise<void> => {
    const results: Started[] = [];
    for (let round = 0; round < rounds; round += 1) results.push(await again(round));
    rows.push({ name, ms: median(results.map((one) => one.ms)), rssMb: median(results.map((one) => one.rssMb)) });
  };
  await measure('empty folder: seed is sown', (round) => startOnce(join(dataDir, `new-${round}`)), ROUNDS);
  await measure('seed data', () => startOnce(join(dataDir, 'new-0')), ROUNDS);
  const filled = join(dataDir, 'filled');
  execFileSync(process.execPath, [LAY, filled, String(DOCUMENTS)]);
  // The first start sows the seed.
  await startOnce(filled);
  await measure('seed data + 1 000 000 documents', () => startOnce(filled), LARGE_ROUNDS);
  fillJournal(join(dataDir, 'lines'), LINES, 1_000);
  const lines = openOnce(join(dataDir, 'lines'));
  fillJournal(join(dataDir, 'few'), 1_000, 1_000);
  const few = openOnce(join(dataDir, 'few'));
  await rm(dataDir, { recursive: true, force: true });

  process.stdout.write(`median of ${ROUNDS} starts (${LARGE_ROUNDS} of the large one), process spawn to "listening on"\n\n`);
  process.stdout.write('| start on | ms | RSS MB |\n|---|---:|---:|\n');
  for (const row of rows) process.stdout.write(`| ${row.name} | ${Math.round(row.ms)} | ${Math.round(row.rssMb)} |\n`);
  process.stdout.write('\n| journal of 1000 documents | ms | main thread, ms | most memory ever (RSS), MB |\n|---|---:|---:|---:|\n');
  for (const [name, one] of [[`${LINES} lines`, lines] as const, ['1000 lines', few] as const])
    process.stdout.write(`| ${name} | ${one.openMs} | ${one.cpuMs} | ${one.peakMb} |\n`);
  process.stdout.write(`${JSON.stringify({ bench: 'start', rows, lines, few })}\n`);
}
