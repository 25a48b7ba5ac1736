import { expect, it } from 'vitest';
import { z } from 'zod';
import { derived, derivedFor } from '../../src/store/derived.ts';
import { openMemoryStore } from '../../src/store/memory/index.ts';
import { collection, type Reader } from '../../src/store/store.ts';

const notes = collection({ name: 'notes', schema: z.object({ id: z.string(), text: z.string() }) });
const others = collection({ name: 'others', schema: z.object({ id: z.string() }) });

function countingWords() {
  let made = 0;
  const words = derived(notes, (all) => {
    made += 1;
    return all.map(({ text }) => text).join(' ');
  });
  return { words, times: () => made };
}

it('what is drawn out of a collection is made once, and again only after a change of that collection', async () => {
  const store = await openMemoryStore([notes, others]);
  const { words, times } = countingWords();
  await store.write((tx) => tx.put(notes, { id: 'a', text: 'one' }));
  expect(await store.read(words)).toBe('one');
  await store.write((tx) => tx.put(others, { id: 'x' }));
  expect(await store.read(words)).toBe('one');
  expect(times()).toBe(1);
  await store.write((tx) => tx.put(notes, { id: 'b', text: 'two' }));
  expect(await store.read(words)).toBe('one two');
  expect(times()).toBe(2);
  await store.close();
});

it('a transaction sees what it wrote itself, and what it gave up is seen by nobody', async () => {
  const store = await openMemoryStore([notes]);
  const { words } = countingWords();
  const gaveUp = store.write(async (tx) => {
    for (const [id, text] of [
      ['a', 'one'],
      ['b', 'two'],
    ] as const) {
      await tx.put(notes, { id, text });
      expect(await words(tx)).toContain(text);
    }
    throw new Error('given up');
  });
  await expect(gaveUp).rejects.toThrow('given up');
  expect(await store.read(words)).toBe('');
  await store.close();
});

it('two stores never share what was drawn', async () => {
  const [one, other] = [await openMemoryStore([notes]), await openMemoryStore([notes])];
  const { words } = countingWords();
  await one.write((tx) => tx.put(notes, { id: 'a', text: 'one' }));
  expect(await one.read(words)).toBe('one');
  expect(await other.read(words)).toBe('');
});

it('an engine that cannot tell whether something changed is read every time', async () => {
  const store = await openMemoryStore([notes]);
  const { words, times } = countingWords();
  const blind = (tx: Reader): Promise<string> =>
    words({ get: (of, id) => tx.get(of, id), find: (of, query) => tx.find(of, query), count: (of, query) => tx.count(of, query) });
  expect(await store.read(blind)).toBe('');
  expect(await store.read(blind)).toBe('');
  expect(times()).toBe(2);
  await store.close();
});

it('what is drawn for a key is kept beside what was drawn for others, until the collection changes', async () => {
  const store = await openMemoryStore([notes]);
  const drawn: string[] = [];
  const textOf = derivedFor(notes, async (tx, id) => {
    drawn.push(id);
    return (await tx.get(notes, id))?.text;
  });
  await store.write((tx) => tx.put(notes, { id: 'a', text: 'one' }));
  const both = async (tx: Reader): Promise<readonly unknown[]> => [await textOf(tx, 'a'), await textOf(tx, 'b')];
  expect(await store.read(both)).toEqual(['one', undefined]);
  expect(await store.read(both)).toEqual(['one', undefined]);
  expect(drawn).toEqual(['a', 'b']);
  await store.write((tx) => tx.put(notes, { id: 'b', text: 'two' }));
  expect(await store.read(both)).toEqual(['one', 'two']);
  await store.close();
});
