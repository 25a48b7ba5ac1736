import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { studyFeature } from '../../../src/features/study/index.ts';
import { studyPlans, studyPrompts } from '../../../src/features/study/schema.ts';
import { chenTao, liQiang, wangMin, zhangWei } from '../../support/cast.ts';
import { chatGroups, members } from '../../../src/conversation/identity/schema.ts';
import { GROUP, openChat, OTHER_GROUP } from '../../support/chat.ts';
import { bank, fill, passages } from './bank.ts';

// Saturday, 21 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [studyFeature({ passages })] });
  await chat.write(fill(bank));
});
afterEach(() => chat.close());

const posted = (): string[] =>
  chat.posts().flatMap(({ to, content }) => (to.kind === 'group' && content.kind === 'text' ? [content.text] : []));
const prompts = (): string[] => posted().filter((text) => text.includes('【今日一题·'));

describe('one sentence becomes a preview, and nothing is changed before it is confirmed', () => {
  it('shows rule, the next times, the topic and the group', async () => {
    const { text } = await chat.says(wangMin, '每个工作日早上8点半在群里推每日一学');
    expect(text).toContain('每个工作日 08:30');
    expect(text).toContain('11月23日（周一）08:30、11月24日（周二）08:30、11月25日（周三）08:30');
    expect(text).toContain('各主题轮着来');
    expect(text).toContain('后勤一支部工作群');
    await chat.passes({ until: '2026-11-24T00:00:00.000Z' });
    expect(posted()).toEqual([]);
  });

  it('confirmed, it is posted on workdays at that time, once each', async () => {
    await chat.says(wangMin, '每个工作日早上8点半在群里推每日一学');
    expect((await chat.says(wangMin, '确认')).text).toContain('下次：11月23日（周一）08:30');
    await chat.passes({ until: '2026-11-24T00:40:00.000Z' });
    expect(prompts()).toHaveLength(2);
    expect(
      chat
        .posts()
        .filter(({ content }) => content.kind === 'text' && content.text.includes('【今日一题·'))
        .map(({ to, at }) => [to, at.slice(0, 16)]),
    ).toEqual([
      [{ kind: 'group', id: GROUP }, '2026-11-23T00:30'],
      [{ kind: 'group', id: GROUP }, '2026-11-24T00:30'],
    ]);
  });

  it('the button does the same as the word, once, and only for the one who was shown it', async () => {
    const { card } = await chat.says(wangMin, '每天早上8点半在群里推每日一学');
    const action = card?.buttons?.[0]?.action ?? '';
    expect((await chat.clicks(zhangWei, action)).update?.card.title).toContain('已经处理过');
    expect((await chat.clicks(wangMin, action)).update?.card.title).toBe('已确认');
    expect((await chat.clicks(wangMin, action)).update?.card.title).toContain('已经处理过');
    expect(await chat.read((tx) => tx.count(studyPlans))).toBe(1);
  });

  it('cancelled by word or button nothing is left', async () => {
    await chat.says(wangMin, '每天早上8点半在群里推每日一学');
    expect((await chat.says(wangMin, '取消')).text).toContain('没有改');
    const { card } = await chat.says(wangMin, '每天早上8点半在群里推每日一学');
    expect((await chat.clicks(wangMin, card?.buttons?.[1]?.action ?? '')).update?.card.title).toBe('已取消');
    expect((await chat.clicks(wangMin, card?.buttons?.[1]?.action ?? '')).update?.card.title).toContain('已经处理过');
    expect(await chat.read((tx) => tx.count(studyPlans))).toBe(0);
  });

  it('the open draft can be changed and is shown again', async () => {
    await chat.says(wangMin, '每天早上8点半在群里推每日一学');
    expect((await chat.says(wangMin, '改到9点')).text).toContain('每天 09:00');
    expect((await chat.says(wangMin, '确认')).text).toContain('11月22日（周日）09:00');
  });

  it('said in the single chat it is about the group of the own branch', async () => {
    expect((await chat.says(wangMin, '周一三五早上八点发学习题', { in: 'direct' })).text).toContain('后勤一支部工作群');
    expect((await chat.says(wangMin, '确认', { in: 'direct' })).text).toContain('每周一、周三、周五 08:00');
  });

  it('an hour at which people rest is refused', async () => {
    expect((await chat.says(wangMin, '每天晚上11点推每日一学')).text).toContain('6:00–21:00');
  });
});

describe('a plan that is on', () => {
  beforeEach(async () => {
    await chat.says(wangMin, '每天早上8点半在群里推每日一学');
    await chat.says(wangMin, '确认');
  });

  it('moves to another hour, and the day it was posted on is not asked twice', async () => {
    await chat.passes({ until: '2026-11-22T01:00:00.000Z' });
    expect((await chat.says(wangMin, '每日一学改到中午12点')).text).toContain('11月23日（周一）12:00');
    await chat.says(wangMin, '确认');
    await chat.passes({ until: '2026-11-23T04:01:00.000Z' });
    expect(prompts()).toHaveLength(2);
    expect(await chat.read((tx) => tx.count(studyPrompts))).toBe(2);
  });

  it('changes its days and keeps its hour', async () => {
    expect((await chat.says(wangMin, '每日一学改成周一三五发')).text).toContain('每周一、周三、周五 08:30');
  });

  it('studies one topic for a week, then the topics take turns again', async () => {
    const { text } = await chat.says(wangMin, '下周学节能');
    expect(text).toContain('节能降耗（11月23日（周一）到11月29日（周日），之后各主题轮着来）');
    await chat.says(wangMin, '确认');
    await chat.passes({ until: '2026-11-24T00:40:00.000Z' });
    expect(
      prompts()
        .slice(-2)
        .every((post) => post.includes('节能降耗')),
    ).toBe(true);
  });

  it('a topic that the bank does not hold is refused with those it holds', async () => {
    expect((await chat.says(wangMin, '这周学廉洁')).text).toContain('现有：');
  });

  it('stopped it is silent, resumed it goes on', async () => {
    expect((await chat.says(wangMin, '停掉每日一学')).text).toContain('停了');
    await chat.passes({ until: '2026-11-22T01:00:00.000Z' });
    expect(posted()).toEqual([]);
    expect((await chat.says(wangMin, '停掉每日一学')).text).toContain('现在没有开');
    expect((await chat.says(wangMin, '恢复每日一学')).text).toContain('11月23日（周一）08:30');
    await chat.passes({ until: '2026-11-23T00:31:00.000Z' });
    expect(prompts()).toHaveLength(1);
  });

  it('the question can be exchanged before it is posted; the group does not see it', async () => {
    await chat.says(wangMin, '以后都学党史');
    await chat.says(wangMin, '确认');
    const first = (await chat.says(wangMin, '明天的题换一个', { in: 'direct' })).text ?? '';
    const second = (await chat.says(wangMin, '明天的题换一个', { in: 'direct' })).text ?? '';
    const stems = [...bank].map(({ stem }) => stem);
    expect(stems.some((stem) => first.includes(stem))).toBe(true);
    expect(first).not.toBe(second);
    const inGroup = (await chat.says(wangMin, '换一题')).text ?? '';
    expect(inGroup).toContain('11月22日（周日）08:30');
    expect(stems.some((stem) => inGroup.includes(stem))).toBe(false);
    await chat.passes({ until: '2026-11-22T00:31:00.000Z' });
    expect(prompts().map((post) => stems.filter((stem) => post.includes(stem)))).toEqual([stems.filter((stem) => first.includes(stem))]);
  });

  it('a change of the words asked for again shows the same draft; an unknown button nothing', async () => {
    const { card } = await chat.says(wangMin, '每日一学改到中午12点');
    await chat.says(wangMin, '每日一学改到9点');
    expect((await chat.clicks(wangMin, card?.buttons?.[0]?.action ?? '')).update?.card.title).toContain('已经处理过');
    expect((await chat.says(wangMin, '确认')).text).toContain('09:00');
  });

  it('with a new hour it is resumed by preview', async () => {
    await chat.says(wangMin, '停掉每日一学');
    expect((await chat.says(wangMin, '恢复每日一学，改成上午10点')).text).toContain('每天 10:00');
    expect((await chat.read((tx) => tx.get(studyPlans, GROUP)))?.on).toBe(false);
    expect((await chat.says(wangMin, '明天的题换一个')).text).toContain('现在没有开');
  });

  it('its state is told', async () => {
    expect((await chat.says(wangMin, '每日一学怎么设的')).text).toContain('现在是每天 08:30');
  });
});

describe('who may', () => {
  it.each([zhangWei, liQiang, chenTao])('a member sets nothing: $name', async (member) => {
    await chat.says(member, '每天早上8点半在群里推每日一学');
    await chat.says(member, '确认');
    await chat.says(member, '停掉每日一学');
    expect(await chat.read((tx) => tx.count(studyPlans))).toBe(0);
  });
  it('a member stops nothing', async () => {
    await chat.says(wangMin, '每天早上8点半在群里推每日一学');
    await chat.says(wangMin, '确认');
    await chat.says(zhangWei, '停掉每日一学');
    await chat.says(chenTao, '停掉每日一学', { in: 'direct' });
    expect((await chat.read((tx) => tx.get(studyPlans, GROUP)))?.on).toBe(true);
  });
});

describe('which groups', () => {
  beforeEach(async () => {
    await chat.write(async (tx) => {
      const secretary = await tx.get(members, 'wangmin');
      if (secretary !== undefined) await tx.put(members, { ...secretary, roles: ['member', 'admin'] });
    });
  });
  const set = async (text: string): Promise<readonly string[]> => {
    await chat.says(wangMin, text, { in: 'direct' });
    await chat.says(wangMin, '确认', { in: 'direct' });
    return (await chat.read((tx) => tx.find(studyPlans))).map(({ id }) => id);
  };

  it('the named one', async () => expect(await set('每天早上8点在后勤三支部工作群推每日一学')).toEqual([OTHER_GROUP]));
  it('all of them', async () => expect(await set('每天早上8点在所有群推每日一学')).toEqual([GROUP, OTHER_GROUP]));
  it('else that of the own branch', async () => expect(await set('每天早上8点推每日一学')).toEqual([GROUP]));
  it('one without a push address cannot be set', async () => {
    await chat.write(async (tx) => {
      const group = await tx.get(chatGroups, GROUP);
      if (group !== undefined) await tx.put(chatGroups, { ...group, sealedRobot: null, robotHash: null });
    });
    expect((await chat.says(wangMin, '每天早上8点推每日一学')).text).toContain('没有绑定群机器人');
  });
});

describe('what is not to be posted', () => {
  beforeEach(async () => {
    await chat.says(wangMin, '每天早上8点半推每日一学');
    await chat.says(wangMin, '确认');
  });
  const next = async (): Promise<string | undefined> =>
    /下次：(.+?（.+?）)/u.exec((await chat.says(wangMin, '每日一学怎么设的')).text ?? '')?.[1];

  it('on one day is that day only', async () => {
    expect((await chat.says(wangMin, '明天的每日一学别发')).text).toContain('11月22日（周日）不发每日一学，之后照常。');
    expect(await next()).toBe('11月23日（周一）');
    expect((await chat.says(wangMin, '把每日一学停一天')).text).toContain('11月23日（周一）不发');
    await chat.passes({ until: '2026-11-24T00:40:00.000Z' });
    expect(prompts()).toHaveLength(1);
    await chat.passes({ until: '2026-11-25T00:40:00.000Z' });
    expect(prompts()).toHaveLength(2);
  });

  it('for a week, and takes it back with 恢复', async () => {
    expect((await chat.says(wangMin, '下周不发每日一学')).text).toContain('11月23日（周一）到11月29日（周日）不发');
    expect(await next()).toBe('11月22日（周日）');
    await chat.passes({ until: '2026-11-23T00:40:00.000Z' });
    expect(prompts()).toHaveLength(1);
    await chat.says(wangMin, '恢复每日一学');
    expect(await next()).toBe('11月24日（周二）');
  });

  it('stays left out when the hour is changed, and the preview says so', async () => {
    await chat.says(wangMin, '下周不发每日一学');
    const draft = (await chat.says(wangMin, '每日一学改到9点')).text;
    expect(draft).toContain('**停发**：11月23日（周一）到11月29日（周日）');
    expect(draft).toContain('**接下来**：11月22日（周日）09:00、11月30日（周一）09:00、12月1日（周二）09:00');
    await chat.says(wangMin, '确认');
    await chat.passes({ until: '2026-11-30T00:59:00.000Z' });
    expect(prompts()).toHaveLength(1);
    await chat.passes({ until: '2026-11-30T01:01:00.000Z' });
    expect(prompts()).toHaveLength(2);
  });

  it('is posted again where it is resumed at another hour', async () => {
    await chat.says(wangMin, '下周不发每日一学');
    expect((await chat.says(wangMin, '恢复每日一学，改到9点')).text).not.toContain('停发');
    expect((await chat.says(wangMin, '改到10点')).text).not.toContain('停发');
    await chat.says(wangMin, '确认');
    await chat.passes({ until: '2026-11-23T02:01:00.000Z' });
    expect(prompts()).toHaveLength(3);
  });

  it.each([
    ['明年国庆期间每日一学别发', '2027年10月1日（周五）到2027年10月7日（周四）不发每日一学'],
    ['春节期间别发每日一学', '2027年2月5日（周五）到2027年2月12日（周五）不发每日一学'],
    ['过年期间每日一学停发', '2027年2月5日（周五）到2027年2月12日（周五）不发每日一学'],
  ])('is heard however far off it is: %s', async (words, reply) => {
    expect((await chat.says(wangMin, words)).text).toContain(reply);
  });

  it.each([
    ['每日一学星期天别发', '每周一至周六 08:30'],
    ['周末不发题', '每周一至周五 08:30'],
    ['每日一学放假别发', '每个工作日 08:30'],
  ])('on some days for good is a draft that leaves them out: %s', async (words, rule) => {
    expect((await chat.says(wangMin, words)).text).toContain(`请核对，还没有改：\n**每日一学**：${rule}`);
    expect(await next()).toBe('11月22日（周日）');
  });

  it('where nothing would be posted anyway, nothing changes', async () => {
    await chat.says(wangMin, '每日一学放假别发');
    await chat.says(wangMin, '确认');
    expect((await chat.says(wangMin, '每日一学周末别发')).text).toContain('本来就没有每日一学，没有改');
    expect((await chat.says(wangMin, '周六的每日一学别发')).text).toContain('没有改');
  });

  it('at all is said by its own words', async () => {
    expect((await chat.says(wangMin, '每日一学周一到周日都别发')).text).toContain('这样就一天也不发了，没有改。');
    expect((await chat.says(wangMin, '停掉每日一学')).text).toContain('停了，不会再发');
  });
});
