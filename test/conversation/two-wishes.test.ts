import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditEntries } from '../../src/conversation/audit/schema.ts';
import { wishesIn } from '../../src/conversation/two-wishes.ts';
import { activityFeature } from '../../src/features/activity/index.ts';
import { signups } from '../../src/features/activity/schema.ts';
import { announcementFeature } from '../../src/features/announcement/index.ts';
import { policyFeature } from '../../src/features/policy/index.ts';
import { suggestionFeature } from '../../src/features/suggestion/index.ts';
import { suggestions } from '../../src/features/suggestion/schema.ts';
import { notices } from '../../src/outbox/outbox.ts';
import { seedFiles } from '../../src/seed.ts';
import { wangMin, zhangWei } from '../support/cast.ts';
import { busyMs } from '../support/busy.ts';
import { openChat } from '../support/chat.ts';

const NOW = '2026-11-23T01:00:00.000Z';
const direct = { in: 'direct' } as const;
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  const policy = policyFeature();
  chat = await openChat({ now: NOW, features: [policy, activityFeature(), suggestionFeature(), announcementFeature()] });
  await chat.write((tx) => policy.seed?.(tx, seedFiles, NOW) ?? Promise.resolve());
  for (const words of ['周六上午九点在公园办健步走，20人', '确认', '下周三下午三点在会议室办读书会，10人', '确认'])
    await chat.says(wangMin, words, direct);
});
afterEach(() => chat.close());

const says = async (words: string, where: { readonly in: 'direct' | 'group' } = direct): Promise<string> =>
  (await chat.says(zhangWei, words, where)).text ?? '';
const filed = async (): Promise<readonly string[]> => (await chat.read((tx) => tx.find(suggestions))).map(({ text }) => text);
const signedUp = async (): Promise<number> =>
  (await chat.read((tx) => tx.find(signups))).filter(({ state }) => state === 'signedUp').length;

describe('two things in one sentence', () => {
  it.each(['报名健步走，顺便问下年假几天', '年假几天？另外帮我报名健步走'])(
    'are both done, in the order in which they were said: %s',
    async (words) => {
      const text = await says(words);
      expect(text).toContain('报上了，您是第1位');
      expect(text).toContain('满1年不满10年');
      expect(text.indexOf('报上了') < text.indexOf('满1年')).toBe(words.startsWith('报名'));
      expect(await signedUp()).toBe(1);
    },
  );

  it('are done in a group as well, and the repeat of the message does nothing', async () => {
    const first = await chat.says(zhangWei, '报名健步走，顺便问下年假几天', { messageId: 'pair-1' });
    const again = await chat.says(zhangWei, '报名健步走，顺便问下年假几天', { messageId: 'pair-1' });
    expect(again.text).toBe(first.text);
    expect(await signedUp()).toBe(1);
  });

  it('may both act, and what each owes is owed', async () => {
    const text = await says('报名健步走，还有建议食堂早点开门');
    expect(text).toContain('报上了');
    expect(text).toContain('已登记建议 S1“食堂早点开门”');
    expect(await signedUp()).toBe(1);
    expect(await filed()).toEqual(['食堂早点开门']);
    const owed = (await chat.read((tx) => tx.find(notices))).map(({ feature, about }) => `${feature} ${about?.kind}`);
    expect(owed).toContain('suggestion suggestion');
  });

  it('may be two questions: numbers then belong to the last list', async () => {
    const text = await says('年假有几天？顺便看看最近有什么活动');
    expect(text).toMatch(/满1年不满10年[^]*1\. 健步走/u);
    expect(await says('报2')).toContain('读书会');
  });

  it('the second is named where the first asks back, and its answer is still understood', async () => {
    const asked = await says('报名，另外建议食堂早点开门');
    expect(asked).toContain('“建议食堂早点开门”这件还没办，请单独再发一遍。');
    expect(await filed()).toEqual([]);
    expect(await says('1')).toContain('报上了');
  });

  it.each([
    '不要报名健步走',
    '不是我要报名健步走，是小赵',
    '要是周六不下雨我就报名健步走，顺便问下年假几天',
    '别帮我报名健步走了',
    '不要报名健步走，顺便问下年假几天',
    '昨天我想报名健步走，然后取消了',
    '小王让我别报名健步走，另外帮我看看年假几天',
    '大家都报名健步走，然后建议领导也去',
    '如果下雨就取消，另外帮我看看年假几天',
  ])('what is told, wished away or tied to a condition is not done: %s', async (words) => {
    await says(words);
    expect(await signedUp()).toBe(0);
    expect(await filed()).toEqual([]);
  });

  it('a suggestion that goes on before the other wish keeps all of itself', async () => {
    expect(await says('建议班车加一辆，另外早点发车，顺便帮我报名健步走')).toContain('报上了');
    expect(await filed()).toEqual(['班车加一辆，另外早点发车']);
  });

  it('a secretary’s order and a wish of their own are two as well', async () => {
    const { text = '' } = await chat.says(wangMin, '通知大家明天下午三点开会，顺便帮我报名健步走', direct);
    expect(text).toMatch(/\*\*内容\*\*：明天下午三点开会\n[^]*“帮我报名健步走”这件还没办/u);
    const told = await chat.says(wangMin, '通知大家明天带好工具，另外建议大家穿运动鞋', direct);
    expect(told.text).toContain('穿运动鞋');
  });

  it('what the answer offers still works', async () => {
    expect(await says('报名健步走，顺便问下养猫的补贴怎么领')).toMatch(/报上了[^]*没查到/u);
    expect(await says('转')).toContain('书记');
  });

  it('after an answer two things are two things', async () => {
    await says('病假工资怎么发');
    expect(await says('报名健步走，顺便问下年假几天')).toMatch(/报上了[^]*满1年/u);
  });

  it('what was spoken of before is meant by the first', async () => {
    await says('读书会还有名额吗');
    expect(await says('我要报名，顺便问下年假几天')).toMatch(/读书会：12月2日[^]*满1年/u);
  });

  it('of a secretary both are recorded, whatever the other was', async () => {
    await says('建议食堂早点开门');
    const { text = '' } = await chat.says(wangMin, 'S1到哪了，顺便帮我报名健步走', direct);
    expect(text).toMatch(/食堂早点开门[^]*报上了/u);
    const entries = (await chat.read((tx) => tx.find(auditEntries))).filter(({ what }) => what.includes('suggestion_status'));
    expect(entries).toHaveLength(1);
  });

  it('L07: a message of nothing but stops is read in a moment', () => {
    const before = busyMs();
    wishesIn(`好${'，'.repeat(20_000)}`);
    wishesIn(`好${'，'.repeat(150)}`);
    expect(busyMs() - before).toBeLessThan(1_000);
  });

  it('in “为什么” both are told', async () => {
    await says('报名健步走，顺便问下年假几天');
    expect(await says('为什么')).toContain('报名健步走；查规定');
  });

  it.each([
    ['建议周末开门，另外能不能再提早半小时', '周末开门，另外能不能再提早半小时'],
    ['食堂的菜太咸了，另外建议加个汤', '食堂的菜太咸了，另外建议加个汤'],
    // What is asked may be a part of what is suggested: it is answered, and left out of nothing.
    ['建议食堂加个窗口，另外问一下差旅费怎么报', '食堂加个窗口，另外问一下差旅费怎么报'],
  ])('a suggestion is kept with all its words: %s', async (words, kept) => {
    await says(words);
    expect(await filed()).toEqual([kept]);
  });

  it('what is said without a name stays one, with nothing of its author', async () => {
    expect(await says('匿名：食堂太难吃，顺便问下年假几天')).toContain('已匿名登记');
    expect(await chat.read((tx) => tx.find(suggestions))).toMatchObject([{ authorId: null }]);
  });

  it('an answer to an open question is no pair', async () => {
    await chat.says(wangMin, '明天上午9点提醒大家交党费', direct);
    const { text } = await chat.says(wangMin, '内容改成：先交党费，再报名健步走', direct);
    expect(text).toContain('先交党费，再报名健步走');
    expect(await signedUp()).toBe(0);
  });
});

describe('where one thing leads over to another', () => {
  it.each([
    ['报名健步走，顺便问下年假几天', ['报名健步走', '年假几天']],
    ['年假几天？对了，我还想报名读书会', ['年假几天', '报名读书会']],
    ['我的建议怎么样了，还有我的活动', ['我的建议怎么样了', '我的活动']],
    ['楼道灯坏了 再帮我报名健步走', ['楼道灯坏了', '帮我报名健步走']],
  ])('%s', (words, wishes) => {
    expect(wishesIn(words)).toEqual(wishes);
  });

  it.each(['年假还有几天', '顺便问下年假几天', '我报名健步走 还有我老婆', '食堂今天还有什么菜', '再看看吧', '我想再问一下'])(
    'one thing: %s',
    (words) => {
      expect(wishesIn(words)).toBeUndefined();
    },
  );
});
