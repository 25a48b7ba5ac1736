import { expect, it } from 'vitest';
import { DEADLINE_MS, KEEPING_MS } from '../src/channels/wecom-aibot/answer.ts';
import { Recent } from '../src/core/recent.ts';
import { readConfig } from '../src/config.ts';
import { openEngine } from '../src/engine.ts';
import { noFailpoints } from '../src/core/failpoints.ts';
import { silentLog } from '../src/core/log.ts';
import { PATIENCE } from '../src/store/json/options.ts';
import { StoreUnavailable } from '../src/store/store.ts';
import { Disk, failure } from './store/support/disk.ts';
import { FOLDER, halves, putNumber } from './store/support/desk.ts';
import { setClock } from './support/clock.ts';

it('D11: a message is answered, kept or given back after 2.5 s at the latest, half of what WeCom waits', () => {
  expect(DEADLINE_MS).toBe(1_500);
  expect(DEADLINE_MS + KEEPING_MS).toBe(2_500);
});

it('D02: a full disk is asked for room every few seconds', () => {
  expect(PATIENCE).toEqual({ workMs: 10_000, roomMs: 5_000 });
});

it('D01: while the disk is full the program says that it is not ready', async () => {
  const disk = new Disk();
  const { store, problem } = await openEngine(readConfig({ DATA_DIR: FOLDER, SEED: 'none' }), [halves], {
    files: disk.layer(),
    clock: setClock('2026-11-21T01:00:00.000Z'),
    failpoints: noFailpoints,
    log: silentLog,
    onFatal: () => {},
    chance: Math.random,
  });
  await putNumber(store, 1);
  expect(problem()).toBeNull();
  disk.before = (call) => {
    if (call === 'append') throw failure('ENOSPC');
  };
  await expect(putNumber(store, 2)).rejects.toBeInstanceOf(StoreUnavailable);
  expect(problem()).toContain('no space');
  disk.before = () => {};
  await putNumber(store, 3);
  expect(problem()).toBeNull();
  await store.close();
});

it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('W18: a text called %s is remembered as any other', (text) => {
  const recent = new Recent<string>();
  expect(recent.get(text, () => 'made')).toBe('made');
  expect(recent.get(text, () => 'made again')).toBe('made');
});
