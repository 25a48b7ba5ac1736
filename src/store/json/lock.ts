import { createHash } from 'node:crypto';
import { open, stat, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { codeOf, StoreRefused } from './errors.ts';

export interface Lock {
  /** Whether somebody else who shares the folder would find it in use. */
  isSeen(): Promise<boolean>;
  release(): Promise<void>;
}

/** The socket in the folder: seen by whoever shares the folder, in another container too. */
export const LOCK = 'lock';

// A living holder answers at once; one that is stopped (SIGSTOP) never does, and holds the folder all the same.
const ANSWER_WITHIN_MS = 500;

/**
 * Holds a folder for this process by two bound sockets: the kernel frees both at death, however it came, so a lock is
 * never stale and a process id used again misleads nobody. The abstract one is atomic, but known only to processes of one
 * network namespace; the one in the folder reaches further, but has to be cleared away after a crash, which only the
 * holder of the first may do. A process that is merely stopped keeps both: nobody takes over behind its back.
 */
export async function lockFolder(folder: string): Promise<Lock> {
  const servers: Server[] = [];
  // Through the open folder the socket's path stays short: the system allows 108 bytes.
  const handle = await open(folder, 'r');
  const release = async (): Promise<void> => {
    for (const server of servers.toReversed()) await new Promise<void>((resolve) => server.close(() => resolve()));
    await handle.close();
  };
  try {
    if (process.platform === 'linux') servers.push(await listen(await abstractName(folder), folder));
    const path = process.platform === 'linux' ? `/proc/self/fd/${handle.fd}/${LOCK}` : join(folder, LOCK);
    await refuseIfAnswered(path, folder);
    await removeIfThere(path);
    servers.push(await listen(path, folder));
    return { release, isSeen: () => refuseIfAnswered(path, folder).then(() => false, isLocked) };
  } catch (error) {
    await release();
    throw error;
  }
}

async function abstractName(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder, { bigint: true });
  return `\0dangqun-bot-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32)}`;
}

function listen(path: string, folder: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(String(process.pid));
    });
    server.once('error', (error) => reject(codeOf(error) === 'EADDRINUSE' ? locked(folder) : error));
    server.listen(path, () => {
      // The lock must not keep a process alive that has nothing else to do.
      server.unref();
      resolve(server);
    });
  });
}

function isLocked(error: unknown): boolean {
  return error instanceof StoreRefused;
}

/** Resolves when nobody is behind the socket. */
function refuseIfAnswered(path: string, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.setTimeout(ANSWER_WITHIN_MS);
    const held = (by?: string): void => {
      socket.destroy();
      reject(locked(folder, by));
    };
    socket.once('data', (bytes) => held(bytes.toString()));
    socket.once('timeout', () => held());
    socket.once('end', () => held());
    socket.once('error', (error) => {
      const nobody = codeOf(error) === 'ENOENT' || codeOf(error) === 'ECONNREFUSED';
      if (nobody) resolve();
      else reject(error);
    });
  });
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function locked(folder: string, pid?: string): StoreRefused {
  const by = pid === undefined ? 'another process' : `process ${pid}`;
  return new StoreRefused('locked', `the store in ${folder} is in use by ${by}: stop it first`);
}
