import { describe, expect, it } from 'vitest';
import { openTown, PHONE } from '../support/browser.ts';
import { liQiang, wangMin, zhangWei } from '../support/cast.ts';
import { FIRST_GROUP } from '../support/screen.ts';

const town = openTown();

describe('an announcement after 确认, on phones', () => {
  it('taken back within the minute it leaves nothing, and the history says so', async () => {
    const secretary = await town.at(wangMin, PHONE);
    expect(await secretary.says('马上通知一支部群：南门封路', 'bot')).toContain('请核对');
    // At night it waits for the morning instead; taken back it is all the same.
    expect(await secretary.says('确认', 'bot')).toMatch(/60 秒内可撤|安静时段/u);
    await secretary.picture('announcement-1-undo-phone');
    expect(await secretary.says('撤回', 'bot')).toContain('一个群也没有发');
    expect(await secretary.says('发过的公告', 'bot')).toMatch(/南门封路[^]*已撤回/u);
    await secretary.picture('announcement-2-recalled-phone');
  });

  it('what is urgent asks for its reason, then stands in the group at once', async () => {
    const secretary = await town.at(wangMin, PHONE);
    const member = await town.at(zhangWei, PHONE);
    expect(await secretary.says('发紧急通知到一支部群，要回执：东楼明天上午停水', 'bot')).toContain('为什么紧急');
    await secretary.says('水管爆裂抢修', 'bot');
    expect(await secretary.says('确认', 'bot')).toContain('紧急通知马上发');
    await member.opens(FIRST_GROUP);
    expect(await member.hears('东楼明天上午停水')).toContain('回“收到”');
    await member.picture('announcement-3-urgent-phone');
  });

  it('members tick it, by words or by the button; who has not is for the secretary alone', async () => {
    const member = await town.at(zhangWei, PHONE);
    expect(await member.says('收到', FIRST_GROUP)).toContain('张伟已知晓');
    await member.picture('announcement-4-ticked-phone');
    const other = await town.at(liQiang, PHONE);
    expect(await other.says('最新通知是啥', FIRST_GROUP)).toContain('东楼明天上午停水');
    await other.presses('已知晓');
    await other.card('已知晓，谢谢').waitFor();
    await other.picture('announcement-5-button-phone');

    const secretary = await town.at(wangMin, PHONE);
    const alone = await secretary.says('谁还没看', 'bot');
    expect(alone).toMatch(/2\/\d+ 人[^]*还没看：/u);
    expect(alone).not.toMatch(/还没看：[^]*张伟/u);
    await secretary.picture('announcement-6-who-phone');
    expect(await secretary.says('谁还没看', FIRST_GROUP)).not.toContain('还没看：');
  });

  it('a correction says which words it replaces, and “哪个为准” gets it', async () => {
    const secretary = await town.at(wangMin, PHONE);
    expect(await secretary.says('更正：东楼后天上午停水', 'bot')).toMatch(/以此为准；作废的是/u);
    await secretary.picture('announcement-7-correction-phone');
    await secretary.says('确认', 'bot');
    const member = await town.at(zhangWei, PHONE);
    await member.opens(FIRST_GROUP);
    await member.hears('更正：东楼后天上午停水');
    expect(await member.says('哪个为准', FIRST_GROUP)).toMatch(/后天上午停水[^]*已经作废/u);
    await member.picture('announcement-8-which-counts-phone');
  });

  it('the history tells for each group what became of it', async () => {
    const secretary = await town.at(wangMin, PHONE);
    const list = await secretary.says('发过的公告', 'bot');
    expect(list).toMatch(/1 个群已发/u);
    expect(list).toContain('后来有更正');
    const [, number = ''] = /(N\d+) 东楼明天/u.exec(list) ?? [];
    expect(await secretary.says(`${number}发送情况`, 'bot')).toMatch(/水管爆裂抢修[^]*后勤一支部工作群：.*已发/u);
    await secretary.picture('announcement-9-history-phone');
  });
});
