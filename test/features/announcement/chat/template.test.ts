import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { announcementDrafts } from '../../../../src/features/announcement/schema/draft.ts';
import { announcementTemplates } from '../../../../src/features/announcement/schema/template.ts';
import { shippedTemplates } from '../../../../src/features/announcement/texts/shipped-templates.ts';
import { wangMin, zhangWei } from '../../../support/cast.ts';
import { openChat } from '../../../support/chat.ts';

// Saturday, 21 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [announcementFeature()] });
});
afterEach(() => chat.close());

const says = async (text: string): Promise<string> => (await chat.says(wangMin, text, { in: 'direct' })).text ?? '';
const content = async (): Promise<string | undefined> => (await chat.read((tx) => tx.find(announcementDrafts)))[0]?.draft.content;

describe('a template with blanks', () => {
  it('is filled from the sentence; times become dates', async () => {
    const text = await says('用会议通知模板，周五下午三点在二楼会议室召开安全例会');
    expect(text).toContain('兹定于11月27日（周五）15:00在二楼会议室召开安全例会，请准时参加');
    expect(text).toContain('要点“已知晓”');
  });

  it('what is missing is asked for in one question, several in one answer', async () => {
    expect(await says('用会议通知模板发个通知')).toContain('还差时间、地点、会议名称');
    await says('下周三上午九点，三楼活动室，支部党员大会');
    expect(await content()).toContain('兹定于11月25日（周三）09:00在三楼活动室召开支部党员大会');
  });

  it('an answer with labels fills them in any order, and what is still missing is asked for again', async () => {
    await says('用防汛模板');
    expect(await says('天气是暴雨，时间今晚八点')).toContain('还差值班电话');
    await says('8123');
    expect(await content()).toContain('11月21日（周六）20:00预计有暴雨');
    expect(await content()).toContain('立即报告8123');
  });

  it('a blank is changed afterwards by its name, and the time of the post stays', async () => {
    await says('明早八点用会议通知模板，周五下午三点在二楼会议室召开安全例会');
    const text = await says('地点改成三楼活动室');
    expect(text).toContain('在三楼活动室召开安全例会');
    expect(text).toContain('**时间**：11月22日（周日）08:00');
  });

  it.each([
    ['用停水停电模板，因管网检修明天上午8点到12点3号楼停水', '因管网检修，11月22日（周日）08:00–12:00 3号楼将停水'],
    ['用节日慰问模板发个春节祝福', '春节到了，支部向坚守岗位'],
    ['套用安全提示模板 下雨路滑慢行', '请大家注意：下雨路滑慢行。'],
    ['用体检模板，下周二上午在职工医院体检', '11月24日（周二）'],
  ])('%s', async (sentence, words) => {
    const text = (await says(sentence)).replace(/\s/gu, '');
    expect(text).toContain(words.replace(/\s/gu, ''));
  });

  it('an unknown one is said, with those that there are', async () => {
    expect(await says('用裁员模板发通知')).toContain('没有叫“裁员”的模板');
  });

  it('ten good ones are there from the first day, each with blanks and short enough', () => {
    expect(shippedTemplates.length).toBeGreaterThanOrEqual(8);
    for (const { text } of shippedTemplates) {
      expect(text).toMatch(/〔[^〕]+〕/u);
      expect(text.length).toBeLessThan(160);
    }
  });

  it('all are listed, one is shown with its blanks', async () => {
    expect(await says('有哪些模板')).toContain('会议通知、停水停电、安全提示、节日慰问、党费提醒');
    expect(await says('看看会议通知模板')).toContain('要填：时间、地点、会议名称');
  });
});

describe('a template made from what was sent', () => {
  beforeEach(async () => {
    await says('现在通知大家 11月27日下午三点在三楼活动室召开工会小组会，联系张伟，带工本费20元');
    await says('确认');
    await chat.passes({ until: '2026-11-21T01:05:00.000Z' });
  });

  it('finds times, places, names and sums, and is kept when confirmed', async () => {
    const text = await says('把N1存为模板，叫工会小组会');
    expect(text).toContain('〔时间〕在〔地点〕召开工会小组会，联系〔姓名〕，带工本费〔金额〕');
    expect(await chat.read((tx) => tx.count(announcementTemplates))).toBe(0);
    expect(await says('确认')).toContain('用工会小组会模板');
    expect(await says('用工会小组会模板')).toContain('还差时间、地点、姓名、金额');
  });

  it('takes another name before it is kept, or is not kept', async () => {
    await says('存为模板');
    expect(await says('叫小组会')).toContain('要存成模板“小组会”');
    expect(await says('取消')).toContain('没有存');
    expect(await chat.read((tx) => tx.count(announcementTemplates))).toBe(0);
  });

  it('is deleted by its secretary; a shipped one cannot be', async () => {
    await says('把N1存为模板，叫工会小组会');
    await says('确认');
    expect(await says('删除工会小组会模板')).toContain('删了');
    expect(await chat.read((tx) => tx.count(announcementTemplates))).toBe(0);
    expect(await says('删除会议通知模板')).toContain('不能删');
  });

  it('a member makes none', async () => {
    await chat.says(zhangWei, '把N1存为模板', { in: 'direct' });
    await chat.says(zhangWei, '确认', { in: 'direct' });
    expect(await chat.read((tx) => tx.count(announcementTemplates))).toBe(0);
  });
});
