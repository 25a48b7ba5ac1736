import type { IncomingMessage } from 'node:http';
import type { Timers } from './timers.ts';

/** reliability P13: 1 MiB, 15 s. */
const LIMIT_BYTES = 1024 * 1024;
const TIMEOUT_MS = 15_000;

export type BodyRead =
  | { readonly ok: true; readonly bytes: Buffer }
  /** 413 too big, 415 compressed (a bomb may hide in it), 408 too slow, null when the sender went away. */
  | { readonly ok: false; readonly status: 408 | 413 | 415 | null };

/** The raw bytes of a request: signatures are over bytes, so no parser may come first. Never reads past 1 MiB. */
export async function readBody(request: IncomingMessage, timers: Timers): Promise<BodyRead> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return { ok: false, status: 415 };
  if (Number(request.headers['content-length'] ?? 0) > LIMIT_BYTES) return { ok: false, status: 413 };
  const { promise, resolve } = Promise.withResolvers<BodyRead>();
  const callOff = timers.after(TIMEOUT_MS, () => resolve({ ok: false, status: 408 }));
  const chunks: Buffer[] = [];
  let size = 0;
  const onData = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > LIMIT_BYTES) resolve({ ok: false, status: 413 });
    else chunks.push(chunk);
  };
  const onEnd = (): void => resolve({ ok: true, bytes: Buffer.concat(chunks) });
  const onGone = (): void => resolve({ ok: false, status: null });
  request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  try {
    return await promise;
  } finally {
    callOff();
    // `error` keeps its listener: an abort after this point must not end the process.
    request.pause().off('data', onData).off('end', onEnd).off('close', onGone);
  }
}
