import { dirname } from 'node:path';
import { DiskFailed, DiskFull, isFull } from './errors.ts';
import type { AppendFile, FileLayer } from './files.ts';
import { TEMPORARY } from './folder.ts';

interface How {
  /** What is appended later is durable at once; see FileLayer.openDurable. */
  readonly durable?: boolean;
  readonly beforeRename?: () => void | Promise<void>;
  readonly afterRename?: () => void | Promise<void>;
}

/**
 * Puts a whole file in place or leaves what was there: written aside, synced, renamed, the folder synced.
 * Throws {@link DiskFull} with nothing left behind, {@link DiskFailed} when nobody can say what is on the disk.
 */
export async function writeAside(files: FileLayer, path: string, bytes: Uint8Array, how: How = {}): Promise<void> {
  const file = await openAside(files, path, bytes, how);
  await file.close();
}

/** As {@link writeAside}; the file stays open for more. Nothing can fail between being in place and being open. */
export async function openAside(files: FileLayer, path: string, bytes: Uint8Array, how: How = {}): Promise<AppendFile> {
  return (await layAside(files, path, how)).place(bytes);
}

/** An empty file beside the place where it will be. */
export interface Aside {
  /** As {@link openAside}. */
  place(bytes: Uint8Array): Promise<AppendFile>;
  /** It is not wanted. */
  drop(): Promise<void>;
}

/** The part of {@link openAside} that can be done before the bytes are known. */
export async function layAside(files: FileLayer, path: string, how: How = {}): Promise<Aside> {
  const asidePath = path + TEMPORARY;
  let file: AppendFile | undefined;
  const drop = async (): Promise<void> => {
    // What cannot be removed now is removed at the next start.
    await file?.close().catch(() => {});
    await files.remove(asidePath).catch(() => {});
  };
  const orDrop = async <R>(work: () => Promise<R>): Promise<R> => {
    try {
      return await work();
    } catch (error) {
      await drop();
      if (error instanceof DiskFailed) throw error;
      throw isFull(error) ? new DiskFull(error) : error;
    }
  };
  const aside = await orDrop(async () => {
    file = await (how.durable === true ? files.openDurable(asidePath) : files.open(asidePath));
    // A left-over of an earlier attempt would be appended to; a durable append need not sync that it is gone.
    await file.truncate(0);
    const opened = file;
    if (how.durable === true) await sync('syncing a file', () => opened.datasync());
    return opened;
  });
  return {
    drop,
    place: async (bytes) => {
      await orDrop(async () => {
        await appendAll(aside, bytes);
        if (how.durable !== true) await sync('syncing a file', () => aside.datasync());
        await how.beforeRename?.();
        await files.rename(asidePath, path);
      });
      await sync('syncing a folder', () => files.syncFolder(dirname(path)));
      await how.afterRename?.();
      return aside;
    },
  };
}

/** A short write is followed by a second try, which then names the reason. */
export async function appendAll(file: AppendFile, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const count = await file.append(written === 0 ? bytes : bytes.subarray(written));
    if (count === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
    written += count;
  }
}

/** A failed sync may have lost the pages and will lie the next time: it is never tried again. */
export async function sync(doing: string, call: () => Promise<void>): Promise<void> {
  try {
    await call();
  } catch (error) {
    throw new DiskFailed(doing, error);
  }
}
