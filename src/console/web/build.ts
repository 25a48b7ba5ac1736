import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const project = join(root, '..', '..', '..');
const out = join(project, 'dist', 'web');
const stamp = join(out, 'sources.sha256');

/** Builds the pages into dist/web, unless what is there was built from exactly these sources. Run by `prestart`. */
async function buildIfNeeded(): Promise<void> {
  const wanted = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // Beside, then renamed: a start in the middle of another's build sees the old pages or the new, never half.
  const aside = `${out}.${process.pid}`;
  await build(aside);
  writeFileSync(join(aside, basename(stamp)), wanted);
  rmSync(out, { recursive: true, force: true });
  renameSync(aside, out);
}

/** One page per folder with an index.html. */
async function build(outDir: string): Promise<void> {
  // Imported only when there is something to build: a normal start must not wait for Vite to load.
  const [{ build: viteBuild }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await viteBuild({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      rolldownOptions: { input: globSync('*/index.html', { cwd: root }).map((page) => join(root, page)) },
      // Everything as a file of our own origin: the content policy allows no data: scripts or styles.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
}

/** Over contents, not times: a clone or a checkout touches times without changing anything. */
function hashOfSources(): string {
  const files = globSync('**/*.{ts,tsx,css,html,json,svg}', { cwd: root }).toSorted();
  const hash = createHash('sha256');
  for (const file of [...files.map((name) => join(root, name)), join(project, 'package-lock.json')]) {
    hash.update(relative(project, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

await buildIfNeeded();
