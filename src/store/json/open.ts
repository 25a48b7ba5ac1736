import { dirname, join } from 'node:path';
import { DiskFailed, StoreDamaged, StoreRefused } from './errors.ts';
import { fill } from './fill.ts';
import { FORMAT, markerPath, readFolder, type Folder } from './folder.ts';
import { Journal } from './journal.ts';
import { JsonStore } from './json-store.ts';
import type { Lock } from './lock.ts';
import { lockOn, proveDisk } from './network-disk.ts';
import type { JsonStoreOptions } from './options.ts';
import { recover } from './recover.ts';
import { upgraded } from './upgrade.ts';
import { writeAside } from './write-aside.ts';

/**
 * Opens the store in a folder, made if need be. First all is read and understood, only then is the first byte written.
 * Throws {@link StoreRefused} or {@link StoreDamaged}, each with what the operator can do.
 */
export async function openJsonStore(options: JsonStoreOptions): Promise<JsonStore> {
  const { folder, files } = options;
  let lock: Lock | undefined;
  try {
    const before = await readFolder(files, folder);
    if (!before.exists && before.used)
      throw new StoreRefused(
        'emptied',
        `${folder} is missing, but it was used before: is its volume mounted? To begin anew, remove ${markerPath(folder)}`,
      );
    await files.makeFolder(folder);
    if (!before.exists) await files.syncFolder(dirname(folder));
    lock = await lockOn(files, folder);
    return await opened(options, lock);
  } catch (error) {
    await lock?.release();
    if (error instanceof StoreRefused || error instanceof StoreDamaged) throw error;
    throw new StoreRefused('unreadable', `the store in ${folder} cannot be opened: ${String(error)}`, { cause: error });
  }
}

async function opened(options: JsonStoreOptions, lock: Lock): Promise<JsonStore> {
  const { folder, files, log, failpoints, format = FORMAT } = options;
  const found = await readFolder(files, folder);
  const { contents, sequence, base, newest, journalBytes } = await recover(files, folder, found, log, format);
  const tables = fill(options.collections, contents);

  await tidy(options, found);
  await proveDisk(files, folder, lock, log);
  if (newest !== null && newest.tornBytes > 0) {
    log.warn('the end of the journal was torn by a crash and is cut off; it was never acknowledged', {
      file: newest.file,
      bytes: newest.tornBytes,
    });
  }
  const isOlder = newest !== null && newest.format < format;
  const journal =
    newest === null
      ? await Journal.create(files, folder, { format, generation: 1, after: 0 }, failpoints)
      : isOlder
        ? await upgraded(options, newest, sequence)
        : await Journal.resume(files, folder, newest, failpoints);
  await mark(options, found);
  log.info('the store is open', { commits: sequence, documents: tables.all.reduce((sum, table) => sum + table.size, 0), journalBytes });
  return new JsonStore(options, lock, journal, {
    tables,
    sequence,
    lastSnapshot: base,
    olderBytes: isOlder ? journalBytes : journalBytes - (newest?.goodBytes ?? 0),
  });
}

/** Takes away what a process that died left half done. */
async function tidy({ folder, files, log }: JsonStoreOptions, found: Folder): Promise<void> {
  const orphans = found.parts.filter(({ generation }) => !found.snapshots.includes(generation)).map(({ name }) => name);
  for (const name of [...found.leftOver, ...orphans]) {
    await files.remove(join(folder, name));
    log.warn('a left-over of an interrupted snapshot was removed', { file: name });
  }
}

async function mark({ folder, files, log }: JsonStoreOptions, found: Folder): Promise<void> {
  if (found.used) return;
  try {
    await writeAside(
      files,
      markerPath(folder),
      Buffer.from('The folder beside this file holds the store of dangqun-bot. See src/store/json/README.md.\n'),
    );
  } catch (error) {
    if (error instanceof DiskFailed) throw error;
    log.warn('no mark could be left beside the folder: an unmounted volume will look like a new store', { reason: String(error) });
  }
}
