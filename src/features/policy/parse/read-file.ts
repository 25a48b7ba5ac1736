import type { Metadata } from './front-matter.ts';
import { kindByName, kindOf } from './kind.ts';
import { parsePieces, parsePolicy, type ParsedPolicy } from './parse-policy.ts';
import { FileRefused, LARGEST_FILE_BYTES, type FileKind, type Finding, type FoundInFile } from './piece.ts';
import { decodeText } from './text.ts';

/** Two thousand pages. */
const LONGEST_TEXT = 2_000_000;

/** Bytes of any known kind → document and clauses. Throws {@link FileRefused}; meant for a thread of its own (`reading.ts`). */
export async function readFile(bytes: Uint8Array, fileName: string, given: Metadata): Promise<ParsedPolicy> {
  if (bytes.length === 0) throw new FileRefused({ code: 'empty' });
  if (bytes.length > LARGEST_FILE_BYTES) throw new FileRefused({ code: 'tooLarge', limit: LARGEST_FILE_BYTES });
  const kind = await kindOf(bytes, fileName, () => namesIn(bytes));
  const named = kindByName(fileName);
  const odd: readonly Finding[] = named !== undefined && named !== kind ? [{ code: 'otherKind', kind }] : [];
  if (kind === 'text') {
    const { text, findings } = decodeText(bytes);
    refuseLengths(text.trim().length);
    return parsePolicy(fileName, text, given, [...odd, ...findings]);
  }
  const { pieces, findings } = await piecesOf(kind, bytes);
  let signs = 0;
  for (const piece of pieces)
    signs += piece.kind === 'line' ? piece.text.length : piece.rows.flat().reduce((sum, { text }) => sum + text.length, 0);
  refuseLengths(signs);
  return parsePieces(fileName, pieces, given, [...odd, ...findings]);
}

function refuseLengths(signs: number): void {
  if (signs === 0) throw new FileRefused({ code: 'noText' });
  if (signs > LONGEST_TEXT) throw new FileRefused({ code: 'tooLong', limit: LONGEST_TEXT });
}

async function namesIn(bytes: Uint8Array): Promise<readonly string[]> {
  const { unpack } = await import('./zip.ts');
  return (await unpack(bytes, () => false)).names;
}

/** Each format brings a library of its own, and a thread reads one file. */
async function piecesOf(kind: Exclude<FileKind, 'text'>, bytes: Uint8Array): Promise<FoundInFile> {
  switch (kind) {
    case 'docx':
      return (await import('./docx.ts')).readDocx(bytes);
    case 'xlsx':
      return (await import('./xlsx.ts')).readXlsx(bytes);
    case 'pdf':
      return (await import('./pdf.ts')).readPdf(bytes);
    case 'html': {
      const { readHtml } = await import('./html.ts');
      const { text, findings } = decodeText(bytes);
      const page = readHtml(text);
      return { pieces: page.pieces, findings: [...findings, ...page.findings] };
    }
  }
}
