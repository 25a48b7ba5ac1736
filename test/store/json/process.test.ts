import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkStore } from '../../../src/store/json/check.ts';
import { nodeFiles } from '../../../src/store/json/files.ts';
import type { Place } from '../../support/failpoints.ts';
import { halves, numbersIn, openOn, putNumber } from '../support/desk.ts';

const CHILD = join(import.meta.dirname, '../support/child.ts');

let parent: string;
let folder: string;
let children: ChildProcess[];

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'dangqun-store-'));
  folder = join(parent, 'store');
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(parent, { recursive: true });
});

function start(...args: string[]): ChildProcess & { stdout: NonNullable<ChildProcess['stdout']> } {
  const child = spawn(process.execPath, [CHILD, folder, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

const ended = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));

describe('kill -9', () => {
  const points: readonly (readonly [Place, readonly number[]])[] = [
    ['journal.beforeWrite', [1, 30]],
    ['disk.afterWrite', [1, 31]],
    ['journal.afterSync', [1, 32]],
    ['snapshot.beforeRename', [1, 4]],
    ['snapshot.afterRename', [1, 2, 3, 4]],
  ];
  for (const [failpoint, hits] of points) {
    it(`at ${failpoint}: nothing acknowledged is lost, nothing is there by half, no lock stays behind`, async () => {
      const acknowledged: number[] = [];
      for (const hit of hits) {
        const child = start(failpoint, String(hit));
        const [told, end] = await Promise.all([text(child.stdout), ended(child)]);
        expect(end).toBe('SIGKILL');
        acknowledged.push(...told.split('\n').filter(Boolean).map(Number));
        const check = await checkStore(nodeFiles, folder, [halves]);
        expect(check.opens ? [] : check.problems).toEqual([]);
        const store = await openOn(nodeFiles, { folder, snapshotAfterBytes: 4_000 });
        expect(await numbersIn(store)).toEqual(expect.arrayContaining(acknowledged));
        await store.close();
      }
      expect(hits.length).toBeGreaterThan(0);
    });
  }
});

describe('the lock', () => {
  it('M01, M02, M03: lets one process in, also while that one is stopped, and is free the moment it dies', async () => {
    const child = start();
    await new Promise((resolve) => child.stdout.once('data', resolve));

    const begun = performance.now();
    await expect(openOn(nodeFiles, { folder })).rejects.toMatchObject({ reason: 'locked', message: expect.stringContaining(folder) });
    child.kill('SIGSTOP');
    await expect(openOn(nodeFiles, { folder })).rejects.toMatchObject({ reason: 'locked' });
    expect(performance.now() - begun).toBeLessThan(2_000);

    const dead = ended(child);
    child.kill('SIGKILL');
    await dead;
    const store = await openOn(nodeFiles, { folder });
    await putNumber(store, 1);
    await expect(openOn(nodeFiles, { folder })).rejects.toMatchObject({ reason: 'locked' });
    await store.close();
    const again = await openOn(nodeFiles, { folder });
    expect(await numbersIn(again)).toEqual([1]);
    await again.close();
  });

  it('M01: is seen through the folder alone, as by a container that shares nothing else, also when its holder does not answer', async () => {
    await mkdir(folder);
    for (const answer of ['4711', '']) {
      const holder = createServer((socket) => void (answer === '' ? socket.resume() : socket.end(answer)));
      await new Promise<void>((resolve) => holder.listen(join(folder, 'lock'), resolve));
      const begun = performance.now();
      const about = answer === '' ? 'another process' : 'process 4711';
      await expect(openOn(nodeFiles, { folder })).rejects.toMatchObject({ reason: 'locked', message: expect.stringContaining(about) });
      expect(performance.now() - begun).toBeLessThan(2_000);
      await new Promise((resolve) => holder.close(resolve));
    }
  });

  it('is held although somebody tidies its socket away', async () => {
    const store = await openOn(nodeFiles, { folder });
    await rm(join(folder, 'lock'));
    await expect(openOn(nodeFiles, { folder })).rejects.toMatchObject({ reason: 'locked' });
    await store.close();
  });

  it('holds for the folder, by whatever path it is reached', async () => {
    const store = await openOn(nodeFiles, { folder });
    const roundabout = join(parent, '.', 'store', '..', 'store', '.');
    await expect(openOn(nodeFiles, { folder: `${roundabout}/` })).rejects.toMatchObject({ reason: 'locked' });
    await store.close();
  });

  it('works where the path is longer than the system allows for a socket', async () => {
    const deep = join(parent, 'a'.repeat(100), 'b'.repeat(100));
    const store = await openOn(nodeFiles, { folder: deep });
    await expect(openOn(nodeFiles, { folder: deep })).rejects.toMatchObject({ reason: 'locked' });
    await store.close();
  });
});
