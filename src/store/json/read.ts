import { silentLog } from '../../core/log.ts';
import type { Document } from '../store.ts';
import { documentsOf } from './contents.ts';
import type { FileLayer } from './files.ts';
import { readFolder } from './folder.ts';
import { recover } from './recover.ts';

const TRIES = 5;

/**
 * Everything that was committed in a folder, without opening it: also while a server writes there (what it acknowledged
 * before this call is in it). A rotation of the files in between makes one reading fail, so it is tried again.
 */
export async function readStore(
  files: FileLayer,
  folder: string,
): Promise<readonly { readonly name: string; readonly documents: Iterable<Document> }[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { contents } = await recover(files, folder, await readFolder(files, folder), silentLog);
      return [...contents].map(([name, found]) => ({ name, documents: documentsOf(found) }));
    } catch (error) {
      if (attempt === TRIES) throw error;
    }
  }
}
