import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { members } from '../../../../src/conversation/identity/schema.ts';
import { activityFeature } from '../../../../src/features/activity/index.ts';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { studyFeature } from '../../../../src/features/study/index.ts';
import { suggestionFeature } from '../../../../src/features/suggestion/index.ts';
import { bank, fill, passages } from '../../study/bank.ts';
import { wangMin, zhangWei } from '../../../support/cast.ts';
import { openChat } from '../../../support/chat.ts';

// Sunday, 22 November 2026, 13:31 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({
    features: [announcementFeature(), activityFeature(), suggestionFeature(), studyFeature({ passages })],
    now: '2026-11-22T05:31:00.000Z',
  });
  await chat.write(fill(bank));
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;
const says = async (words: string): Promise<string> => (await chat.says(wangMin, words, direct)).text ?? '';
const posted = (): string[] => chat.posts().map(({ content }) => ('text' in content ? content.text : content.kind));

describe('the reason for haste', () => {
  it.each(['算了不急', '不急', '算了', '不用加急'])('is not what says that there is no haste: %s', async (words) => {
    await says('现在发通知大家把安全帽戴好');
    expect(await says('加急')).toContain('为什么紧急');
    const text = await says(words);
    expect(text).not.toContain('紧急（');
    expect(text).not.toContain('为什么紧急');
  });

  it.each(['等一下，先不发', '先让李强审', '先给李强看一下再发'])('is not who is to wait or to look: %s', async (words) => {
    await says('现在发通知大家把安全帽戴好');
    await says('加急');
    expect(await says(words)).not.toContain('紧急（');
    await says('确认');
    expect(posted()).toEqual([]);
  });

  it('stands in the draft', async () => {
    await says('现在发通知大家把安全帽戴好');
    await says('加急');
    expect(await says('东楼漏电')).toContain('紧急（东楼漏电）');
  });
});

describe('a draft', () => {
  it.each(['定了', '就这么发', '发出去吧', '没毛病', '可以发了'])('goes out with a yes as people say it: %s', async (words) => {
    await says('通知大家明天9点停水');
    expect(await says(words)).toContain('编号 N1');
  });

  it('that has left cannot be changed: a correction is offered', async () => {
    await says('通知大家明天9点停水');
    await says('确认');
    for (const words of ['改成10点', '停水那条改成10点']) expect(await says(words)).toContain('“更正：明天停水改到10点”');
  });
});

it.each(['全部停发', '所有公告都停了', '把全部通知先停掉'])(
  'O21: everything is stopped in one word, and goes on in one: %s',
  async (words) => {
    await says('每周五下午五点提醒大家关灯');
    await says('确认');
    await says('每天早上八点提醒大家打卡');
    await says('确认');
    await says('通知大家明天9点停水');
    await says('确认');
    const told = await says(words);
    expect(told).toMatch(/都暂停了，共2条：.*N[12].*N[12]/u);
    expect(told).toContain('正要发出去的也撤回了');
    await chat.passes({ until: '2026-11-28T05:31:00.000Z' });
    expect(posted()).toEqual([]);
    expect(await says('恢复全部公告')).toContain('都恢复了，共2条');
    expect(await says('公告列表')).not.toContain('已暂停');
  },
);

it('B20: of two who change the same one, the second hears of the first, and nothing vanishes', async () => {
  await says('每周五下午五点提醒大家关灯');
  await says('确认');
  await says('N1改成下午四点');
  const other = { ...wangMin, userId: 'zhaojing', name: '赵静' };
  await chat.write(async (tx) => {
    const member = await tx.get(members, 'zhaojing');
    if (member !== undefined) await tx.put(members, { ...member, roles: ['member', 'secretary'] });
  });
  await chat.says(other, 'N1内容改成关灯关空调', direct);
  await chat.says(other, '确认', direct);
  expect(await says('确认')).toContain('N1 在您改的这会儿被别人改过了');
  expect(await says('公告列表')).toMatch(/N1 关灯关空调（下次 [^）]*）17:00/u);
});

describe('what comes every week', () => {
  // Sunday: this week ends today.
  beforeEach(async () => {
    await says('每周五下午五点提醒大家关灯');
    await says('确认');
  });

  it.each([
    ['下周五先不发', '11月27日（周五）17:00 那次不发'],
    ['下周不提醒了', '11月27日（周五）17:00 那次不发'],
    ['N1下周停一次', '11月27日（周五）17:00 那次不发'],
    ['11月27号不用发了', '11月27日（周五）17:00 那次不发'],
    ['停两周', '11月27日（周五）17:00、12月4日（周五）17:00 那2次不发'],
  ])('is left out when it is said so, and goes on: %s', async (words, told) => {
    expect(await says(words)).toContain(told);
    await says('确认');
    expect(posted()).toEqual([]);
    expect(await says('公告列表')).toContain('共 1 条公告');
  });

  it('is left out also while a change of it waits, which stays unchanged', async () => {
    await says('N1改成下午四点');
    expect(await says('下周五先不发')).toContain('那次不发');
    expect(await says('公告列表')).toContain('17:00');
  });

  it('is not left out by what is to be told', async () => {
    expect(await says('明天不发工资，通知大家')).toContain('**内容**：明天不发工资');
    expect(await says('下周停电通知大家')).toContain('请核对，还没有发出');
  });
});

describe('one that was to be left out', () => {
  it.each(['不跳过了，N1照常发', '别跳过N1', 'N1 11月23日那次照常发'])('goes out after all: %s', async (words) => {
    await says('每周一上午九点提醒大家交周报');
    await says('确认');
    expect(await says('N1下一次别发')).toContain('11月23日（周一）09:00 那次不发');
    expect(await says(words)).toContain('11月23日（周一）09:00 那次照常发');
    await chat.passes({ until: '2026-11-23T01:01:00.000Z' });
    expect(posted()).toHaveLength(1);
  });

  it('asking whether it goes out changes nothing', async () => {
    await says('每周一上午九点提醒大家交周报');
    await says('确认');
    await says('N1下一次别发');
    expect(await says('N1那次还要发吗')).not.toContain('那次照常发');
    await chat.passes({ until: '2026-11-23T01:01:00.000Z' });
    expect(posted()).toEqual([]);
  });

  it('where nothing was left out, that is said', async () => {
    await says('每周一上午九点提醒大家交周报');
    await says('确认');
    expect(await says('N1照常发')).toContain('没有找到跳过的那一次');
  });
});

describe('an order of its own', () => {
  it('does not move an activity that is being drafted', async () => {
    await says('11月29日上午九点在操场办拔河比赛，限20人');
    const text = await says('明天上午十点通知大家去领劳保鞋');
    expect(text).toContain('领劳保鞋');
    expect(text).not.toContain('拔河');
  });

  it('does not move the daily question that is being set', async () => {
    await says('每天早上8点推每日一学');
    const text = await says('两分钟后提醒大家关水闸');
    expect(text).toContain('关水闸');
    expect(text).not.toContain('每日一学：');
  });

  it('does not take the name of an activity that was begun and left', async () => {
    await says('组织羽毛球比赛');
    expect(await says('下周六上午九点在体育馆搞象棋比赛，2人')).toContain('象棋比赛');
    expect(await says('组织跳绳比赛')).not.toContain('确认');
    expect(await says('确认')).not.toContain('“确认”');
  });
});

describe('a change of an activity', () => {
  it('改到十点 stays in the same half of the day', async () => {
    await says('11月28日上午九点在操场办羽毛球比赛，限20人');
    await says('确认');
    expect(await says('羽毛球比赛改到十点')).toMatch(/09:00 → .{0,12}10:00/u);
    expect(await says('羽毛球比赛改到两点')).toMatch(/09:00 → .{0,12}14:00/u);
    expect(await says('羽毛球比赛改到十二点')).toMatch(/09:00 → .{0,12}12:00/u);
    expect(await says('羽毛球比赛改到下午两点')).toMatch(/09:00 → .{0,12}14:00/u);
  });

  it('取消 by who organises it means all of it, and is asked first', async () => {
    await says('11月28日上午九点在操场办羽毛球比赛，限20人');
    await says('确认');
    const text = await says('取消羽毛球比赛');
    expect(text).not.toContain('名单里没有您');
    expect(text).toContain('取消');
    await says('确认');
    expect((await chat.says(zhangWei, '有啥活动')).text).not.toContain('羽毛球比赛');
  });
});

describe('what is said of another group, another word, another day', () => {
  it('a group of another branch leaves the draft as it was', async () => {
    await says('明天上午九点提醒大家开窗');
    expect(await says('改成后勤三支部工作群')).toContain('没有加上');
    expect(await says('时间改成八点半')).toContain('08:30');
    expect(await says('确认')).toContain('N1');
  });

  it('洗衣房也叫水洗间 gives nobody a suggestion', async () => {
    await chat.says(zhangWei, '建议：洗衣房多放两台烘干机');
    expect(await says('洗衣房也叫水洗间')).not.toContain('交给');
  });

  it('提前一天下午三点 is the afternoon of the day before', async () => {
    const text = await says('帮我发个通知，下周三上午九点消防演练，提前一天下午三点发');
    expect(text).toContain('**内容**：下周三上午九点消防演练\n');
    expect(text).toContain('11月24日（周二）15:00');
  });

  it.each(['这周末早上九点提醒大家义务劳动', '月底上午九点提醒大家交考勤'])(
    'several days and an hour: the day is asked for: %s',
    async (words) => {
      expect(await says(words)).toContain('什么时候发？');
    },
  );

  it('把 stays where it belongs to what is told', async () => {
    expect(await says('马上通知大家把车停好，要回执')).toContain('**内容**：把车停好\n');
  });
});

describe('a change of the draft', () => {
  it.each(['让李强审一下', '李强审核', '先给李强看一下再发'])('names who looks first: %s', async (words) => {
    await says('明天上午九点提醒大家开窗');
    expect(await says(words)).toContain('先给李强看');
  });

  it('moves the place that is told, or tells it', async () => {
    await says('通知大家明天下午三点在二楼会议室开会');
    expect(await says('地点换到三楼会议室')).toContain('**内容**：明天下午三点在三楼会议室开会\n');
    await says('通知收到短信的同志明天下午三点到二楼会议室开会');
    expect(await says('地点改到三楼会议室')).toContain('收到短信的同志明天下午三点到三楼会议室开会');
    await says('通知大家明天下午三点开会');
    expect(await says('地点改到东楼')).toContain('**内容**：明天下午三点开会，地点：东楼\n');
  });

  it('a draft that gives way to a new one is not dropped in silence', async () => {
    await says('通知大家月底前交笔记');
    expect(await says('明天下午三点提醒大家开窗')).toContain('上一份“月底前交笔记”还没确认');
    expect(await says('取消')).toContain('没有发');
    expect(await says('后天下午三点提醒大家关窗')).not.toContain('上一份');
  });

  it('a repeated one ends where it is said to', async () => {
    const text = await says('12月10日之前每天下午三点提醒大家打卡');
    expect(text).toContain('**内容**：打卡\n');
    expect(text).toContain('12月10日');
  });
});

it('who is named in the text is not made a reviewer', async () => {
  expect(await says('明天上午九点通知大家周五前把总结交李强把关')).toContain('交李强把关');
});

describe('a number that is none of ours', () => {
  it.each(['删除N44', '暂停N44', 'N44改到十点', '把N44取消'])('is told as such: %s', async (words) => {
    await says('每周一上午九点提醒大家交周报');
    await says('确认');
    expect(await says(words)).toMatch(/^N44 不在您能改的里面/u);
  });
});

describe('what was settled', () => {
  it('a second 确认 does not say that nothing went out', async () => {
    await says('明天上午九点提醒大家开窗');
    await says('确认');
    expect(await says('确认')).toContain('刚才已经定下的不用再确认');
  });

  it('取消 within the minute takes it back', async () => {
    await says('通知大家明天体检');
    await says('确认');
    expect(await says('取消')).not.toContain('没有报名的活动');
    await chat.passes({ until: '2026-11-22T05:40:00.000Z' });
    expect(posted()).toEqual([]);
  });

  it('a post far ahead is warned of by its own week', async () => {
    await says('每天上午九点提醒大家打卡');
    await says('确认');
    expect(await says('2027年10月8日上午九点提醒大家复工')).not.toMatch(/有 \d{2,} 条公告/u);
  });
});
