import { join } from 'node:path';
import { noFailpoints } from '../../core/failpoints.ts';
import { silentLog } from '../../core/log.ts';
import type { AnyCollection } from '../store.ts';
import { StoreDamaged, StoreRefused } from './errors.ts';
import type { FileLayer } from './files.ts';
import { fill } from './fill.ts';
import { journalName, readFolder } from './folder.ts';
import { readJournal } from './read-journal.ts';
import { recover } from './recover.ts';
import { readSnapshot } from './snapshot.ts';

export interface StoreCheck {
  /** Whether the store would open. */
  readonly opens: boolean;
  readonly problems: readonly { readonly file: string | null; readonly line: number | null; readonly what: string }[];
  readonly collections: readonly { readonly name: string; readonly documents: number; readonly known: boolean }[];
  /** `tornBytes`: the end of an interrupted write; the next start cuts it off. While the store is in use it may be a write under way. */
  readonly journals: readonly { readonly file: string; readonly lines: number; readonly bytes: number; readonly tornBytes: number }[];
  readonly snapshots: readonly { readonly generation: number; readonly documents: number }[];
  readonly commits: number;
}

/** Verifies every byte in a folder and changes none; also while the store is in use. */
export async function checkStore(files: FileLayer, folder: string, collections: readonly AnyCollection[]): Promise<StoreCheck> {
  const found = await readFolder(files, folder);
  const problems: { file: string | null; line: number | null; what: string }[] = [];
  const note = (error: unknown): void => {
    const known = error instanceof StoreDamaged ? { file: error.file, line: error.line } : { file: null, line: null };
    const problem = { ...known, what: error instanceof Error ? error.message : String(error) };
    if (!problems.some(({ file, line }) => file !== null && file === problem.file && line === problem.line)) problems.push(problem);
  };

  const journals = [];
  for (const generation of found.journals) {
    try {
      const { file, lines, goodBytes, tornBytes, damage } = await readJournal(
        files,
        join(folder, journalName(generation)),
        generation,
        () => {},
      );
      journals.push({ file, lines, bytes: goodBytes, tornBytes });
      for (const { line, what } of damage) note(new StoreDamaged(file, line, what));
    } catch (error) {
      note(error);
    }
  }

  const snapshots = [];
  for (const generation of found.snapshots) {
    try {
      let documents = 0;
      await readSnapshot({ files, folder, failpoints: noFailpoints }, generation, (part) => (documents += part.documents.length));
      snapshots.push({ generation, documents });
    } catch (error) {
      note(error);
    }
  }

  const known = new Set(collections.map(({ name }) => name));
  try {
    const { contents, sequence } = await recover(files, folder, found, silentLog);
    const tables = fill(collections, contents);
    const counted = tables.all.map((table) => ({
      name: table.collection.name,
      documents: table.size,
      known: known.has(table.collection.name),
    }));
    return { opens: true, problems, collections: counted, journals, snapshots, commits: sequence };
  } catch (error) {
    if (!(error instanceof StoreDamaged || error instanceof StoreRefused)) throw error;
    note(error);
    return { opens: false, problems, collections: [], journals, snapshots, commits: 0 };
  }
}
