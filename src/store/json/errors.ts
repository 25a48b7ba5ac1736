/** What is on disk cannot be what was written there. The start is refused; nothing was changed or dropped. */
export class StoreDamaged extends Error {
  readonly file: string;
  /** Line of a journal, from 1; `null` where a file as a whole is meant. */
  readonly line: number | null;

  constructor(file: string, line: number | null, what: string) {
    super(line === null ? `${file}: ${what}` : `${file}, line ${line}: ${what}`);
    this.name = 'StoreDamaged';
    this.file = file;
    this.line = line;
  }
}

export type RefusalReason = 'locked' | 'emptied' | 'journalMissing' | 'newerFormat' | 'unfit' | 'unfitDisk' | 'unreadable';

/** The store will not be opened in this state of the folder. Nothing was changed. */
export class StoreRefused extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'StoreRefused';
    this.reason = reason;
  }
}

/** Nothing of the last append is left in the file; the next one may succeed. */
export class DiskFull extends Error {
  constructor(cause: unknown) {
    super('no space on the disk', { cause });
    this.name = 'DiskFull';
  }
}

/** What is on disk is no longer known. After this nothing may be written, nor any sync be tried again. */
export class DiskFailed extends Error {
  constructor(doing: string, cause: unknown) {
    super(`the disk failed while ${doing}`, { cause });
    this.name = 'DiskFailed';
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export function isFull(error: unknown): boolean {
  return FULL.has(codeOf(error) ?? '');
}
