import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { ZipFile as NewZip } from 'yazl';
import { FileRefused } from './piece.ts';

const MOST_ENTRIES = 4_000;
/** What one entry, and all that are read together, may unpack to. Office text packs 10 to 1; a bomb packs 1000 to 1. */
const ENTRY_LIMIT_BYTES = 48 * 1024 * 1024;
const TOTAL_LIMIT_BYTES = 96 * 1024 * 1024;

export interface Unpacked {
  /** Every name in the archive; never used as a path of this machine. */
  readonly names: readonly string[];
  readonly parts: ReadonlyMap<string, Buffer>;
}

/** Reads the wanted entries into memory and nothing else. Sizes are counted while unpacking: what an archive says of itself is not believed. */
export async function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Promise<Unpacked> {
  const zip = await opened(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const names: string[] = [];
  const parts = new Map<string, Buffer>();
  let total = 0;
  try {
    for await (const entry of entriesOf(zip)) {
      names.push(entry.fileName);
      if (names.length > MOST_ENTRIES) throw new FileRefused({ code: 'unpacksTooLarge', limit: TOTAL_LIMIT_BYTES });
      if (!wanted(entry.fileName)) continue;
      if (entry.isEncrypted()) throw new FileRefused({ code: 'encrypted' });
      const part = await read(zip, entry, Math.min(ENTRY_LIMIT_BYTES, TOTAL_LIMIT_BYTES - total));
      total += part.length;
      parts.set(entry.fileName, part);
    }
  } finally {
    zip.close();
  }
  return { names, parts };
}

/** A new archive of these parts, uncompressed. */
export async function pack(parts: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const zip = new NewZip();
  for (const [name, part] of parts) zip.addBuffer(part, name, { compress: false });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Office files have no document type of their own; one that brings entities wants to be a bomb. */
export function refuseEntities(parts: ReadonlyMap<string, Buffer>): void {
  for (const part of parts.values())
    if (part.includes('<!DOCTYPE') || part.includes('<!ENTITY')) throw new FileRefused({ code: 'damaged' });
}

function opened(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // File names are checked by yauzl: an archive with `../` or an absolute path in it is refused as damaged.
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(new FileRefused({ code: 'damaged' }));
    });
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.removeAllListeners();
      zip.once('entry', resolve);
      zip.once('end', () => resolve(undefined));
      zip.once('error', () => reject(new FileRefused({ code: 'damaged' })));
      zip.readEntry();
    });
    if (entry === undefined) return;
    yield entry;
  }
}

function read(zip: ZipFile, entry: Entry, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null) {
        reject(new FileRefused({ code: 'damaged' }));
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size <= limitBytes) return;
        stream.destroy();
        reject(new FileRefused({ code: 'unpacksTooLarge', limit: TOTAL_LIMIT_BYTES }));
      });
      stream.on('end', () => resolve(Buffer.concat(chunks)));
      stream.on('error', () => reject(new FileRefused({ code: 'damaged' })));
    });
  });
}
