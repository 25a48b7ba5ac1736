import { afterEach, beforeEach, expect, it } from 'vitest';
import { GROUP, openTown, type Town } from './town.ts';

let town: Town;
beforeEach(async () => {
  town = await openTown(() => 'empty');
});
afterEach(() => town.stop());

const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } });

async function urlOf(chatId: string): Promise<string> {
  await town.say('zhangwei', chatId, '@党群助手 慢慢查');
  return (await town.bot.hears(town.bot.heard.length + 1)).response_url ?? '';
}

it('takes one answer, which quotes the question in a group', async () => {
  const url = await urlOf(GROUP);
  expect(await town.call(url, markdown('**查到了**'))).toEqual({ errcode: 0, errmsg: 'ok' });
  expect((await town.messages('zhaojing', GROUP)).at(-1)).toMatchObject({
    from: 'bot',
    body: { kind: 'markdown', flavour: 'bot', text: '**查到了**' },
    quote: { from: 'zhangwei', text: '@党群助手 慢慢查' },
  });
  expect(await town.call(url, markdown('再来'))).toMatchObject({ errcode: 60140 });
});

it('quotes nothing in a single chat', async () => {
  await town.call(await urlOf('single:zhangwei'), markdown('查到了'));
  expect((await town.messages('zhangwei', 'single:zhangwei')).at(-1)?.quote).toBeUndefined();
});

it('is over after an hour', async () => {
  const url = await urlOf(GROUP);
  town.time.pass(3_600_001);
  expect(await town.call(url, markdown('晚了'))).toMatchObject({ errcode: 60140 });
});

it('refuses what it does not know and what is too long, and still takes the right answer then', async () => {
  const url = await urlOf(GROUP);
  expect(await town.call(url, { msgtype: 'update_template_card', template_card: {} })).toMatchObject({ errcode: 40008 });
  expect(await town.call(url, markdown('党'.repeat(6_827)))).toMatchObject({ errcode: 40058 });
  expect(await town.call(url, markdown('好了'))).toMatchObject({ errcode: 0 });
});
