// A process of its own with a store: `node child.ts FOLDER FAILPOINT HIT`. It commits numbers, one by one and eight at a
// time, prints each that was acknowledged, and kills itself at the given hit of the failpoint. Without a failpoint it
// opens the store, prints "open" and stays.
import { writeSync } from 'node:fs';
import { systemClock } from '../../../src/core/clock.ts';
import { nodeFiles } from '../../../src/store/json/files.ts';
import { openJsonStore } from '../../../src/store/json/open.ts';
import { testPoints, twoSteps } from '../../support/failpoints.ts';
import { halves, keptLog, numbersIn, putNumber } from './desk.ts';

const [folder = '', failpoint = '', hit = '1'] = process.argv.slice(2);
const COMMITS = 400;

const { points } = testPoints(`${failpoint}:${hit}`);
const store = await openJsonStore({
  folder,
  collections: [halves],
  files: twoSteps(nodeFiles, points),
  clock: systemClock,
  failpoints: points,
  log: keptLog(),
  onFatal: () => {},
  snapshotAfterBytes: 4_000,
});

if (failpoint === '') {
  writeSync(1, 'open\n');
  setInterval(() => {}, 60_000);
} else {
  const put = async (number: number): Promise<void> => {
    await putNumber(store, number);
    writeSync(1, `${number}\n`);
  };
  let last = Math.max(0, ...(await numbersIn(store)));
  const end = last + COMMITS;
  while (last < end) {
    await put((last += 1));
    await Promise.all(Array.from({ length: 8 }, () => put((last += 1))));
  }
  await store.close();
}
