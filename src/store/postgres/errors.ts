export type DatabaseProblem = 'newerFormat' | 'unreachable' | 'notAllowed' | 'missing' | 'tooOld' | 'encoding' | 'locked';

/** The store will not be opened on this database, or cannot be. Nothing was changed. */
export class DatabaseRefused extends Error {
  readonly reason: DatabaseProblem;

  constructor(reason: DatabaseProblem, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'DatabaseRefused';
    this.reason = reason;
  }
}

/** SQLSTATE of PostgreSQL, or the system's code of a connection that failed. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * What a failed statement means for the transaction it was part of.
 * - `conflict`: somebody else was faster; the same work may well succeed at once. Nothing was kept.
 * - `away`: the database does not answer, or not in time; whether a COMMIT that was under way was kept is open.
 * - `bug`: neither will help.
 */
export type Failure = 'conflict' | 'away' | 'bug';

// serialization_failure, deadlock_detected, unique_violation (by somebody whom the snapshot does not show), lock_not_available,
// query_canceled by statement_timeout behind a lock.
const CONFLICTS: ReadonlySet<string> = new Set(['40001', '40P01', '23505', '55P03', '53200']);
// Classes: connection exception, insufficient resources, operator intervention (shutdown, statement_timeout), system error.
// Invalid authorization: we were let in before, so somebody is changing a password or a role.
const AWAY_CLASS = /^(?:08|28|53|57|58)/u;
// idle_in_transaction_session_timeout, read-only (a replica before its promotion), and the system's own.
const AWAY: ReadonlySet<string> = new Set([
  '25P03',
  '25006',
  // object_not_in_prerequisite_state: it takes no connections just now.
  '55000',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);
/** pg has no codes for these. */
const AWAY_MESSAGE =
  /connection terminated|connection error|timeout (?:exceeded|expired)|read timeout|client was closed|ended by the other party|hot standby|permission denied for database/iu;

/** No code of pg's own, "not supported" (serializable on a standby), "not allowed" (to connect). */
const NAMELESS: ReadonlySet<string> = new Set(['', '0A000', '42501']);

/** out_of_memory, of the server's shared memory: no room to remember what this transaction reads, as long as an older one is open. */
export function isCrowded(error: unknown): boolean {
  return codeOf(error) === '53200';
}

export function failureOf(error: unknown): Failure {
  const code = codeOf(error);
  if (CONFLICTS.has(code)) return 'conflict';
  if (AWAY.has(code) || AWAY_CLASS.test(code)) return 'away';
  if (error instanceof AggregateError) return error.errors.every((one) => failureOf(one) === 'away') ? 'away' : 'bug';
  return NAMELESS.has(code) && error instanceof Error && AWAY_MESSAGE.test(error.message) ? 'away' : 'bug';
}
