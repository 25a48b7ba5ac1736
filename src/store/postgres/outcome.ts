import { setTimeout as pause } from 'node:timers/promises';
import type { Connections } from './connections.ts';

const TRIES = 20;
const BETWEEN_MS = 100;

/**
 * What became of a transaction whose COMMIT was not answered: the database remembers by its number. `unknown` where it cannot be
 * asked within two seconds; then nothing may be said of it, neither yes nor no.
 */
export async function outcomeOf(connections: Connections, xid: string | undefined): Promise<'committed' | 'aborted' | 'unknown'> {
  // It changed nothing, so nothing was lost.
  if (xid === undefined) return 'committed';
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await pause(BETWEEN_MS);
    const status = await statusOf(connections, xid).catch(() => undefined);
    if (status === 'committed' || status === 'aborted') return status;
  }
  return 'unknown';
}

async function statusOf(connections: Connections, xid: string): Promise<string | undefined> {
  const client = await connections.take();
  try {
    const { rows } = await client.query<{ status: string }>('SELECT pg_xact_status($1::xid8) AS status', [xid]);
    client.release();
    return rows[0]?.status;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
