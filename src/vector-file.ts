import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { KeptVector, VectorShelf } from './features/policy/index.ts';
import type { FileLayer } from './store/json/index.ts';
import { appendAll, writeAside } from './store/json/write-aside.ts';

const NAME = 'policy-vectors.bin';
const KEY_BYTES = 32;
const HEAD_BYTES = 4 + KEY_BYTES;
const SUM_BYTES = 4;
/** No model has longer ones; a length beyond it is damage. */
const MOST_DIMENSIONS = 16_384;

/**
 * The vectors of the clauses in a file beside the store, not in it: they are many times the size of the texts, and can be made again. Each
 * is a record of its own (numbers, key, vector, checksum; little-endian), appended and not synced. A torn end is cut off before the next
 * one; it is in no backup. Keys are one-way; whoever may read the file may read the rules beside it.
 */
export function openVectorShelf({ files, folder }: { readonly files: FileLayer; readonly folder: string }): VectorShelf {
  const path = join(folder, NAME);
  /** Where the damage begins that the last reading met; cut off once, before anything is added. */
  let soundBytes: number | undefined;

  async function* read(): AsyncGenerator<KeptVector> {
    let sound = 0;
    if ((await files.list(folder))?.includes(NAME) !== true) return;
    let rest = Buffer.alloc(0);
    for await (const piece of files.readStream(path)) {
      rest = Buffer.concat([rest, piece]);
      let at = 0;
      for (;;) {
        const record = recordAt(rest, at);
        if (record === 'unfinished') break;
        if (record === 'damaged') {
          soundBytes = sound;
          return;
        }
        at += record.bytes;
        sound += record.bytes;
        yield record.kept;
      }
      rest = rest.subarray(at);
    }
    if (rest.length > 0) soundBytes = sound;
  }

  return {
    read,
    add: async (vectors) => {
      await files.makeFolder(folder);
      const file = await files.open(path);
      try {
        if (soundBytes !== undefined) await file.truncate(soundBytes);
        soundBytes = undefined;
        // In one piece: another process may add to the same file.
        await appendAll(file, Buffer.concat(vectors.map(bytesOf)));
      } finally {
        await file.close();
      }
    },
    replace: async (vectors) => {
      await writeAside(files, path, Buffer.concat(vectors.map(bytesOf)));
      soundBytes = undefined;
    },
  };
}

function bytesOf({ key, vector }: KeptVector): Buffer {
  const bytes = Buffer.alloc(HEAD_BYTES + vector.length * 4 + SUM_BYTES);
  bytes.writeUInt32LE(vector.length, 0);
  bytes.write(key, 4, KEY_BYTES, 'base64url');
  vector.forEach((value, at) => bytes.writeFloatLE(value, HEAD_BYTES + at * 4));
  const end = bytes.length - SUM_BYTES;
  bytes.writeUInt32LE(crc32(bytes.subarray(0, end)), end);
  return bytes;
}

function recordAt(bytes: Buffer, at: number): { readonly kept: KeptVector; readonly bytes: number } | 'unfinished' | 'damaged' {
  if (bytes.length < at + HEAD_BYTES) return 'unfinished';
  const dimensions = bytes.readUInt32LE(at);
  if (dimensions === 0 || dimensions > MOST_DIMENSIONS) return 'damaged';
  const end = at + HEAD_BYTES + dimensions * 4;
  if (bytes.length < end + SUM_BYTES) return 'unfinished';
  if (crc32(bytes.subarray(at, end)) !== bytes.readUInt32LE(end)) return 'damaged';
  const key = bytes.subarray(at + 4, at + HEAD_BYTES).toString('base64url');
  const vector = Float32Array.from({ length: dimensions }, (_, number) => bytes.readFloatLE(at + HEAD_BYTES + number * 4));
  return { kept: { key, vector }, bytes: end + SUM_BYTES - at };
}
