import { beforeAll, describe, expect, it } from 'vitest';
import { StoreDamaged } from '../../../src/store/json/errors.ts';
import { Disk } from '../support/disk.ts';
import { FOLDER, keptLog, numbersIn, openOn, putNumber, upTo } from '../support/desk.ts';

const COMMITS = 30;
const JOURNAL = `${FOLDER}/journal-000001.log`;

interface Outcome {
  readonly damagedLine: number | null;
  readonly commits: number;
  /** Also where the start is refused: then it must be 0. */
  readonly cutBytes: number;
}

/** Every byte of a journal, ill in every way: either nothing acknowledged is missing, or the start is refused. */
describe('a journal of which one byte is ill', () => {
  let disk: Disk;
  let whole: Buffer;
  /** Line of each byte, from 1; the line's end belongs to it. */
  const lineAt: number[] = [];

  beforeAll(async () => {
    disk = new Disk();
    const store = await openOn(disk.layer());
    for (const number of upTo(COMMITS)) await putNumber(store, number);
    disk.kill();
    whole = disk.read(JOURNAL);
    let line = 1;
    for (const byte of whole) {
      lineAt.push(line);
      if (byte === 10) line += 1;
    }
  });

  const lineOf = (at: number): number => lineAt[at] ?? COMMITS + 2;

  async function outcomeOf(journal: Uint8Array): Promise<Outcome> {
    disk.kill();
    disk.write(JOURNAL, journal);
    const log = keptLog();
    try {
      const store = await openOn(disk.layer(), { log });
      const numbers = await numbersIn(store);
      expect(numbers).toEqual(upTo(numbers.length));
      const cut = log.told.find(({ level }) => level === 'warn')?.fields['bytes'];
      return { damagedLine: null, commits: numbers.length, cutBytes: typeof cut === 'number' ? cut : 0 };
    } catch (error) {
      if (!(error instanceof StoreDamaged)) throw error;
      return { damagedLine: error.line, commits: 0, cutBytes: journal.length - disk.read(JOURNAL).length };
    }
  }

  it('cut off anywhere: what is whole is kept, the rest is cut and counted; without an opening line it is refused', async () => {
    const openingBytes = lineAt.lastIndexOf(1) + 1;
    for (let at = 0; at <= whole.length; at += 1) {
      const lines = lineOf(at) - 1;
      const goodBytes = lineAt.lastIndexOf(lines) + 1;
      const expected =
        at < openingBytes
          ? { damagedLine: 1, commits: 0, cutBytes: 0 }
          : { damagedLine: null, commits: lines - 1, cutBytes: at - goodBytes };
      expect(await outcomeOf(whole.subarray(0, at)), `cut at ${at}`).toEqual(expected);
    }
  });

  it('flipped: the start is refused with the number of the line', async () => {
    for (let at = 0; at < whole.length; at += 1) {
      const ill = Buffer.from(whole);
      ill[at] = (ill[at] ?? 0) ^ 1;
      expect(await outcomeOf(ill), `flipped at ${at}`).toEqual({ damagedLine: lineOf(at), commits: 0, cutBytes: 0 });
    }
  });

  it('zero: the last line is a torn one, any other is refused', async () => {
    const lastBegins = lineAt.indexOf(COMMITS + 1);
    for (let at = 0; at < whole.length; at += 1) {
      const ill = Buffer.from(whole);
      ill[at] = 0;
      const torn = { damagedLine: null, commits: COMMITS - 1, cutBytes: whole.length - lastBegins };
      const refused = { damagedLine: lineOf(at), commits: 0, cutBytes: 0 };
      expect(await outcomeOf(ill), `zero at ${at}`).toEqual(at < lastBegins ? refused : torn);
    }
  });

  it('there twice: the start is refused', async () => {
    for (let at = 0; at < whole.length; at += 1) {
      const ill = Buffer.concat([whole.subarray(0, at + 1), whole.subarray(at)]);
      const line = lineOf(at) + (whole[at] === 10 ? 1 : 0);
      expect(await outcomeOf(ill), `doubled at ${at}`).toEqual({ damagedLine: line, commits: 0, cutBytes: 0 });
    }
  });

  it('C12: followed by zero bytes: they are cut off', async () => {
    expect(await outcomeOf(Buffer.concat([whole, Buffer.alloc(4096)]))).toEqual({ damagedLine: null, commits: COMMITS, cutBytes: 4096 });
  });

  it('C14: a line there twice, missing, or glued to the next: the start is refused', async () => {
    const [begin, end] = [lineAt.indexOf(7), lineAt.lastIndexOf(7) + 1];
    const twice = Buffer.concat([whole.subarray(0, end), whole.subarray(begin)]);
    expect((await outcomeOf(twice)).damagedLine).toBe(8);
    const missing = Buffer.concat([whole.subarray(0, begin), whole.subarray(end)]);
    expect((await outcomeOf(missing)).damagedLine).toBe(7);
    const glued = Buffer.concat([whole.subarray(0, end - 20), whole.subarray(end)]);
    expect((await outcomeOf(glued)).damagedLine).toBe(7);
  });

  it('goes on after a cut as if nothing had been there', async () => {
    disk.kill();
    disk.write(JOURNAL, whole.subarray(0, whole.length - 5));
    const store = await openOn(disk.layer());
    await putNumber(store, COMMITS);
    disk.kill();
    expect(disk.read(JOURNAL).equals(whole)).toBe(true);
  });
});
