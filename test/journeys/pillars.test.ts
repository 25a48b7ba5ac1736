import nock from 'nock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, STREAM_LIMIT_BYTES } from '../../src/channels/wecom/limits.ts';
import type { TemplateCard } from '../../src/channels/wecom/template-card.ts';
import { MINUTE_MS, plusMs } from '../../src/core/clock.ts';
import { crashBot, type CrashBot, type Saying, type Spoken } from '../support/crash-bot.ts';

/** A member's and a secretary's way through everything, over encrypted HTTP, with the seeds of the demonstration. */
let bot: CrashBot;
beforeAll(async () => {
  nock.restore();
  bot = await crashBot({ settings: { SEED: 'demo', SIMULATOR: 'on' } });
});
afterAll(async () => {
  await bot[Symbol.asyncDispose]();
  nock.activate();
});

const alone: Saying = { in: 'direct' };

async function answer(userId: string, text: string, saying: Saying = {}): Promise<string> {
  const { answers } = await bot.says(userId, text, saying);
  return answers[0]?.text ?? '';
}

function cardOf({ answers }: Spoken): TemplateCard | undefined {
  const reply = answers[0]?.reply;
  return reply !== undefined && reply !== null && 'template_card' in reply ? reply.template_card : undefined;
}

/** Texts that the robot of the first branch's group took. */
async function posts(): Promise<readonly { readonly content: string; readonly mentions: readonly string[] }[]> {
  await bot.settled();
  return bot.wecom.arrivals.flatMap(({ robotKey, message }) =>
    robotKey === bot.organization.groups[0]?.robotKey && message.msgtype === 'text'
      ? [{ content: message.text.content, mentions: message.text.mentioned_list ?? [] }]
      : [],
  );
}

describe('policies', () => {
  it('a question is answered with the clause, its source and whether it is in force', async () => {
    const text = await answer('zhangwei', '年假有几天', alone);
    expect(text).toContain('| 满1年不满10年 | 5 |');
    expect(text).toContain('《后勤服务中心职工请休假管理办法》第五条');
    expect(text).toContain('现行有效');
  });

  it('what no rule answers is handed to the secretary by button, answered by number, and the asker is told in the group', async () => {
    const asked = await bot.says('zhangwei', '医保异地就医备案怎么弄');
    expect(asked.answers[0]?.text).toContain('没查到');
    const [button] = cardOf(asked)?.button_list ?? [];
    const client = await bot.client();
    const home = bot.organization.groups[0]?.chatId ?? '';
    const clicked = await client.click({
      userId: 'zhangwei',
      chatId: home,
      cardId: cardOf(asked)?.task_id ?? '',
      action: button?.key ?? '',
    });
    expect(clicked.reply).toMatchObject({ response_type: 'update_template_card' });

    await bot.settled();
    expect(await answer('wangmin', '消息', alone)).toContain('张伟 问：医保异地就医备案怎么弄');
    expect(await answer('liqiang', 'Q1：随便', alone)).not.toContain('已转给');
    expect(await answer('wangmin', 'Q1：打12393就能备案', alone)).toContain('已转给张伟');
    expect(await posts()).toContainEqual({ content: expect.stringContaining('【书记答复 Q1】打12393就能备案'), mentions: ['zhangwei'] });
    expect(await answer('zhaojing', '医保异地就医备案怎么弄', alone)).toContain('打12393就能备案');
  });
});

describe('an activity', () => {
  it('is drafted, changed, confirmed, filled; who waits moves up when somebody leaves and is mentioned in the group', async () => {
    expect(await answer('wangmin', '11月28日下午两点在多功能厅办插花课，2人，发到一支部群', alone)).toContain('名额：2人');
    expect(await answer('wangmin', '改成3人', alone)).toContain('名额：3人');
    expect(await answer('wangmin', '确认', alone)).toContain('插花课已发布');
    await bot.settled();
    expect(bot.wecom.arrivals.at(-1)?.message).toMatchObject({ template_card: { main_title: { title: '插花课' } } });

    expect(await answer('zhangwei', '有啥活动')).toContain('插花课 11月28日（周六）14:00 多功能厅（余3个名额）');
    const inTime: Saying = { means: { kind: 'signUp', title: '插花课' } };
    for (const [index, userId] of ['zhangwei', 'zhaojing', 'sunlei'].entries())
      expect(await answer(userId, '报名插花课', inTime)).toContain(`报上了，您是第${index + 1}位`);
    expect(await answer('zhouting', '报名插花课')).toContain('名额已满（3人）');
    expect(await answer('zhouting', '候补', inTime)).toContain('候补第1位');
    expect(await answer('wangmin', '谁报了插花课')).toContain('张伟、赵静、孙磊。\n候补1人：周婷');

    const left = await answer('zhangwei', '插花课我去不了了', { means: { kind: 'cancel', title: '插花课' } });
    expect(left).toContain('名额已递补给周婷');
    expect(await posts()).toContainEqual({ content: expect.stringContaining('您已从候补递补上了'), mentions: ['zhouting'] });
  });
});

describe('an announcement', () => {
  it('is shown first and goes to the group once it is confirmed', async () => {
    expect(await answer('wangmin', '马上通知大家：明天上午停水', alone)).toContain('还没有发出');
    const before = (await posts()).length;
    expect(await answer('wangmin', '确认', alone)).toContain('60 秒内可撤');
    bot.passes(61_000);
    expect((await posts()).slice(before)).toEqual([{ content: '📢 明天上午停水', mentions: [] }]);
  });

  it('of a member is not made', async () => {
    expect(await answer('zhangwei', '马上通知大家：明天放假', alone)).toContain('书记');
    expect((await posts()).some(({ content }) => content.includes('放假'))).toBe(false);
  });
});

describe('study', () => {
  it('the secretary plans the daily question, it comes at its time, an answer is judged once', async () => {
    await answer('wangmin', '每个工作日早上10点在群里推每日一学', alone);
    expect(await answer('wangmin', '确认', alone)).toContain('10:00');
    bot.passes(Date.parse('2026-11-23T02:00:30.000Z') - Date.parse(bot.clock.now()));
    const before = bot.wecom.arrivals.length;
    await bot.settled();
    expect(JSON.stringify(bot.wecom.arrivals.slice(before))).toContain('每日一学');
    await answer('zhangwei', '选A', alone);
    expect(await answer('zhangwei', '选B', alone)).toContain('第一次的算数');
    expect(await answer('zhangwei', '我的学习', alone)).toContain('每日一题：答过 1 题');
  });
});

describe('a suggestion', () => {
  it('gets a number, the secretary takes it on, its author hears of it', async () => {
    expect(await answer('sunlei', '建议：食堂二楼水龙头漏水', alone)).toContain('已登记建议 S1');
    expect(await answer('wangmin', '受理 S1', alone)).toContain('已受理 S1');
    await bot.settled();
    expect(await answer('sunlei', '消息', alone)).toContain('S1“食堂二楼水龙头漏水” 已受理');
  });

  it('without a name gets the same receipt with every repeat', async () => {
    const filed = await bot.says('sunlei', '匿名：夜班补助发得不公平', alone);
    await bot.comesAgain(filed);
    await bot.comesAgain(filed);
    const receipts = filed.answers.map(({ text }) => /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/u.exec(text ?? '')?.[0]);
    expect(receipts[0]).toBeDefined();
    expect(new Set(receipts).size).toBe(1);
    expect(await answer('sunlei', `回执 ${receipts[0] ?? ''}`, alone)).not.toContain('没');
  });
});

describe('strangers', () => {
  it('an unknown member gets policies and help, and no activity of a branch', async () => {
    expect(await answer('stranger', '年假有几天', alone)).toContain('第五条');
    expect(await answer('stranger', '帮助', alone)).toContain('问制度');
    expect(await answer('stranger', '有啥活动', alone)).not.toContain('健步走');
    expect(await answer('stranger', '11月28日下午两点在多功能厅办茶话会，20人', alone)).toContain('书记');
  });

  it('I08: in an unknown group members get answers, but see nothing of their own branch there', async () => {
    const client = await bot.client();
    const there = { userId: 'zhangwei', chatId: 'wrUnknownGroup' };
    expect((await client.say({ ...there, text: '@党群助手 年假有几天' })).text).toContain('第五条');
    expect((await client.say({ ...there, text: '@党群助手 有啥活动' })).text).not.toContain('健步走');
  });
});

describe('the wire', () => {
  it('I01: the same message three times, 5 s apart, has one effect, and is acknowledged three times with one answer', async () => {
    const spoken = await bot.says('wangmin', '11月29日上午九点在党员活动室办读书会，5人，发到一支部群', alone);
    for (let repeat = 0; repeat < 2; repeat += 1) {
      bot.passes(5_000);
      await bot.comesAgain(spoken);
    }
    expect(spoken.answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(spoken.answers.map(({ reply }) => JSON.stringify(reply))).size).toBe(1);
    expect((await bot.settled()).activities.filter(({ title }) => title === '读书会')).toHaveLength(1);
  });

  it('W04: a message that is six minutes old is refused', async () => {
    const late = await bot.client({ ...bot.clock, now: () => plusMs(bot.clock.now(), -6 * MINUTE_MS) });
    expect(await late.say({ userId: 'zhangwei', text: '建议：不该登记的' })).toMatchObject({ status: 403, reply: null });
    expect(await answer('zhangwei', '我的建议', alone)).not.toContain('不该登记的');
  });

  it('every answer of this journey came within 2.5 s and was no longer than WeCom takes', async () => {
    const answers = bot.spoken.flatMap((spoken) => spoken.answers);
    expect(answers.length).toBeGreaterThan(30);
    expect(Math.max(...answers.map(({ tookMs }) => tookMs))).toBeLessThan(2_500);
    expect(Math.max(...answers.map(({ text }) => bytesOf(text ?? '')))).toBeLessThanOrEqual(STREAM_LIMIT_BYTES);
    expect(bot.spoken.filter((spoken) => spoken.answers.length === 0)).toEqual([]);
  });
});
