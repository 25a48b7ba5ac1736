import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { suggestions } from '../../../src/features/suggestion/schema.ts';
import { chenTao, liQiang, wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';

let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({ features: [suggestionFeature()] });
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;
const stored = () => chat.read((tx) => tx.find(suggestions));
const posted = () => chat.posts().map(({ content }) => (content.kind === 'text' ? content.text : content.kind));

describe('filing', () => {
  it('answers with number, words, limit and the way back', async () => {
    const { text } = await chat.says(zhangWei, '建议：食堂晚饭多加两样青菜');
    expect(text).toBe(
      '已登记建议 S1“食堂晚饭多加两样青菜”，地点：食堂。\n11月24日（周二）前书记会决定受不受理，有进展我在这里告诉您。\n不想提了，发“撤回 S1”。',
    );
    expect(await stored()).toMatchObject([
      { authorId: 'zhangwei', groupId: 'group-1', text: '食堂晚饭多加两样青菜', place: '食堂', status: 'filed' },
    ]);
  });

  it('takes a plain complaint without any keyword', async () => {
    expect((await chat.says(zhangWei, '晚饭没几样青菜')).text).toContain('S1“晚饭没几样青菜”');
  });

  it('X01, X03: shows like words without what they could do in a group', async () => {
    const { text } = await chat.says(zhangWei, '建议：<@all> [点我](http://x) 换灯');
    expect(text).not.toMatch(/<@|\]\(/u);
  });

  it.each(['食堂的老李是个傻逼，打菜手抖', '库房小王偷东西', '三班的刘姐得了乙肝还打饭', '找孙师傅 13812345678 修灯'])(
    'X15: in a group the bot does not say again what hurts somebody, and the secretary reads it all: %s',
    async (words) => {
      const { text } = await chat.says(zhangWei, `建议：${words}`);
      expect(text).toContain('已登记建议 S1');
      expect(text).not.toContain(words.slice(-4));
      expect((await chat.says(zhaoJing, '建议：食堂换个打菜的勺子')).text).not.toContain(words.slice(-4));
      expect((await chat.says(wangMin, 'S1', direct)).text).toContain(words.slice(0, 6));
      expect(posted().join()).not.toContain(words.slice(-4));
    },
  );

  it.each(['老王晕倒在锅炉房了', '小李触电了', '王大姐在楼梯上摔得流血了', '保洁阿姨口吐白沫'])(
    'somebody called by name who is hurt is urgent: %s',
    async (words) => {
      expect((await chat.says(zhangWei, words)).text).toContain('已标“紧急”');
    },
  );

  it.each(['老王骨折住院了，能去慰问吗', '小李上个月受伤的工伤怎么报销'])(
    'somebody who was hurt and is looked after is not: %s',
    async (words) => {
      expect((await chat.says(zhangWei, words)).text ?? '').not.toContain('已标“紧急”');
    },
  );

  it('X15: in danger everything is said', async () => {
    expect((await chat.says(zhangWei, '锅炉房老王癫痫发作晕倒了')).text).toContain('癫痫发作');
    expect(posted().join()).toContain('【紧急】隐患 S1“锅炉房老王癫痫发作晕倒了”');
  });

  it('X15: nor in what it posts there later', async () => {
    await chat.says(zhangWei, '建议：食堂李强贪污买菜钱，要查一查');
    for (const order of ['受理 S1', 'S1 派李强 周五前', 'S1 答复 正在查', 'S1 办结']) await chat.says(wangMin, order);
    await chat.passes({ until: '2026-12-05T03:00:00.000Z' });
    expect(posted().join()).toContain('S1');
    expect(posted().join()).not.toContain('贪污');
  });

  it.each([
    '撤回三楼漏电',
    '漏电那个修好了',
    '漏电的那个还没好',
    '上次说的漏电咋没人管了',
    '三楼漏电的事谁在管',
    '漏电的答复我看了，不满意',
  ])('a danger that is spoken of again is not filed as another one: %s', async (words) => {
    await chat.says(zhangWei, '三楼开水房漏电');
    await chat.says(zhangWei, words);
    expect(await stored()).toHaveLength(1);
  });

  it('asks for the words when there are none, and takes them', async () => {
    expect((await chat.says(zhangWei, '我要提个建议')).text).toContain('您想提什么');
    expect((await chat.says(zhangWei, '开水房晚点锁门')).text).toContain('S1“开水房晚点锁门”');
  });

  it('refuses what is too long instead of cutting it', async () => {
    expect((await chat.says(zhangWei, `建议：${'换灯'.repeat(600)}`, direct)).text).toContain('没有登记');
    expect(await stored()).toEqual([]);
  });

  it('a repeat of the message files nothing again', async () => {
    const first = await chat.says(zhangWei, '建议：楼道换灯', { messageId: 'same' });
    expect(await chat.says(zhangWei, '建议：楼道换灯', { messageId: 'same' })).toEqual(first);
    expect(await stored()).toHaveLength(1);
  });

  it('I05: after its answer is long forgotten, neither a repeat nor the same words again file it twice, as long as it is open', async () => {
    await chat.says(zhangWei, '建议：楼道换灯', { messageId: 'same' });
    await chat.passes({ until: '2026-11-22T03:00:00.000Z' });
    const { text } = await chat.says(zhangWei, '建议：楼道换灯', { messageId: 'same' });
    expect(text).toContain('这件您提过了，没有再登记一条。\nS1“楼道换灯”：');
    expect((await chat.says(zhangWei, '建议：楼道换灯')).text).toContain('没有再登记');
    expect((await chat.says(zhaoJing, '建议：楼道换灯')).text).toContain('已登记建议 S2');
    await chat.says(wangMin, 'S1 不受理 已经换过了', direct);
    expect((await chat.says(zhangWei, '建议：楼道换灯')).text).toContain('已登记建议 S3');
  });

  it('I05: danger is told of as often as it is said', async () => {
    await chat.says(zhangWei, '三楼着火了');
    expect((await chat.says(zhangWei, '三楼着火了')).text).toContain('S2');
  });

  it('tells the secretary', async () => {
    await chat.says(zhangWei, '建议：楼道换灯');
    expect((await chat.says(wangMin, '消息', direct)).text).toContain('新建议 S1“楼道换灯”');
  });
});

describe('similar ones', () => {
  it('are shown, and 附议 puts the new one into the old one', async () => {
    await chat.says(zhangWei, '建议：食堂晚饭青菜太少 多加点青菜');
    expect((await chat.says(zhaoJing, '食堂晚饭青菜太少')).text).toContain('发“附议 S1”');
    const { text } = await chat.says(zhaoJing, '附议 S1');
    expect(text).toContain('共1人附议');
    expect(text).toContain('S2 已并进来');
    expect(await chat.read((tx) => tx.find(suggestions, { where: { status: 'merged' } }))).toMatchObject([{ number: 2 }]);
  });

  it('at one place are shown when two things are the same', async () => {
    await chat.says(zhangWei, '建议：食堂晚饭多几样青菜');
    expect((await chat.says(zhaoJing, '晚饭青菜太少了')).text).toContain('类似的有：S1“食堂晚饭多几样青菜”');
  });

  it('at one place are not shown when the place is all they share', async () => {
    await chat.says(zhangWei, '建议：食堂晚饭多几样青菜');
    for (const words of ['建议：食堂门口排队太久', '建议：食堂晚饭再晚半小时收', '食堂空调不制冷'])
      expect((await chat.says(zhaoJing, words)).text, words).not.toContain('类似');
  });

  it('a person seconds once, the author not at all', async () => {
    await chat.says(zhangWei, '建议：楼道换灯');
    expect((await chat.says(zhaoJing, '附议S1')).text).toContain('共1人附议');
    expect((await chat.says(zhaoJing, '附议 s1')).text).toContain('已经附议过');
    expect((await chat.says(zhangWei, '附议S1')).text).toContain('自己提的');
  });

  it('what was said in the single chat is shown to nobody else', async () => {
    await chat.says(zhangWei, '建议：食堂晚饭青菜太少', direct);
    expect((await chat.says(zhaoJing, '食堂晚饭青菜太少', direct)).text).not.toContain('附议');
    expect((await chat.says(zhaoJing, '附议S1', direct)).text).toContain('没找到 S1');
  });

  it('the outsider sees and seconds nothing of this branch', async () => {
    await chat.says(zhangWei, '建议：食堂晚饭青菜太少');
    expect((await chat.says(chenTao, '食堂晚饭青菜太少')).text).not.toContain('附议');
    expect((await chat.says(chenTao, '附议S1')).text).toContain('没找到 S1');
  });
});

describe('withdrawing', () => {
  it('the author takes it back, others cannot', async () => {
    await chat.says(zhangWei, '建议：楼道换灯');
    expect((await chat.says(zhaoJing, '撤回 S1')).text).toContain('没找到 S1');
    expect((await chat.says(zhangWei, '撤回 S1')).text).toContain('S1 已撤回');
    expect(await stored()).toMatchObject([{ status: 'withdrawn' }]);
  });
});

describe('asking', () => {
  beforeEach(async () => {
    await chat.says(zhangWei, '建议：电梯总停在八楼 请修一下');
    await chat.says(zhangWei, '建议：楼道换灯', direct);
  });

  it.each(['S1到哪一步了', '电梯那条有下文没', '查进度 s1'])('%s', async (words) => {
    expect((await chat.says(zhangWei, words)).text).toMatch(/^S1“电梯总停在八楼 请修一下”：待受理。\n11月24日（周二）前决定是否受理。/u);
  });

  it('my list holds in the group what was said there, in the single chat all', async () => {
    expect((await chat.says(zhangWei, '我的建议')).text).not.toContain('S2');
    const all = (await chat.says(zhangWei, '我的建议', direct)).text;
    expect(all).toContain('S1');
    expect(all).toContain('S2“楼道换灯”（待受理）');
  });

  it('a private one is as unknown to the group as none', async () => {
    expect((await chat.says(zhangWei, 'S2到哪了')).text).toBe((await chat.says(zhangWei, 'S9到哪了')).text?.replace('S9', 'S2'));
  });

  it.each([zhaoJing, liQiang, chenTao])('$name hears nothing of what others filed', async (person) => {
    expect((await chat.says(person, 'S1到哪了', direct)).text).toContain('没找到 S1');
  });

  it('nobody but the secretary is told who asked, and never in the group', async () => {
    expect((await chat.says(liQiang, 'S1是谁提的', direct)).text).not.toContain('张伟');
    expect((await chat.says(wangMin, 'S1是谁提的')).text).not.toContain('张伟');
    expect((await chat.says(wangMin, 'S1是谁提的', direct)).text).toContain('张伟');
  });
});

describe('hazards', () => {
  it('an urgent one says first to get away, and calls the secretary at once in the group', async () => {
    const { text } = await chat.says(zhangWei, '7号插座冒火花！');
    expect(text).toMatch(/^⚠️先离开危险的地方！再打119/u);
    expect(text).toContain('已登记隐患 S1');
    expect(posted().join('\n')).toContain('【紧急】隐患 S1“7号插座冒火花！”');
    expect(chat.posts()[0]).toMatchObject({ to: { kind: 'group', id: 'group-1' }, content: { mentions: ['wangmin'] } });
    expect((await chat.says(wangMin, '消息', direct)).text).toContain('【紧急】新隐患 S1');
  });

  it.each([
    '电梯把人困住了',
    '冷库漏氨了',
    '食堂吃坏肚子了好几个人拉肚子',
    '卫生间水漫出来了 走廊全是水',
    '三楼水管爆了',
    '快来人，有人倒在地上',
  ])('somebody has to come at once: %s', async (words) => {
    expect((await chat.says(zhangWei, words)).text).toMatch(/^⚠️先离开危险的地方！/u);
  });

  it.each(['电梯老是关不上', '水管漏水', '听说别的单位有人食物中毒，培训一下', '电梯困人怎么办'])('nobody has to: %s', async (words) => {
    expect((await chat.says(zhangWei, words)).text ?? '').not.toContain('⚠️');
  });

  it('said in the single chat, the group hears that there is one, not what', async () => {
    await chat.says(zhangWei, '厨房漏气了', direct);
    expect(posted().join('\n')).toContain('【紧急】');
    expect(posted().join('\n')).not.toMatch(/厨房|漏气|张伟/u);
  });

  it('one that can wait is filed like a suggestion', async () => {
    expect((await chat.says(zhangWei, '隐患：地库消防门被纸箱挡死了')).text).toMatch(
      /^已登记隐患 S1“地库消防门被纸箱挡死了”，地点：地库消防门。/u,
    );
    expect(await stored()).toMatchObject([{ kind: 'hazard', urgent: false }]);
  });
});

describe('the place', () => {
  it.each([
    ['二楼水房水龙头坏了', '二楼水房'],
    ['建议：食堂二楼大厅门口加个垫子', '食堂二楼大厅门口'],
    ['建议：大厅的灯太暗 三楼东侧男厕所也是', '三楼东侧男厕所'],
    ['建议：楼道换灯', '楼道'],
  ])('of “%s” is the longest one named: %s', async (words, place) => {
    await chat.says(zhangWei, words);
    expect(await stored()).toMatchObject([{ place }]);
  });
});

describe('where to ask', () => {
  it('in the single chat nobody is sent to the single chat', async () => {
    for (const words of ['S9到哪了', '我的建议', '附议S9', '撤回 S9', '建议有下文没'])
      expect((await chat.says(zhangWei, words, direct)).text, words).not.toContain('单聊');
    expect((await chat.says(zhangWei, 'S9到哪了')).text).toContain('请在单聊里问我');
    expect((await chat.says(zhangWei, '我的建议')).text).toContain('请在单聊里问我');
  });
});
