import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { suggestions } from '../../../src/features/suggestion/schema.ts';
import { actionKey } from '../../../src/core/card.ts';
import { chenTao, liQiang, wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';

let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({ features: [suggestionFeature()], now: '2026-11-23T01:00:00.000Z' });
  await chat.says(zhangWei, '建议：电梯总停在八楼 请修一下');
  await chat.says(zhaoJing, '建议：楼道换灯', direct);
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;
const numbered = async (number: number) => (await chat.read((tx) => tx.find(suggestions, { where: { number } })))[0];
const posted = () => chat.posts().flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []));

describe('the secretary', () => {
  it('accepts, and the author hears it in the group where it was said', async () => {
    expect((await chat.says(wangMin, '受理 S1')).text).toContain('已受理 S1“电梯总停在八楼 请修一下”，12月2日（周三）前答复');
    expect(chat.posts().at(-1)).toMatchObject({ to: { kind: 'group', id: 'group-1' }, content: { mentions: ['zhangwei'] } });
    expect(posted().at(-1)).toContain('已受理，12月2日（周三）前答复');
  });

  it('works on a private one in the group without its words; its author hears in the single chat', async () => {
    const { text } = await chat.says(wangMin, 'S2受理');
    expect(text).toContain('已受理 S2');
    expect(text).not.toContain('灯');
    expect(posted().join('\n')).not.toContain('灯');
    expect((await chat.says(zhaoJing, '消息', direct)).text).toContain('S2“楼道换灯” 已受理');
  });

  it('declines with a reason, and is asked for it when it lacks', async () => {
    expect((await chat.says(wangMin, 'S1不予受理')).text).toContain('请说一下原因');
    expect((await chat.says(wangMin, '电梯归物业管')).text).toContain('不予受理，原因：电梯归物业管');
    expect(await numbered(1)).toMatchObject({ status: 'declined', reason: '电梯归物业管' });
  });

  it('hands it to a person of the roster, who is told', async () => {
    expect((await chat.says(wangMin, 'S1派李强 今天去看')).text).toContain('交给李强，11月23日（周一）前答复');
    expect(await numbered(1)).toMatchObject({ status: 'assigned', assigneeId: 'liqiang', dueOn: '2026-11-23' });
    expect(posted().join('\n')).toContain('王敏请您办 S1');
    expect((await chat.says(liQiang, '我名下的')).text).toContain('S1');
  });

  it('hands it to a unit that is on no roster, by its title, with a limit', async () => {
    expect((await chat.says(wangMin, '电梯的事交给物业 两天内反馈', direct)).text).toContain(
      '交给物业，11月25日（周三）前答复。对方不在名册里',
    );
  });

  it('answers by quoting', async () => {
    expect((await chat.says(wangMin, '回 已经报修 周三来人', { quote: '新建议 S1“电梯总停在八楼”' })).text).toContain(
      'S1“电梯总停在八楼 请修一下” 的答复已记下',
    );
    expect(posted().at(-1)).toContain('有答复了：\n已经报修 周三来人');
  });

  it('closes several at once, each author is told apart', async () => {
    expect((await chat.says(wangMin, 'S1和S2分别办结', direct)).text).toMatch(
      /^S1“电梯总停在八楼 请修一下” 已办结.*\nS2“楼道换灯” 已办结/u,
    );
    expect(await numbered(1)).toMatchObject({ status: 'closed', verdict: null });
    expect(posted().join('\n')).toContain('S1“电梯总停在八楼 请修一下” 已办结');
    expect((await chat.says(zhaoJing, '消息', direct)).text).toContain('S2“楼道换灯” 已办结');
  });

  it('turns down with words', async () => {
    await chat.says(wangMin, 'S1不采纳 没地方放 写清楚原因关闭');
    expect(await numbered(1)).toMatchObject({ adopted: false, result: '没地方放' });
    expect(posted().at(-1)).toContain('没有采纳：没地方放');
  });

  it('is asked which one is meant when it is open, and takes a number', async () => {
    expect((await chat.says(wangMin, '那条建议受理', direct)).text).toContain('哪一条');
    expect((await chat.says(wangMin, '2', direct)).text).toContain('已受理 S2');
  });

  it('gets lists and a card in the single chat, in the group numbers alone', async () => {
    const { text, card } = await chat.says(wangMin, '待受理的有哪些', direct);
    expect(text).toContain('待受理 2条');
    expect(card?.buttons?.map(({ label }) => label)).toEqual(['受理', '交办', '答复', '办结', '不受理']);
    const inGroup = await chat.says(wangMin, '待受理的有哪些');
    expect(inGroup.text).toBe('待受理 2条：S1、S2。\n内容请在和我的单聊里看。');
    expect(inGroup.card).toBeUndefined();
  });

  it('accepts by the button; 答复 asks for the words', async () => {
    const first = await numbered(1);
    const clicked = await chat.clicks(wangMin, actionKey('suggestion.accept', first?.id ?? ''), direct);
    expect(clicked.update?.card.title).toBe('S1 已受理');
    await chat.clicks(wangMin, actionKey('suggestion.answer', first?.id ?? ''), direct);
    expect((await chat.says(wangMin, '周三来人修', direct)).text).toContain('答复已记下');
    expect(await numbered(1)).toMatchObject({ status: 'answered', words: [{ text: '周三来人修' }] });
  });

  it('reads the three rates with n and base', async () => {
    await chat.says(wangMin, 'S1办结 修好了', direct);
    await chat.says(zhangWei, 'S1 5分');
    const { text } = await chat.says(wangMin, '本月建议三率', direct);
    expect(text).toContain('响应率 100.0%（1/1件）');
    expect(text).toContain('解决率 100.0%（1/1件）');
  });
});

describe('those who may not', () => {
  it.each([
    [liQiang, '受理 S1'],
    [zhangWei, 'S1办结'],
    [chenTao, '受理 S1'],
    [chenTao, 'S1办结'],
    [chenTao, '答复S1 知道了'],
    [chenTao, '本月建议三率'],
  ])('$name: %s', async (person, words) => {
    const before = await numbered(1);
    const { text } = await chat.says(person, words, direct);
    expect(text).not.toMatch(/电梯总停/u);
    expect(await numbered(1)).toEqual(before);
  });

  it('the outsider cannot use a button of a card that was forwarded', async () => {
    const before = await numbered(1);
    await chat.clicks(chenTao, actionKey('suggestion.close', before?.id ?? ''), direct);
    await chat.clicks(chenTao, actionKey('suggestion.rate', before?.id ?? ''), {
      ...direct,
      selected: [{ key: 'rating', options: ['5'] }],
    });
    expect(await numbered(1)).toEqual(before);
  });
});

describe('the assignee', () => {
  it('proposes to close; the secretary decides', async () => {
    await chat.says(wangMin, 'S1交给李强', direct);
    expect((await chat.says(liQiang, 'S1 办好了 换了控制板', direct)).text).toContain('等书记办结');
    expect(await numbered(1)).toMatchObject({ status: 'assigned' });
    expect((await chat.says(wangMin, '消息', direct)).text).toContain('承办人李强说办好了：换了控制板');
  });
});

describe('who had one that is opened again', () => {
  it('hears of it, and the secretary reads who it was', async () => {
    await chat.says(wangMin, 'S1交给李强', direct);
    await chat.says(wangMin, 'S1办结 修好了', direct);
    await chat.says(zhangWei, 'S1 还没好');
    expect((await chat.says(wangMin, '消息', direct)).text).toContain('还让他办，就发“S1 派李强”');
    expect((await chat.says(liQiang, '消息', direct)).text).toContain('书记会再定');
    await chat.says(wangMin, 'S1 派李强', direct);
    expect(await numbered(1)).toMatchObject({ status: 'assigned', assigneeName: '李强' });
  });
});

describe('the author judges', () => {
  beforeEach(async () => {
    await chat.says(wangMin, 'S1办结 修好了', direct);
  });

  it.each([
    ['5分', 5, 'solved'],
    ['满意', 5, 'solved'],
    ['S1 两分', 2, 'unsolved'],
  ])('%s', async (words, rating, verdict) => {
    await chat.says(zhangWei, words);
    expect(await numbered(1)).toMatchObject({ rating, verdict, status: 'closed' });
  });

  it('还没好 opens it again and tells the secretary', async () => {
    expect((await chat.says(zhangWei, '还没好呢 别结')).text).toContain('S1 重新办理（第1次）');
    expect(await numbered(1)).toMatchObject({ status: 'accepted', reopenCount: 1 });
    expect((await chat.says(wangMin, '消息', direct)).text).toContain('第1次重新办理');
  });

  it('has a card with five choices in the single chat', async () => {
    const { card } = await chat.says(zhangWei, 'S1怎么样了', direct);
    expect(card?.choice?.options).toHaveLength(5);
    await chat.clicks(zhangWei, card?.choice?.submit.action ?? '', { ...direct, selected: [{ key: 'rating', options: ['4'] }] });
    expect(await numbered(1)).toMatchObject({ rating: 4, verdict: 'solved' });
  });

  it('nobody else does', async () => {
    for (const person of [zhaoJing, liQiang, wangMin, chenTao]) await chat.says(person, 'S1 5分', direct);
    expect(await numbered(1)).toMatchObject({ rating: null, verdict: null });
  });
});
