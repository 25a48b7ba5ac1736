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

/** Whatever was done to byte `at`, the lines before it were handed over, in order, and none that was not written. */
async function everyByte(spoil: (at: number) => Buffer, expected: (at: number, line: number) => { damaged: number | null; torn: number }) {
  for (let at = 0; at < whole.length; at += 1) {
    const line = lineAt[at] ?? 0;
    const { commits, inOrder, damaged, torn } = await read(spoil(at));
    const want = expected(at, line);
    // One assertion for many thousand cases: the message names the byte.
    if (!inOrder || damaged !== want.damaged || torn !== want.torn || commits < Math.min(line, damaged ?? line) - 2)
      expect({ at, line, commits, inOrder, damaged, torn }).toEqual({ at, line, inOrder: true, ...want });
  }
}

describe('every byte of a journal of 100 lines', () => {
  it('is there and is read', async () => {
    expect(lineAt.at(-1)).toBe(LINES);
    expect(await read(whole)).toEqual({ commits: LINES - 1, inOrder: true, damaged: null, torn: 0 });
  });

  it('C13: flipped: refused, with the number of the line', async () => {
    await everyByte(
      (at) => {
        const ill = Buffer.from(whole);
        ill[at] = (ill[at] ?? 0) ^ 1;
        return ill;
      },
      (_, line) => ({ damaged: line, torn: 0 }),
    );
  });

  it('C11: cut off there: a torn end, never acknowledged, is cut and counted; without an opening line it is refused', async () => {
    await everyByte(
      (at) => whole.subarray(0, at),
      (at, line) => (line === 1 ? { damaged: 1, torn: 0 } : { damaged: null, torn: at - lineAt.indexOf(line) }),
    );
  });

  it('C12: zero: in the last line a torn write, anywhere else refused', async () => {
    const last = lineAt.indexOf(LINES);
    await everyByte(
      (at) => {
        const ill = Buffer.from(whole);
        ill[at] = 0;
        return ill;
      },
      (at, line) => (at < last ? { damaged: line, torn: 0 } : { damaged: null, torn: whole.length - last }),
    );
  });

  it('C14: there twice: refused, with the number of the line', async () => {
    await everyByte(
      (at) => Buffer.concat([whole.subarray(0, at + 1), whole.subarray(at)]),
      (at, line) => ({ damaged: line + (whole[at] === 10 ? 1 : 0), torn: 0 }),
    );
  });
});
