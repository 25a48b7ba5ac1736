import { join } from 'node:path';
import type { Failpoints } from '../../core/failpoints.ts';
import { DiskFailed, DiskFull, isFull } from './errors.ts';
import type { AppendFile, FileLayer } from './files.ts';
import { journalName } from './folder.ts';
import { lineOf } from './line.ts';
import { appendAll, layAside } from './write-aside.ts';

/** What the first line of a journal tells. */
interface Opening {
  readonly format: number;
  readonly generation: number;
  readonly after: number;
}

/** A journal that lacks nothing but its first line. */
export interface LaidOut {
  begin(opening: Omit<Opening, 'generation'>): Promise<Journal>;
  drop(): Promise<void>;
}

/** The file to which commits are appended. Its handle stays open: a process without free handles can still commit. */
export class Journal {
  readonly generation: number;
  readonly #path: string;
  readonly #file: AppendFile;
  readonly #failpoints: Failpoints;
  #bytes: number;

  private constructor(folder: string, generation: number, file: AppendFile, bytes: number, failpoints: Failpoints) {
    this.generation = generation;
    this.#path = join(folder, journalName(generation));
    this.#file = file;
    this.#bytes = bytes;
    this.#failpoints = failpoints;
  }

  /** A new journal is there with its whole opening line or not at all. Throws {@link DiskFull}, {@link DiskFailed}. */
  static async create(files: FileLayer, folder: string, opening: Opening, failpoints: Failpoints): Promise<Journal> {
    return (await Journal.layOut(files, folder, opening.generation, failpoints)).begin(opening);
  }

  /** The part of {@link create} for which nobody has to wait. Throws as it does. */
  static async layOut(files: FileLayer, folder: string, generation: number, failpoints: Failpoints): Promise<LaidOut> {
    const aside = await layAside(files, join(folder, journalName(generation)), { durable: true });
    return {
      begin: async ({ format, after }) => {
        const line = lineOf(JSON.stringify({ format, generation, after }));
        return new Journal(folder, generation, await aside.place(line), line.length, failpoints);
      },
      drop: () => aside.drop(),
    };
  }

  /** Goes on with a journal that was read, cutting off what a crash left unfinished. */
  static async resume(
    files: FileLayer,
    folder: string,
    read: { generation: number; goodBytes: number; tornBytes: number },
    failpoints: Failpoints,
  ): Promise<Journal> {
    const file = await files.openDurable(join(folder, journalName(read.generation)));
    if (read.tornBytes > 0) await file.truncate(read.goodBytes);
    // A process killed before its sync leaves lines that were read but would not survive a power cut.
    await file.datasync();
    await files.syncFolder(folder);
    return new Journal(folder, read.generation, file, read.goodBytes, failpoints);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Durable once it resolves. Throws {@link DiskFull} when nothing of it is left in the file, {@link DiskFailed} when
   * that is not certain: then the process should end, and the next start reads what is really there.
   */
  async append(lines: readonly Buffer[]): Promise<void> {
    const bytes = Buffer.concat(lines);
    await this.#failpoints.hit('journal.beforeWrite');
    try {
      await appendAll(this.#file, bytes);
    } catch (error) {
      // Written but not synced, or not written: nobody can say, so nothing is tried again.
      if (!isFull(error)) throw new DiskFailed('writing the journal', error);
      // Without this the next good line would be glued to a torn one.
      await this.#cutBack(error);
      throw new DiskFull(error);
    }
    this.#bytes += bytes.length;
    await this.#failpoints.hit('journal.afterSync');
  }

  /**
   * Asks the disk whether so many bytes would find room now, and leaves none of them. Throws as {@link append}. A crash
   * in between leaves zero bytes, which a start takes for what they are: never acknowledged.
   */
  async tryRoom(length: number): Promise<void> {
    try {
      await appendAll(this.#file, new Uint8Array(length));
    } catch (error) {
      await this.#cutBack(error);
      throw isFull(error) ? new DiskFull(error) : new DiskFailed('writing the journal', error);
    }
    await this.#cutBack(undefined);
  }

  /** What is appended is found by the next start. Not when somebody has moved the folder away or removed it. */
  isInPlace(): Promise<boolean> {
    return this.#file.isAt(this.#path);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #cutBack(cause: unknown): Promise<void> {
    try {
      await this.#file.truncate(this.#bytes);
      // Else a power cut could bring back commits that were refused.
      await this.#file.datasync();
    } catch (error) {
      throw new DiskFailed('cutting the journal back', new AggregateError([cause, error]));
    }
  }
}
