import { describe, expect, it } from 'vitest';
import { checkStore } from '../../../src/store/json/check.ts';
import { Disk, type Call } from '../support/disk.ts';
import { FOLDER, halves, openOn, putNumber, upTo } from '../support/desk.ts';

const WRITING: ReadonlySet<Call> = new Set<Call>(['open', 'append', 'datasync', 'truncate', 'rename', 'remove', 'syncFolder']);

async function usedDisk(): Promise<Disk> {
  const disk = new Disk();
  const first = await openOn(disk.layer());
  for (const number of upTo(3)) await putNumber(first, number);
  await first.close();
  const second = await openOn(disk.layer());
  for (const number of [4, 5]) await putNumber(second, number);
  disk.kill();
  return disk;
}

async function checked(disk: Disk) {
  const before = disk.calls.length;
  const found = await checkStore(disk.layer(), FOLDER, [halves]);
  expect(disk.calls.slice(before).filter((call) => WRITING.has(call))).toEqual([]);
  return found;
}

describe('checking a folder', () => {
  it('counts what is there', async () => {
    expect(await checked(await usedDisk())).toEqual({
      opens: true,
      problems: [],
      collections: [{ name: 'halves', documents: 10, known: true }],
      journals: [
        { file: 'journal-000001.log', lines: 4, bytes: expect.any(Number), tornBytes: 0 },
        { file: 'journal-000002.log', lines: 3, bytes: expect.any(Number), tornBytes: 0 },
      ],
      snapshots: [{ generation: 2, documents: 6 }],
      commits: 5,
    });
  });

  it('tells a torn end, which the next start cuts off', async () => {
    const disk = await usedDisk();
    const path = `${FOLDER}/journal-000002.log`;
    disk.write(path, disk.read(path).subarray(0, -10));
    const { opens, problems, journals, commits } = await checked(disk);
    expect({ opens, problems, commits }).toEqual({ opens: true, problems: [], commits: 4 });
    expect(journals[1]?.tornBytes).toBeGreaterThan(0);
  });

  it('names every ill line, also in journals that a start would not read', async () => {
    const disk = await usedDisk();
    for (const [name, ...numbers] of [
      ['journal-000001.log', 2, 4],
      ['journal-000002.log', 2],
    ] as const) {
      const lines = disk.read(`${FOLDER}/${name}`).toString().split('\n');
      for (const number of numbers) lines[number - 1] = lines[number - 1]?.replace('left', 'LEFT') ?? '';
      disk.write(`${FOLDER}/${name}`, Buffer.from(lines.join('\n')));
    }
    const { opens, problems } = await checked(disk);
    expect(opens).toBe(false);
    expect(problems.map(({ file, line }) => [file, line])).toEqual([
      ['journal-000001.log', 2],
      ['journal-000001.log', 4],
      ['journal-000002.log', 2],
    ]);
  });

  it('tells an ill snapshot although the store would still open', async () => {
    const disk = await usedDisk();
    disk.write(`${FOLDER}/snapshot-000002-0001.json`, Buffer.from('?'));
    const { opens, problems, commits } = await checked(disk);
    expect({ opens, commits }).toEqual({ opens: true, commits: 5 });
    expect(problems).toMatchObject([{ file: 'snapshot-000002-0001.json', line: null }]);
  });

  it('tells why a folder is refused', async () => {
    const disk = await usedDisk();
    disk.delete(`${FOLDER}/journal-000002.log`);
    expect(await checked(disk)).toMatchObject({
      opens: false,
      problems: [{ what: expect.stringContaining('journal-000002.log is missing') }],
    });
  });
});
