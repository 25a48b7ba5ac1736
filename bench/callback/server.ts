import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS } from '../node-flags.ts';
import { AES_KEY, TOKEN } from './load.ts';

const SERVER_CORE = '0';
const OWN_CORE = '1';
const TICKS_PER_SECOND = 100;
const LOOK_MS = 20;

export interface RunningServer {
  readonly port: number;
  readonly pid: number;
  /** Processor seconds since its start: what others do on the machine does not change them. */
  cpuSeconds(): Promise<number>;
  rssBytes(): Promise<number>;
  signal(name: 'SIGUSR2'): void;
  stop(): Promise<void>;
  /** Pulls the plug. */
  kill(): Promise<void>;
}

/** Found out at once: a process that is pinned already sees one core only. */
const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0;

/** The load generator keeps to the other core. False where this machine cannot pin. */
export function pinOwnProcess(): boolean {
  return canPin && spawnSync('taskset', ['-apc', OWN_CORE, String(process.pid)]).status === 0;
}

/** Starts a file of ours on a core of its own and waits until it listens. */
export async function startServer(
  file: string,
  options: { readonly dataDir?: string; readonly nodeOptions?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<RunningServer> {
  const node = [process.execPath, ...NODE_FLAGS, ...(options.nodeOptions ?? []), fileURLToPath(new URL(file, import.meta.url))];
  const [command = '', ...args] = canPin ? ['taskset', '-c', SERVER_CORE, ...node] : node;
  const logFile = join(await mkdtemp(join(tmpdir(), 'dangqun-log-')), 'out');
  const log = await open(logFile, 'w');
  const child = spawn(command, args, {
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: options.dataDir ?? '',
      SEED: 'none',
      SIMULATOR: 'off',
      MEMBER_MESSAGES_PER_MINUTE: '0',
      WECOM_AIBOT_TOKEN: TOKEN,
      WECOM_AIBOT_AES_KEY: AES_KEY,
      ...options.env,
    },
    // Its log goes to a file, as an operator has it: a pipe that is read too slowly would hold it up.
    stdio: ['ignore', log.fd, 'inherit'],
  });
  const port = await portOf(child, file, logFile);
  await log.close();
  const pid = child.pid ?? 0;
  return {
    port,
    pid,
    cpuSeconds: async () => {
      const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
    },
    rssBytes: async () => Number(/VmRSS:\s+(\d+)/u.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024,
    signal: (name) => void child.kill(name),
    stop: () => ended(child, 'SIGTERM', logFile),
    kill: () => ended(child, 'SIGKILL', logFile),
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals, logFile: string): Promise<void> {
  await rm(dirname(logFile), { recursive: true, force: true });
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

async function portOf(child: ChildProcess, file: string, logFile: string): Promise<number> {
  while (child.exitCode === null && child.signalCode === null) {
    const found = /listening on http:\/\/[^:]+:(\d+)/u.exec(await readFile(logFile, 'utf8'));
    if (found?.[1] !== undefined) return Number(found[1]);
    await pause(LOOK_MS);
  }
  throw new Error(`${file} ended with ${String(child.exitCode)} before it listened`);
}
