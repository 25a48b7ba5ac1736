import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import type { KeptVector, VectorShelf } from '../src/features/policy/index.ts';
import { nodeFiles } from '../src/store/json/index.ts';
import { openVectorShelf } from '../src/vector-file.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vectors-'));
  file = join(folder, 'policy-vectors.bin');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const kept = (name: string, ...numbers: readonly number[]): KeptVector => ({
  key: createHash('sha256').update(name).digest('base64url'),
  vector: Float32Array.from(numbers),
});
const open = () => openVectorShelf({ files: nodeFiles, folder });
const [one, two, three] = [kept('one', 1, 0), kept('two', 0.6, 0.8), kept('three', 0, 1)];

async function read(shelf: VectorShelf): Promise<readonly KeptVector[]> {
  const found: KeptVector[] = [];
  for await (const vector of shelf.read()) found.push(vector);
  return found;
}

const all = (): Promise<readonly KeptVector[]> => read(open());

test('nothing was kept yet', async () => {
  expect(await all()).toEqual([]);
});

test('what was kept is there after a restart, number by number', async () => {
  const shelf = open();
  await shelf.add([one, two]);
  await shelf.add([three]);
  expect(await all()).toEqual([one, two, three]);
});

test('a torn end costs what was torn, and what is added afterwards can be read', async () => {
  await open().add([one, two]);
  const bytes = await readFile(file);
  await writeFile(file, bytes.subarray(0, bytes.length - 3));
  const shelf = open();
  expect(await read(shelf)).toEqual([one]);
  await shelf.add([three]);
  expect(await all()).toEqual([one, three]);
});

test('a flipped bit is seen', async () => {
  await open().add([one, two]);
  const bytes = await readFile(file);
  bytes[bytes.length - 8] = (bytes[bytes.length - 8] ?? 0) ^ 1;
  await writeFile(file, bytes);
  expect(await all()).toEqual([one]);
});

test('a strange file is no vector, and gives way', async () => {
  await appendFile(file, 'not a vector at all, but long enough to be taken for one by somebody who does not look');
  const shelf = open();
  expect(await read(shelf)).toEqual([]);
  await shelf.add([one]);
  expect(await all()).toEqual([one]);
});

test('tidied up it holds nothing but what is in use', async () => {
  const shelf = open();
  await shelf.add([one, two, three]);
  await shelf.replace([two]);
  await shelf.add([one]);
  expect(await all()).toEqual([two, one]);
});

test('only its owner reads it', async () => {
  await open().add([one]);
  const { mode } = await stat(file);
  expect(mode & 0o077).toBe(0);
});
