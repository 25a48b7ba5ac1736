import { expect, it } from 'vitest';
import { overloadNotices } from '../../src/conversation/desk.ts';
import { directoryIn } from '../../src/conversation/identity/directory.ts';
import { openChat } from '../support/chat.ts';

it('the administrators are told of an overload, each once, with its beginning and what it cost', async () => {
  const chat = await openChat({ features: [] });
  const appointed = { secretaries: [], admins: ['wangmin'] };
  const episode = { since: '2026-11-21T01:12:00.000Z', refused: 240 };
  const told = await chat.read((tx) => overloadNotices(episode, directoryIn(tx, appointed), 'Asia/Shanghai'));
  expect(told.map(({ to, key }) => ({ to, key }))).toEqual([
    { to: { kind: 'person', userId: 'wangmin' }, key: 'overload:2026-11-21T01:12:00.000Z:wangmin' },
  ]);
  expect(told[0]?.content).toMatchObject({ kind: 'text', text: expect.stringMatching(/09:12起.*240 条没接住/u) });
  await chat.close();
});
