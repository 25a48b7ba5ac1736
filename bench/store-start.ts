// `node store-start.ts FOLDER`: opens the store of the benchmark and tells how long it took and what memory it needs.
import { readFileSync } from 'node:fs';
import { notes, openNotes } from './store-notes.ts';

const begun = performance.now();
const cpu = process.threadCpuUsage();
const store = await openNotes(process.argv[2] ?? '');
const openMs = Math.round(performance.now() - begun);
const { user, system } = process.threadCpuUsage(cpu);
const documents = await store.read((tx) => tx.count(notes));
const peakKb = Number(/VmHWM:\s+(\d+) kB/u.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0);
const told = {
  documents,
  openMs,
  cpuMs: Math.round((user + system) / 1_000),
  rssMb: Math.round(process.memoryUsage().rss / 1_048_576),
  peakMb: Math.round(peakKb / 1_024),
};
process.stdout.write(`${JSON.stringify(told)}\n`);
await store.close();
