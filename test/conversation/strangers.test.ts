import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { members } from '../../src/conversation/identity/schema.ts';
import { activityFeature } from '../../src/features/activity/index.ts';
import { announcementFeature } from '../../src/features/announcement/index.ts';
import { policyFeature } from '../../src/features/policy/index.ts';
import { studyFeature } from '../../src/features/study/index.ts';
import { suggestionFeature } from '../../src/features/suggestion/index.ts';
import { suggestions } from '../../src/features/suggestion/schema.ts';
import { seedFiles } from '../../src/seed.ts';
import { liQiang, wangMin, zhangWei } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';
import { bank, fill, passages } from '../features/study/bank.ts';

// Sentences at which people who had never seen the bot stumbled, said again as they said them.

const NOW = '2026-11-23T01:00:00.000Z';
const direct = { in: 'direct' } as const;
const WHO = { 张: zhangWei, 李: liQiang, 王: wangMin } as const;

let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  const policy = policyFeature();
  chat = await openChat({
    now: NOW,
    features: [policy, activityFeature(), suggestionFeature(), studyFeature({ passages }), announcementFeature()],
  });
  await chat.write(fill(bank));
  await chat.write(async (tx) => {
    await policy.seed?.(tx, seedFiles, NOW);
    for (const [id, name] of [
      ['sunlei', '孙磊'],
      ['hugang', '胡刚'],
      ['chenxiaoyan', '陈晓燕'],
    ] as const)
      await tx.put(members, { id, name, department: null, partyBranch: '后勤第一党支部', roles: ['member'], politicalStatus: null });
  });
});
afterEach(() => chat.close());

const filed = async (): Promise<readonly string[]> => (await chat.read((tx) => tx.find(suggestions))).map(({ text }) => text);

/** “王：…” in the single chat, “王群：…” in the group; the last answer. */
async function talk(...lines: readonly string[]): Promise<string> {
  let last = '';
  for (const line of lines) {
    const [, who = '张', group = '', words = ''] = /^([张李王])(群?)：(.*)$/u.exec(line) ?? [];
    const person = who === '王' ? WHO.王 : who === '李' ? WHO.李 : WHO.张;
    last = (await chat.says(person, words, group === '' ? direct : { in: 'group' })).text ?? '';
  }
  return last;
}

async function walk(): Promise<void> {
  await talk('王群：明天下午三点组织健步走，限10人', '王群：确认');
}

describe('nothing is filed that was no suggestion', () => {
  it.each([
    '班车时间表',
    '食堂菜单',
    '班车时刻表',
    '能不能说简单点',
    '能不能把字放大点',
    '能不能再说一遍',
    '能不能别让书记看到',
    '有人欺负我',
  ])('%s', async (words) => {
    await talk(`张：${words}`);
    expect(await filed()).toEqual([]);
  });

  it('a bare word is asked about, and a question after it is a question', async () => {
    await talk('张：班车', '张：几点发车');
    expect(await filed()).toEqual([]);
  });

  it.each(['匿名那个是谁提的', '查一下匿名建议是谁提的', '匿名建议有几条', '匿名的有哪些'])(
    '%s asks about them, and is none',
    async (words) => {
      expect(await talk(`王：${words}`)).toMatch(/匿名件/u);
      expect(await filed()).toEqual([]);
    },
  );

  it('a correction of a draft changes the draft', async () => {
    expect(await talk('王：通知大家明天下午开会', '王：不对 是三楼会议室')).toContain('明天下午开会，地点：三楼会议室');
    expect(await talk('王：错了 是后天')).toContain('后天下午开会，地点：三楼会议室');
    expect(await talk('王：行 发吧')).toContain('60 秒后发到群里');
    expect(await filed()).toEqual([]);
  });

  it.each(['我要报修', '二号楼电梯有异响'])('but what is broken is: %s', async (words) => {
    await talk(`张：${words}`, '张：三楼水龙头漏水');
    expect(await filed()).not.toEqual([]);
  });
});

describe('who sees it', () => {
  it.each([
    '谁能看到我的意见',
    '书记能看到是我提的不',
    '匿名真的查不到我吗',
    '匿名的话书记能看到吗',
    '匿名安全吗',
    '能不能别让书记看到是我提的',
  ])('%s', async (words) => {
    expect(await talk(`张：${words}`)).toMatch(/^署名的建议：本支部书记和管理员看得到是您提的[^]*匿名建议：我不存您是谁/u);
    expect(await filed()).toEqual([]);
  });
});

describe('another order is another order', () => {
  it.each(['另外通知大家明天交照片', '顺便提醒大家周三体检'])('%s moves no activity', async (words) => {
    const text = await talk('王：下周五下午两点在多功能厅办急救培训，20人', `王：${words}`);
    expect(text).toMatch(/^请核对，还没有发出：\n\*\*内容\*\*：(?:明天交照片|周三体检)\n/u);
  });

  it('nor is it the reason that was asked for', async () => {
    await talk('李：建议食堂加一个微波炉', '王：S1不采纳', '王：谁是书记', '王：催一下李强');
    const [one] = await chat.read((tx) => tx.find(suggestions));
    expect(one).toMatchObject({ status: 'filed', result: null });
  });
});

describe('signing up and its limit', () => {
  it.each(['不让报了', '报名提前截止'])('%s closes the sign-up, and cancels nothing', async (words) => {
    await walk();
    expect(await talk(`王群：${words}`)).toContain('健步走已停止报名');
  });

  it.each(['延长报名到明天中午', '报名截止时间改到明天中午'])('%s moves the limit of the only one', async (words) => {
    await walk();
    expect(await talk(`王群：${words}`)).toMatch(/^健步走要改的是：\n报名截止：11月24日（周二）/u);
  });

  it.each([
    ['我们一家三口都去健步走', 3],
    ['健步走 三个人 我和我妈还有我妹', 3],
    ['健步走把孙磊和胡刚报上 还有我', 3],
  ])('%s: all of them', async (words, people) => {
    await walk();
    expect(await talk(`张群：${words}`)).toContain(`（${people}人）`);
    expect(await talk('王：健步走名单')).toMatch(/张伟/u);
  });

  it('one goes, another comes', async () => {
    await walk();
    await talk('张群：健步走 我和赵静都去', '张群：赵静去不了了 换成陈晓燕');
    expect(await talk('王：健步走名单')).toContain('张伟、陈晓燕');
    await talk('王群：张伟来不了 换成孙磊');
    expect(await talk('王：健步走名单')).toContain('陈晓燕、孙磊');
  });

  it('周二截止 of something on the Wednesday after next is the Tuesday before it', async () => {
    const text = await talk('王：下周三下午三点在会议室办急救讲座，周二下班前截止报名');
    expect(text).toMatch(/时间：12月2日（周三）15:00[^]*报名截止：12月1日（周二）18:00/u);
    expect(await talk('王：截止到周三')).toMatch(/报名截止：11月25日（周三）18:00/u);
  });
});

describe('changes of what is planned keep the rest of it', () => {
  it.each([
    ['王：每月15号上午九点提醒大家交党费', '王：改成10号', '每月10日 09:00'],
    ['王：每周五下午五点提醒大家关灯', '王：从下周开始', '每周五 17:00（2026年11月30日起'],
    ['王：每天早上七点半推一题', '王：周末不推', '每周一至周五 07:30'],
  ])('%s, %s', async (plan, change, text) => {
    expect(await talk(plan, change)).toContain(text);
  });

  it.each(['现在就发', '马上发', '行 发吧', '可以了发吧'])('%s is a yes', async (words) => {
    expect(await talk('王：通知大家明天下午开会', `王：${words}`)).toContain('60 秒后发到群里');
  });

  it('现在就发 of a planned one shows first that its time is gone', async () => {
    expect(await talk('王：明天下午三点提醒大家开会', '王：现在就发')).toContain('**时间**：确认后 60 秒发');
  });
});

describe('what those who come must know', () => {
  it('is a note of the draft, and stands in the post', async () => {
    await talk('王：下周五下午两点在多功能厅办急救培训，20人');
    expect(await talk('王：每人可以带一个家属', '王：自带水杯')).toContain('说明：每人可以带一个家属；自带水杯\n');
    await talk('王：确认');
    expect(JSON.stringify(chat.posts())).toContain('{"name":"说明","value":"每人可以带一个家属；自带水杯"}');
  });

  it.each([
    ['健步走谁负责', '这个活动是王敏组织的'],
    ['下雨还办不', '这个通知里没写，可以问组织的王敏'],
    ['有车接不', '这个通知里没写，可以问组织的王敏'],
  ])('%s', async (words, text) => {
    await walk();
    expect(await talk(`张：${words}`)).toContain(text);
  });

  it('晚上八点到十点 is what is told, not when', async () => {
    expect(await talk('王：通知大家后天晚上停水', '王：晚上八点到十点')).toMatch(
      /内容\*\*：后天晚上八点到十点停水\n\*\*时间\*\*：确认后 60 秒发/u,
    );
  });

  it.each(['提醒我明天上午九点交报表', '半小时后提醒我给张伟打电话'])('%s goes to no group', async (words) => {
    for (const who of ['王', '张']) expect(await talk(`${who}：${words}`)).toContain('单独提醒一个人我还不会');
  });

  it('元旦那几天别发 leaves out, and deletes nothing', async () => {
    await talk('王：每天早上八点提醒大家打卡', '王：确认');
    expect(await talk('王：元旦那几天别发')).toContain('那次不发');
  });
});

describe('the secretary’s overview', () => {
  it.each([
    ['有新建议没', '待受理 1条'],
    ['哪些还没办', '没办结的建议 1条'],
    ['这个月收到几条建议', '11月收到1件'],
  ])('%s', async (words, text) => {
    await talk('李：建议食堂加一个微波炉');
    expect(await talk(`王：${words}`)).toContain(text);
  });

  it('给他办结 tells no result, and its author may say that it does not work', async () => {
    await talk('李：建议食堂加一个微波炉', '王：受理S1', '王：给他办结');
    expect((await chat.read((tx) => tx.find(suggestions)))[0]).toMatchObject({ status: 'closed', result: null });
    expect(await talk('李：没装好 水是凉的')).toContain('S1 重新办理');
  });

  it('谁在办, from its author, is about theirs', async () => {
    expect(await talk('李：建议食堂加一个微波炉', '李：谁在办')).toContain('S1“食堂加一个微波炉”：待受理');
  });
});

describe('rules', () => {
  it.each([
    ['请假制度第五条', '《后勤服务中心职工请休假管理办法》第五条'],
    ['请休假办法第二十条是啥', '《后勤服务中心职工请休假管理办法》第二十条'],
    ['《食堂管理办法》第8条', '《后勤服务中心职工食堂管理办法》第八条'],
  ])('%s is that article', async (words, source) => {
    expect(await talk(`张：${words}`)).toContain(`——${source}`);
  });

  it.each(['随便什么办法第五条', '办法第五条'])('%s is none in particular', async (words) => {
    expect(await talk(`张：${words}`)).not.toContain('第五条 ·');
  });

  it.each(['年假能休几天', '我的年假能休几天'])('%s is answered by the rule, not by an example', async (words) => {
    expect(await talk(`张：${words}`)).toMatch(/满1年不满10年 \| 5[^]*第五条/u);
  });

  it('a day that no rule names is not there, however near the words are', async () => {
    expect(await talk('张：工资几号发')).toContain('没查到相关规定');
    expect(await talk('张：党费几号交')).not.toContain('没查到');
  });

  it.each(['不是 我问的是产假', '不对，我问的是产假', '我问的是产假'])('%s: the answer was to something else', async (words) => {
    expect(await talk('张：年假有几天', `张：${words}`)).toContain('产假 158 天');
  });

  it('when somebody came is no number of years', async () => {
    expect(await talk('张：我是2018年入职的 年假有几天')).toMatch(/满1年不满10年 \| 5[^]*满20年以上 \| 15/u);
  });
});
