import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { suggestions } from '../../../src/features/suggestion/schema.ts';
import { liQiang, wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';

// Monday, 23 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({ features: [suggestionFeature()], now: '2026-11-23T01:00:00.000Z' });
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;
const one = async (number = 1) => (await chat.read((tx) => tx.find(suggestions, { where: { number } })))[0];

describe('words that people will read stay as they were written', () => {
  beforeEach(async () => {
    await chat.says(zhangWei, '建议：电梯总停在八楼 请修一下');
    await chat.says(zhaoJing, '建议：楼道换灯');
  });

  it.each([
    ['S1 答复：已经换新，请再看看', '已经换新，请再看看'],
    ['Ｓ１　答复：ＡＢ座已修好！（周三）👍', 'ＡＢ座已修好！（周三）👍'],
    ['答复 S1 WiFi已恢复，密码：Abc；请重连～', 'WiFi已恢复，密码：Abc；请重连～'],
    ['s1跟他说：PLC坏了，等配件……', 'PLC坏了，等配件……'],
  ])('an answer: %s', async (words, kept) => {
    await chat.says(wangMin, words, direct);
    expect((await one())?.words).toMatchObject([{ from: 'office', text: kept }]);
    expect((await chat.says(zhangWei, 'S1怎么样了')).text).toContain(`答复：${kept}`);
  });

  it.each([
    ['S1办结，换了ＰＬＣ控制板，处理好了又试了３次', '换了ＰＬＣ控制板，处理好了又试了３次'],
    ['S1 已换控制板，办结', '已换控制板'],
    ['S1 办结：OTIS（上海）来修的👍，因为过保，下周再来', 'OTIS（上海）来修的👍，因为过保，下周再来'],
  ])('a result: %s', async (words, kept) => {
    await chat.says(wangMin, words, direct);
    expect(await one()).toMatchObject({ status: 'closed', result: kept });
  });

  it.each([
    ['S1不予受理，原因：归ＸＹ物业管；去年已受理过，请找Ta', '归ＸＹ物业管；去年已受理过，请找Ta'],
    ['S1 不受理 因为：８号梯已停用（见OA）', '８号梯已停用（见OA）'],
  ])('a reason: %s', async (words, kept) => {
    await chat.says(wangMin, words, direct);
    expect(await one()).toMatchObject({ status: 'declined', reason: kept });
  });

  it.each([
    ['S1 交给ＩＴ组，11月27日前', 'ＩＴ组'],
    ['S1派给IT运维班 周五前', 'IT运维班'],
  ])('the one who shall do it: %s', async (words, kept) => {
    await chat.says(wangMin, words, direct);
    expect(await one()).toMatchObject({ status: 'assigned', assigneeName: kept, dueOn: '2026-11-27' });
  });

  it('what is still not good', async () => {
    await chat.says(wangMin, 'S1 办结 修好了', direct);
    await chat.says(zhangWei, 'S1 还没好，Ａ门：又停在８楼！😡', direct);
    expect((await one())?.words).toMatchObject([{ from: 'author', text: '还没好，Ａ门：又停在８楼！😡' }]);
  });

  it('a suggestion with its place', async () => {
    await chat.says(liQiang, '建议：Ａ座WiFi太慢，能不能换成５G？😀', direct);
    expect(await one(3)).toMatchObject({ text: 'Ａ座WiFi太慢，能不能换成５G？😀', place: 'Ａ座' });
  });

  it('an addition to an anonymous one, without a trace of a receipt that was read aloud', async () => {
    const filed = await chat.says(zhaoJing, '匿名：加班餐总是发晚', { ...direct, messageId: 'a' });
    const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/u.exec(filed.text ?? '')?.[0] ?? '';
    expect(code).toMatch(/[01]/u);
    const spelt = code.replaceAll('0', 'O').replaceAll('1', 'l');
    await chat.says(zhaoJing, `回执 ${spelt} 补充：昨天Ａ班，又晚了１小时！😡`, { ...direct, messageId: 'b' });
    const kept = (await chat.read((tx) => tx.find(suggestions))).find(({ label }) => label !== null);
    expect(kept?.words.map(({ text }) => text)).toEqual(['昨天Ａ班，又晚了１小时！😡']);
  });
});
