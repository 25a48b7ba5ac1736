import { inflateSync } from 'node:zlib';
import { extractTextItems, getDocumentProxy, type StructuredTextItem } from 'unpdf';
import { piecesOfPages, type Page } from './pdf-lines.ts';
import { FileRefused, type FoundInFile } from './piece.ts';

const MOST_PAGES = 400;
/** What one stream of a page may unpack to. Text of 400 pages is far below it. */
const STREAM_LIMIT_BYTES = 64 * 1024 * 1024;
const STREAMS_LIMIT_BYTES = 256 * 1024 * 1024;
/** A page with less is a picture, a cover or empty. */
const FEWEST_SIGNS = 8;

/** The text layer of a PDF. A scan has none and is refused: what a machine guesses from a picture must not be quoted. */
export async function readPdf(bytes: Uint8Array): Promise<FoundInFile> {
  refuseBombs(bytes);
  const document = await opened(bytes);
  if (document.numPages > MOST_PAGES) throw new FileRefused({ code: 'tooManyPages', limit: MOST_PAGES });
  const { items } = await extractTextItems(document);
  const pages = items.map((one): Page => ({ items: one.map(itemOf).filter(({ text }) => text !== '') }));
  const empty = pages.filter((page) => page.items.reduce((sum, { text }) => sum + text.trim().length, 0) < FEWEST_SIGNS).length;
  if (empty === pages.length) throw new FileRefused({ code: 'scan' });
  // Most pages scanned and a typed cover: what could be read would pass for the whole.
  if (empty > pages.length / 2 && pages.length > 2) throw new FileRefused({ code: 'scan' });
  return { pieces: piecesOfPages(pages), findings: empty > 0 ? [{ code: 'emptyPages', count: empty }] : [] };
}

function itemOf({ str, x, y, width, fontSize, height }: StructuredTextItem): Page['items'][number] {
  return { text: str, x, y, width, size: fontSize > 0 ? fontSize : height };
}

async function opened(bytes: Uint8Array): ReturnType<typeof getDocumentProxy> {
  try {
    // A copy: the reader takes the memory it is given with it.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  } catch (error) {
    throw new FileRefused({ code: error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged' });
  }
}

/**
 * Streams are unpacked outside the heap, where no limit of the thread holds: so each is tried first, with an end. A stream
 * packed twice is tried twice.
 */
function refuseBombs(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let total = 0;
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    if (file.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const start = at + 6 + (file[at + 6] === 0x0d ? 2 : 1);
    const end = file.indexOf('endstream', start);
    let packed: Buffer = file.subarray(start, end < 0 ? file.length : end);
    for (let layer = 0; layer < 4 && looksDeflated(packed); layer += 1) {
      const unpacked = inflated(packed);
      if (unpacked === undefined) break;
      total += unpacked.length;
      if (total > STREAMS_LIMIT_BYTES) throw new FileRefused({ code: 'unpacksTooLarge', limit: STREAMS_LIMIT_BYTES });
      packed = unpacked;
    }
  }
}

function looksDeflated(bytes: Buffer): boolean {
  return bytes.length > 2 && ((bytes[0] ?? 0) & 0x0f) === 8 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0;
}

/** undefined for what is no whole stream: the reader will say so. */
function inflated(bytes: Buffer): Buffer | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: STREAM_LIMIT_BYTES });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new FileRefused({ code: 'unpacksTooLarge', limit: STREAM_LIMIT_BYTES });
    return undefined;
  }
}
