import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/core/card.ts';
import type { Reply } from '../../../src/core/message.ts';
import { aibotWorld } from '../../support/wecom-aibot.ts';
import { zhangWei } from '../../support/cast.ts';
import { callbacks } from './callbacks.ts';

const card: Card = { id: 'activity-A3', title: '健步走活动', buttons: [{ label: '报名', action: 'activity.signUp:A3' }] };
const changed: Card = { id: 'another-id', title: '您已报名' };
const group = { userId: zhangWei.userId, chatId: 'wrGroup' };
const direct = { userId: zhangWei.userId };

/** The reply's kind in the words of the fixture file. */
function kindOf(reply: object | null): string {
  if (reply === null) return 'empty';
  if ('msgtype' in reply && typeof reply.msgtype === 'string') return reply.msgtype;
  return 'update_template_card';
}

describe('the answer in time', () => {
  it('words come as a stream that is finished at once', async () => {
    await using world = await aibotWorld(async () => ({ text: '**现行**：请假须提前 1 天' }));
    const { reply, status, headers } = await world.client.say({ ...group, text: '@党群助手 请假' });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('application/json');
    expect(reply).toMatchObject({ msgtype: 'stream', stream: { finish: true, content: '**现行**：请假须提前 1 天' } });
  });

  it('words with a card come together, a card alone comes alone', async () => {
    const replies: Reply[] = [{ text: '本周有一场活动', card }, { card }];
    await using world = await aibotWorld(async () => replies.shift() ?? null);
    expect((await world.client.say({ ...group, text: '活动' })).reply).toMatchObject({
      msgtype: 'stream_with_template_card',
      stream: { finish: true, content: '本周有一场活动' },
      template_card: { card_type: 'button_interaction', task_id: 'activity-A3' },
    });
    expect((await world.client.say({ ...group, text: '活动' })).reply).toMatchObject({
      msgtype: 'template_card',
      template_card: { task_id: 'activity-A3' },
    });
  });

  it('words that a question card cannot show are said beside it', async () => {
    const submit = { label: '提交', action: 'quiz.answer:1' };
    const long: Card = {
      id: 'q1',
      title: '每日一题',
      body: '题'.repeat(200),
      choice: { key: 'k', multiple: false, options: [{ id: 'A', label: '甲' }], submit },
    };
    await using world = await aibotWorld(async () => ({ card: long }));
    const { reply, text } = await world.client.say({ ...direct, text: '答题' });
    expect(kindOf(reply)).toBe('stream_with_template_card');
    expect(text).toBe('题'.repeat(200));
  });

  it('nothing to say is an empty 200', async () => {
    const replies = [null, {}, { text: '' }];
    await using world = await aibotWorld(async () => replies.shift() ?? null);
    for (let i = 0; i < 3; i += 1) expect(await world.client.say({ ...group, text: '嗯' })).toMatchObject({ status: 200, reply: null });
  });

  it('an answer longer than WeCom takes ends with a hint', async () => {
    await using world = await aibotWorld(async () => ({ text: '条款。'.repeat(5_000) }));
    const { text } = await world.client.say({ ...group, text: '全文' });
    expect(Buffer.byteLength(text ?? '')).toBeLessThanOrEqual(20_480);
    expect(text).toMatch(/（内容较长，后面的没有显示）$/);
  });

  it('mentions nobody, whatever stands in it', async () => {
    await using world = await aibotWorld(async () => ({ text: '他写道：<@all> 快来' }));
    expect((await world.client.say({ ...group, text: '看看' })).text).toBe('他写道：＜@all> 快来');
  });

  it('I02, O23: the same message ten times at once gets ten times the same answer', async () => {
    await using world = await aibotWorld(async () => ({ text: '已报名' }));
    const all = await Promise.all(Array.from({ length: 10 }, () => world.client.say({ ...group, text: '报名', msgid: 'same' })));
    expect(new Set(all.map(({ reply }) => JSON.stringify(reply))).size).toBe(1);
    world.time.pass(5_000);
    expect((await world.client.say({ ...group, text: '报名', msgid: 'same' })).reply).toEqual(all[0]?.reply);
  });

  it('when nothing was kept WeCom is asked to repeat', async () => {
    await using world = await aibotWorld(() => Promise.reject(new Error('disk full: 我要举报')));
    expect(await world.client.say({ ...group, text: '报名' })).toMatchObject({ status: 503, reply: null });
    expect(JSON.stringify(world.logged)).toContain('not kept');
    expect(JSON.stringify(world.logged)).not.toContain('举报');
    expect(world.crashes).toEqual([]);
  });

  it('when it was not kept at the last repeat either, the member reads so; a later one is taken', async () => {
    let away = true;
    await using world = await aibotWorld(() => (away ? Promise.reject(new Error('away')) : Promise.resolve({ text: '已报名' })));
    const say = () => world.client.say({ ...group, text: '报名', msgid: 'same' });
    expect((await say()).status).toBe(503);
    expect((await say()).status).toBe(503);
    expect(await say()).toMatchObject({ status: 200, text: '系统暂时记不下东西，这句话没有收到。请过几分钟再发一次。' });
    away = false;
    expect((await say()).text).toBe('已报名');
  });
});

describe('who opens the single chat', () => {
  it('is welcomed with words or a card, never with a stream', async () => {
    const replies: (Reply | null)[] = [{ text: '您好' }, { card }, { text: '您好', card }, null, {}];
    await using world = await aibotWorld(async () => replies.shift() ?? null);
    expect((await world.client.enter(direct)).reply).toEqual({ msgtype: 'text', text: { content: '您好' } });
    expect((await world.client.enter(direct)).reply).toMatchObject({ msgtype: 'template_card', template_card: { task_id: 'activity-A3' } });
    expect((await world.client.enter(direct)).text).toBe('您好\n\n**健步走活动**\n@党群助手 发“报名”即可');
    expect((await world.client.enter(direct)).reply).toBeNull();
    expect((await world.client.enter(direct)).reply).toBeNull();
  });
});

describe('a click on a card', () => {
  const action = { cardId: 'activity-A3', action: 'activity.signUp:A3' };

  it('changes the card for the one who clicked, under the task id of the clicked card', async () => {
    await using world = await aibotWorld(async () => ({ update: { card: changed, forEveryone: false } }));
    const { reply } = await world.client.click({ ...group, ...action });
    expect(reply).toMatchObject({
      response_type: 'update_template_card',
      userids: ['zhangwei'],
      template_card: { main_title: { title: '您已报名' }, task_id: 'activity-A3' },
    });
    expect(world.heard[0]).toMatchObject({ kind: 'cardAction', cardId: 'activity-A3', action: 'activity.signUp:A3', selected: [] });
  });

  it('names nobody when it changes for everyone, nor in a single chat, where WeCom knows no names', async () => {
    const replies = [true, false];
    await using world = await aibotWorld(async () => ({ update: { card: changed, forEveryone: replies.shift() ?? false } }));
    expect((await world.client.click({ ...group, ...action })).reply).not.toHaveProperty('userids');
    expect((await world.client.click({ ...direct, ...action })).reply).not.toHaveProperty('userids');
  });

  it('without an update it is answered with nothing', async () => {
    await using world = await aibotWorld(async () => null);
    expect(await world.client.click({ ...group, ...action, selected: { lunch: ['rice'] } })).toMatchObject({ status: 200, reply: null });
    expect(world.heard[0]).toMatchObject({ selected: [{ key: 'lunch', options: ['rice'] }] });
  });
});

it.each(callbacks)('to $name only allowed kinds of reply go out', async ({ plain, reply: allowed }) => {
  const replies: Reply[] = [{ text: '好' }, { card }, { text: '好', card }, { update: { card: changed, forEveryone: false } }, {}];
  for (const reply of replies) {
    await using world = await aibotWorld(async () => reply);
    const { response_url: _, ...withoutAddress } = plain;
    const answered = await world.client.post(withoutAddress);
    expect(answered.status).toBe(200);
    expect(allowed).toContain(kindOf(answered.reply));
  }
});
