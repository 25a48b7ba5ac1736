import { openNotes, note, notes } from './store-notes.ts';
import { bareJournal } from './store-bare.ts';
import { rm, mkdir } from 'node:fs/promises';
await rm('/tmp/w/bcmp', { recursive: true, force: true });
await mkdir('/tmp/w/bcmp');
const s = await openNotes('/tmp/w/bcmp/store');
await s.write(async (tx) => {
  for (let i = 0; i < 1000; i++) await tx.insert(notes, note(i, 'first'));
});
const docs = Array.from({ length: 1000 }, (_, n) => note(n, 'changed ' + n));
const ba = await bareJournal('/tmp/w/bcmp/a', 'async'),
  bs = await bareJournal('/tmp/w/bcmp/s', 'sync');
const pick = (n: number) => ({ ...docs[(n * 7919) % 1000]!, state: n % 2 === 0 ? ('open' as const) : ('closed' as const) });
const ways: [string, (n: number) => Promise<void>][] = [
  ['engine', (n) => s.write((tx) => tx.put(notes, pick(n)))],
  ['bare async', (n) => ba.commit(pick(n))],
  ['bare sync', (n) => bs.commit(pick(n))],
];
for (const W of (process.argv[2] ?? '1,256').split(',').map(Number)) {
  const rates = ways.map(() => [] as number[]),
    cpus = ways.map(() => [] as number[]);
  for (let r = 0; r < Number(process.argv[3] ?? 9); r++)
    for (const [k, [, f]] of ways.entries()) {
      let n = 0;
      const w0 = performance.now(),
        c0 = process.threadCpuUsage();
      await Promise.all(
        Array.from({ length: W }, async () => {
          while (performance.now() - w0 < Number(process.argv[4] ?? 300)) {
            n++;
            await f(n);
          }
        }),
      );
      const c = process.threadCpuUsage(c0);
      rates[k]!.push((n / (performance.now() - w0)) * 1000);
      cpus[k]!.push((c.user + c.system) / n);
    }
  const med = (a: number[]) => a.sort((x, y) => x - y)[a.length >> 1]!;
  for (const [k, [n]] of ways.entries()) console.log(W, n.padEnd(12), Math.round(med(rates[k]!)), '/s', med(cpus[k]!).toFixed(1), 'us cpu');
}
await s.close();
await ba.close();
await bs.close();
