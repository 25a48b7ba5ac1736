import { describe, expect, it } from 'vitest';
import { openTown, PHONE } from '../support/browser.ts';
import { chenTao, liQiang, wangMin, zhangWei, zhaoJing } from '../support/cast.ts';
import { FIRST_GROUP } from '../support/screen.ts';

const town = openTown();

describe('a suggestion, from a sentence to its author’s verdict', () => {
  it('is filed in plain words and gets a number; the secretary is called without a word of it', async () => {
    const secretary = await town.at(wangMin);
    await secretary.opens(FIRST_GROUP);
    const author = await town.at(zhangWei, PHONE);
    expect(await author.says('二楼水房的水龙头漏水，能不能修一下', 'bot')).toMatch(/S1[^]*\d+月\d+日/u);
    await author.picture('suggestion-1-filed-phone');

    const call = await secretary.hears('您有一条新消息');
    expect(call).toContain('@王敏');
    expect(await secretary.everything()).not.toContain('水龙头');
    await secretary.opens('bot');
    expect(await secretary.hears('新消息')).not.toContain('水龙头');
    expect(await secretary.says('消息', 'bot')).toMatch(/S1[^]*张伟/u);
    await secretary.picture('suggestion-2-secretary');
  });

  it('the author hears of each step: taken on, handed to somebody until a day, answered, closed', async () => {
    const secretary = await town.at(wangMin);
    const author = await town.at(zhangWei, PHONE);
    const steps = [
      { said: '受理 S1', heard: /S1[^]*已受理/u },
      { said: 'S1 派李强 下周三前', heard: /S1[^]*李强[^]*（周三）前/u },
      { said: '答复 S1 水龙头已经换新，请再看看', heard: /S1[^]*水龙头已经换新/u },
      { said: 'S1 办结', heard: /S1[^]*已办结[^]*5分/u },
    ];
    for (const { said, heard } of steps) {
      expect(await secretary.says(said, 'bot')).toContain('S1');
      expect(await author.says('消息', 'bot')).toMatch(heard);
    }
    await secretary.picture('suggestion-3-closed-secretary');
    await author.picture('suggestion-4-news-phone');

    const assignee = await town.at(liQiang);
    expect(await assignee.says('消息', 'bot')).toMatch(/王敏请您办[^]*S1|S1[^]*王敏请您办/u);
  });

  it('the author rates it, and nobody else can', async () => {
    const other = await town.at(zhaoJing);
    expect(await other.says('S1 1分', 'bot')).not.toMatch(/记下/u);
    const author = await town.at(zhangWei, PHONE);
    expect(await author.says('5分', 'bot')).toMatch(/S1[^]*5分/u);
    await author.picture('suggestion-5-rated-phone');
    const secretary = await town.at(wangMin);
    expect(await secretary.says('建议三率', 'bot')).toMatch(/满意率 100/u);
  });

  it('a member of another branch learns nothing of it', async () => {
    const outsider = await town.at(chenTao);
    const answers = [
      await outsider.says('S1 到哪一步了', 'bot'),
      await outsider.says('S1 是谁提的', 'bot'),
      await outsider.says('S1 办结', 'bot'),
    ];
    expect(answers.join('\n')).not.toMatch(/水龙头|张伟|已办结/u);
  });
});

describe('an anonymous suggestion', () => {
  it('is filed in the single chat, and its receipt tells how it stands', async () => {
    const member = await town.at(zhaoJing);
    const filed = await member.says('匿名：食堂的汤太咸了，希望淡一点', 'bot');
    await member.picture('suggestion-6-anonymous');
    const receipt = /(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/u.exec(filed)?.[0] ?? '';
    expect(receipt).not.toBe('');
    expect(await member.says(`回执 ${receipt}`, 'bot')).toContain('待受理');
    expect(await member.says('我的建议', 'bot')).not.toContain('汤');
  });

  it('is refused in the group, where everybody has read it already', async () => {
    const member = await town.at(zhaoJing);
    expect(await member.says('匿名：食堂的汤太咸了', FIRST_GROUP)).toMatch(/没有登记[^]*单聊/u);
    await member.picture('suggestion-7-refused-in-group');
  });
});
