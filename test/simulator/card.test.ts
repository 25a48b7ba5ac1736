import { afterEach, describe, expect, it } from 'vitest';
import type { Heard, Say } from './fake-bot.ts';
import { GROUP, openTown, type Town } from './town.ts';

let town: Town;
afterEach(() => town.stop());

const signUp = (taskId: string, title = '健步走') => ({
  card_type: 'button_interaction',
  main_title: { title },
  button_list: [{ text: '报名', style: 1, key: 'activity.signUp:a1' }],
  task_id: taskId,
});
const lunch = {
  card_type: 'vote_interaction',
  main_title: { title: '午饭吃什么' },
  checkbox: {
    question_key: 'lunch',
    mode: 1,
    option_list: [
      { id: 'rice', text: '米饭' },
      { id: 'noodles', text: '面条' },
    ],
  },
  submit_button: { text: '提交', key: 'vote' },
  task_id: 'vote-1',
};
const isEvent = (heard: Heard): boolean => heard.msgtype === 'event';
const cardIn = (message: { body: object }): boolean => 'card' in message.body;

/** A town whose bot answers every message with `card` and every press with what `onPress` says. */
async function townWith(card: object, onPress: (heard: Heard) => Say): Promise<{ messageId: string }> {
  town = await openTown((heard) => (isEvent(heard) ? onPress(heard) : { msgtype: 'template_card', template_card: card }));
  await town.say('zhangwei', GROUP, '@党群助手 有什么活动');
  const { id } = await town.shows('zhangwei', GROUP, cardIn);
  return { messageId: id };
}

async function titleFor(userId: string): Promise<string | undefined> {
  const body = (await town.messages(userId, GROUP)).find(cardIn)?.body;
  return body?.kind === 'card' ? body.card.main_title?.title : undefined;
}

const press = (messageId: string, userId: string, selected: object[] = [], key = 'activity.signUp:a1') =>
  town.post(`/messages/${messageId}/click`, { userId, key, selected });

describe('pressing a button', () => {
  it('reaches the bot as an event with the key, the task and a fresh response_url', async () => {
    const { messageId } = await townWith(signUp('t1'), () => 'empty');
    expect((await press(messageId, 'zhaojing')).data).toEqual({ problem: null });
    expect(await town.bot.hears(2)).toMatchObject({
      msgtype: 'event',
      from: { userid: 'zhaojing' },
      chatid: GROUP,
      response_url: expect.stringContaining('response_code='),
      event: {
        eventtype: 'template_card_event',
        template_card_event: { card_type: 'button_interaction', event_key: 'activity.signUp:a1', task_id: 't1' },
      },
    });
  });

  it('changes the card only for the people named', async () => {
    const update = { response_type: 'update_template_card', userids: ['zhaojing'], template_card: signUp('t1', '您已报名') };
    const { messageId } = await townWith(signUp('t1'), () => update);
    await press(messageId, 'zhaojing');
    expect([await titleFor('zhaojing'), await titleFor('zhangwei')]).toEqual(['您已报名', '健步走']);
  });

  it('changes the card for everyone when nobody is named', async () => {
    const update = { response_type: 'update_template_card', template_card: signUp('t1', '名额已满') };
    const { messageId } = await townWith(signUp('t1'), () => update);
    await press(messageId, 'zhaojing');
    expect([await titleFor('zhaojing'), await titleFor('zhangwei')]).toEqual(['名额已满', '名额已满']);
  });

  it('leaves the card as it was when the update names another task', async () => {
    const update = { response_type: 'update_template_card', template_card: signUp('t2', '别的') };
    const { messageId } = await townWith(signUp('t1'), () => update);
    expect((await press(messageId, 'zhaojing')).data).toMatchObject({ problem: { code: 'cardRefused' } });
    expect(await titleFor('zhaojing')).toBe('健步走');
  });

  it('is told to the bot once, also when the bot does not answer', async () => {
    const { messageId } = await townWith(signUp('t1'), () => 500);
    expect((await press(messageId, 'zhaojing')).data).toEqual({ problem: { code: 'status', detail: '500' } });
    expect(town.bot.heard).toHaveLength(2);
  });

  it('is not for people outside the group', async () => {
    const { messageId } = await townWith(signUp('t1'), () => 'empty');
    expect((await press(messageId, 'chentao')).status).toBe(404);
    expect(town.bot.heard).toHaveLength(1);
  });
});

it('a vote brings the chosen options', async () => {
  const { messageId } = await townWith(lunch, () => 'empty');
  await press(messageId, 'zhaojing', [{ key: 'lunch', options: ['rice', 'noodles'] }], 'vote');
  expect((await town.bot.hears(2)).event).toMatchObject({
    template_card_event: { selected_items: { selected_item: [{ question_key: 'lunch', option_ids: { option_id: ['rice', 'noodles'] } }] } },
  });
});

describe('a card that the platform refuses is not shown', () => {
  const refused: readonly [string, object, string][] = [
    ['without a task_id', { ...signUp('t1'), task_id: undefined }, '42014'],
    ['with a task_id of other letters', signUp('任务'), '42014'],
    ['without buttons', { ...signUp('t1'), button_list: undefined }, '42039'],
    ['of an unknown type', { ...signUp('t1'), card_type: 'poster' }, '42031'],
    ['a notice that leads nowhere', { card_type: 'text_notice', main_title: { title: '通知' } }, '42045'],
  ];
  it.each(refused)('%s', async (_, card, code) => {
    town = await openTown(() => ({ msgtype: 'template_card', template_card: card }));
    await town.say('zhangwei', GROUP, '@党群助手 有什么活动');
    const failed = await town.shows('zhangwei', GROUP, ({ state }) => state === 'failed');
    expect(failed.problem?.detail).toContain(code);
    expect((await town.messages('zhangwei', GROUP)).some(cardIn)).toBe(false);
  });

  it('with a task_id that another message has used', async () => {
    town = await openTown(() => ({ msgtype: 'template_card', template_card: signUp('same') }));
    await town.say('zhangwei', GROUP, '@党群助手 活动');
    await town.shows('zhangwei', GROUP, cardIn);
    await town.say('zhaojing', GROUP, '@党群助手 活动');
    const failed = await town.shows('zhangwei', GROUP, ({ state }) => state === 'failed');
    expect(failed.problem).toEqual({ code: 'cardRefused', detail: '42014 task_id: used before' });
  });
});

it('words and a card may come in one answer', async () => {
  town = await openTown(() => ({
    msgtype: 'stream_with_template_card',
    stream: { id: 's1', finish: true, content: '一个活动' },
    template_card: signUp('t1'),
  }));
  await town.say('zhangwei', GROUP, '@党群助手 活动');
  await town.shows('zhangwei', GROUP, cardIn);
  expect((await town.messages('zhangwei', GROUP)).filter(({ from }) => from === 'bot').map(({ body }) => body.kind)).toEqual([
    'markdown',
    'card',
  ]);
});
