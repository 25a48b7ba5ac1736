import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../src/config.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('what the documents promise', () => {
  it('every setting stands in .env.example with an explanation above it, and none that does not exist', () => {
    const lines = read('.env.example').split('\n');
    const named = lines.flatMap((line) => /^([A-Z_]+)=/u.exec(line)?.[1] ?? []);
    expect(named.toSorted()).toEqual(SETTINGS.toSorted());
    expect(new Set(named).size).toBe(named.length);
  });

  it('S02: .env.example has no value where a secret belongs, so nobody runs with one that everybody knows', () => {
    const secrets = read('.env.example').match(/^\w*(?:TOKEN|KEY|SECRET|DATABASE_URL)=.*$/gmu) ?? [];
    expect(secrets.length).toBeGreaterThan(5);
    for (const line of secrets) expect(line).toMatch(/=$/u);
  });

  it('the map names every room and has at most 150 lines', () => {
    const map = read('src/README.md');
    expect(map.split('\n').length).toBeLessThanOrEqual(150);
    for (const entry of readdirSync(join(ROOT, 'src'), { withFileTypes: true }))
      if (entry.isDirectory()) expect(map, entry.name).toContain(`${entry.name}/`);
  });

  it('every file that the map names exists', () => {
    const named = [...read('src/README.md').matchAll(/`((?:[\w-]+\/)+[\w.-]+\.ts)`/gu)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(10);
    for (const path of named) expect(existsSync(join(ROOT, 'src', path)) || existsSync(join(ROOT, path)), path).toBe(true);
  });

  it('the README gives the two commands and every command that it names exists', () => {
    const readme = read('README.md');
    expect(readme).toContain('npm ci && npm start');
    const scripts = JSON.stringify(JSON.parse(read('package.json')));
    for (const match of readme.matchAll(/npm run (?:-s )?([\w:]+)/gu)) expect(scripts).toContain(`"${match[1] ?? ''}":`);
  });

  it('decisions are numbered without a gap and say what they must', () => {
    const names = readdirSync(join(ROOT, 'src/decisions')).toSorted();
    names.forEach((name, index) => expect(name).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}-[a-z-]+\\.md$`, 'u')));
    for (const name of names)
      for (const part of ['Date:', 'Status:', '## Context', '## Decision', '## Consequences'])
        expect(read(`src/decisions/${name}`), name).toContain(part);
  });
});
