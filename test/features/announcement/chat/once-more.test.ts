import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { wangMin, zhangWei } from '../../../support/cast.ts';
import { openChat } from '../../../support/chat.ts';

// Saturday, 21 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [announcementFeature()] });
});
afterEach(() => chat.close());

const says = async (...lines: readonly string[]): Promise<string> => {
  let last = '';
  for (const words of lines) last = (await chat.says(wangMin, words)).text ?? '';
  return last;
};

describe('once more before what was announced', () => {
  it.each([
    ['通知大家：明天下午三点在会议室开会', '开会前十分钟再提醒一次', '今天15:00在会议室开会', '11月22日（周日）14:50'],
    ['通知大家：周五下午三点培训', '培训前一天再提醒一次', '11月27日（周五）15:00培训', '11月26日（周四）15:00'],
    ['通知大家：明天下午三点在会议室开会', '开会前半小时在群里再喊一声', '今天15:00在会议室开会', '11月22日（周日）14:30'],
    ['明天下午三点提醒大家开会', '提前半小时再发一遍', '开会', '11月22日（周日）14:30'],
    ['每周五下午5点提醒大家关灯', '提前10分钟再提醒一下大家', '关灯', '每周五 16:50'],
  ])('%s；%s', async (first, more, content, time) => {
    const text = await says(first, '确认', more);
    expect(text).toContain(`**内容**：${content}\n`);
    expect(text).toContain(`**时间**：${time}`);
  });

  it('both are posted, each in words that are true on its day', async () => {
    await says('通知大家：明天下午三点在会议室开会', '确认', '开会前十分钟再提醒一次', '确认');
    await chat.passes({ until: '2026-11-22T08:00:00.000Z' });
    expect(chat.posts().map(({ at, content }) => `${at.slice(0, 16)} ${content.kind === 'text' ? content.text : ''}`)).toEqual([
      '2026-11-21T01:01 📢 明天下午三点在会议室开会',
      '2026-11-22T06:50 📢 今天15:00在会议室开会',
    ]);
  });

  it('tomorrow is the day after the post, not after it was planned', async () => {
    const text = await says('周三上午9点通知大家：明天下午三点在会议室开会', '确认', '开会前十分钟再提醒一次');
    expect(text).toContain('**时间**：11月26日（周四）14:50');
  });

  it('words for another day in the text are pointed out', async () => {
    const text = await says('通知大家：明天下午三点开会，今天下班前报名单', '确认', '开会前十分钟再提醒一次');
    expect(text).toContain('到那天发出去可能不对');
  });

  it('of a draft it waits until that is confirmed', async () => {
    const text = await says('通知大家：明天下午三点在会议室开会', '开会前十分钟再提醒一次');
    expect(text).toContain('先把这条定下');
    expect(text).toContain('**内容**：明天下午三点在会议室开会');
    expect(await says('确认')).toContain('60 秒后发到群里');
  });

  it('is not planned where no moment is told, or it has passed', async () => {
    expect(await says('通知大家：食堂今天休息', '确认', '开会前十分钟再提醒一次')).toContain('没有写几点');
    expect(await says('通知大家：明天上午9点开全体会', '确认', '会前三天再通知一次')).toContain('那个时间已经过了');
  });

  it('a member gives no such order, and “提前半小时” alone moves the post itself', async () => {
    await says('明天下午三点提醒大家开会', '确认');
    expect((await chat.says(zhangWei, '开会前十分钟再提醒一次')).text).not.toContain('请核对');
    expect(await says('提前半小时')).toContain('要把 N1 改成这样');
  });
});
