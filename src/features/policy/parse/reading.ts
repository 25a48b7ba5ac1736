import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Metadata } from './front-matter.ts';
import { LARGEST_FILE_BYTES, type FileRefusal } from './piece.ts';
import type { ParsedPolicy } from './parse-policy.ts';

export type ReadPolicy = { readonly ok: true; readonly policy: ParsedPolicy } | { readonly ok: false; readonly refusal: FileRefusal };

export interface ReadingLimits {
  readonly timeoutMs: number;
  readonly heapMb: number;
  /** Growth of the whole process while the file is read, beyond which the thread is ended: buffers lie outside its heap. */
  readonly growthMb: number;
}

const LIMITS: ReadingLimits = { timeoutMs: 30_000, heapMb: 384, growthMb: 900 };
/** Files that wait while one is read. More are sent back: the sender can try again, a server without memory cannot. */
const MOST_WAITING = 8;
const WATCH_MS = 100;

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * Reads an untrusted file in a thread of its own, one at a time, with an end to its time and memory. Never rejects for what a
 * file does: a file that cannot be read is refused with the reason.
 */
export async function readPolicyFile(
  bytes: Uint8Array,
  fileName: string,
  given: Metadata = {},
  limits: ReadingLimits = LIMITS,
): Promise<ReadPolicy> {
  if (bytes.length === 0) return { ok: false, refusal: { code: 'empty' } };
  if (bytes.length > LARGEST_FILE_BYTES) return { ok: false, refusal: { code: 'tooLarge', limit: LARGEST_FILE_BYTES } };
  if (waiting >= MOST_WAITING) return { ok: false, refusal: { code: 'busy' } };
  waiting += 1;
  const turn = last.then(() => inThread(bytes, fileName, given, limits));
  last = turn;
  try {
    return await turn;
  } finally {
    waiting -= 1;
  }
}

/** What comes out of the thread was made of a stranger's file by code that may have met something new: it is checked. */
const answerSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    policy: z.custom<ParsedPolicy>((value) => typeof value === 'object' && value !== null && 'clauses' in value),
  }),
  z.object({
    ok: z.literal(false),
    refusal: z.custom<FileRefusal>((value) => typeof value === 'object' && value !== null && 'code' in value),
  }),
]);

function inThread(bytes: Uint8Array, fileName: string, given: Metadata, limits: ReadingLimits): Promise<ReadPolicy> {
  return new Promise((resolve) => {
    const before = process.memoryUsage.rss();
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: { bytes, fileName, given },
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      // What a parser prints about a file is nobody's log.
      stdout: true,
      stderr: true,
      execArgv: ['--no-warnings'],
      env: {},
    });
    let ended = false;
    const end = (result: ReadPolicy): void => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      clearInterval(watch);
      void worker.terminate().then(() => resolve(result));
    };
    const timer = setTimeout(() => end({ ok: false, refusal: { code: 'tooSlow' } }), limits.timeoutMs);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > limits.growthMb * 1024 * 1024) end({ ok: false, refusal: { code: 'tooMuchMemory' } });
    }, WATCH_MS);
    worker.once('message', (answer: unknown) => {
      const read = answerSchema.safeParse(answer);
      end(read.success ? read.data : { ok: false, refusal: { code: 'unreadable' } });
    });
    worker.once('error', (error) => end({ ok: false, refusal: { code: isOutOfMemory(error) ? 'tooMuchMemory' : 'unreadable' } }));
    worker.once('exit', () => end({ ok: false, refusal: { code: 'unreadable' } }));
  });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
