import { FileRefused, type FileKind } from './piece.ts';

const EXTENSIONS: Readonly<Record<string, FileKind>> = {
  md: 'text',
  markdown: 'text',
  txt: 'text',
  html: 'html',
  htm: 'html',
  docx: 'docx',
  docm: 'docx',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  pdf: 'pdf',
};

/** What the name says; undefined for a name that says nothing we know. */
export function kindByName(fileName: string): FileKind | undefined {
  return EXTENSIONS[/\.([a-z]{2,8})$/iu.exec(fileName)?.[1]?.toLowerCase() ?? ''];
}

/** What the bytes are, whatever the name says. `inZip` lists the names in an archive. */
export async function kindOf(bytes: Uint8Array, fileName: string, inZip: () => Promise<readonly string[]>): Promise<FileKind> {
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return zipKind(await inZip());
  if (head.startsWith('\u00D0\u00CF\u0011\u00E0')) throw new FileRefused({ code: isEncryptedOffice(bytes) ? 'encrypted' : 'oldOffice' });
  if (head.slice(0, 1_024).includes('%PDF-')) return 'pdf';
  if (head.startsWith('{\\rtf')) throw new FileRefused({ code: 'rtf' });
  if (/^(?:\u0089PNG|\u00FF\u00D8\u00FF|GIF8|BM.{4}\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP)/su.test(head))
    throw new FileRefused({ code: 'picture' });
  const words = head.replace(/^\u00EF\u00BB\u00BF/u, '').trimStart();
  if (/^<(?:!doctype\s+html|html|head|body|meta|table|div|p)[\s>]/iu.test(words)) return 'html';
  return kindByName(fileName) === 'html' ? 'html' : 'text';
}

function zipKind(names: readonly string[]): FileKind {
  if (names.includes('word/document.xml')) return 'docx';
  if (names.includes('xl/workbook.xml')) return 'xlsx';
  throw new FileRefused({ code: 'otherZip' });
}

/** Office wraps an encrypted file in its old format, in a stream of this name (UTF-16). */
function isEncryptedOffice(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}
