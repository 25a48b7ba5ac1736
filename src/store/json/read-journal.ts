import { basename } from 'node:path';
import type { FileLayer } from './files.ts';
import { FORMAT, refuseNewer } from './folder.ts';
import { commitSchema, isBeginning, openingSchema, readLine, type Commit } from './line.ts';

export interface JournalReading {
  readonly file: string;
  readonly format: number;
  /** The commit after which this journal begins; `undefined` when its first line is damaged. */
  readonly after: number | undefined;
  /** The last whole commit; that of `after` when there is none. */
  readonly last: number;
  /** Whole lines, the opening line among them. */
  readonly lines: number;
  readonly goodBytes: number;
  /** Bytes of a last write that a crash or power cut left unfinished: never acknowledged, to be cut. */
  readonly tornBytes: number;
  /** What no crash explains. */
  readonly damage: readonly { readonly line: number; readonly what: string }[];
}

/**
 * Reads a journal once through, a piece at a time, and hands over every commit before the first bad line.
 *
 * A bad line is the torn end of the last write when it is cut off, or holds zero bytes (a lost sector; JSON never holds
 * one), and nothing behind it proves otherwise: a later line tells how far the file was synced when it was written.
 * Everything else is damage.
 */
export async function readJournal(
  files: FileLayer,
  path: string,
  generation: number,
  onCommit: (commit: Commit) => void,
  known = FORMAT,
): Promise<JournalReading> {
  const file = basename(path);
  const damage: { line: number; what: string }[] = [];
  let format = known;
  let after: number | undefined;
  let last = 0;
  let lines = 0;
  let number = 0;
  let goodBytes = 0;
  let allBytes = 0;
  let bad: { line: number; due: number; torn: boolean; proven: boolean }[] = [];

  const read = ({ line, ended }: Line): void => {
    number += 1;
    const bytes = line.length + (ended ? 1 : 0);
    allBytes += bytes;
    const content = ended ? readLine(line) : undefined;
    if (number === 1) {
      const opening = openingSchema.safeParse(content);
      if (!opening.success) {
        damage.push({ line: 1, what: 'the opening line is damaged' });
      } else {
        ({ format } = opening.data);
        refuseNewer(file, format, known);
        if (opening.data.generation !== generation) damage.push({ line: 1, what: `it is of generation ${opening.data.generation}` });
        after = opening.data.after;
        last = after;
        lines = 1;
        goodBytes = bytes;
      }
      return;
    }
    const commit = commitSchema.safeParse(content);
    const synced = commit.success ? commit.data.synced : syncedBehindHoles(line, ended);
    if (bad.length > 0) bad = bad.map((entry) => ({ ...entry, proven: entry.proven || synced >= entry.due }));
    if (!commit.success) {
      const torn = line.includes(0) || (!ended && isBeginning(line));
      bad.push({ line: number, due: last + 1, torn, proven: synced > last });
      return;
    }
    if (bad.length > 0 || damage.length > 0) return;
    if (commit.data.sequence !== last + 1 || commit.data.generation !== generation) {
      damage.push({
        line: number,
        what: `it holds commit ${commit.data.sequence} of generation ${commit.data.generation} where ${last + 1} of ${generation} is due`,
      });
      return;
    }
    onCommit(commit.data);
    last += 1;
    lines += 1;
    goodBytes += bytes;
  };
  for await (const some of linesOf(files.readStream(path))) for (const line of some) read(line);

  if (number === 0) damage.push({ line: 1, what: 'the opening line is missing' });
  const torn = damage.length === 0 && bad.every((entry) => entry.torn && !entry.proven);
  if (!torn) for (const entry of bad) damage.push({ line: entry.line, what: 'the line is not what was written' });
  return { file, format, after, last, lines, goodBytes, tornBytes: torn ? allBytes - goodBytes : 0, damage };
}

/** A hole over a line's end hides the line behind it, which may still prove that the file had been synced. */
function syncedBehindHoles(line: Buffer, ended: boolean): number {
  let synced = 0;
  for (let hole = ended ? line.indexOf(0) : -1; hole >= 0; hole = line.indexOf(0, hole + 1)) {
    if (line[hole + 1] === 0) continue;
    const hidden = commitSchema.safeParse(readLine(line.subarray(hole + 1)));
    if (hidden.success) synced = Math.max(synced, hidden.data.synced);
  }
  return synced;
}

const NEWLINE = 0x0a;

export interface Line {
  readonly line: Buffer;
  readonly ended: boolean;
}

/** As many lines at a time as came with one read: waiting for each of a million alone takes longer than reading it. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncIterable<readonly Line[]> {
  let begun: Buffer[] = [];
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Line[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      const rest = bytes.subarray(start, end);
      lines.push({ line: begun.length === 0 ? rest : Buffer.concat([...begun, rest]), ended: true });
      begun = [];
      start = end + 1;
    }
    if (start < bytes.length) begun.push(bytes.subarray(start));
    yield lines;
  }
  if (begun.length > 0) yield [{ line: Buffer.concat(begun), ended: false }];
}
