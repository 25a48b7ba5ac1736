import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { collection, UniqueViolation } from '../../../src/store/store.ts';
import { textKey } from '../../../src/store/memory/keys.ts';
import { checked, Table } from '../../../src/store/memory/table.ts';
import { chanceOf } from '../../support/chance.ts';

const things = collection({
  name: 'things',
  schema: z.object({ id: z.string(), side: z.string().nullable(), number: z.number().nullable() }),
  indexes: [['side', 'number'], ['number']],
  unique: [['number']],
});

const below = chanceOf(3);
const SIDES = ['left', 'right', '', 'a\u0000b', '😀', null] as const;
/** As a snapshot has them: by id. */
const someDocuments = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    id: `${below(1_000_000)}-${number}`,
    side: SIDES[below(SIDES.length)] ?? null,
    number: below(4) === 0 ? null : number,
  })).toSorted((a, b) => (textKey(a.id) < textKey(b.id) ? -1 : 1));

function put(table: Table, document: z.infer<typeof things.schema>): void {
  table.refuseTaken(document, table.get(document.id));
  table.place(table.accepted(document));
}

describe('a table filled at once', () => {
  for (const count of [0, 1, 24, 25, 33, 600, 5_000]) {
    it(`answers as one filled document by document, also after changes: ${count} documents`, () => {
      const documents = someDocuments(count);
      const slow = Table.empty(things).underEdit({});
      for (const document of documents) put(slow, document);
      const quick = Table.filled(things, { settled: documents.map((document) => checked(things, document)) }).underEdit({});
      const alike = (): void => {
        expect(quick.size).toBe(slow.size);
        for (const side of SIDES) {
          const query = { where: { side }, orderBy: 'number' };
          expect(quick.find(query)).toEqual(slow.find(query));
          expect(quick.count({ where: { side } })).toBe(slow.count({ where: { side } }));
        }
        expect(quick.find({ orderBy: 'number', descending: true })).toEqual(slow.find({ orderBy: 'number', descending: true }));
        expect(quick.slice(undefined, count + 10)).toEqual(slow.slice(undefined, count + 10));
      };
      alike();
      for (const [i, document] of documents.entries()) {
        if (i % 3 === 0) for (const table of [quick, slow]) table.remove(document.id);
        if (i % 3 === 1) for (const table of [quick, slow]) put(table, { ...document, side: 'moved' });
        for (const table of [quick, slow]) put(table, { id: `new-${i}`, side: null, number: count + i });
      }
      alike();
    });
  }

  it('names the document whose unique key another one has, and lets those without a value be', () => {
    const filled = (...numbers: (number | null)[]): Table =>
      Table.filled(things, { settled: numbers.map((number, i) => ({ id: `d${i}`, side: null, number })) });
    expect(filled(null, null, 1).size).toBe(3);
    expect(() => filled(1, 2, 1)).toThrow(UniqueViolation);
    expect(() => filled(1, 2, 1)).toThrow(expect.objectContaining({ documentId: 'd2' }));
  });

  it('sorts for itself where the places told are not those of all documents', () => {
    const settled = ['a', 'b', 'c'].map((id, number) => ({ id, side: null, number: -number }));
    for (const places of [[], [2, 1], [2, 2, 0], [2, 1, 3], [2, 1, 0.5]]) {
      const table = Table.filled(things, { settled, orders: new Map([['number', places]]) });
      expect(table.find({ orderBy: 'number' }).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    }
  });
});
