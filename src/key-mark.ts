import { chatGroups } from './conversation/identity/schema.ts';
import type { Secrets } from './core/secrets.ts';
import { counters } from './store/counters.ts';
import type { Store, Writer } from './store/store.ts';

const MARK = 'secretKey.';

function markOf(secrets: Secrets): string {
  return `${MARK}${secrets.keyedHash('mark').slice(0, 16)}`;
}

/** The data was kept under another SECRET_KEY than this process has. */
export class OtherKey extends Error {
  constructor() {
    super('the data was kept under another SECRET_KEY');
    this.name = 'OtherKey';
  }
}

/**
 * With two keys on one database a repeated message would not be known again, and no sealed address could be read: the first start
 * leaves a mark of its key, every later one must have the same. Throws {@link OtherKey}.
 */
export async function markKey(store: Store, secrets: Secrets): Promise<void> {
  const mark = markOf(secrets);
  await store.write(async (tx) => {
    const [known] = await tx.find(counters, { from: MARK, upTo: `${MARK}~`, limit: 1 });
    if (known === undefined) await tx.put(counters, { id: mark, last: 1 });
    else if (known.id !== mark) throw new OtherKey();
  });
}

/**
 * The key is lost for good: the next start leaves its own mark, and the robots' addresses, which only the lost one could open, are
 * taken off. `same`: it is not lost, the present one is it, and nothing was changed.
 */
export async function forgetKey(tx: Writer, secrets: Secrets): Promise<{ readonly same: boolean; readonly groups: readonly string[] }> {
  if ((await tx.get(counters, markOf(secrets))) !== undefined) return { same: true, groups: [] };
  for (const { id } of await tx.find(counters, { from: MARK, upTo: `${MARK}~` })) await tx.delete(counters, id);
  const bound = (await tx.find(chatGroups)).filter(({ sealedRobot }) => sealedRobot !== null);
  for (const group of bound) await tx.put(chatGroups, { ...group, sealedRobot: null, robotHash: null });
  return { same: false, groups: bound.map(({ id }) => id) };
}
