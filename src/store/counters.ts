import { z } from 'zod';
import { collection, type Writer } from './store.ts';

/** Running numbers that people say aloud: S12, A7. */
export const counters = collection({
  name: 'counters',
  schema: z.object({ id: z.string(), last: z.number().int() }),
});

export async function nextNumber(tx: Writer, name: string): Promise<number> {
  const last = (await tx.get(counters, name))?.last ?? 0;
  await tx.put(counters, { id: name, last: last + 1 });
  return last + 1;
}
