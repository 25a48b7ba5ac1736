import { join } from 'node:path';
import { noFailpoints } from '../../core/failpoints.ts';
import type { Log } from '../../core/log.ts';
import { apply, settle, type Contents } from './contents.ts';
import { StoreDamaged, StoreRefused } from './errors.ts';
import type { FileLayer } from './files.ts';
import { journalName, markerPath, snapshotName, type Folder } from './folder.ts';
import { readJournal, type JournalReading } from './read-journal.ts';
import { readSnapshot, type SnapshotWorld } from './snapshot.ts';

export interface Recovered {
  readonly contents: Contents;
  readonly sequence: number;
  /** The snapshot that was used; 0 is the empty beginning. */
  readonly base: number;
  /** The journal to go on with; `null` in a new folder. */
  readonly newest: (JournalReading & { readonly generation: number }) | null;
  /** What the journals since the snapshot hold, which a start has to read. */
  readonly journalBytes: number;
}

/**
 * Puts together what was committed: the newest whole snapshot, then every journal since, in order. Only reads.
 * Throws {@link StoreDamaged} or {@link StoreRefused} rather than leave anything out.
 */
export async function recover(files: FileLayer, folder: string, found: Folder, log: Log, format?: number): Promise<Recovered> {
  refuseEmptied(folder, found);
  if (found.journals.length === 0 && found.snapshots.length === 0)
    return { contents: new Map(), sequence: 0, base: 0, newest: null, journalBytes: 0 };

  const { base, sequence, contents } = await newestWholeSnapshot(
    { files, folder, failpoints: noFailpoints, ...(format === undefined ? {} : { format }) },
    found,
    log,
  );
  let last = sequence;
  let journalBytes = 0;
  let newest: Recovered['newest'] = null;
  for (const generation of journalsSince(found, base)) {
    if (newest !== null && newest.tornBytes > 0)
      throw new StoreDamaged(newest.file, newest.lines + 1, 'it ends in the middle of a line, though another journal follows');
    const reading = await readJournal(
      files,
      join(folder, journalName(generation)),
      generation,
      (commit) => {
        // What the snapshot holds already is skipped: no commit is taken twice.
        if (commit.sequence > last) apply(contents, commit);
      },
      format,
    );
    const [first] = reading.damage;
    if (first !== undefined)
      throw new StoreDamaged(reading.file, first.line, `${first.what}. Nothing was changed; restore a backup, or have the file looked at`);
    if (reading.after !== last)
      throw new StoreDamaged(reading.file, 1, `it begins after commit ${reading.after}, but ${last} is the last one known`);
    last = reading.last;
    journalBytes += reading.goodBytes;
    newest = { ...reading, generation };
  }
  return { contents, sequence: last, base, newest, journalBytes };
}

function refuseEmptied(folder: string, found: Folder): void {
  const bare = found.journals.length === 0 && found.snapshots.length === 0;
  if (bare && (found.used || found.parts.length > 0)) {
    throw new StoreRefused(
      'emptied',
      `${folder} holds no store, but it did before: is its volume mounted? To begin with an empty store on purpose, remove ${markerPath(folder)}`,
    );
  }
}

/** The empty beginning counts as the oldest snapshot, as long as the first journal is there. */
async function newestWholeSnapshot(
  world: SnapshotWorld,
  found: Folder,
  log: Log,
): Promise<{ readonly base: number; readonly sequence: number; readonly contents: Contents }> {
  let damaged: StoreDamaged | undefined;
  for (const generation of found.snapshots.toReversed()) {
    const contents: Contents = new Map();
    try {
      const { sequence } = await readSnapshot(world, generation, (part) => {
        settle(contents, part.collection, part.documents, part.orders);
      });
      return { base: generation, sequence, contents };
    } catch (error) {
      if (!(error instanceof StoreDamaged)) throw error;
      damaged ??= error;
      log.warn('a snapshot is damaged: the one before it and a longer journal are used', { file: error.file, reason: error.message });
    }
  }
  if (found.journals[0] === 1) return { base: 0, sequence: 0, contents: new Map() };
  throw damaged ?? new StoreRefused('journalMissing', `${join(world.folder, journalName(1))} is missing, and there is no snapshot`);
}

function journalsSince(found: Folder, base: number): readonly number[] {
  const first = Math.max(base, 1);
  const last = Math.max(found.journals.at(-1) ?? 0, found.snapshots.at(-1) ?? 0, first);
  const due = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const missing = due.find((generation) => !found.journals.includes(generation));
  if (missing !== undefined) {
    throw new StoreRefused(
      'journalMissing',
      `${journalName(missing)} is missing, though ${snapshotName(base)} or a later journal is there: what was committed in it would be lost`,
    );
  }
  return due;
}
