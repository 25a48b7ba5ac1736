import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Order } from './crash-order.ts';

export type Entry = 'test/support/crash-app.ts' | 'src/main.ts';
/** The exit code, or the signal that ended it. */
export type End = number | NodeJS.Signals | null;

export interface Started {
  /** Where it listens; undefined when it ended before it did. */
  readonly listening: Promise<string | undefined>;
  readonly ended: Promise<End>;
  /** Everything it wrote so far, for the message of a failure. */
  output(): string;
  tell(order: Order): void;
  signal(name: NodeJS.Signals): void;
}

const ROOT = join(import.meta.dirname, '../..');
/** Where src/main.ts keeps it too: a start takes half as long. */
const CACHE = join(ROOT, 'node_modules/.cache/dangqun-bot');

/** A process of the program with these settings and no others. */
export function startProcess(entry: Entry, settings: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, [join(ROOT, entry)], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: CACHE, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  if (child.stdout === null || child.stderr === null) throw new Error('the process has no pipes');
  const written: string[] = [];
  const listening = Promise.withResolvers<string | undefined>();
  const ended = Promise.withResolvers<End>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    written.push(line);
    const url = /^listening on (\S+)$/u.exec(line)?.[1];
    if (url !== undefined) listening.resolve(url);
  });
  createInterface({ input: child.stderr }).on('line', (line) => written.push(line));
  child.once('close', (code, signal) => {
    ended.resolve(signal ?? code);
    listening.resolve(undefined);
  });
  // A message that meets a dying process is as lost as one that came a moment later.
  child.on('error', () => {});
  return {
    listening: listening.promise,
    ended: ended.promise,
    output: () => written.join('\n'),
    tell: (order) => {
      if (child.connected) child.send(order, () => {});
    },
    signal: (name) => void child.kill(name),
  };
}
