import { expect, it } from 'vitest';
import { diskNotices } from '../../src/conversation/desk.ts';
import { directoryIn } from '../../src/conversation/identity/directory.ts';
import { policyFeature } from '../../src/features/policy/index.ts';
import { wangMin, zhangWei } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';

const NOW = '2026-11-21T01:12:00.000Z';

it('D12: the administrators are told, each once a day, how long the disk lasts and what is refused then', async () => {
  const chat = await openChat({ features: [] });
  const appointed = { secretaries: [], admins: ['wangmin'] };
  const told = (room: { freeBytes: number; hours?: number }) =>
    chat.read((tx) => diskNotices(room, directoryIn(tx, appointed), 'Asia/Shanghai', NOW));
  expect(await told({ freeBytes: 28_500_000_000, hours: 23 })).toEqual([
    {
      key: 'disk-soon:2026-11-21:wangmin',
      to: { kind: 'person', userId: 'wangmin' },
      content: { kind: 'text', text: expect.stringMatching(/大约 23 小时后.*还剩 28\.5 GB/u) },
    },
  ]);
  expect(await told({ freeBytes: 900_000_000, hours: 0 })).toMatchObject([
    { content: { text: expect.stringMatching(/，不到一小时就不够用了/u) } },
  ]);
  expect(await told({ freeBytes: 480_000_000 })).toMatchObject([
    { key: 'disk-short:2026-11-21:wangmin', content: { text: expect.stringMatching(/还剩 480 MB.*不收文件，消息照常办/u) } },
  ]);
  await chat.close();
});

it('D12: on a disk that is nearly full a file is refused unopened, a message is not', async () => {
  let full = true;
  const chat = await openChat({ features: [policyFeature()], refusesFiles: () => full });
  const file = { ok: true, name: '借阅.md', bytes: Buffer.from('# 图书借阅规定\n**第一条** 借书期限为 10 天。\n') } as const;
  const refused = await chat.sends(wangMin, file);
  expect([refused.text, refused.fetched]).toEqual([expect.stringContaining('磁盘快满了，现在先不收文件'), false]);
  expect((await chat.says(zhangWei, '帮助', { in: 'direct' })).text).toContain('我能');
  full = false;
  expect((await chat.sends(wangMin, file)).fetched).toBe(true);
  await chat.close();
});
