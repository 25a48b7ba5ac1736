import { describe, expect, it } from 'vitest';
import type { FileLayer } from '../../src/store/json/index.ts';
import type { Disk } from '../store/support/disk.ts';
import { attack } from '../support/attack/attack.ts';

const DEATHS = 25;
/** `npm run bench -- attack` runs hundreds of them. A seed that ever failed gets a test of its own below. */
const SEEDS = Array.from({ length: 12 }, (_, i) => 1_000 + i);

describe('C24: power cuts, kills, IO errors, a full disk, lost answers and repeats, all mixed', () => {
  for (const seed of SEEDS) {
    it(`seed ${seed}: nothing acknowledged is lost, nothing happens twice`, async () => {
      const { findings, toll } = await attack(seed, { deaths: DEATHS });
      expect(findings).toEqual([]);
      expect(toll.cut + toll.kill).toBeGreaterThanOrEqual(DEATHS);
    });
  }

  it('seed 171: what the quiet hours hold back at the end is not lost, it goes out in the morning', async () => {
    expect((await attack(171, { deaths: DEATHS })).findings).toEqual([]);
  });

  it('seed 7 comes out alike a second time', async () => {
    expect(await attack(7, { deaths: 5 })).toEqual(await attack(7, { deaths: 5 }));
  });
});

const lyingAbout =
  (what: 'files' | 'folders') =>
  (disk: Disk): FileLayer => {
    const layer = disk.layer();
    if (what === 'folders') return { ...layer, syncFolder: async () => {} };
    return { ...layer, openDurable: layer.open, open: async (path) => ({ ...(await layer.open(path)), datasync: async () => {} }) };
  };

describe('the books', () => {
  for (const what of ['files', 'folders'] as const) {
    it(`tell when a disk only says that it has synced its ${what}`, async () => {
      const outcomes = await Promise.all(SEEDS.slice(0, 4).map((seed) => attack(seed, { deaths: DEATHS, layer: lyingAbout(what) })));
      expect(outcomes.flatMap(({ findings }) => findings).length).toBeGreaterThan(0);
    });
  }
});
