import type { PoolClient, QueryResult } from 'pg';
import { codeOf, failureOf, type Failure } from './errors.ts';
import type { Asking } from './table.ts';

type Row = Record<string, string>;

/**
 * One connection for the time of one transaction. Statements are sent without waiting for the ones before (pipeline), and are
 * answered in their order. Remembers the first failure: whatever the work makes of it, the transaction has failed.
 */
export class Session {
  readonly #client: PoolClient;
  readonly #underWay = new Set<Promise<unknown>>();
  #failed: { readonly error: unknown } | undefined;
  #xid: string | undefined;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  /** The transaction's number, once it has changed something. */
  get xid(): string | undefined {
    return this.#xid;
  }

  /** The first failure; a method, because it changes while one waits. */
  failure(): { readonly error: unknown; readonly kind: Failure } | undefined {
    return this.#failed === undefined ? undefined : { error: this.#failed.error, kind: failureOf(this.#failed.error) };
  }

  async ask({ statement, values }: Asking): Promise<readonly Row[]> {
    const result = await this.#sent(this.#client.query<Row>({ name: statement.name, text: statement.text, values: [...values] }));
    const xid = result.rows[0]?.['xid'];
    if (xid !== undefined) this.#xid = xid;
    return result.rows;
  }

  /** For statements whose answer nobody waits for before the commit: a failure is seen there. */
  send(asking: Asking): void {
    this.ask(asking).catch(() => {});
  }

  /** A statement of somebody else's in this transaction. */
  async query(text: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]> {
    const { rows } = await this.#sent(this.#client.query<Row>({ text, values: [...values] }));
    return rows;
  }

  /** BEGIN and the like. */
  say(sql: string): Promise<QueryResult<Row>> {
    return this.#sent(this.#client.query<Row>(sql));
  }

  /** Once the transaction's number is known; at once where nothing was changed. */
  async numbered(): Promise<void> {
    if (this.#xid === undefined) await Promise.allSettled(this.#underWay);
  }

  #sent<R>(answer: Promise<R>): Promise<R> {
    const noted = answer.catch((error: unknown) => {
      // 25P02: the transaction had failed before; the first failure says why.
      if (codeOf(error) !== '25P02') this.#failed ??= { error };
      throw error;
    });
    this.#underWay.add(noted);
    noted.finally(() => this.#underWay.delete(noted)).catch(() => {});
    return noted;
  }
}
