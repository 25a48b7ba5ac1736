import { openNotes, note, notes } from './store-notes.ts';
import { bareJournal } from './store-bare.ts';
import { rmSync } from 'node:fs';
const W = Number(process.argv[2] ?? 256),
  N = Number(process.argv[3] ?? 100000);
rmSync('/dev/shm/b256', { recursive: true, force: true });
rmSync('/dev/shm/b256.used', { force: true });
rmSync('/dev/shm/bare', { force: true });
const s = await openNotes('/dev/shm/b256');
await s.write(async (tx) => {
  for (let i = 0; i < 1000; i++) await tx.insert(notes, note(i, 'first'));
});
const docs = Array.from({ length: 1000 }, (_, n) => note(n, 'changed ' + n));
const pick = (n: number) => ({ ...docs[(n * 7919) % 1000]!, state: n % 2 === 0 ? ('open' as const) : ('closed' as const) });
const b = await bareJournal('/dev/shm/bare', 'async');
const go = async (f: (n: number) => Promise<void>, N: number) => {
  let n = 0;
  const c0 = process.threadCpuUsage();
  await Promise.all(
    Array.from({ length: W }, async () => {
      while (n < N) {
        n++;
        await f(n);
      }
    }),
  );
  const c = process.threadCpuUsage(c0);
  return (c.user + c.system) / n;
};
const eng = (n: number) => s.write((tx) => tx.put(notes, pick(n)));
await go(eng, 10000);
await go((n) => b.commit(pick(n)), 10000);
const e: number[] = [],
  a: number[] = [];
for (let i = 0; i < 7; i++) {
  e.push(await go(eng, N / 7));
  if (process.argv[4] !== 'only') a.push(await go((n) => b.commit(pick(n)), N / 7));
}
const med = (x: number[]) => x.sort((p, q) => p - q)[x.length >> 1] ?? 0;
console.log('engine', med(e).toFixed(2), 'us  bare', med(a).toFixed(2), 'us', s.stats().batches);
await s.close();
await b.close();
rmSync('/dev/shm/b256', { recursive: true, force: true });
rmSync('/dev/shm/b256.used', { force: true });
rmSync('/dev/shm/bare', { force: true });
