import { open, mkdir, readdir, readFile, rename, stat, statfs, unlink, type FileHandle } from 'node:fs/promises';
import { constants, createReadStream, type BigIntStats } from 'node:fs';
import { codeOf } from './errors.ts';
import { lockFolder, type Lock } from './lock.ts';
import { networkFileSystem } from './network-disk.ts';

/** A file that only grows, or is cut back to a length it once had. */
export interface AppendFile {
  /** Answers how many of the bytes were written: a full disk writes a part and says nothing. */
  append(bytes: Uint8Array): Promise<number>;
  /** What was appended survives a power cut once this resolves. */
  datasync(): Promise<void>;
  truncate(length: number): Promise<void>;
  /** Whether this very file is what stands at the path; not when it, or a folder above it, was moved or removed. */
  isAt(path: string): Promise<boolean>;
  close(): Promise<void>;
}

/** The world's disk. Injected: tests let its n-th call fail, or cut its power. */
export interface FileLayer {
  makeFolder(path: string): Promise<void>;
  /** Names in the folder; `null` where there is no folder. */
  list(path: string): Promise<readonly string[] | null>;
  open(path: string): Promise<AppendFile>;
  /** As {@link open}; besides, each append survives a power cut once it resolves. */
  openDurable(path: string): Promise<AppendFile>;
  readFile(path: string): Promise<Uint8Array>;
  readStream(path: string): AsyncIterable<Uint8Array>;
  rename(from: string, to: string): Promise<void>;
  /** What was made, renamed or removed in the folder survives a power cut once this resolves. */
  syncFolder(path: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Of the disk on which the folder lies. */
  room(path: string): Promise<{ readonly freeBytes: number; readonly totalBytes: number }>;
  /** The network file system on which the folder lies; null: a disk of this machine, or nobody knows. */
  networkFileSystem(path: string): Promise<string | null>;
  /** Throws StoreRefused `locked` while another living process holds the folder. */
  lock(folder: string): Promise<Lock>;
}

// 256 KiB a read: a million lines without a million chunks, and nothing to speak of in memory.
const CHUNK_BYTES = 256 * 1024;

// The kernel syncs before the write returns: one way to the disk and back instead of two (decision 15). Windows cannot.
const DSYNC = process.platform === 'win32' ? 0 : constants.O_DSYNC;
const DURABLE = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | DSYNC;

export const nodeFiles: FileLayer = {
  makeFolder: async (path) => {
    // Suggestions and the roster are in there: for the owner's eyes only.
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  list: async (path) => {
    try {
      return await readdir(path);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  },
  open: async (path) => appendFile(await open(path, 'a', 0o600)),
  openDurable: async (path) => {
    const handle = await open(path, DURABLE, 0o600);
    const file = appendFile(handle);
    if (DSYNC !== 0) return file;
    const append = async (bytes: Uint8Array): Promise<number> => {
      const written = await file.append(bytes);
      await handle.datasync();
      return written;
    };
    return { ...file, append };
  },
  readFile: (path) => readFile(path),
  readStream: (path) => createReadStream(path, { highWaterMark: CHUNK_BYTES }),
  rename: (from, to) => rename(from, to),
  syncFolder: async (path) => {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  remove: (path) => unlink(path),
  room: async (path) => {
    const { bavail, blocks, bsize } = await statfs(path);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  },
  networkFileSystem,
  lock: lockFolder,
};

async function statOf(path: string): Promise<BigIntStats | undefined> {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

function appendFile(handle: FileHandle): AppendFile {
  return {
    append: async (bytes) => (await handle.write(bytes, 0, bytes.length, null)).bytesWritten,
    datasync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    isAt: async (path) => {
      const [own, found] = await Promise.all([handle.stat({ bigint: true }), statOf(path)]);
      return found !== undefined && found.ino === own.ino && found.dev === own.dev;
    },
    close: () => handle.close(),
  };
}
