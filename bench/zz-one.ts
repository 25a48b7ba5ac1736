import { openNotes, note, notes } from './store-notes.ts';
import { rm, mkdir } from 'node:fs/promises';
await rm('/tmp/w/bone', { recursive: true, force: true });
await mkdir('/tmp/w/bone');
const s = await openNotes(process.argv[2] === 'shm' ? '/dev/shm/bone' : '/tmp/w/bone/store');
await s.write(async (tx) => {
  for (let i = 0; i < 1000; i++) await tx.put(notes, note(i, 'first'));
});
const docs = Array.from({ length: 1000 }, (_, n) => note(n, 'changed ' + n));
const pick = (n: number) => ({ ...docs[(n * 7919) % 1000]!, state: n % 2 === 0 ? ('open' as const) : ('closed' as const) });
const c0 = process.threadCpuUsage(),
  w0 = performance.now();
const N = 20000;
for (let n = 0; n < N; n++) await s.write((tx) => tx.put(notes, pick(n)));
const c = process.threadCpuUsage(c0);
console.log('us', (c.user / N).toFixed(1), (c.system / N).toFixed(1), Math.round((N / (performance.now() - w0)) * 1000));
await s.close();
