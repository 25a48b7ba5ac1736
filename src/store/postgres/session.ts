import type { PoolClient, QueryConfig, QueryResult } from 'pg';
import { codeOf, failureOf, type Failure } from './errors.ts';
import type { Asking } from './table.ts';

type Row = Readonly<Record<string, string | null>>;

interface Held {
  readonly give: () => void;
  readonly refuse: (error: unknown) => void;
}

/**
 * One connection for the time of one transaction. Statements are sent without waiting for the ones before (pipeline), those that
 * are asked one right after the other in one piece, and are answered in their order. Remembers the first failure: whatever the
 * work makes of it, the transaction has failed.
 */
export class Session {
  readonly #client: PoolClient;
  #underWay = 0;
  #allAnswered: (() => void) | undefined;
  #failed: { readonly error: unknown } | undefined;
  #xid: string | undefined;
  #changed = false;
  #proof: { readonly row: string; readonly asking: Asking } | undefined;
  #asksForNumber = false;
  #gathering = false;
  /** What waits for the answer to BEGIN, in its order; undefined once that has come. */
  #held: Held[] | undefined;
  /** There is no transaction, so nothing may be changed. */
  #refused: { readonly error: unknown } | undefined;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  /** The transaction's number, once it was asked for or has changed something. */
  get xid(): string | undefined {
    return this.#xid;
  }

  /** How the row that it wrote last can be asked who wrote it; undefined where it has left none. */
  get proof(): Asking | undefined {
    return this.#proof?.asking;
  }

  /** Whether there is anything that could be lost with it. */
  get changed(): boolean {
    return this.#changed;
  }

  /** It has written this row. */
  wrote(row: string, asking: Asking): void {
    this.#changed = true;
    this.#proof = { row, asking };
  }

  /** It has deleted this row. */
  deleted(row: string): void {
    this.#changed = true;
    if (this.#proof?.row === row) this.#proof = undefined;
  }

  /** The first failure; a method, because it changes while one waits. */
  failure(): { readonly error: unknown; readonly kind: Failure } | undefined {
    return this.#failed === undefined ? undefined : { error: this.#failed.error, kind: failureOf(this.#failed.error) };
  }

  /** Whether the number is neither known nor asked for; whoever is told so asks for it. */
  wantsNumber(): boolean {
    const wants = !this.#asksForNumber;
    this.#asksForNumber = true;
    return wants;
  }

  /**
   * Begins the transaction. Not waited for: it goes out with the first question, and where it fails, nothing is done. Changes wait
   * for its answer: where it is refused each would be a transaction of its own.
   */
  begin(sql: string): void {
    this.#held = [];
    this.#give(sql, (error) => {
      const held = this.#held ?? [];
      this.#held = undefined;
      this.#refused = error === undefined ? undefined : { error };
      for (const one of held) this.#hold(one);
    });
  }

  /** A question, which changes nothing. */
  async ask(asking: Asking): Promise<readonly Row[]> {
    const { rows } = await this.#answered(queryOf(asking), (this.#held ?? []).length > 0);
    return rows;
  }

  /** A change that answers. */
  async change(asking: Asking): Promise<readonly Row[]> {
    const { rows } = await this.#answered(queryOf(asking), true);
    return rows;
  }

  /** For changes whose answer nobody waits for before the commit: a failure is seen there. */
  send(asking: Asking): void {
    this.#hold({ give: () => this.#give(queryOf(asking)), refuse: () => {} });
  }

  /** A statement of somebody else's in this transaction. */
  async query(text: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]> {
    this.#changed = true;
    const { rows } = await this.#answered({ text, values: [...values] }, true);
    return rows;
  }

  /** Ends the transaction. */
  end(sql: 'COMMIT' | 'ROLLBACK'): Promise<QueryResult<Row>> {
    return this.#answered(sql, true);
  }

  /** Once the transaction's number is known; at once where nothing was changed. */
  async numbered(): Promise<void> {
    if (this.#xid !== undefined || this.#underWay === 0) return;
    await new Promise<void>((resolve) => {
      this.#allAnswered = resolve;
    });
  }

  async #answered(statement: string | QueryConfig<unknown[]>, waits: boolean): Promise<QueryResult<Row>> {
    const { promise, resolve, reject } = Promise.withResolvers<QueryResult<Row>>();
    const give = (): void =>
      this.#give(statement, (error, result) => {
        if (error === undefined) resolve(result);
        else reject(error);
      });
    if (waits) this.#hold({ give, refuse: reject });
    else give();
    try {
      return await promise;
    } catch (error) {
      // Its own trace ends at the socket; what a log needs is who asked.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
  }

  #hold(held: Held): void {
    if (this.#refused !== undefined) held.refuse(this.#refused.error);
    else if (this.#held === undefined) held.give();
    else this.#held.push(held);
  }

  #give(statement: string | QueryConfig<unknown[]>, told?: (error: unknown, result: QueryResult<Row>) => void): void {
    this.#gather();
    this.#underWay += 1;
    const answered = (error: unknown, result: QueryResult<Row>): void => {
      this.#underWay -= 1;
      if (error instanceof Error) {
        // 25P02: the transaction had failed before; the first failure says why.
        if (codeOf(error) !== '25P02') this.#failed ??= { error };
        told?.(error, result);
      } else {
        this.#xid = result.rows[0]?.['xid'] ?? this.#xid;
        told?.(undefined, result);
      }
      if (this.#underWay === 0) this.#allAnswered?.();
    };
    if (typeof statement === 'string') this.#client.query<Row>(statement, answered);
    else this.#client.query<Row>(statement, answered);
  }

  /**
   * What is asked before anything else can happen goes out as one piece: BEGIN with the first question, the last change with
   * COMMIT. A piece of its own for each costs this process and the server more than the statement in it.
   */
  #gather(): void {
    if (this.#gathering) return;
    const { stream } = this.#client.connection;
    this.#gathering = true;
    stream.cork();
    process.nextTick(() => {
      this.#gathering = false;
      stream.uncork();
    });
  }
}

function queryOf({ statement, values }: Asking): QueryConfig<unknown[]> {
  return { name: statement.name, text: statement.text, values };
}
