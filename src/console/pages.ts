import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type Router from '@koa/router';
import type { Context } from 'koa';

const BUILT = join(import.meta.dirname, '..', '..', 'dist', 'web');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Only our own files run, and nobody may frame them. Pictures in a message may be ours or inline, never a stranger's server. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const NOT_BUILT = '页面还没有准备好，请用 npm start 重新启动。';

/**
 * Adds the built pages of dist/web: `/<page>` for every folder with an index.html, and `/assets` that they share. They are read
 * into memory once, so no path of a request ever reaches the disk. Where nothing is built (tests, cli) a page says so.
 */
export function servePages(router: Router, options: { simulator: boolean; dir?: string }): void {
  const files = filesUnder(options.dir ?? BUILT);
  const built = [...files.keys()].filter((name) => name.endsWith('/index.html')).map((name) => name.slice(0, -'/index.html'.length));
  const pages = new Set([...built, 'simulator']);
  if (!options.simulator) pages.delete('simulator');

  for (const page of pages) router.get(`/${page}`, (ctx) => serve(ctx, files, `${page}/index.html`, 'no-cache'));
  // The names of assets carry a hash of their content.
  router.get('/assets/:name', (ctx) => serve(ctx, files, `assets/${ctx.params['name'] ?? ''}`, 'public, max-age=31536000, immutable'));
}

function serve(ctx: Context, files: ReadonlyMap<string, Buffer>, path: string, caching: string): void {
  const file = files.get(path);
  ctx.set(HEADERS);
  if (file === undefined) {
    ctx.status = path.startsWith('assets/') ? 404 : 503;
    ctx.body = path.startsWith('assets/') ? '' : NOT_BUILT;
    return;
  }
  ctx.set('cache-control', caching);
  ctx.set('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
  ctx.body = file;
}

function filesUnder(dir: string): ReadonlyMap<string, Buffer> {
  if (!existsSync(dir)) return new Map();
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(dir, path).split(sep).join('/'), readFileSync(path)];
    }),
  );
}
