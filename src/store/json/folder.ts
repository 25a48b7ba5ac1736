import { basename, dirname, join } from 'node:path';
import { codeOf, StoreRefused } from './errors.ts';
import type { FileLayer } from './files.ts';
import { LOCK } from './lock.ts';

/** Raised when an older program could misread what this one writes. */
export const FORMAT = 1;

export function refuseNewer(file: string, format: number, known = FORMAT): void {
  if (format > known)
    throw new StoreRefused(
      'newerFormat',
      `${file} was written by a newer version (format ${format}, this one knows ${known}): update the program`,
    );
}

export const TEMPORARY = '.tmp';

export const journalName = (generation: number): string => `journal-${padded(generation, 6)}.log`;
export const snapshotName = (generation: number): string => `snapshot-${padded(generation, 6)}.json`;
export const partName = (generation: number, part: number): string => `snapshot-${padded(generation, 6)}-${padded(part, 4)}.json`;

/**
 * Says that the folder has been used. It lies beside the folder, not in it, so that it is still there when the folder's
 * volume is not mounted.
 */
export const markerPath = (folder: string): string => join(dirname(folder), `${basename(folder)}.used`);

export interface Folder {
  readonly exists: boolean;
  readonly used: boolean;
  /** Generations, rising. */
  readonly journals: readonly number[];
  readonly snapshots: readonly number[];
  readonly parts: readonly { readonly generation: number; readonly name: string }[];
  /** Half-written files of a process that died. */
  readonly leftOver: readonly string[];
}

export async function readFolder(files: FileLayer, folder: string): Promise<Folder> {
  const [names, used] = await Promise.all([files.list(folder), isThere(files, markerPath(folder))]);
  const numbered = (pattern: RegExp): number[] =>
    (names ?? [])
      .flatMap((name) => pattern.exec(name)?.[1] ?? [])
      .map(Number)
      .toSorted((a, b) => a - b);
  return {
    exists: names !== null,
    used,
    journals: numbered(/^journal-(\d{6,})\.log$/),
    snapshots: numbered(/^snapshot-(\d{6,})\.json$/),
    parts: (names ?? []).flatMap((name) => {
      const generation = /^snapshot-(\d{6,})-\d{4,}\.json$/.exec(name)?.[1];
      return generation === undefined ? [] : [{ generation: Number(generation), name }];
    }),
    leftOver: (names ?? []).filter((name) => name.endsWith(TEMPORARY) && name !== LOCK),
  };
}

async function isThere(files: FileLayer, path: string): Promise<boolean> {
  try {
    await files.readFile(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}
