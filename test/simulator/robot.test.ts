import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GROUP, openTown, ROBOT, type Town } from './town.ts';

let town: Town;
beforeEach(async () => {
  town = await openTown(() => 'empty');
});
afterEach(() => town.stop());

const text = (content: string, mentioned: string[] = []) => ({ msgtype: 'text', text: { content, mentioned_list: mentioned } });
const lastIn = async (userId: string) => (await town.messages(userId, GROUP)).at(-1);

describe('a push of the group robot', () => {
  it('shows in its group alone and marks whom it mentions', async () => {
    expect(await town.push(ROBOT, text('明天开会', ['zhaojing']))).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(await lastIn('zhaojing')).toMatchObject({
      from: 'bot',
      body: { kind: 'text', text: '明天开会' },
      mentions: ['zhaojing'],
      called: ['zhaojing'],
    });
    expect(await town.messages('chentao', 'wrTown_0003')).toEqual([]);
  });

  it('mentions whom its markdown tags', async () => {
    await town.push(ROBOT, { msgtype: 'markdown', markdown: { content: '请<@liqiang>看' } });
    expect(await lastIn('liqiang')).toMatchObject({ body: { flavour: 'robot' }, mentions: ['liqiang'] });
  });

  it('mentions nobody in markdown_v2', async () => {
    await town.push(ROBOT, { msgtype: 'markdown_v2', markdown_v2: { content: '请<@liqiang>看' } });
    expect(await lastIn('liqiang')).toMatchObject({ body: { flavour: 'v2' }, mentions: [] });
  });

  it('never reaches the bot', async () => {
    await town.push(ROBOT, text('@党群助手 在吗'));
    await town.say('zhangwei', GROUP, '@党群助手 在吗');
    expect(await town.bot.hears(1)).toMatchObject({ from: { userid: 'zhangwei' } });
  });

  it('carries a file that was uploaded to the same robot', async () => {
    const { media_id: mediaId } = await town.upload(ROBOT, '名单.csv', '姓名,部门\n张伟,维修班');
    expect(await town.push(ROBOT, { msgtype: 'file', file: { media_id: mediaId } })).toMatchObject({ errcode: 0 });
    expect(await lastIn('zhangwei')).toMatchObject({ body: { kind: 'file', name: '名单.csv', bytes: 30 } });
    expect(await town.get(`/media/${mediaId}`)).toBe('姓名,部门\n张伟,维修班');
    expect(await town.push('robot-key-0003', { msgtype: 'file', file: { media_id: mediaId } })).toMatchObject({ errcode: 40058 });
  });

  it('carries a card that only links', async () => {
    const card = { card_type: 'text_notice', main_title: { title: '值班提醒' }, card_action: { type: 1, url: 'http://127.0.0.1/' } };
    expect(await town.push(ROBOT, { msgtype: 'template_card', template_card: card })).toMatchObject({ errcode: 0 });
    expect(await lastIn('zhangwei')).toMatchObject({ body: { kind: 'card' } });
  });
});

describe('the platform says no', () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(20)]);
  const notice = { card_type: 'text_notice', main_title: { title: '通知' }, card_action: { type: 1, url: 'http://127.0.0.1/' } };
  const refused: readonly [string, object, number][] = [
    ['a text of more than 2048 bytes', text('党'.repeat(683)), 40058],
    ['markdown of more than 4096 bytes', { msgtype: 'markdown', markdown: { content: '党'.repeat(1366) } }, 40058],
    ['a message without words', text('  '), 93017],
    ['an unknown msgtype', { msgtype: 'poster' }, 40008],
    ['a body that is no message', {}, 40008],
    ['a picture whose md5 differs', { msgtype: 'image', image: { base64: png.toString('base64'), md5: 'no' } }, 301019],
    ['a picture that is none', { msgtype: 'image', image: { base64: 'aGk=', md5: createHash('md5').update('hi').digest('hex') } }, 40058],
    ['a card with a task_id', { msgtype: 'template_card', template_card: { ...notice, task_id: 't1' } }, 42031],
    ['a card with buttons', { msgtype: 'template_card', template_card: { card_type: 'button_interaction' } }, 40058],
    [
      'nine articles',
      { msgtype: 'news', news: { articles: Array.from({ length: 9 }, () => ({ title: '题', url: 'http://127.0.0.1/' })) } },
      40058,
    ],
  ];
  it.each(refused)('to %s', async (_, body, errcode) => {
    expect(await town.push(ROBOT, body)).toMatchObject({ errcode });
    expect(await town.messages('zhangwei', GROUP)).toEqual([]);
  });

  it('to a key that is no robot', async () => {
    expect(await town.push('nobody', text('在吗'))).toEqual({ errcode: 93000, errmsg: 'invalid webhook url' });
  });

  it('to a file of five bytes', async () => {
    expect(await town.upload(ROBOT, 'a.txt', '12345')).toMatchObject({ errcode: 40058 });
  });

  it('to the twenty-first message within a minute, until the minute is over', async () => {
    for (let i = 0; i < 20; i += 1) expect(await town.push(ROBOT, text(`第${i}条`))).toMatchObject({ errcode: 0 });
    expect(await town.push(ROBOT, text('多了'))).toMatchObject({ errcode: 45009 });
    expect(await town.push('robot-key-0003', text('别的群'))).toMatchObject({ errcode: 0 });
    town.time.pass(60_000);
    expect(await town.push(ROBOT, text('又行了'))).toMatchObject({ errcode: 0 });
  });
});
