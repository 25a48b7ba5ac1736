import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startProcess } from './crash-process.ts';

export interface RunningApp {
  readonly url: string;
  /** Everything it wrote so far. */
  output(): string;
  /** Ends it as an operator does and removes its folder. Rejects when it does not end in peace. */
  stop(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '../..');

/** The real thing, as `npm start` runs it on a fresh clone: the pages built, then the process with the shipped examples and the simulator. */
export async function runApp(): Promise<RunningApp> {
  await promisify(execFile)(process.execPath, [join(ROOT, 'src/console/web/build.ts')], { cwd: ROOT });
  // The store also keeps a mark beside its folder, so that has one of ours around it.
  const folder = await mkdtemp(join(tmpdir(), 'running-app-'));
  const child = startProcess('src/main.ts', {
    PORT: '0',
    DATA_DIR: join(folder, 'store'),
    SEED: 'demo',
    SIMULATOR: 'on',
    LOG_LEVEL: 'warn',
  });
  const url = await child.listening;
  if (url === undefined) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`the program did not start:\n${child.output()}`);
  }
  return {
    url,
    output: child.output,
    stop: async () => {
      child.signal('SIGTERM');
      const end = await child.ended;
      await rm(folder, { recursive: true, force: true });
      if (end !== 0) throw new Error(`the program ended with ${end}:\n${child.output()}`);
    },
  };
}
