import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { Document } from '../store.ts';

// A line is "CCCCCCCC LLLLLLLL {json}\n": CRC-32 of the rest of the line and the byte length of the JSON, both hexadecimal.
const HEAD_BYTES = 18;
const NEWLINE = 0x0a;
const SPACE = 0x20;

/** A document as it lies on disk; its collection's schema has not seen it yet. */
export const documentSchema = z.custom<Document>(
  (value) => typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string',
);

/** The first line of a journal. `after`: the last commit before it. */
export const openingSchema = z.object({ format: z.number().int(), generation: z.number().int(), after: z.number().int() });

/** One commit. `synced`: the last commit known to be durable when this line was written. */
export const commitSchema = z.object({
  sequence: z.number().int(),
  generation: z.number().int(),
  synced: z.number().int(),
  put: z.record(z.string(), z.array(documentSchema)).optional(),
  delete: z.record(z.string(), z.array(z.string())).optional(),
});
export type Commit = z.infer<typeof commitSchema>;

export function lineOf(json: string): Buffer {
  const length = Buffer.byteLength(json);
  const line = Buffer.allocUnsafe(HEAD_BYTES + length + 1);
  line.write(`00000000 ${hex(length)} `, 0, 'latin1');
  line.write(json, HEAD_BYTES);
  line[HEAD_BYTES + length] = NEWLINE;
  line.write(hex(crc32(line.subarray(9, HEAD_BYTES + length))), 0, 'latin1');
  return line;
}

/** The JSON of a whole line (without its end), or `undefined` when a byte of it is not what was written. */
export function readLine(line: Buffer): unknown {
  const length = lengthIn(line);
  if (length === undefined || line.length !== HEAD_BYTES + length) return undefined;
  if (hexAt(line, 0) !== crc32(line.subarray(9))) return undefined;
  try {
    return JSON.parse(line.toString('utf8', HEAD_BYTES));
  } catch {
    return undefined;
  }
}

/** Whether a line without an end is the beginning of a longer one: what a cut leaves, and a changed byte does not. */
export function isBeginning(line: Buffer): boolean {
  const length = lengthIn(line);
  return length === undefined ? line.length < HEAD_BYTES : line.length <= HEAD_BYTES + length;
}

function lengthIn(line: Buffer): number | undefined {
  if (line[8] !== SPACE || line[17] !== SPACE || hexAt(line, 0) === undefined) return undefined;
  return hexAt(line, 9);
}

/** Eight digits as {@link hex} writes them, sign by sign: a start reads a million of them. */
function hexAt(line: Buffer, from: number): number | undefined {
  let value = 0;
  for (let i = from; i < from + 8; i += 1) {
    const sign = line[i] ?? 0;
    if (sign >= 0x30 && sign <= 0x39) value = value * 16 + sign - 0x30;
    else if (sign >= 0x61 && sign <= 0x66) value = value * 16 + sign - 0x57;
    else return undefined;
  }
  return value;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
