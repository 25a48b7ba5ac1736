import { pino, type DestinationStream } from 'pino';
import type { Log } from './core/log.ts';

const BUFFER_BYTES = 8 * 1024;
const FLUSH_MS = 500;

/**
 * JSON lines on stdout. What goes well is told in lots, every half second; a warning or an error goes out at once with
 * everything before it, so that the last words of a dying process are there.
 * Fields are single values that the callers choose; there is no way to hand in a message or a request.
 */
export function openLog(level: string, stream?: DestinationStream): Log {
  const stdout = stream === undefined ? pino.destination({ dest: 1, sync: false, minLength: BUFFER_BYTES, periodicFlush: FLUSH_MS }) : null;
  const out = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream ?? stdout ?? pino.destination(1));
  const flush = (): void => stdout?.flushSync();
  if (stdout !== null) process.once('exit', flush);
  return {
    info: (message, fields) => out.info(fields ?? {}, message),
    warn: (message, fields) => {
      out.warn(fields ?? {}, message);
      flush();
    },
    error: (message, fields) => {
      out.error(fields ?? {}, message);
      flush();
    },
  };
}
