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
  const asidePath = path + TEMPORARY;
  let file: AppendFile | undefined;
  try {
    const aside = await (how.durable === true ? files.openDurable(asidePath) : files.open(asidePath));
    file = aside;
    // A left-over of an earlier attempt would be appended to.
    await aside.truncate(0);
    await appendAll(aside, bytes);
    await sync('syncing a file', () => aside.datasync());
    await how.beforeRename?.();
    await files.rename(asidePath, path);
  } catch (error) {
    // The first error is the one worth telling; what cannot be removed now is removed at the next start.
    await file?.close().catch(() => {});
    await files.remove(asidePath).catch(() => {});
    if (error instanceof DiskFailed) throw error;
    throw isFull(error) ? new DiskFull(error) : error;
  }
  await sync('syncing a folder', () => files.syncFolder(dirname(path)));
  await how.afterRename?.();
  return file;
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
