import { pino } from 'pino';
import { faultOf, type Log } from './core/log.ts';
import { logLines, type LogLines } from './log-lines.ts';

/**
 * JSON lines on stdout. What goes well is told in lots, every half second; a warning or an error goes out at once with
 * everything before it, so that the last words of a dying process are there.
 * Fields are single values that the callers choose; there is no way to hand in a message or a request.
 */
export function openLog(level: string, lines: LogLines = logLines()): Log {
  const out = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, lines);
  process.once('exit', lines.flush);
  return {
    info: (message, fields) => out.info(fields ?? {}, message),
    warn: (message, fields) => {
      out.warn(fields ?? {}, message);
      lines.flush();
    },
    error: (message, fields) => {
      out.error(fields ?? {}, message);
      lines.flush();
    },
  };
}

/** For what nobody caught: Node's own words would hold its message. */
export const EXIT_UNCAUGHT = 4;

/**
 * What nobody caught leaves the program in a state that nobody knows: it is told without its message, which may hold what
 * somebody wrote, and the process ends; whoever guards it starts it again (reliability C19).
 */
export function endOnUncaught(log: Log): void {
  // A promise that nobody handles comes here too.
  process.once('uncaughtException', (error) => {
    log.error('nobody caught this; the process ends', faultOf(error));
    process.exit(EXIT_UNCAUGHT);
  });
}
