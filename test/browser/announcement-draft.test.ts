import { describe, expect, it } from 'vitest';
import { openTown, PHONE, sidewaysRoom } from '../support/browser.ts';
import { liQiang, wangMin, zhangWei } from '../support/cast.ts';
import { FIRST_GROUP } from '../support/screen.ts';

const WORDS = '各位同事，5号楼水管爆了 请绕行';

const town = openTown();

describe('an announcement from one sentence to the group, in the browser on a phone', () => {
  it('one sentence becomes a draft; what is missing is asked for, one part is changed by words', async () => {
    const secretary = await town.at(wangMin, PHONE);
    expect(await secretary.says('紧急通知：3号楼水管爆了 请绕行，发之前给李强看一眼', FIRST_GROUP)).toContain('为什么紧急');
    expect(await secretary.says('电梯井进水', FIRST_GROUP)).toMatch(/3号楼水管爆了[^]*先给李强看/u);
    await secretary.picture('announcement-draft-1-draft');
    expect(await secretary.says('3号楼改成5号楼', FIRST_GROUP)).toContain('5号楼水管爆了 请绕行');
    expect(await secretary.says('开头加上各位同事', FIRST_GROUP)).toContain(WORDS);
    expect(await sidewaysRoom(secretary.page)).toBe(0);
  });

  it('the preview shows what the group will see, and nothing is there yet', async () => {
    const secretary = await town.at(wangMin, PHONE);
    expect(await secretary.says('预览', FIRST_GROUP)).toMatch(/后勤一支部工作群 会看到[^]*🚨 【紧急】各位同事，5号楼/u);
    await secretary.picture('announcement-draft-2-preview');
    expect(await sidewaysRoom(secretary.page)).toBe(0);
  });

  it('confirmed, it waits for the second pair of eyes; a button of others does nothing', async () => {
    const secretary = await town.at(wangMin, PHONE);
    expect(await secretary.says('确认', FIRST_GROUP)).toContain('交给李强看了');
    await secretary.picture('announcement-draft-3-waits');
    const member = await town.at(zhangWei, PHONE);
    await member.opens(FIRST_GROUP);
    await member.presses('同意');
    await member.card('等李强看').waitFor();
    expect(await sidewaysRoom(secretary.page)).toBe(0);
  });

  it('the reviewer agrees with a button, and the group reads it, once', async () => {
    const reader = await town.at(zhangWei, PHONE);
    const reviewer = await town.at(liQiang, PHONE);
    await reviewer.opens(FIRST_GROUP);
    await reviewer.presses('同意');
    await reviewer.card('李强已同意').waitFor();
    const post = await reader.hears('🚨 【紧急】');
    expect(post).toContain(WORDS);
    await reader.picture('announcement-draft-4-sent');
    // In the preview and in the post; the page may still be fetching what was said before it was opened.
    await expect.poll(async () => (await reader.everything()).split('🚨 【紧急】各位同事').length - 1).toBe(2);
    expect(await sidewaysRoom(reader.page)).toBe(0);
  });

  it('a template asks for its blanks in one question and fills them from one answer', async () => {
    const secretary = await town.at(wangMin, PHONE);
    expect(await secretary.says('用会议通知模板发个通知', 'bot')).toContain('还差时间、地点、会议名称');
    expect(await secretary.says('下周三上午九点，三楼活动室，支部党员大会', 'bot')).toMatch(/（周三）09:00在三楼活动室召开支部党员大会/u);
    await secretary.picture('announcement-draft-5-template');
    expect(await sidewaysRoom(secretary.page)).toBe(0);
  });
});
