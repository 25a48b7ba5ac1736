import { describe, expect, it } from 'vitest';
import { nodeFiles, type FileLayer } from '../../../src/store/json/files.ts';
import { lineOf } from '../../../src/store/json/line.ts';
import { readJournal } from '../../../src/store/json/read-journal.ts';

const LINES = 100;
const NAME = 'journal-000001.log';

/** Short lines: what is proven for one length is proven for all, and every byte of them is spoilt in four ways. */
const whole = Buffer.concat([
  lineOf('{"format":1,"generation":1,"after":0}'),
  ...Array.from({ length: LINES - 1 }, (_, i) => lineOf(`{"sequence":${i + 1},"generation":1,"synced":${i},"delete":{"n":["${i}"]}}`)),
]);
/** Line of each byte, from 1; the line's end belongs to it. */
const lineAt: number[] = [];
for (const at of whole.keys()) lineAt.push(at === 0 ? 1 : (lineAt[at - 1] ?? 1) + (whole[at - 1] === 10 ? 1 : 0));

async function read(bytes: Buffer): Promise<{ commits: number; inOrder: boolean; damaged: number | null; torn: number }> {
  const files: FileLayer = {
    ...nodeFiles,
    readStream: async function* stream() {
      yield bytes;
    },
  };
  let commits = 0;
  let inOrder = true;
  const { damage, tornBytes } = await readJournal(files, NAME, 1, (commit) => {
    inOrder &&= commit.sequence === commits + 1 && commit.delete?.['n']?.[0] === String(commits);
    commits += 1;
  });
  return { commits, inOrder, damaged: damage[0]?.line ?? null, torn: tornBytes };
}

/** The first bytes for which it came out otherwise; lines before them must be handed over in order. */
async function wrong(spoil: (at: number) => Buffer, expected: (at: number, line: number) => { damaged: number | null; torn: number }) {
  const found: object[] = [];
  for (const at of whole.keys()) {
    const line = lineAt[at] ?? 0;
    const told = await read(spoil(at));
    const want = expected(at, line);
    const enough = told.commits >= Math.min(line, want.damaged ?? line) - 2;
    if (!told.inOrder || !enough || told.damaged !== want.damaged || told.torn !== want.torn) found.push({ at, line, told, want });
  }
  return found.slice(0, 5);
}

describe('every byte of a journal of 100 lines', () => {
  it('is there and is read', async () => {
    expect(lineAt.at(-1)).toBe(LINES);
    expect(await read(whole)).toEqual({ commits: LINES - 1, inOrder: true, damaged: null, torn: 0 });
  });

  it('C13: flipped: refused, with the number of the line', async () => {
    const found = await wrong(
      (at) => {
        const ill = Buffer.from(whole);
        ill[at] = (ill[at] ?? 0) ^ 1;
        return ill;
      },
      (_, line) => ({ damaged: line, torn: 0 }),
    );
    expect(found).toEqual([]);
  });

  it('C11: cut off there: a torn end, never acknowledged, is cut and counted; without an opening line it is refused', async () => {
    const found = await wrong(
      (at) => whole.subarray(0, at),
      (at, line) => (line === 1 ? { damaged: 1, torn: 0 } : { damaged: null, torn: at - lineAt.indexOf(line) }),
    );
    expect(found).toEqual([]);
  });

  it('C12: zero: in the last line a torn write, anywhere else refused', async () => {
    const last = lineAt.indexOf(LINES);
    const found = await wrong(
      (at) => {
        const ill = Buffer.from(whole);
        ill[at] = 0;
        return ill;
      },
      (at, line) => (at < last ? { damaged: line, torn: 0 } : { damaged: null, torn: whole.length - last }),
    );
    expect(found).toEqual([]);
  });

  it('C14: there twice: refused, with the number of the line', async () => {
    const found = await wrong(
      (at) => Buffer.concat([whole.subarray(0, at + 1), whole.subarray(at)]),
      (at, line) => ({ damaged: line + (whole[at] === 10 ? 1 : 0), torn: 0 }),
    );
    expect(found).toEqual([]);
  });
});
