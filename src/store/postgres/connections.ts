import { Pool, type ClientConfig, type PoolClient } from 'pg';
import type { Log } from '../../core/log.ts';
import { codeOf } from './errors.ts';

/** Nobody waits longer for a free connection: by then the member has been told that it takes a while. */
const CONNECT_MS = 2_000;
/** A statement of ours is a look by an index; one that takes longer is waiting for somebody. */
const STATEMENT_MS = 5_000;
const LOCK_MS = 2_000;
/**
 * A process that was stopped in the middle of a transaction holds its locks no longer than this. Until then the server remembers what
 * every other transaction has read since, on all its databases, and has room for some thousand of those.
 */
const IDLE_IN_TRANSACTION_MS = 3_000;
/** Past the statement's own limit: the network swallowed the answer. */
const ANSWER_MS = 8_000;
/** More would only be waited for after their askers have given up. */
const WAITING_AT_MOST = 1_000;

/**
 * Set once the line stands, not with the start-up packet: the `options` of an operator's URL would take the place of ours, and a
 * pooler in between knows few of them.
 * - Every question is answered by an index. On a small table the planner would rather read all of it, and a serializable
 *   transaction that has read all of a table collides with everybody who writes to it.
 * - Acknowledged is kept, whatever is the default of the server, the database or the role, now or later.
 */
const SESSION = `
  SET enable_seqscan = off; SET jit = off;
  SET statement_timeout = ${STATEMENT_MS}; SET lock_timeout = ${LOCK_MS};
  SET idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS};
  SELECT set_config('synchronous_commit', CASE setting WHEN 'off' THEN 'on' ELSE setting END, false)
    FROM current_setting('synchronous_commit') AS setting`;

/** For a connection that is not the pool's: the watch, the first look, laying the tables. */
export function settingsOf(url: string, name: string): ClientConfig {
  return { connectionString: url, application_name: `dangqun-bot ${name}`, connectionTimeoutMillis: CONNECT_MS, keepAlive: true };
}

/** The connections that transactions run on. */
export class Connections {
  readonly #pool: Pool;

  constructor(url: string, options: { readonly most: number; readonly log: Log }) {
    this.#pool = new Pool({
      ...settingsOf(url, 'store'),
      pipeline: true,
      max: options.most,
      query_timeout: ANSWER_MS,
    });
    this.#pool.on('connect', (client) => {
      // A connection that is cut while it is in use says so twice: to the statement, which is heard, and as an event, which
      // without a listener would end the process.
      client.on('error', () => {});
      // Before any statement of ours, since they go in order. One that will not have it is of no use.
      client.query(SESSION).catch(() => client.end().catch(() => {}));
    });
    // An idle connection that was cut: the pool opens another when one is needed.
    this.#pool.on('error', (error) => options.log.warn('an idle connection to the database was cut', { code: codeOf(error) }));
  }

  get overrun(): boolean {
    return this.#pool.waitingCount >= WAITING_AT_MOST;
  }

  take(): Promise<PoolClient> {
    return this.#pool.connect();
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
