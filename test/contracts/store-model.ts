import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UniqueViolation, type Query, type Store } from '../../src/store/store.ts';
import { shelf, signup, signups, type OpenStore, type Signup } from './store-shelf.ts';

export const QUERIES: readonly Query<Signup>[] = [
  {},
  { descending: true, limit: 3 },
  { from: 'b', upTo: 'd' },
  { where: { activityId: 'A1' }, orderBy: 'place' },
  { where: { activityId: 'A1' }, orderBy: 'place', descending: true, limit: 2 },
  { where: { activityId: 'A2' }, orderBy: 'place', from: -1, upTo: 2 },
  { where: { activityId: 'A1' } },
  { where: { activityId: 'A1', late: null }, orderBy: 'userId' },
  { where: { late: true } },
  { orderBy: 'place', from: 0 },
  { orderBy: 'userId', descending: true },
  { where: { activityId: 'A1', userId: 'u2' } },
];

// Few different values, so that they meet.
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '中', '😀');
const document = fc
  .record({
    id,
    activityId: fc.constantFrom('A1', 'A2'),
    userId: fc.constantFrom('u1', 'u2', 'u3', 'u4'),
    place: fc.option(fc.integer({ min: -2, max: 3 })),
    late: fc.option(fc.boolean()),
  })
  .map(({ late, ...fields }) => signup(fields.id, { ...fields, ...(late === null ? {} : { late }) }));
const operation = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), document }),
  fc.record({ kind: fc.constant('put' as const), document }),
  fc.record({ kind: fc.constant('delete' as const), id }),
  fc.record({ kind: fc.constant('look' as const), query: fc.nat({ max: QUERIES.length - 1 }).map((at) => QUERIES[at] ?? {}) }),
);
export const transaction = fc.record({ operations: fc.array(operation, { maxLength: 6 }), throws: fc.boolean() });

/** What was found, or how a change ended. */
type Outcome = string | readonly Signup[];
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** A random history, played to the engine and to the simplest thing that could be right. */
export function modelContract(name: string, open: OpenStore): void {
  describe(`${name}: any history`, () => {
    it('answers every query as a plain list would, after every transaction', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(transaction, { maxLength: 8 }), async (transactions) => {
          const store = await open(shelf);
          try {
            let model = new Map<string, Signup>();
            for (const { operations, throws } of transactions) {
              const next = new Map(model);
              const expected = operations.map((each) => applied(next, each));
              const outcomes = await played(store, operations, throws);
              expect(outcomes).toEqual(expected);
              if (!throws) model = next;
              for (const query of QUERIES) {
                expect(await store.read((tx) => tx.find(signups, query))).toEqual(answered(model, query));
                expect(await store.read((tx) => tx.count(signups, query))).toBe(answered(model, query).length);
              }
            }
          } finally {
            await store.close();
          }
        }),
        { numRuns: 60 },
      );
    });
  });
}

export async function played(store: Store, operations: readonly Operation[], throws: boolean): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const stopped = new Error('stopped');
  const writing = store.write(async (tx) => {
    outcomes.length = 0;
    for (const each of operations) {
      try {
        if (each.kind === 'look') {
          const found = await tx.find(signups, each.query);
          expect(await tx.count(signups, each.query)).toBe(found.length);
          outcomes.push(found);
          continue;
        }
        if (each.kind === 'delete') await tx.delete(signups, each.id);
        else await tx[each.kind](signups, each.document);
        outcomes.push('done');
      } catch (error) {
        if (!(error instanceof UniqueViolation)) throw error;
        outcomes.push(error.key);
      }
    }
    if (throws) throw stopped;
  });
  await writing.catch((error: unknown) => {
    if (error !== stopped) throw error;
  });
  return outcomes;
}

/** What the operation comes to, and the model after it. */
export function applied(model: Map<string, Signup>, each: Operation): Outcome {
  if (each.kind === 'delete') {
    model.delete(each.id);
    return 'done';
  }
  if (each.kind === 'look') return answered(model, each.query);
  if (each.kind === 'insert' && model.has(each.document.id)) return 'id';
  const { activityId, userId } = each.document;
  const twin = [...model.values()].some(
    (other) => other.id !== each.document.id && other.activityId === activityId && other.userId === userId,
  );
  if (twin) return 'activityId,userId';
  model.set(each.document.id, each.document);
  return 'done';
}

export function answered(model: ReadonlyMap<string, Signup>, query: Query<Signup>): Signup[] {
  const value = (of: Signup, field: keyof Signup): string | number | boolean | null => {
    const found = of[field];
    return found === undefined || Array.isArray(found) ? null : found;
  };
  const orderBy = query.orderBy ?? 'id';
  const inside = (of: Signup): boolean => {
    const at = value(of, orderBy);
    if (query.from === undefined && query.upTo === undefined) return true;
    return (
      at !== null &&
      (query.from === undefined || compare(at, query.from) >= 0) &&
      (query.upTo === undefined || compare(at, query.upTo) <= 0)
    );
  };
  const matches = [...model.values()]
    .filter((of) => query.where?.activityId === undefined || of.activityId === query.where.activityId)
    .filter((of) => query.where?.userId === undefined || of.userId === query.where.userId)
    .filter((of) => query.where?.late === undefined || value(of, 'late') === query.where.late)
    .filter(inside)
    .toSorted((a, b) => compare(value(a, orderBy), value(b, orderBy)) || compare(a.id, b.id));
  return (query.descending === true ? matches.toReversed() : matches).slice(0, query.limit);
}

function compare(a: string | number | boolean | null, b: string | number | boolean | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}
