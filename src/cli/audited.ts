import { userInfo } from 'node:os';
import type { Config } from '../config.ts';
import { recorded } from '../conversation/audit/record.ts';
import { systemClock } from '../core/clock.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Store } from '../store/store.ts';
import { sealer, withStore } from './world.ts';

/**
 * As {@link withStore}, for a command that changes what members and secretaries work with: each transaction leaves an entry of
 * who ran which command, in the same transaction.
 */
export async function withAudit<R>(
  command: string,
  work: (store: Store, around: { config: Config; vault: Secrets }) => Promise<R>,
): Promise<R> {
  return withStore(async (store, config) => {
    const vault = await sealer(store, config);
    const seal = (text: string): string => vault.keyedHash(text);
    const deed = { via: 'command', what: command, actorOf: operator } as const;
    const write: Store['write'] = async (change) =>
      (await store.write((tx) => recorded(tx, { ...deed, now: systemClock.now() }, seal, change))).result;
    return work({ read: (look) => store.read(look), write, close: () => store.close() }, { config, vault });
  });
}

/** The account of the machine: who of several administrators it was, as far as the machine knows. */
export function operator(): string {
  try {
    return `command:${userInfo().username}`;
  } catch {
    // An account without an entry in the list of accounts, as containers have.
    return `command:${process.getuid?.() ?? ''}`;
  }
}
