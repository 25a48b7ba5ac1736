export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Where the program tells the operator something. Never a message text, a token, a key or a robot's URL. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** A fault without its message, which may hold what somebody wrote or an address: its name and where it happened. */
export function faultOf(error: unknown): { readonly fault: string; readonly at: string } {
  if (!(error instanceof Error)) return { fault: typeof error, at: '' };
  const places = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /u.test(line));
  return {
    fault: error.name,
    at: places
      .slice(0, 8)
      .map((line) => line.trim())
      .join(' | '),
  };
}
