import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { FileRefused } from './piece.ts';
import { readFile } from './read-file.ts';
import type { ReadPolicy } from './reading.ts';

const metadata = z.object({
  title: z.string().exactOptional(),
  number: z.string().exactOptional(),
  issuer: z.string().exactOptional(),
  inForceFrom: z.string().exactOptional(),
  inForceUntil: z.string().exactOptional(),
  reviewOn: z.string().exactOptional(),
});
const task = z.object({ bytes: z.instanceof(Uint8Array), fileName: z.string(), given: metadata });

/** The thread in which one file is read: it may run out of memory or time without anybody else noticing. */
async function read(): Promise<ReadPolicy> {
  const { bytes, fileName, given } = task.parse(workerData);
  try {
    return { ok: true, policy: await readFile(bytes, fileName, given) };
  } catch (error) {
    // A reader that stumbles over a file has met a bad file.
    return { ok: false, refusal: error instanceof FileRefused ? error.refusal : { code: 'unreadable' } };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
parentPort?.postMessage(await read());
