import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { busyMs } from '../support/busy.ts';
import { activityFeature } from '../../src/features/activity/index.ts';
import { announcementFeature } from '../../src/features/announcement/index.ts';
import { policyFeature } from '../../src/features/policy/index.ts';
import { studyFeature } from '../../src/features/study/index.ts';
import { suggestionFeature } from '../../src/features/suggestion/index.ts';
import { suggestions } from '../../src/features/suggestion/schema.ts';
import { wangMin, zhangWei, zhaoJing } from '../support/cast.ts';
import { chanceOf, oneOf } from '../support/chance.ts';
import { openChat } from '../support/chat.ts';
import { bank, fill, passages } from '../features/study/bank.ts';

let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({
    features: [activityFeature(), announcementFeature(), policyFeature(), studyFeature({ passages }), suggestionFeature()],
  });
  await chat.write(fill(bank));
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;
const filed = async (): Promise<readonly string[]> => (await chat.read((tx) => tx.find(suggestions))).map(({ text }) => text);

/** Far above what a busy machine needs, far below what a pattern takes that tries every way to cut a sentence. */
const LIMIT_MS = 3_000;

it.each([
  '1',
  '一、',
  '，',
  '明天',
  '每周五',
  '报名',
  '匿名：',
  '给我',
  '收到',
  '确认',
  '@所有人 ',
  '健步走',
  '第一条',
  'http://',
  '看',
  '查看',
  '嗯',
  '恩',
  '哈',
  '我给',
])('L07: two thousand signs of one word over and over hold nobody up: %s', async (word) => {
  const flood = `${word.repeat(2_000 / word.length)}吗`;
  for (const person of [zhangWei, wangMin]) {
    const begun = busyMs();
    await chat.says(person, flood, direct);
    expect(busyMs() - begun).toBeLessThan(LIMIT_MS);
  }
});

it.each([
  ['每周五下午5点提醒大家关灯', '那就'],
  ['每周五下午5点提醒大家关灯', '改到10点刻'],
  ['周六上午九点在公园办健步走，20人', '名额定为'],
  ['建议：楼道换灯', 'S1 办结 两条三条'],
  ['年假有几天', '请\n \n'],
  ['年假有几天', '通过 \n'],
])('L07: nor do they in answer to what was said before: %s, %s', async (before, word) => {
  const end = word.slice(-2);
  for (const flood of [word + end.repeat(999), `${word + '\n '.repeat(999)}x`]) {
    await chat.says(wangMin, before, direct);
    const begun = busyMs();
    await chat.says(wangMin, `${flood}吗`, direct);
    expect(busyMs() - begun).toBeLessThan(LIMIT_MS);
  }
});

describe('somebody who does not want to live', () => {
  it.each([
    '我不想活了',
    '我想死',
    '活着没意思',
    '活着真没什么意思了',
    '想自杀',
    '不如死了算了',
    '活不下去了',
    '我想去死',
    '活够了',
    '别通知我家人，我不想活了',
    '没有建议，就是不想活了',
    '匿名：我不想活了',
  ])('is answered like a human being, and nothing is filed: %s', async (words) => {
    const { text } = await chat.says(zhangWei, words, direct);
    expect(text).toContain('12356');
    expect(text).toContain('120');
    expect(await filed()).toEqual([]);
  });

  it('also while a question is open, which stays open', async () => {
    await chat.says(zhangWei, '我有个建议', direct);
    expect((await chat.says(zhangWei, '我不想活了', direct)).text).toContain('12356');
    expect(await filed()).toEqual([]);
    await chat.says(zhangWei, '开水房晚点锁门', direct);
    expect(await filed()).toEqual(['开水房晚点锁门']);
  });

  it.each([
    '笑死我了',
    '累死了',
    '笑得我想死',
    '空调坏了，热得没法活了',
    '心得：读了夏明翰烈士的遗书，很受教育',
    '三号楼有人要跳楼',
    '食堂饭难吃得想死',
    '周五有个“活着没意思怎么办”的心理讲座吗',
  ])('is not meant by a way of speaking: %s', async (words) => {
    expect((await chat.says(zhangWei, words, direct)).text).not.toContain('12356');
  });
});

describe('an activity with a reminder of its own', () => {
  it.each([
    '下周五下午三点在二楼会议室搞个主题党日 大家都要来 提前一天提醒',
    '下周六早上八点在滨江公园组织一次健步走，前一天下午四点提醒大家',
  ])('is opened, not announced: %s', async (words) => {
    const { text } = await chat.says(wangMin, words, direct);
    expect(text).toMatch(/^草稿A\d+/u);
    expect(text).toContain('提醒：11月2');
  });

  it('is an announcement where nothing is opened', async () => {
    expect((await chat.says(wangMin, '12月3号上午9点主题党日去福利院，前一天提醒一下', direct)).text).toContain(
      '**时间**：12月2日（周三）09:00',
    );
  });
});

it.each(['给没报的发个提醒', '催一下没报名的', '提醒还没报名的', '给没报名的人说一声'])(
  'who has not signed up is told to the secretary, and to nobody else: %s',
  async (words) => {
    await chat.says(wangMin, '11月28日上午九点在滨江公园办健步走，20人', direct);
    await chat.says(wangMin, '确认', direct);
    const { text } = await chat.says(wangMin, words, direct);
    expect(text).toMatch(/^健步走还没报名的\d+人/u);
    expect(text).not.toContain('请核对');
  },
);

it.each(['给没答题的发个提醒', '提醒没填表的'])(
  'somebody else who has not yet is an announcement or a question, no quiz: %s',
  async (words) => {
    const { text, card } = await chat.says(wangMin, words, direct);
    expect(`${text ?? ''}${card?.title ?? ''}`).not.toContain('练一题');
  },
);

it('a receipt is known for one whatever chance made of it, however it is asked about', async () => {
  const below = chanceOf(20261122);
  const code = (): string =>
    Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => oneOf([...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'], below)).join('')).join(
      '-',
    );
  for (let tries = 0; tries < 40; tries += 1) {
    const receipt = code();
    for (const words of [receipt, `回执 ${receipt}`, `查一下回执${receipt}`, `回执 ${receipt} 5分`, `回执 ${receipt} 补充：还在漏`])
      expect((await chat.says(zhangWei, words, direct)).text, words).toMatch(/没有查到|试得太多/u);
  }
});

it.each(['都不是', '取消', '算了', '不是'])('%s in answer to 您是想 drops the question and does nothing', async (words) => {
  expect((await chat.says(zhangWei, '楼道灯', direct)).text).toContain('您是想');
  expect((await chat.says(zhangWei, words, direct)).text).toBe('好，什么也没动。\n要办什么，换个说法再告诉我。');
  expect(await filed()).toEqual([]);
  expect((await chat.says(zhangWei, '1', direct)).text).not.toContain('登记');
});

it.each(['隐私', '你存了我哪些信息', '怎么把我的数据删了', '我说的话领导看得到吗'])(
  'N19: what is kept of a member, for how long, who sees it and whom to ask is told: %s',
  async (words) => {
    const { text } = await chat.says(zhangWei, words, direct);
    expect(text).toMatch(/^我只记办事要用的/u);
    expect(text).toMatch(/8 天[^]*书记看得到[^]*看自己的，单聊发“我的数据”/u);
    expect(await filed()).toEqual([]);
  },
);

it.each(['你记录一下，我们班组消防栓坏了', '请你记录一下我们楼道灯坏了', '我发的建议书记看到了吗', '后台记了我多少学时'])(
  'is no question about what is kept either: %s',
  async (words) => {
    expect((await chat.says(zhangWei, words, direct)).text).not.toContain('我只记办事要用的');
  },
);

it('N19: who opens the single chat is told where that stands', async () => {
  expect((await chat.enters(zhangWei)).text).toContain('我记什么、记多久，发“隐私”看');
});

it.each(['我的工资信息在哪看', '报安全隐患', '我的建议', '我的党费信息'])('is no question about what is kept: %s', async (words) => {
  expect((await chat.says(zhangWei, words, direct)).text).not.toContain('我只记办事要用的');
});

it.each(['再见', '拜拜', '晚安'])('%s is answered as such', async (words) => {
  expect((await chat.says(zhangWei, words, direct)).text).toBe('再见，有事随时叫我。');
});

it.each(['把刚才那个改成8点', '改成8点'])('a post that has gone out is spoken of as 刚才那个: %s', async (words) => {
  await chat.says(wangMin, '通知维修班明天早上7点半到车库集合', direct);
  await chat.says(wangMin, '确认', direct);
  expect((await chat.says(wangMin, words, direct)).text).toContain('已经发出，原文改不了');
  expect((await chat.says(wangMin, '刚发的那条撤了', direct)).text).toContain('撤回了，一个群也没有发');
});

describe('politics', () => {
  it.each(['台湾是不是国家', '习近平怎么样', '六四是怎么回事'])('is not talked about, filed or forwarded: %s', async (words) => {
    expect((await chat.says(zhangWei, words, direct)).text).toMatch(/^这类问题我不回答。/u);
    expect(await filed()).toEqual([]);
  });
});

it.each(['周六四点食堂开门吗', '周六四号楼停水吗', '去香港自由行要审批吗', '新疆打工回来的探亲假', '总书记关于国家安全的重要论述'])(
  'is not politics: %s',
  async (words) => {
    expect((await chat.says(zhangWei, words, direct)).text).not.toContain('这类问题我不回答');
  },
);

describe('what is not built', () => {
  it.each(['卡丢了', '喂奶时间', '不是问这个'])('is never offered as a choice: %s', async (words) => {
    expect((await chat.says(zhangWei, words, direct)).text).not.toMatch(/领任务|签到|查积分|填问卷|问谁负责/u);
  });

  it('who is to be called is looked up in the rules', async () => {
    expect((await chat.says(zhangWei, '报修电话多少', direct)).text).not.toContain('我现在还不会办');
  });
});

describe('a question', () => {
  it.each([
    '宿舍能不能用电饭锅',
    '怀孕8个月能不能上夜班',
    '谁提的食堂菜太咸',
    '报隐患有奖吗',
    '隐患随手拍在哪',
    '洗衣房几点开门',
    '太难了不学了',
    '我那个匿名的怎么样了',
    '怎么查匿名的',
    '我匿名提的有结果没',
    '不报名羽毛球',
    '我不报名了',
  ])('is not filed: %s', async (words) => {
    await chat.says(zhaoJing, words, direct);
    expect(await filed()).toEqual([]);
  });

  it.each(['能不能把空调修修', '建议宿舍能不能用电饭锅统一规定一下', '二楼能不能多放两个垃圾桶'])(
    'that asks for something is: %s',
    async (words) => {
      await chat.says(zhaoJing, words, direct);
      expect(await filed()).toHaveLength(1);
    },
  );

  it('after an anonymous one says how it is asked for, and what is lost', async () => {
    expect((await chat.says(zhaoJing, '我那个匿名的怎么样了', direct)).text).toContain('发“回执 加上码”');
    expect((await chat.says(zhaoJing, '回执', direct)).text).toContain('码丢了就查不到了');
    expect((await chat.says(zhaoJing, '我匿名提的有结果没')).text).toContain('别发在群里');
  });
});

describe('danger', () => {
  it.each([
    '煤气漏了',
    '走廊电线露出来了会电死人的快来人',
    '有人受伤了流血了',
    '师傅晕倒了',
    '天然气管漏了',
    '车库配电箱漏电好几天了',
    '建议马上来人，配电箱冒烟了',
  ])('is urgent: %s', async (words) => {
    const { text } = await chat.says(zhangWei, words, direct);
    expect(text).toContain('119');
    expect((await chat.read((tx) => tx.find(suggestions))).map(({ urgent }) => urgent)).toEqual([true]);
  });

  it.each([
    '水龙头漏水了',
    '灯泡坏了没电',
    '建议给大家讲讲安全，很多人没意识到危险',
    '暖气有点漏',
    '我骨折了病假能休几天',
    '出差能带电脑吗',
    '他受伤了工伤怎么报',
  ])('is not seen where there is none: %s', async (words) => {
    await chat.says(zhangWei, words, direct);
    expect((await chat.read((tx) => tx.find(suggestions))).filter(({ urgent }) => urgent)).toEqual([]);
  });
});

describe('practice', () => {
  it('tells who does not know, and says why after an answer', async () => {
    await chat.says(zhangWei, '来道题', direct);
    expect((await chat.says(zhangWei, '不会', direct)).text).toContain('没关系，一起看看');
    await chat.says(zhangWei, '来道题', direct);
    await chat.says(zhangWei, '选择A', direct);
    expect((await chat.says(zhangWei, '为什么', direct)).text).toContain('解析：');
    expect((await chat.says(zhangWei, '别给我发题了', direct)).text).toContain('先练到这儿');
  });
});
