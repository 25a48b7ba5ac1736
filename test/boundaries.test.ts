import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SRC = join(ROOT, 'src');

/** Files of a room that outsiders may import; all else in it is its own affair. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  channels: ['channels/channel.ts'],
  features: ['features/feature.ts'],
  store: ['store/store.ts', 'store/counters.ts', 'store/derived.ts'],
  outbox: ['outbox/outbox.ts'],
  schedule: ['schedule/job.ts'],
  model: ['model/model.ts'],
};

interface Rule {
  readonly rooms?: readonly string[];
  readonly doors?: readonly string[];
  readonly packages?: readonly string[];
}

/** design.md §3, read from the import lines. What is not listed is not allowed. */
const RULES: Readonly<Record<string, Rule>> = {
  core: { packages: ['zod'] },
  time: { rooms: ['core'], packages: ['zod'] },
  store: { rooms: ['core'], packages: ['zod', 'lowdb', 'pg'] },
  'channels/channel.ts': { rooms: ['core'], packages: ['@koa/router'] },
  'channels/wecom': { rooms: ['core'], doors: ['channels'], packages: ['axios', 'zod', 'koa', '@koa/router'] },
  'channels/wecom-aibot': { rooms: ['core', 'channels/wecom'], doors: ['channels'], packages: ['axios', 'zod', 'koa', '@koa/router'] },
  'channels/wecom-robot': { rooms: ['core', 'channels/wecom'], doors: ['channels'], packages: ['axios', 'zod', 'koa', '@koa/router'] },
  conversation: { rooms: ['core', 'time'], doors: ['features', 'store', 'outbox', 'schedule', 'model'], packages: ['zod'] },
  'features/feature.ts': { rooms: ['core'], doors: ['store', 'schedule', 'time', 'model'], packages: ['zod'] },
  features: {
    rooms: ['core', 'time'],
    doors: ['features', 'store', 'schedule', 'model'],
    packages: [
      'zod',
      '@node-rs/jieba',
      'opencc-js/t2cn',
      'pinyin-pro',
      'write-excel-file',
      'htmlparser2',
      'mammoth',
      'unpdf',
      'yauzl',
      'yazl',
    ],
  },
  model: { rooms: ['core'], packages: ['zod', 'axios', 'eventsource-parser'] },
  outbox: { rooms: ['core'], doors: ['store', 'channels'], packages: ['zod'] },
  schedule: { rooms: ['core', 'time'], doors: ['store', 'outbox'], packages: ['zod', 'node-cron', 'pg-boss'] },
  simulator: { rooms: ['core', 'channels/wecom'], packages: ['zod', 'axios', 'koa', '@koa/router'] },
  console: { rooms: ['core'], packages: ['zod', 'koa', '@koa/router', 'vite', '@vitejs/plugin-react'] },
};

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'web' ? [] : filesUnder(path);
    return path.endsWith('.ts') ? [relative(SRC, path)] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gmu)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
}

/** `features/activity/rules.ts` → its room: `features/activity`; of channels and features each folder is a room of its own. */
function roomOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  const nested = (first === 'channels' || first === 'features') && file.split('/').length > 2;
  return nested ? `${first}/${second}` : first;
}

function ruleOf(file: string): Rule | undefined {
  return RULES[file] ?? RULES[roomOf(file)] ?? RULES[file.split('/')[0] ?? ''];
}

const files = filesUnder(SRC);
/** cli.ts has outgrown one file; its folder is the same thing, and knows everyone like app.ts. */
const isTop = (file: string): boolean => !file.includes('/') || file.startsWith('cli/');
const topLevel = files.filter(isTop);
const inRooms = files.filter((file) => !isTop(file));

function allowed(file: string, target: string, rule: Rule): boolean {
  if (roomOf(file) === roomOf(target)) return true;
  if ((rule.rooms ?? []).some((room) => target === room || target.startsWith(`${room}/`))) return true;
  return (rule.doors ?? []).some((room) => (DOORS[room] ?? [`${room}/${room}.ts`]).includes(target));
}

describe('who may import whom', () => {
  it.each(inRooms)('%s stays within its rights', (file) => {
    const rule = ruleOf(file);
    expect(rule, `${file} is in a room without a rule`).toBeDefined();
    if (rule === undefined) return;
    for (const name of importsOf(file)) {
      if (name.startsWith('node:')) continue;
      if (name.startsWith('.')) {
        const target = normalize(join(dirname(file), name));
        expect(allowed(file, target, rule), `${file} may not import ${target}`).toBe(true);
      } else {
        const known = (rule.packages ?? []).some((one) => name === one || name.startsWith(`${one}/`));
        expect(known, `${file} may not import the package ${name}`).toBe(true);
      }
    }
  });

  it('nobody imports main.ts or cli.ts, and only serve.ts and the commands import app.ts', () => {
    for (const file of files) {
      const targets = importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => normalize(join(dirname(file), name)));
      expect(targets, file).not.toContain('main.ts');
      expect(targets, file).not.toContain('cli.ts');
      if (file !== 'serve.ts' && !file.startsWith('cli')) expect(targets, file).not.toContain('app.ts');
    }
  });

  it('rooms never import the files on the top level', () => {
    for (const file of inRooms) {
      const targets = importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => normalize(join(dirname(file), name)));
      for (const target of targets) expect(topLevel, `${file} imports ${target}`).not.toContain(target);
    }
  });
});

describe('inside a feature', () => {
  const rules = files.filter((file) => /^features\/[^/]+\/rules(\.ts|\/)/u.test(file));

  it.each(rules)('%s is pure: schema, other rules and core only', (file) => {
    for (const name of importsOf(file).filter((one) => one.startsWith('.'))) {
      const target = normalize(join(dirname(file), name));
      const pure =
        /^core\/(?!.*(?:ids|secrets))/u.test(target) || target.startsWith('time/') || /^features\/[^/]+\/(schema|rules)/u.test(target);
      expect(pure, `${file} imports ${target}`).toBe(true);
    }
    const text = readFileSync(join(SRC, file), 'utf8');
    expect(text).not.toMatch(/Math\.random|Date\.now|new Date\(\)|randomBytes/u);
  });

  it.each(files.filter((file) => /^(core|time|store|features|conversation|outbox|schedule)\//u.test(file)))(
    '%s takes clock and chance from outside',
    (file) => {
      if (['core/clock.ts', 'core/ids.ts', 'core/secrets.ts'].includes(file)) return;
      const text = readFileSync(join(SRC, file), 'utf8');
      expect(text).not.toMatch(/Math\.random\(|Date\.now\(|new Date\(\)|performance\.now\(|randomBytes\(|randomUUID\(/u);
    },
  );
});

describe('sizes', () => {
  it('no source file is over 300 lines, nine of ten are within 200, the median within 90', () => {
    // Example phrases are data: the model reads them, not people.
    const code = files.filter((file) => !/examples(\.ts|\/)/u.test(file));
    const sizes = code
      .map((file) => ({ file, lines: readFileSync(join(SRC, file), 'utf8').split('\n').length }))
      .toSorted((a, b) => a.lines - b.lines);
    expect(sizes.filter(({ lines }) => lines > 300)).toEqual([]);
    expect(sizes[Math.floor(sizes.length * 0.9)]?.lines).toBeLessThanOrEqual(200);
    expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThanOrEqual(90);
  });
});
