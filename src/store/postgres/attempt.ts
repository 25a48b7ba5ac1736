import type { PoolClient } from 'pg';
import { failureOf } from './errors.ts';
import type { Written } from './outcome.ts';
import { Session } from './session.ts';

/**
 * What one run of a piece of work came to.
 * - `done`, `threw`: the work's own end; a `done` is durable
 * - `conflict`, `lost`: nothing was kept and the work may run again (somebody was faster; the connection was cut)
 * - `unknown`: the connection was cut at COMMIT; the transaction of this number was kept or was not
 */
export type Attempt<R> =
  | { readonly kind: 'done'; readonly result: R }
  | { readonly kind: 'threw'; readonly error: unknown }
  | { readonly kind: 'conflict' | 'lost'; readonly error: unknown }
  | { readonly kind: 'unknown'; readonly result: R; readonly written: Written; readonly error: unknown };

export interface Way {
  readonly begin: string;
  /** Held around the transaction, over all processes. */
  readonly lock?: number;
}

/** Runs the work in one transaction on this connection and gives the connection back. */
export async function attempt<R>(client: PoolClient, way: Way, work: (session: Session) => Promise<R>): Promise<Attempt<R>> {
  // Before the transaction: inside, the wait would end with a view of the time before it. In vain (a process that holds it was
  // stopped) it goes on without: the lock spares collisions, it does not guard anything.
  if (way.lock !== undefined) await client.query(`SELECT pg_advisory_lock(${way.lock})`).catch(() => {});
  const session = new Session(client);
  const outcome = await within(session, way, work);
  const gone = outcome.kind === 'lost' || outcome.kind === 'unknown' || (outcome.kind === 'threw' && session.failure()?.kind === 'away');
  if (way.lock !== undefined && !gone) await client.query('SELECT pg_advisory_unlock_all()').catch(() => {});
  // A connection of which anything is in doubt is closed; that frees all it held.
  client.release(gone);
  return outcome;
}

async function within<R>(session: Session, way: Way, work: (session: Session) => Promise<R>): Promise<Attempt<R>> {
  session.begin(way.begin);
  let result: R;
  try {
    result = await work(session);
  } catch (error) {
    await session.end('ROLLBACK').catch(() => {});
    return failed(session) ?? { kind: 'threw', error };
  }
  const before = failed<R>(session);
  if (before !== undefined) {
    await session.end('ROLLBACK').catch(() => {});
    return before;
  }
  try {
    // Without its number the outcome of a lost COMMIT could not be asked for. Where it is known, COMMIT goes with the last change.
    await session.numbered();
    // What nobody waited for may have failed meanwhile; where BEGIN did, COMMIT would be answered as if all were well.
    const meanwhile = failed<R>(session);
    if (meanwhile !== undefined) {
      await session.end('ROLLBACK').catch(() => {});
      return meanwhile;
    }
    const { command } = await session.end('COMMIT');
    // After a statement that failed, COMMIT is answered with ROLLBACK.
    if (command === 'COMMIT') return { kind: 'done', result };
    return failed(session) ?? { kind: 'conflict', error: new Error('the transaction was rolled back') };
  } catch (error) {
    // Only where COMMIT itself was not answered the outcome is open: after any other failure nothing was kept.
    if (failureOf(error) === 'away' && session.failure()?.error === error) return { kind: 'unknown', result, written: session, error };
    return failed(session) ?? { kind: 'threw', error };
  }
}

function failed<R>(session: Session): Attempt<R> | undefined {
  const failure = session.failure();
  if (failure === undefined) return undefined;
  switch (failure.kind) {
    case 'conflict':
      return { kind: 'conflict', error: failure.error };
    case 'away':
      return { kind: 'lost', error: failure.error };
    case 'bug':
      return { kind: 'threw', error: failure.error };
  }
}
