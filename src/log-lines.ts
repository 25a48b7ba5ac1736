import { writeSync } from 'node:fs';
import { systemClock } from './core/clock.ts';
import { codeOf } from './store/json/errors.ts';

const LOT_BYTES = 8 * 1024;
const LOT_MS = 500;
/** A reader of the pipe that is this slow has stopped reading; nothing is waited for again until it reads. */
const PATIENCE_MS = 100;
const NAP_MS = 2;

/** Writes some of the bytes and answers how many, as `writeSync` does. */
export type WriteSome = (bytes: Uint8Array) => number;

export interface LogLines {
  write(line: string): void;
  /** Everything so far. */
  flush(): void;
}

/**
 * Lines in lots. What cannot be written is dropped and counted, and the count is the first thing written afterwards: a full
 * log disk, or a reader that is gone, must not stop the service (reliability D15).
 */
export function logLines(writeSome: WriteSome = (bytes) => writeSync(1, bytes)): LogLines {
  let lines: string[] = [];
  let size = 0;
  let dropped = 0;
  /** The last lot went out in part, and what is there now ends within a line. */
  let torn = false;
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (lines.length === 0) return;
    const lot = lines;
    [lines, size] = [[], 0];
    const told = dropped === 0 ? '' : `${torn ? '\n' : ''}${droppedLine(dropped)}`;
    const bytes = Buffer.from(told + lot.join(''));
    const written = writeMost(writeSome, bytes, dropped === 0 ? PATIENCE_MS : 0);
    if (written === bytes.length) [dropped, torn] = [0, false];
    else {
      dropped += lot.length;
      torn ||= written > 0;
    }
  };

  return {
    flush,
    write: (line) => {
      lines.push(line);
      size += line.length;
      if (size >= LOT_BYTES) flush();
      else timer ??= setTimeout(flush, LOT_MS).unref();
    },
  };
}

/** Answers how much found room. */
function writeMost(writeSome: WriteSome, bytes: Uint8Array, patienceMs: number): number {
  const limit = systemClock.monotonicMs() + patienceMs;
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSome(bytes.subarray(written));
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN' || systemClock.monotonicMs() >= limit) return written;
      nap();
    }
  }
  return written;
}

function nap(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, NAP_MS);
}

function droppedLine(count: number): string {
  return `${JSON.stringify({ level: 40, time: systemClock.now(), msg: 'log lines could not be written', count })}\n`;
}
