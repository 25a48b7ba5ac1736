import { basename, dirname, join } from 'node:path';
import type { Instant } from '../../core/clock.ts';
import { noFailpoints } from '../../core/failpoints.ts';
import { silentLog } from '../../core/log.ts';
import type { AnyCollection } from '../store.ts';
import type { Tables } from '../memory/tables.ts';
import { StoreDamaged, StoreRefused } from './errors.ts';
import type { FileLayer } from './files.ts';
import { fill } from './fill.ts';
import { FORMAT, readFolder, type Folder } from './folder.ts';
import { Journal } from './journal.ts';
import { recover } from './recover.ts';
import { salvage, takeOutUnfit, type Lost } from './salvage.ts';
import { writeSnapshot } from './snapshot.ts';
import { writeAside } from './write-aside.ts';

export interface Repair {
  /** A folder that opens is left alone. */
  readonly needed: boolean;
  readonly lost: readonly Lost[];
  /** How many documents there are afterwards. */
  readonly documents: number;
  /** Where everything went as it was found; `null` when nothing was changed. */
  readonly aside: string | null;
}

interface Options {
  readonly files: FileLayer;
  readonly folder: string;
  readonly collections: readonly AnyCollection[];
  readonly now: Instant;
  /** Only tells what would be done. */
  readonly dryRun: boolean;
}

/** Reasons for which nothing here could be of help: somebody else is at work, or there is nothing to save. */
const HOPELESS: ReadonlySet<string> = new Set(['locked', 'emptied', 'newerFormat', 'unfitDisk', 'unreadable']);

/**
 * Makes a folder that does not open open again, with everything in it that is whole, and says what is not. Nothing is
 * deleted: the new generation is written first, and what was found is then moved beside the folder, byte by byte. Killed
 * at any moment, it has either not begun or can be begun again.
 */
export async function repairStore(options: Options): Promise<Repair> {
  const { files, folder, dryRun } = options;
  if (dryRun) return work(options);
  const lock = await files.lock(folder);
  try {
    return await work(options);
  } finally {
    await lock.release();
  }
}

async function work(options: Options): Promise<Repair> {
  const { files, folder, collections, dryRun } = options;
  const found = await readFolder(files, folder);
  const sound = await opens(options, found);
  if (sound !== undefined) return { needed: false, lost: [], documents: count(sound), aside: null };

  const { contents, sequence, lost } = await salvage({ files, folder }, found);
  const unfit = takeOutUnfit(contents, collections);
  const unfitLost = unfit.map(({ collection, document }) => {
    return {
      file: null,
      line: null,
      bytes: 0,
      what: `${collection}, document ${document.id}: it does not fit this version or shares a unique key`,
    };
  });
  const tables = fill(collections, contents);
  const result = { needed: true, lost: [...lost, ...unfitLost], documents: count(tables) };
  if (dryRun) return { ...result, aside: null };

  const aside = await beginAnew(options, found, tables, sequence);
  if (unfit.length > 0)
    await writeAside(files, join(aside, 'unfit.jsonl'), Buffer.from(unfit.map((one) => `${JSON.stringify(one)}\n`).join('')));
  return { ...result, aside };
}

async function opens({ files, folder, collections }: Options, found: Folder): Promise<Tables | undefined> {
  try {
    const { contents } = await recover(files, folder, found, silentLog);
    return fill(collections, contents);
  } catch (error) {
    if (error instanceof StoreRefused && HOPELESS.has(error.reason)) throw error;
    if (!(error instanceof StoreDamaged || error instanceof StoreRefused)) throw error;
    return undefined;
  }
}

async function beginAnew({ files, folder, now }: Options, found: Folder, tables: Tables, sequence: number): Promise<string> {
  const generation = Math.max(0, ...found.journals, ...found.snapshots, ...found.parts.map((part) => part.generation)) + 1;
  const journal = await Journal.create(files, folder, { format: FORMAT, generation, after: sequence }, noFailpoints);
  await journal.close();
  await writeSnapshot({ files, folder, failpoints: noFailpoints }, tables, { generation, sequence, takenAt: now });

  const aside = join(dirname(folder), `${basename(folder)}.aside-${now.replaceAll(/[^0-9TZ]/gu, '')}`);
  await files.makeFolder(aside);
  await files.syncFolder(dirname(folder));
  const parts = new Set(found.parts.map(({ name }) => name));
  const names = (await files.list(folder)) ?? [];
  const older = names.filter((name) => parts.has(name) || numberOf(name) < generation);
  for (const name of older) await files.rename(join(folder, name), join(aside, name));
  await files.syncFolder(aside);
  await files.syncFolder(folder);
  return aside;
}

/** Of a journal or a manifest; what is neither stays. */
function numberOf(name: string): number {
  return Number(/^(?:journal|snapshot)-(\d{6,})(?:\.log|\.json)$/u.exec(name)?.[1] ?? Number.POSITIVE_INFINITY);
}

function count(tables: Tables): number {
  return tables.all.reduce((sum, table) => sum + table.size, 0);
}
