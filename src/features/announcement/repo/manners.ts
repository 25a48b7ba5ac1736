import type { Reader, Writer } from '../../../store/store.ts';
import { manners, USUAL_MANNERS, type Manners } from '../schema/manners.ts';

export async function mannersOf(tx: Reader, partyBranch: string | null): Promise<Manners> {
  const id = partyBranch ?? '';
  return (await tx.get(manners, id)) ?? { id, ...USUAL_MANNERS };
}

export function keepManners(tx: Writer, next: Manners): Promise<void> {
  return tx.put(manners, next);
}
