import { basename, dirname, join } from 'node:path';
import type { AppendFile } from './files.ts';
import { FORMAT, TEMPORARY } from './folder.ts';
import type { World } from './generations.ts';
import { Journal } from './journal.ts';
import { LOCK } from './lock.ts';
import type { JournalReading } from './read-journal.ts';
import { appendAll, sync, writeAside } from './write-aside.ts';

/** Lies in a copy that is whole, and says how to go back. */
const NOTE = 'README.txt';
const NOTE_TEXT = `这里是升级前的数据，原样留着；升级以后的改动不在里面。
要退回旧版本：停下服务，把 DATA_DIR 设为这个目录，用旧版本启动。
确定不退回，就可以整个删掉。
`;

/**
 * Begins a journal in the format of this program behind those of an older one (reliability C22). Before that, everything is
 * copied beside the folder as it was found. Killed at any moment, either nothing of the new format is in the folder and the
 * older program starts on it, or the copy is whole and it starts on that; this one goes on from wherever it was.
 */
export async function upgraded(world: World, older: JournalReading & { readonly generation: number }, sequence: number): Promise<Journal> {
  const { files, folder, failpoints, log } = world;
  const copy = await keptBeside(world, older.format);
  // Its torn end is cut: behind it another journal follows.
  const ended = await Journal.resume(files, folder, older, failpoints);
  await ended.close();
  const opening = { format: world.format ?? FORMAT, generation: older.generation + 1, after: sequence };
  const journal = await Journal.create(files, folder, opening, failpoints);
  log.warn('the data were written by an older version: they are kept as they were, and go on in the new format', {
    format: older.format,
    kept: basename(copy),
  });
  return journal;
}

async function keptBeside(world: World, format: number): Promise<string> {
  const { files, folder } = world;
  const copy = await unfinished(world, format);
  await files.makeFolder(copy);
  await files.syncFolder(dirname(copy));
  for (const name of inOrder((await files.list(folder)) ?? [])) await copyFile(world, join(folder, name), join(copy, name));
  await files.syncFolder(copy);
  await writeAside(files, join(copy, NOTE), Buffer.from(NOTE_TEXT));
  return copy;
}

/** The first that is not whole yet: one that is whole may be all that is left of an earlier upgrade, and is never touched. */
async function unfinished({ files, folder }: World, format: number): Promise<string> {
  for (let count = 1; ; count += 1) {
    const path = `${folder}.format-${format}${count === 1 ? '' : `-${count}`}`;
    const names = await files.list(path);
    if (names === null || !names.includes(NOTE)) return path;
  }
}

/** The newest journal first and the oldest last: on a copy that was interrupted no program starts, for want of a journal. */
function inOrder(names: readonly string[]): readonly string[] {
  const isJournal = (name: string): boolean => name.startsWith('journal-');
  // What waits to be handled goes on here, and must not be handled there as well.
  const kept = names.filter((name) => name !== LOCK && !name.endsWith(TEMPORARY) && !name.endsWith('.sealed'));
  return [...kept.filter((name) => !isJournal(name)), ...kept.filter(isJournal).toSorted().toReversed()];
}

async function copyFile({ files }: World, from: string, to: string): Promise<void> {
  let file: AppendFile | undefined;
  try {
    file = await files.open(to + TEMPORARY);
    await file.truncate(0);
    for await (const bytes of files.readStream(from)) await appendAll(file, bytes);
    const written = file;
    await sync('syncing a file', () => written.datasync());
  } finally {
    await file?.close();
  }
  await files.rename(to + TEMPORARY, to);
}
