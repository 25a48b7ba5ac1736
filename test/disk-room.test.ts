import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../src/core/clock.ts';
import { diskWatch, shortageOf, type DiskWatch, type Room, type Shortage } from '../src/disk-room.ts';
import { nodeFiles } from '../src/store/json/index.ts';
import { manyTurns } from './store/support/desk.ts';
import { setClock, type SetClock } from './support/clock.ts';

const GB = 1e9;
const hour = (atHour: number, freeGb: number, totalGb = 100) => ({
  atMs: atHour * HOUR_MS,
  freeBytes: freeGb * GB,
  totalBytes: totalGb * GB,
});

describe('D12: too little room', () => {
  it('is less than 5 % of the disk, or less than 500 MB', () => {
    expect(shortageOf([hour(0, 5.1)])).toBeNull();
    expect(shortageOf([hour(0, 4.9)])).toMatchObject({ state: 'short' });
    expect(shortageOf([hour(0, 0.51, 2)])).toBeNull();
    expect(shortageOf([hour(0, 0.49, 2)])).toMatchObject({ state: 'short' });
    expect(shortageOf([])).toBeNull();
  });

  it('is seen a day ahead, by what went in the last hours', () => {
    // 1 GB an hour, and 23.5 of them left above the 5 %.
    expect(shortageOf([hour(0, 30.5), hour(2, 28.5)])).toEqual({ state: 'soon', hours: 23, freeBytes: 28.5 * GB, totalBytes: 100 * GB });
    expect(shortageOf([hour(0, 31.5), hour(2, 29.5)])).toBeNull();
  });

  it('is not foretold from less than an hour, nor from a disk that empties', () => {
    expect(shortageOf([hour(0, 50), hour(0.9, 10)])).toBeNull();
    expect(shortageOf([hour(0, 10), hour(5, 20)])).toBeNull();
  });
});

describe('D12: the watch', () => {
  let clock: SetClock;
  let room: Room | Error;
  let told: Shortage[];
  let lines: string[];
  let later: { action: () => void }[];
  let watch: DiskWatch;

  beforeEach(async () => {
    clock = setClock('2026-11-21T01:00:00.000Z');
    [told, lines, later] = [[], [], []];
    room = { freeBytes: 50 * GB, totalBytes: 100 * GB };
    const note = (message: string): void => void lines.push(message);
    watch = diskWatch({
      clock,
      log: { info: note, warn: note, error: note },
      room: async () => {
        if (room instanceof Error) throw room;
        return room;
      },
      after: (_, action) => {
        const entry = { action };
        later.push(entry);
        return () => void (later = later.filter((one) => one !== entry));
      },
      tell: async (shortage) => void told.push(shortage),
    });
    await manyTurns();
  });

  async function passes(ms: number, spentPerHourGb = 0): Promise<void> {
    for (let left = ms; left > 0; left -= 10 * MINUTE_MS) {
      clock.advance(10 * MINUTE_MS);
      if (!(room instanceof Error)) room = { ...room, freeBytes: room.freeBytes - (spentPerHourGb * GB) / 6 };
      for (const { action } of later.splice(0)) action();
      await manyTurns();
    }
  }

  it('warns within the day before, then when files are refused, and once a day while it lasts', async () => {
    await passes(2 * HOUR_MS, 1);
    expect([told, watch.reading()?.short]).toEqual([[], 0]);
    await passes(24 * HOUR_MS, 1);
    expect(told.map(({ state }) => state)).toEqual(['soon']);
    expect([watch.reading()?.short, watch.isShort()]).toEqual([1, false]);
    await passes(20 * HOUR_MS, 1);
    expect(told.map(({ state }) => state)).toEqual(['soon', 'short']);
    expect([watch.reading()?.short, watch.isShort()]).toEqual([2, true]);
    await passes(24 * HOUR_MS);
    expect(told.map(({ state }) => state)).toEqual(['soon', 'short', 'short']);
  });

  it('is over when there is room again', async () => {
    room = { freeBytes: 4 * GB, totalBytes: 100 * GB };
    await passes(20 * MINUTE_MS);
    expect(watch.isShort()).toBe(true);
    room = { freeBytes: 60 * GB, totalBytes: 100 * GB };
    await passes(10 * MINUTE_MS);
    expect([watch.isShort(), watch.reading()?.short]).toEqual([false, 0]);
  });

  it('says once that it cannot see, and looks on', async () => {
    room = new Error('not a disk');
    await passes(60 * MINUTE_MS);
    expect(lines).toEqual(['how much room the disk has could not be seen or told']);
    room = { freeBytes: 4 * GB, totalBytes: 100 * GB };
    await passes(10 * MINUTE_MS);
    expect(told).toHaveLength(1);
  });

  it('leaves no timer behind when the program stops', () => {
    watch.stop();
    expect(later).toEqual([]);
  });
});

it('D12: the real disk says what it has', async () => {
  const { freeBytes, totalBytes } = await nodeFiles.room(import.meta.dirname);
  expect(freeBytes).toBeGreaterThan(0);
  expect(totalBytes).toBeGreaterThan(freeBytes);
});
