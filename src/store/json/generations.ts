import { join } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import type { Failpoints } from '../../core/failpoints.ts';
import type { Log } from '../../core/log.ts';
import { DiskFailed } from './errors.ts';
import type { FileLayer } from './files.ts';
import { FORMAT, journalName, readFolder, snapshotName } from './folder.ts';
import type { Version } from './group-commit.ts';
import { Journal, type LaidOut } from './journal.ts';
import { writeSnapshot } from './snapshot.ts';

export interface World {
  readonly folder: string;
  readonly files: FileLayer;
  readonly clock: Clock;
  readonly failpoints: Failpoints;
  readonly log: Log;
  /** In which it is written; a test plays a later program with a later format. */
  readonly format?: number;
}

/**
 * Journals and snapshots in generations. A new generation begins with a new journal, between two batches; the snapshot of
 * exactly that moment is then written while commits go on. Two snapshots are kept, and every journal since the older one,
 * so that a damaged snapshot costs time but no data.
 */
export class Generations {
  readonly #world: World;
  readonly #snapshotAfterBytes: number;
  readonly #onFailed: (error: DiskFailed) => void;
  #lastSnapshot: number;
  #snapshotBytes = 0;
  #bytesInOlderJournals: number;
  #postponedUntilBytes = 0;
  #running: Promise<void> | undefined;
  /** The next journal, once one is due; whether that has come to an end. */
  #laidOut: Promise<LaidOut> | undefined;
  #isLaidOut = false;
  #taken = 0;

  /** `lastSnapshot`: the one the store was opened with, 0 for none. `olderBytes`: of journals since, without the open one. */
  constructor(
    world: World,
    from: { lastSnapshot: number; olderBytes: number; snapshotAfterBytes: number },
    onFailed: (error: DiskFailed) => void,
  ) {
    this.#world = world;
    this.#lastSnapshot = from.lastSnapshot;
    this.#bytesInOlderJournals = from.olderBytes;
    this.#snapshotAfterBytes = from.snapshotAfterBytes;
    this.#onFailed = onFailed;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Size of the last snapshot written by this process; 0 before its first. */
  get snapshotBytes(): number {
    return this.#snapshotBytes;
  }

  /**
   * Call it between two batches; gives back the journal to go on with. Where a snapshot is due the next journal is laid out while
   * batches go on, and only its first line and its name are waited for: each wait for the disk lasts a round of the event loop, which under load is
   * long, and all who want to commit wait along.
   */
  async turnOver(journal: Journal, version: Version): Promise<Journal> {
    if (!this.#isDue(journal)) return journal;
    if (this.#laidOut === undefined) void this.#layOut(journal);
    return this.#isLaidOut ? this.begin(journal, version) : journal;
  }

  /** As {@link turnOver}, at once and whether it is due or not. The snapshot goes on by itself. */
  async begin(journal: Journal, version: Version): Promise<Journal> {
    const { log, format = FORMAT } = this.#world;
    const bytes = this.#bytesInOlderJournals + journal.bytes;
    let next: Journal;
    try {
      next = await (await (this.#laidOut ?? this.#layOut(journal))).begin({ format, after: version.sequence });
    } catch (error) {
      this.#postpone(bytes, error);
      return journal;
    } finally {
      this.#laidOut = undefined;
      this.#isLaidOut = false;
    }
    this.#bytesInOlderJournals = bytes;
    const closed = journal.close().catch((error: unknown) => log.warn('an old journal could not be closed', { reason: String(error) }));
    this.#running = Promise.all([closed, this.#take(version, next.generation)]).then(() => {
      this.#running = undefined;
    });
    return next;
  }

  /**
   * A snapshot is due when the journals have outgrown both the setting and twice the last snapshot: then snapshots cost
   * half of what the journal did at most, however large the store is, and a start never reads much more than three times
   * what there is.
   */
  #isDue(journal: Journal): boolean {
    if (this.#running !== undefined) return false;
    const bytes = this.#bytesInOlderJournals + journal.bytes;
    return bytes > Math.max(this.#snapshotAfterBytes, 2 * this.#snapshotBytes, this.#postponedUntilBytes);
  }

  #layOut({ generation }: Journal): Promise<LaidOut> {
    const { files, folder, failpoints } = this.#world;
    const laidOut = Journal.layOut(files, folder, generation + 1, failpoints);
    // Well or not: the batch after this one finds out.
    const over = (): void => void (this.#isLaidOut = true);
    laidOut.then(over, over);
    this.#laidOut = laidOut;
    return laidOut;
  }

  /** A journal that nobody will begin. */
  async dropLaidOut(): Promise<void> {
    const laidOut = await this.#laidOut?.catch(() => undefined);
    this.#laidOut = undefined;
    await laidOut?.drop();
  }

  async finished(): Promise<void> {
    await this.#running;
  }

  async #take(version: Version, generation: number): Promise<void> {
    const covered = this.#bytesInOlderJournals;
    const older = this.#lastSnapshot;
    try {
      const about = { generation, sequence: version.sequence, takenAt: this.#world.clock.now() };
      this.#snapshotBytes = (await writeSnapshot(this.#world, version.tables, about)).bytes;
    } catch (error) {
      this.#postpone(covered, error);
      // On a full disk the parts written so far only make it worse.
      await this.#remove((part) => part === generation, 0);
      return;
    }
    this.#lastSnapshot = generation;
    this.#bytesInOlderJournals -= covered;
    this.#postponedUntilBytes = 0;
    this.#taken += 1;
    await this.#remove((snapshot) => snapshot < generation && snapshot !== older, older);
  }

  /** Manifests go first: without one its parts mean nothing. */
  async #remove(goes: (snapshot: number) => boolean, oldestJournal: number): Promise<void> {
    const { folder, files, log } = this.#world;
    try {
      const found = await readFolder(files, folder);
      const manifests = found.snapshots.filter(goes).map(snapshotName);
      const parts = found.parts.filter(({ generation }) => goes(generation)).map(({ name }) => name);
      const journals = found.journals.filter((generation) => generation < oldestJournal).map(journalName);
      for (const name of [...manifests, ...journals, ...parts]) await files.remove(join(folder, name));
    } catch (error) {
      log.warn('what is no longer needed could not be removed', { reason: String(error) });
    }
  }

  /** Nothing is lost by it: the journals hold everything, they only grow. */
  #postpone(bytes: number, error: unknown): void {
    if (error instanceof DiskFailed) {
      this.#onFailed(error);
      return;
    }
    this.#postponedUntilBytes = bytes + this.#snapshotAfterBytes;
    this.#world.log.error('a snapshot could not be taken; the journal goes on', { reason: String(error) });
  }
}
