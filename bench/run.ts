/** `npm run bench -- <name> [arguments]`: each benchmark prints a table and one JSON line. */
const benches: Readonly<Record<string, () => Promise<{ run(args: readonly string[]): Promise<void> }>>> = {
  callback: () => import('./callback.ts'),
  overload: () => import('./overload.ts'),
  soak: () => import('./soak.ts'),
  attack: () => import('./attack.ts'),
  store: () => import('./store.ts'),
  'store-postgres': () => import('./store-postgres.ts'),
  processes: () => import('./processes.ts'),
  start: () => import('./start.ts'),
  growth: () => import('./growth.ts'),
  understand: () => import('./understand.ts'),
  retrieval: () => import('./retrieval.ts'),
  'train-ranker': () => import('./train-ranker.ts'),
  time: () => import('./time.ts'),
  storm: () => import('./storm.ts'),
};

const [name = '', ...args] = process.argv.slice(2);
const load = benches[name];
if (load === undefined) {
  process.stderr.write(`usage: npm run bench -- <${Object.keys(benches).join('|')}> [arguments]\n`);
  process.exit(2);
}
await (await load()).run(args);
