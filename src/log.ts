import { pino, type DestinationStream } from 'pino';
import type { Log } from './core/log.ts';

/**
 * JSON lines on stdout, written synchronously so that the last words of a dying process are there.
 * Fields are single values that the callers choose; there is no way to hand in a message or a request.
 */
export function openLog(level: string, stream?: DestinationStream): Log {
  const out = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream ?? pino.destination({ dest: 1, sync: true }));
  return {
    info: (message, fields) => out.info(fields ?? {}, message),
    warn: (message, fields) => out.warn(fields ?? {}, message),
    error: (message, fields) => out.error(fields ?? {}, message),
  };
}
