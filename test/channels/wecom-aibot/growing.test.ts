import { expect, it } from 'vitest';
import type { Growing, Reply } from '../../../src/core/message.ts';
import { zhangWei } from '../../support/cast.ts';
import { aibotWorld } from '../../support/wecom-aibot.ts';

const place = { userId: zhangWei.userId, chatId: 'wrGroup' };
const card = { id: 'c1', title: '这样答有用吗', buttons: [{ label: '有用', action: 'policy.useful' }] };

/** A reply whose words the test adds. */
function growingReply(text: string): { reply: Reply; grow: (text: string, finished?: boolean) => void } {
  let state = { text, finished: false };
  const growing: Growing = { now: () => state, done: Promise.resolve() };
  return { reply: { text, card, growing }, grow: (more, finished = false) => void (state = { text: more, finished }) };
}

it('a reply that grows is there at once, and each refresh brings what was added; the card comes with the end', async () => {
  const { reply, grow } = growingReply('原文');
  await using world = await aibotWorld(() => Promise.resolve(reply));
  const first = await world.client.say({ ...place, text: '@党群助手 请假规定' });
  expect(first.reply).toMatchObject({ msgtype: 'stream', stream: { finish: false, content: '原文' } });
  const streamId = first.reply !== null && 'stream' in first.reply ? first.reply.stream.id : '';
  grow('原文\n\n简单说');
  expect((await world.client.refresh({ ...place, streamId })).reply).toMatchObject({
    stream: { finish: false, content: '原文\n\n简单说' },
  });
  grow('原文\n\n简单说：须提前 1 天', true);
  expect((await world.client.refresh({ ...place, streamId })).reply).toMatchObject({
    msgtype: 'stream_with_template_card',
    stream: { finish: true, content: '原文\n\n简单说：须提前 1 天' },
  });
});

it('a process that knows nothing of the words to come ends the stream with the kept ones', async () => {
  await using world = await aibotWorld(
    () => Promise.resolve(growingReply('原文').reply),
    () => Promise.resolve({ text: '原文', card }),
  );
  const first = await world.client.say({ ...place, text: '@党群助手 请假规定' });
  const streamId = first.reply !== null && 'stream' in first.reply ? first.reply.stream.id : '';
  world.time.pass(11 * 60_000);
  await world.client.say({ ...place, text: '@党群助手 别的' });
  expect((await world.client.refresh({ ...place, streamId })).reply).toMatchObject({ stream: { finish: true, content: '原文' } });
});
