import { z } from 'zod';
import { collection, type AnyCollection, type Store } from '../../src/store/store.ts';

/** What the contract keeps: sign-ups, with every kind of field that an index may hold. */
export const signups = collection({
  name: 'signups',
  schema: z.object({
    id: z.string(),
    activityId: z.string(),
    userId: z.string(),
    place: z.number().int().nullable(),
    late: z.boolean().optional(),
    notes: z.array(z.object({ text: z.string() })).default([]),
  }),
  indexes: [['activityId', 'place'], ['userId'], ['activityId', 'late', 'userId'], ['late'], ['place']],
  unique: [['activityId', 'userId']],
});
export type Signup = z.infer<typeof signups.schema>;

export const codes = collection({
  name: 'codes',
  schema: z.object({ id: z.string(), code: z.string().nullable() }),
  unique: [['code']],
});

/** Also shows that a list of collections needs no casts. */
export const shelf: readonly AnyCollection[] = [signups, codes];

export type OpenStore = (collections: readonly AnyCollection[]) => Promise<Store>;

export function signup(id: string, fields: Partial<Omit<Signup, 'id'>> = {}): Signup {
  return { id, activityId: 'A1', userId: `user-of-${id}`, place: null, notes: [], ...fields };
}

export async function fill(store: Store, ...documents: readonly Signup[]): Promise<void> {
  await store.write(async (tx) => {
    for (const document of documents) await tx.insert(signups, document);
  });
}

export function idsOf(documents: readonly { readonly id: string }[]): string[] {
  return documents.map(({ id }) => id);
}
