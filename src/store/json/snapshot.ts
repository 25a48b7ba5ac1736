import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z, type ZodType } from 'zod';
import type { Failpoints } from '../../core/failpoints.ts';
import type { Instant } from '../../core/clock.ts';
import type { Tables } from '../memory/tables.ts';
import { StoreDamaged } from './errors.ts';
import type { FileLayer } from './files.ts';
import { partName, snapshotName } from './folder.ts';
import { documentSchema } from './line.ts';
import { lowFile } from './low-file.ts';

export interface SnapshotWorld {
  readonly files: FileLayer;
  readonly failpoints: Failpoints;
  readonly folder: string;
  readonly format?: number;
}

/** `orders`: of every index as many entries as there are documents here, as places among all documents; see filling.ts. */
export const partSchema = z.object({
  collection: z.string(),
  documents: z.array(documentSchema),
  orders: z.record(z.string(), z.array(z.number())).exactOptional(),
});
export type Part = z.infer<typeof partSchema>;

/** The lowdb file that makes its parts a snapshot. The journal of the same generation begins after `sequence`. */
const manifestSchema = z.object({
  generation: z.number().int(),
  sequence: z.number().int(),
  takenAt: z.string(),
  parts: z.array(z.object({ file: z.string(), collection: z.string(), documents: z.number().int() })),
});
type Manifest = z.infer<typeof manifestSchema>;

// lowdb turns a whole file into one string on the event loop: 4 ms for this much. It advises against files over 1 MB.
const PART_BYTES = 512 * 1024;
const FIRST_PIECE = 256;
const NUMBERED_AT_ONCE = 5_000;

/**
 * Writes one state as many small lowdb files and, last of all, the manifest that names them: before it is in place the
 * snapshot does not exist. Works on tables that nobody changes, a part per turn, so commits go on meanwhile.
 */
export async function writeSnapshot(
  world: SnapshotWorld,
  tables: Tables,
  about: { generation: number; sequence: number; takenAt: Instant },
): Promise<{ readonly bytes: number }> {
  const parts: Manifest['parts'] = [];
  let bytes = 0;
  let most = FIRST_PIECE;
  const write = async <T>(file: string, schema: ZodType<T>, data: T): Promise<number> => {
    let size = 0;
    await lowFile({ ...world, onWritten: (written) => (size = written) }, join(world.folder, file), schema, data).write();
    return size;
  };
  for (const table of tables.all) {
    const collection = table.collection.name;
    const pieces = table.pieces();
    while (pieces.number(NUMBERED_AT_ONCE)) await nextTurn();
    for (let piece = pieces.next(most); piece !== null; piece = pieces.next(most)) {
      const { documents } = piece;
      await nextTurn();
      const file = partName(about.generation, parts.length + 1);
      const size = await write(file, partSchema, { collection, ...piece });
      parts.push({ file, collection, documents: documents.length });
      bytes += size;
      most = Math.max(1, Math.min(2 * most, Math.floor((documents.length * PART_BYTES) / size)));
      await nextTurn();
    }
  }
  bytes += await write(snapshotName(about.generation), manifestSchema, { ...about, parts });
  return { bytes };
}

/** Throws {@link StoreDamaged} when the manifest or a part is missing or changed. */
export async function readSnapshot(
  world: SnapshotWorld,
  generation: number,
  onPart: (part: Part) => void,
): Promise<{ readonly sequence: number }> {
  const name = snapshotName(generation);
  const nothing: Manifest = { generation, sequence: 0, takenAt: '', parts: [] };
  const manifest = lowFile(world, join(world.folder, name), manifestSchema, nothing);
  await manifest.read();
  if (manifest.data.generation !== generation) throw new StoreDamaged(name, null, `it is of generation ${manifest.data.generation}`);
  for (const { file, collection, documents } of manifest.data.parts) {
    const part = lowFile(world, join(world.folder, file), partSchema, { collection, documents: [] });
    await part.read();
    if (part.data.collection !== collection || part.data.documents.length !== documents)
      throw new StoreDamaged(file, null, 'it is not the part that the snapshot names');
    onPart(part.data);
  }
  return { sequence: manifest.data.sequence };
}
