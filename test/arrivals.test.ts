import { describe, expect, it } from 'vitest';
import { openArrivals } from '../src/arrivals.ts';
import type { Inbound } from '../src/core/message.ts';
import { secretsOf } from '../src/core/secrets.ts';
import { FOLDER, keptLog } from './store/support/desk.ts';
import { Disk, failure } from './store/support/disk.ts';

const secrets = secretsOf(Buffer.alloc(32, 5));

function openOn(disk: Disk, key = secrets) {
  const log = keptLog();
  return { log, arrivals: openArrivals({ files: disk.layer(), folder: FOLDER, secrets: key, log }) };
}

const said = (messageId: string, receivedAt = '2026-11-21T01:00:00.000Z'): Inbound => ({
  kind: 'text',
  messageId,
  chat: { channel: 'wecom-aibot', kind: 'direct', id: 'zhangwei' },
  userId: 'zhangwei',
  receivedAt,
  text: '匿名：夜班补助发得不公平',
  pictures: 0,
  spoken: false,
});

describe('a message that was taken before it was handled', () => {
  it('is there after a power cut, oldest first, with its late address, each for its own channel', async () => {
    const disk = new Disk();
    const { arrivals } = openOn(disk);
    await arrivals.keep(said('younger', '2026-11-21T01:00:01.000Z'), 'https://qyapi.weixin.qq.com/x');
    await arrivals.keep(said('older'));
    disk.cutPower('all');
    const after = openOn(disk).arrivals;
    expect(await after.left('wecom-aibot')).toEqual([
      { inbound: said('older'), tries: 1 },
      { inbound: said('younger', '2026-11-21T01:00:01.000Z'), responseUrl: 'https://qyapi.weixin.qq.com/x', tries: 1 },
    ]);
    expect(await after.left('another')).toEqual([]);
  });

  it('is kept once however often it comes meanwhile, and again when the disk has refused it', async () => {
    const disk = new Disk();
    const { arrivals } = openOn(disk);
    disk.before = (call) => {
      if (call === 'append') throw failure('ENOSPC');
    };
    await expect(arrivals.keep(said('m'))).rejects.toThrow();
    disk.before = () => {};
    await Promise.all([arrivals.keep(said('m')), arrivals.keep(said('m'))]);
    expect(await arrivals.left('wecom-aibot')).toHaveLength(1);
  });

  it('is gone once it is handled, and who tries is counted', async () => {
    const disk = new Disk();
    await openOn(disk).arrivals.keep(said('m'));
    const { arrivals } = openOn(disk);
    for (const taken of await arrivals.left('wecom-aibot')) await arrivals.tryAgain(taken);
    disk.cutPower('all');
    const { arrivals: third, log } = openOn(disk);
    expect(await third.left('wecom-aibot')).toEqual([{ inbound: said('m'), tries: 2 }]);
    await third.done(said('m'));
    expect(disk.names(FOLDER)).toEqual([]);
    await third.done(said('m'));
    expect(log.told).toEqual([]);
  });

  it('does not come back with a power cut once it is gone', async () => {
    const disk = new Disk();
    const { arrivals } = openOn(disk);
    await arrivals.keep(said('m'));
    await arrivals.done(said('m'));
    disk.cutPower('all');
    expect(await openOn(disk).arrivals.left('wecom-aibot')).toEqual([]);
  });

  it('N02: shows neither who spoke nor what was said, in its content or its name', async () => {
    const disk = new Disk();
    await openOn(disk).arrivals.keep(said('zhangwei-1'));
    const [name = ''] = disk.names(FOLDER);
    expect(name).not.toContain('zhangwei');
    expect(disk.read(`${FOLDER}/${name}`).toString()).not.toMatch(/zhangwei|匿名|夜班/u);
  });

  it('stays where it is when it cannot be read, and the others are', async () => {
    const disk = new Disk();
    await openOn(disk, secretsOf(Buffer.alloc(32, 6))).arrivals.keep(said('sealed with another key'));
    await openOn(disk).arrivals.keep(said('m'));
    const { arrivals, log } = openOn(disk);
    expect(await arrivals.left('wecom-aibot')).toHaveLength(1);
    expect(log.told.map(({ level }) => level)).toEqual(['error']);
    expect(disk.names(FOLDER)).toHaveLength(2);
  });

  it('leaves nothing behind that was half written by a process that died, and nothing is taken from who is writing', async () => {
    const disk = new Disk();
    disk.before = (call) => {
      if (call === 'rename' || call === 'remove') throw failure('EIO');
    };
    await expect(openOn(disk).arrivals.keep(said('m'))).rejects.toThrow();
    expect(disk.names(FOLDER)).toEqual([expect.stringMatching(/^arrival-.*\.tmp$/u)]);
    const { arrivals, log } = openOn(disk);
    let looked: Promise<unknown> | undefined;
    disk.before = (call) => {
      if (call === 'append') looked ??= arrivals.left('wecom-aibot');
    };
    await arrivals.keep(said('another'));
    expect(await looked).toEqual([]);
    expect(disk.names(FOLDER)).toEqual([expect.stringMatching(/^arrival-[0-9a-f]{32}\.sealed$/u)]);
    expect(log.told).toEqual([]);
  });

  it('starts all the same when a half-written file cannot be removed', async () => {
    const disk = new Disk();
    await openOn(disk).arrivals.keep(said('m'));
    disk.before = (call) => {
      if (call === 'rename' || call === 'remove') throw failure('EIO');
    };
    await expect(openOn(disk).arrivals.keep(said('half'))).rejects.toThrow();
    const { arrivals, log } = openOn(disk);
    expect(await arrivals.left('wecom-aibot')).toHaveLength(1);
    expect(log.told.map(({ level }) => level)).toEqual(['warn']);
  });
});
