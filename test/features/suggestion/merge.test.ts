import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { merge } from '../../../src/features/suggestion/rules/merge.ts';
import { suggestions } from '../../../src/features/suggestion/schema.ts';
import { mergeIn } from '../../../src/features/suggestion/slots/merge.ts';
import { liQiang, wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';
import { anonymousSuggestion, suggestion } from './cases.ts';

const direct = { in: 'direct' } as const;
let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({ features: [suggestionFeature()], now: '2026-11-23T01:00:00.000Z' });
  await chat.says(zhangWei, '建议：电梯总停在八楼 请修一下');
  await chat.says(zhaoJing, '建议：二号电梯坏了好几天', direct);
  await chat.says(liQiang, '建议：食堂加个汤');
});
afterEach(() => chat.close());

const numbered = async (number: number) => (await chat.read((tx) => tx.find(suggestions, { where: { number } })))[0];
const office = async (...lines: readonly string[]): Promise<string> => {
  let last = '';
  for (const words of lines) last = (await chat.says(wangMin, words, direct)).text ?? '';
  return last;
};

describe('two suggestions that are one', () => {
  it('are asked about, with what becomes of them, before anything is done', async () => {
    const text = await office('S2并到S1');
    expect(text).toContain('要把 S2“二号电梯坏了好几天” 并到 S1“电梯总停在八楼 请修一下” 吗？');
    expect(text).toContain('并了就分不开');
    expect(await numbered(2)).toMatchObject({ status: 'filed' });
    expect(await office('取消')).toContain('还是两条');
    expect(await numbered(2)).toMatchObject({ status: 'filed', mergedInto: null });
  });

  it('become one: its people hear of it where they spoke, and of what becomes of it from then on', async () => {
    expect(await office('S2并到S1', '确认')).toBe('好，S2 已并到 S1，现在1人附议。\n提 S2 的人会收到说明。');
    const one = await numbered(1);
    expect(await numbered(2)).toMatchObject({ status: 'merged', mergedInto: one?.id });
    expect(one?.seconds).toEqual([{ userId: 'zhaojing', groupId: null }]);
    expect((await chat.says(zhaoJing, '消息', direct)).text).toContain('S2“二号电梯坏了好几天” 和 S1“电梯总停在八楼 请修一下” 是一回事');
    await office('S1办结 电梯修好了');
    expect((await chat.says(zhaoJing, '消息', direct)).text).toContain('S1“电梯总停在八楼 请修一下” 已办结：电梯修好了');
  });

  it('the number of the one that ended leads to the other', async () => {
    await office('S2并到S1', '确认');
    expect((await chat.says(zhaoJing, 'S2到哪了', direct)).text).toMatch(/S2 已并在一起办：\nS1“电梯总停在八楼 请修一下”/u);
  });

  it('what was told to the bot alone is shown to nobody by it; the other way round is offered', async () => {
    const text = await office('S1并到S2');
    expect(text).toContain('S2 是单独告诉我的');
    expect(text).toContain('“S2并到S1”');
    expect(await office('确认')).not.toContain('已并到');
  });

  it('of two that were told to the bot alone neither way is offered', async () => {
    await chat.says(liQiang, '建议：二号电梯该修了', direct);
    const text = await office('S4并到S2');
    expect(text).toContain('S2 是单独告诉我的');
    expect(text).toContain('请两条分别办');
    expect(text).not.toContain('反过来');
  });

  it('in the group neither a private one’s words are said', async () => {
    const { text = '' } = await chat.says(wangMin, 'S2并到S1');
    expect(text).toContain('要把 S2 并到 S1 吗');
    expect(text).not.toContain('二号电梯');
  });

  it('are left apart where one is over meanwhile, or not there', async () => {
    await office('S3并到S1');
    await chat.write(async (tx) => {
      const three = await numbered(3);
      if (three !== undefined) await tx.put(suggestions, { ...three, status: 'withdrawn' });
    });
    expect(await office('确认')).toContain('没有合并：S3 现在是“已撤回”');
    expect(await office('S9并到S1')).toContain('没找到 S9');
  });

  it('what is more urgent, or in hand, ends in nothing else; the other way round is offered', async () => {
    await chat.says(liQiang, '隐患：二号电梯门夹人，很危险');
    expect(await office('S4并到S1')).toContain('S4 是隐患或更急');
    await office('S1派李强');
    expect(await office('S1并到S3')).toContain('S1 已经有人在办');
    expect(await office('S3并到S1')).toContain('要把 S3');
  });

  it('of the two days the sooner one stays', () => {
    const merged = merge(suggestion({ id: 's13', number: 13, dueOn: '2026-11-23' }), suggestion({ dueOn: '2026-11-25' }));
    expect(merged.into.dueOn).toBe('2026-11-23');
  });

  it('who made both is told nothing, and is no supporter of their own', async () => {
    await chat.says(zhangWei, '建议：电梯该修修了');
    expect(await office('S4并到S1', '确认')).toBe('好，S4 已并到 S1。');
    expect((await numbered(1))?.seconds).toEqual([]);
  });

  it('in another group the words of the one that goes on are not said', async () => {
    await chat.write(async (tx) => {
      const three = await numbered(3);
      if (three !== undefined) await tx.put(suggestions, { ...three, groupId: 'group-2' });
    });
    await office('S3并到S1', '确认');
    const told = chat.posts().filter(({ content }) => content.kind === 'text' && content.text.includes('是一回事'));
    expect(told.map(({ content }) => (content.kind === 'text' ? content.text : '')).join()).not.toContain('电梯');
  });

  it('one that is turned down because of another leaves the other alone', async () => {
    const text = await office('S2不受理，跟S1重复了');
    expect(text).toContain('和 S1 是一回事');
    expect(await numbered(2)).toMatchObject({ status: 'declined' });
    expect(await numbered(1)).toMatchObject({ status: 'filed' });
  });

  it('an order to hand it over as well comes after, and that is said', async () => {
    expect(await office('S2并到S1，派给李强')).toMatch(/先合并，派人等并好了再说“S1 派某某”[^]*要把 S2/u);
    expect(await numbered(1)).toMatchObject({ status: 'filed' });
  });

  it('are merged by nobody else', async () => {
    await chat.says(zhangWei, 'S3并到S1', direct);
    await chat.says(zhangWei, '确认', direct);
    expect(await numbered(3)).toMatchObject({ status: 'filed' });
  });

  it('author and supporters move over, each counted once; in another group its words have no place', () => {
    const from = suggestion({
      id: 's13',
      number: 13,
      authorId: 'zhaojing',
      groupId: 'group-2',
      seconds: [
        { userId: 'zhangwei', groupId: 'group-1' },
        { userId: 'liqiang', groupId: 'group-1' },
      ],
    });
    const merged = merge(from, suggestion());
    expect(merged.from).toMatchObject({ status: 'merged', mergedInto: 's12' });
    expect(merged.into.seconds).toEqual([
      { userId: 'zhaojing', groupId: null },
      { userId: 'liqiang', groupId: 'group-1' },
    ]);
    expect(merge(anonymousSuggestion(), suggestion()).into.seconds).toEqual([]);
  });
});

describe('which ends in which', () => {
  it.each([
    ['s2并到s1', 2, 1],
    ['把s3合并到s5', 3, 5],
    ['s1和s2是一回事 合并', 2, 1],
    ['合并s4和s6', 6, 4],
    ['s1 s2一回事', 2, 1],
    ['s2 并 s1', 2, 1],
    ['把s1 s2合成一条', 2, 1],
    ['s2跟s1一样的', 2, 1],
    ['并到s1，s2那条', 2, 1],
    ['s2、s3说的是同一件事', 3, 2],
  ])('%s', (text, from, into) => {
    expect(mergeIn({ text })).toEqual({ from, into });
  });

  it.each([
    's1和s2合并办结',
    's2并到哪了',
    's1和s2是一回事吗',
    '合并s1',
    '合并s1 s2 s3',
    's1重复了',
    's1和s2不是一回事',
    's2不要并到s1',
    's2别并到s1',
    's2派孙磊，和s1是一件事',
  ])('%s is no such order', (text) => {
    expect(mergeIn({ text })).toBeUndefined();
  });
});
