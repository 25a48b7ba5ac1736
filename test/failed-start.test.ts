import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { systemClock } from '../src/core/clock.ts';
import { noFailpoints } from '../src/core/failpoints.ts';
import { randomIds } from '../src/core/ids.ts';
import { silentLog } from '../src/core/log.ts';
import { nodeFiles, type FileLayer } from '../src/store/json/index.ts';
import { failure } from './store/support/disk.ts';

it('a start that fails half way leaves nobody behind who looks after the disk or the backlog', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'failed-start-'));
  let looks = 0;
  let written = 0;
  const files: FileLayer = {
    ...nodeFiles,
    room: (path) => {
      looks += 1;
      return nodeFiles.room(path);
    },
    openDurable: async (path) => {
      const file = await nodeFiles.openDurable(path);
      const append = async (bytes: Uint8Array): Promise<number> => {
        written += 1;
        // The journal's opening line, and then no more.
        if (written > 1) throw failure('EIO');
        return file.append(bytes);
      };
      return { ...file, append };
    },
  };
  const env = { PORT: '0', DATA_DIR: join(folder, 'store'), SEED: 'none', SIMULATOR: 'on' };
  const world = { clock: systemClock, ids: randomIds, log: silentLog, files, chance: Math.random, failpoints: noFailpoints };
  await expect(startApp(readConfig(env), { ...world, onFatal: () => {} })).rejects.toThrow();
  expect([looks, written]).toEqual([0, 2]);
  await rm(folder, { recursive: true, force: true });
});
