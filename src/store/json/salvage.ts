import { join } from 'node:path';
import { noFailpoints } from '../../core/failpoints.ts';
import { UniqueViolation, type AnyCollection, type Document } from '../store.ts';
import { checked, Table } from '../memory/table.ts';
import { apply, documentsOf, settle, type Contents, type Found } from './contents.ts';
import { StoreDamaged } from './errors.ts';
import type { FileLayer } from './files.ts';
import { journalName, snapshotName, type Folder } from './folder.ts';
import { commitSchema, openingSchema, readLine } from './line.ts';
import { lowFile } from './low-file.ts';
import { linesOf, type Line } from './read-journal.ts';
import { partSchema, readSnapshot } from './snapshot.ts';

/** Something that is not in what was saved: a line, a file, commits of which no line is left, or a document. */
export interface Lost {
  readonly file: string | null;
  readonly line: number | null;
  readonly bytes: number;
  readonly what: string;
}

export interface Salvaged {
  readonly contents: Contents;
  readonly sequence: number;
  readonly lost: readonly Lost[];
}

interface World {
  readonly files: FileLayer;
  readonly folder: string;
}

/**
 * Everything that is whole, whatever lies before or behind it. A line holds whole documents, so one that is lost takes
 * only its own changes with it; what depended on them is for people to look at. Only reads.
 */
export async function salvage(world: World, found: Folder): Promise<Salvaged> {
  const contents: Contents = new Map();
  const lost: Lost[] = [];
  const base = await baseOf(world, found, contents, lost);
  let last = base.sequence;
  for (const generation of found.journals.filter((one) => one >= base.generation)) {
    last = await salvageJournal(world, generation, { contents, lost, last, from: base.sequence });
  }
  return { contents, sequence: last, lost };
}

/** The newest whole snapshot; else the whole parts of the newest one; else nothing, if the first journal tells it all. */
async function baseOf(
  { files, folder }: World,
  found: Folder,
  contents: Contents,
  lost: Lost[],
): Promise<{ generation: number; sequence: number }> {
  for (const generation of found.snapshots.toReversed()) {
    const kept: Contents = new Map();
    try {
      const { sequence } = await readSnapshot({ files, failpoints: noFailpoints, folder }, generation, (part) => {
        settle(kept, part.collection, part.documents, part.orders);
      });
      for (const [collection, whole] of kept) contents.set(collection, whole);
      return { generation, sequence };
    } catch (error) {
      if (!(error instanceof StoreDamaged)) throw error;
      lost.push({ file: snapshotName(generation), line: null, bytes: 0, what: error.message });
    }
  }
  const newest = found.parts.at(-1)?.generation;
  if (newest === undefined || found.journals[0] === 1) return { generation: 0, sequence: 0 };
  for (const { name } of found.parts.filter(({ generation }) => generation === newest)) {
    const part = lowFile({ files, failpoints: noFailpoints }, join(folder, name), partSchema, { collection: '', documents: [] });
    try {
      await part.read();
      // Some may be missing, so their orders mean nothing.
      settle(contents, part.data.collection, part.data.documents);
    } catch (error) {
      if (!(error instanceof StoreDamaged)) throw error;
      lost.push({ file: name, line: null, bytes: 0, what: error.message });
    }
  }
  return { generation: newest, sequence: 0 };
}

async function salvageJournal(
  { files, folder }: World,
  generation: number,
  into: { contents: Contents; lost: Lost[]; last: number; from: number },
): Promise<number> {
  const file = journalName(generation);
  let { last } = into;
  let number = 0;
  const read = ({ line, ended }: Line): void => {
    number += 1;
    const content = ended ? readLine(line) : undefined;
    if (number === 1 && openingSchema.safeParse(content).success) return;
    const commit = commitSchema.safeParse(content);
    if (!commit.success) {
      into.lost.push({ file, line: number, bytes: line.length, what: ended ? 'it is not what was written' : 'it was never finished' });
      return;
    }
    const { sequence } = commit.data;
    if (sequence <= into.from || sequence <= last) return;
    if (last > 0 && sequence > last + 1) {
      into.lost.push({ file, line: number, bytes: 0, what: `commits ${last + 1} to ${sequence - 1} are in no whole line before it` });
    }
    apply(into.contents, commit.data);
    last = sequence;
  };
  for await (const some of linesOf(files.readStream(join(folder, file)))) for (const line of some) read(line);
  return last;
}

/** Takes out what does not fit the schemas or shares a unique key, so that the rest can be opened. */
export function takeOutUnfit(
  contents: Contents,
  collections: readonly AnyCollection[],
): readonly { collection: string; document: Document }[] {
  return collections.flatMap((collection) => {
    const found = contents.get(collection.name);
    return found === undefined ? [] : unfitIn(collection, found);
  });
}

function unfitIn(collection: AnyCollection, found: Found): readonly { collection: string; document: Document }[] {
  const unfit: { collection: string; document: Document }[] = [];
  const documents = new Map([...documentsOf(found)].map((document) => [document.id, document]));
  const takeOut = (id: string): void => {
    const document = documents.get(id);
    if (document === undefined) return;
    unfit.push({ collection: collection.name, document });
    found.since.set(id, null);
  };
  const kept = new Map<string, Document>();
  for (const [id, document] of documents) {
    const parsed = collection.schema.safeParse(document);
    if (parsed.success) kept.set(id, checked(collection, document));
    else takeOut(id);
  }
  for (;;) {
    try {
      Table.filled(collection, { settled: [...kept.values()] });
      return unfit;
    } catch (error) {
      if (!(error instanceof UniqueViolation) || error.documentId === undefined) throw error;
      takeOut(error.documentId);
      kept.delete(error.documentId);
    }
  }
}
