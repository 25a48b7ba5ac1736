import { setTimeout as pause } from 'node:timers/promises';
import type { Connections } from './connections.ts';
import type { Asking } from './table.ts';

const TRIES = 20;
const BETWEEN_MS = 100;
/** The number in a row lacks the epoch. */
const EPOCH = 2n ** 32n;

/** What a transaction left behind: its number, and how the row that it wrote last can be asked who wrote it. */
export interface Written {
  readonly changed: boolean;
  readonly xid: string | undefined;
  readonly proof: Asking | undefined;
}

/**
 * What became of a transaction whose COMMIT was not answered: the database remembers by its number. After a crash, or where another
 * machine takes over, the number of a lost one is given to somebody else, whose commit must not pass for ours (reliability M09,
 * M11): so what it wrote must stand there under that number, too. `unknown` where it does not, or where nothing can be asked within
 * two seconds; then nothing may be said of it, neither yes nor no.
 */
export async function outcomeOf(connections: Connections, { changed, xid, proof }: Written): Promise<'committed' | 'aborted' | 'unknown'> {
  // It changed nothing, so nothing was lost.
  if (!changed) return 'committed';
  if (xid === undefined) return 'unknown';
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await pause(BETWEEN_MS);
    const status = await statusOf(connections, xid, proof).catch(() => undefined);
    if (status === 'committed' || status === 'aborted' || status === 'unknown') return status;
  }
  return 'unknown';
}

async function statusOf(connections: Connections, xid: string, proof: Asking | undefined): Promise<string | undefined> {
  const client = await connections.take();
  try {
    const { rows } = await client.query<{ status: string }>('SELECT pg_xact_status($1::xid8) AS status', [xid]);
    let status = rows[0]?.status;
    if (status === 'committed') {
      // Where somebody has written there since, or it only deleted, nobody can tell.
      const writer = proof === undefined ? undefined : await client.query<{ xmin: string }>(proof.statement.text, proof.values);
      if (writer?.rows[0]?.xmin !== String(BigInt(xid) % EPOCH)) status = 'unknown';
    }
    client.release();
    return status;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
