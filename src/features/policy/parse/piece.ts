export const LARGEST_FILE_BYTES = 20 * 1024 * 1024;

/** What a reader of one format finds, top to bottom, before anybody asks what it means. */
export type Piece =
  /** `level`: marked as a heading by the format itself, 1 = the title. */
  | { readonly kind: 'line'; readonly text: string; readonly level?: number }
  | { readonly kind: 'grid'; readonly rows: readonly (readonly Cell[])[] };

export interface Cell {
  readonly text: string;
  /** Columns and rows that it covers; 1 unless merged. */
  readonly across: number;
  readonly down: number;
  /** Marked as a heading of its column. */
  readonly head: boolean;
}

/** What the person who handed in the file should know about it; worded in texts. */
export type Finding =
  | { readonly code: 'hiddenText'; readonly found: string }
  | { readonly code: 'otherKind'; readonly kind: FileKind }
  | { readonly code: 'macros' | 'revisions' | 'strangeSigns' | 'formulas' }
  | { readonly code: 'pictures' | 'emptyPages' | 'hiddenSheets' | 'cutTable'; readonly count: number };

export type FileKind = 'text' | 'html' | 'docx' | 'xlsx' | 'pdf';

/** Why a file is not taken. Nothing of it was kept. */
export type FileRefusal =
  | { readonly code: 'empty' | 'damaged' | 'encrypted' | 'oldOffice' | 'rtf' | 'picture' | 'binary' | 'otherZip' | 'scan' | 'noText' }
  | { readonly code: 'tooLarge' | 'unpacksTooLarge' | 'tooManyPages' | 'tooLong'; readonly limit: number }
  | { readonly code: 'tooSlow' | 'tooMuchMemory' | 'unreadable' | 'busy' };

/** Thrown inside the readers, caught once at their door. */
export class FileRefused extends Error {
  readonly refusal: FileRefusal;
  constructor(refusal: FileRefusal) {
    super(refusal.code);
    this.name = 'FileRefused';
    this.refusal = refusal;
  }
}

export interface FoundInFile {
  readonly pieces: readonly Piece[];
  readonly findings: readonly Finding[];
}
