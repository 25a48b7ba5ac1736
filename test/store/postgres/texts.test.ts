import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/core/clock.ts';
import { silentLog } from '../../../src/core/log.ts';
import { openPostgresStore } from '../../../src/store/postgres/index.ts';
import { decodeText, documentFromJson, documentToJson, encodeText } from '../../../src/store/postgres/text.ts';
import { collection } from '../../../src/store/store.ts';
import { newDatabase } from '../../support/database.ts';

const said = collection({ name: 'said', schema: z.object({ id: z.string(), text: z.string(), more: z.json() }), indexes: [['text']] });

describe('texts that PostgreSQL cannot hold as they are', () => {
  it('come back as they went in, whatever is in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = encodeText(text);
        expect(encoded.includes('\0') || !encoded.isWellFormed()).toBe(false);
        expect(decodeText(encoded)).toBe(text);
      }),
    );
    for (const text of ['a\0b', '\ud800', 'x\udc00y', '\u0001', '\u0001\u0002', String.raw`\u0000`]) {
      expect(decodeText(encodeText(text))).toBe(text);
      expect(documentFromJson(documentToJson({ [text]: [text] }))).toEqual({ [text]: [text] });
    }
  });

  it('are kept, found and ordered: NUL before all else, half a pair kept whole', async () => {
    const database = await newDatabase();
    const store = await openPostgresStore({
      url: database.url,
      collections: [said],
      clock: systemClock,
      log: silentLog,
      chance: Math.random,
    });
    try {
      const texts = ['b', 'a\u0001', 'a', 'a\0', '\ud83d', 'a\u0002'];
      await store.write(async (tx) => {
        for (const text of texts) await tx.insert(said, { id: `id ${text}`, text, more: { [text]: text } });
      });
      for (const text of texts) {
        const row = { id: `id ${text}`, text, more: { [text]: text } };
        expect(await store.read((tx) => tx.get(said, row.id))).toEqual(row);
        expect(await store.read((tx) => tx.find(said, { where: { text } }))).toEqual([row]);
      }
      const ordered = await store.read((tx) => tx.find(said, { orderBy: 'text', upTo: 'b' }));
      expect(ordered.map(({ text }) => text).filter((text) => text !== '\ud83d')).toEqual(['a', 'a\0', 'a\u0001', 'a\u0002', 'b']);
    } finally {
      await store.close();
      await database.drop();
    }
  });

  it('may be longer than an index can hold', async () => {
    const database = await newDatabase();
    const keyed = collection({ name: 'keyed', schema: z.object({ id: z.string(), text: z.string() }), unique: [['text']] });
    const store = await openPostgresStore({
      url: database.url,
      collections: [keyed],
      clock: systemClock,
      log: silentLog,
      chance: Math.random,
    });
    try {
      // Not compressible: the index would hold a long run of one letter easily.
      const long = Array.from({ length: 4_000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000))).join('');
      await store.write(async (tx) => {
        await tx.insert(keyed, { id: 'a', text: `${long}1` });
        await tx.insert(keyed, { id: 'b', text: `${long}2` });
      });
      expect((await store.read((tx) => tx.find(keyed, { where: { text: `${long}2` } }))).map(({ id }) => id)).toEqual(['b']);
      await expect(store.write((tx) => tx.put(keyed, { id: 'c', text: `${long}1` }))).rejects.toMatchObject({ key: 'text' });
    } finally {
      await store.close();
      await database.drop();
    }
  });
});
