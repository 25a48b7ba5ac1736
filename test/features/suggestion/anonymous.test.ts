import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { houseCollections } from '../../../src/conversation/collections.ts';
import { auditEntries } from '../../../src/conversation/audit/schema.ts';
import { answers, conversations } from '../../../src/conversation/schema.ts';
import { setAside } from '../../../src/conversation/set-aside.ts';
import { workdayTables } from '../../../src/conversation/workdays/schema.ts';
import { RECEIPT_MARK } from '../../../src/core/receipt.ts';
import type { Person } from '../../../src/core/person.ts';
import { announcementFeature } from '../../../src/features/announcement/index.ts';
import { announcementAttachments } from '../../../src/features/announcement/schema/attachment.ts';
import { policyFeature } from '../../../src/features/policy/index.ts';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { lanes } from '../../../src/outbox/lane.ts';
import { notices } from '../../../src/outbox/outbox.ts';
import { jobs, occurrences } from '../../../src/schedule/job.ts';
import { counters } from '../../../src/store/counters.ts';
import { suggestions } from '../../../src/features/suggestion/schema.ts';
import { chenTao, wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';

let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({ features: [suggestionFeature()] });
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;
const CODE = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/u;
const stored = () => chat.read((tx) => tx.find(suggestions));
const labelOf = async () => (await stored())[0]?.label ?? '';
const AFTER_DIGEST = '2026-11-21T09:00:01.000Z';

async function filed(person: Person = zhangWei, words = '匿名：加班餐总是发晚', messageId = 'message-77'): Promise<string> {
  const { text } = await chat.says(person, words, { ...direct, messageId });
  return CODE.exec(text ?? '')?.[0] ?? '';
}

/** Everything kept, except the roster and the groups, which hold everybody alike. */
async function dump(): Promise<string> {
  const parts = await chat.read(async (tx) => ({
    answers: await tx.find(answers),
    conversations: await tx.find(conversations),
    notices: await tx.find(notices),
    jobs: await tx.find(jobs),
    occurrences: await tx.find(occurrences),
    counters: await tx.find(counters),
    suggestions: await tx.find(suggestions),
    outboxLanes: await tx.find(lanes),
    setAside: await tx.find(setAside),
    workdayTables: await tx.find(workdayTables),
    auditEntries: await tx.find(auditEntries),
  }));
  // A collection that is new to the house must be searched too.
  expect(houseCollections.map(({ name }) => name).toSorted()).toEqual(
    [...Object.keys(parts).filter((name) => name !== 'suggestions'), 'chatGroups', 'members'].toSorted(),
  );
  return JSON.stringify(parts);
}

function plainHashes(text: string): readonly string[] {
  return ['md5', 'sha1', 'sha256'].flatMap((kind) => {
    const digest = createHash(kind).update(text).digest();
    return [digest.toString('hex'), digest.toString('base64')];
  });
}

it('a receipt stands beside nobody, whatever else was said with it: two hundred of them, in doubtful words', async () => {
  for (let n = 0; n < 40; n += 1) {
    const code = await filed(zhangWei, `匿名：第${n}件事情总是没人管`, `message-${n}`);
    for (const words of [`${code} 好了`, `${code} 办结：好了`, code, `${code} 三楼的灯`, `报名 ${code}`]) {
      await chat.says(zhangWei, words, direct);
      expect(await dump()).not.toContain(code);
    }
  }
}, 60_000);

describe('filing without a name', () => {
  it('N14: gives a receipt of 80 bits once, and nothing of the author stays in the row', async () => {
    expect(await filed()).toMatch(CODE);
    expect(await stored()).toMatchObject([
      {
        number: null,
        authorId: null,
        groupId: null,
        filedAt: null,
        filedOn: '2026-11-21',
        filedHalf: 'am',
        text: '加班餐总是发晚',
        released: false,
      },
    ]);
  });

  it('a repeat of the message gets the same receipt and files nothing again', async () => {
    const code = await filed();
    expect(await filed()).toBe(code);
    expect(await stored()).toHaveLength(1);
  });

  it('I05: a repeat after its answer is long forgotten gets the same receipt as well, and nobody is told that something failed', async () => {
    const code = await filed();
    await chat.passes({ until: '2026-11-22T03:00:00.000Z' });
    expect(await filed()).toBe(code);
    expect(await stored()).toHaveLength(1);
    expect(await chat.read((tx) => tx.count(setAside))).toBe(0);
  });

  it.each([
    '不要写我名字 采购的手套质量不行',
    '想匿名说说排班的事 连上七天受不了',
    '别说是我说的 库房少东西',
    '溺名 加班不给钱',
    '建议：库房少东西 别说是我提的',
  ])('is understood: %s', async (words) => {
    expect(await filed(zhangWei, words)).toMatch(CODE);
  });

  it('N01: in a group nothing is filed and nothing is repeated: everybody has read it, and the private way is shown', async () => {
    const { text } = await chat.says(zhangWei, '匿名：加班餐总是发晚');
    expect(text).toMatch(/大家已经看到[^]*要匿名：点我的头像单聊/u);
    expect(text).not.toContain('加班餐');
    expect(await stored()).toEqual([]);
  });

  it('N13: words that point to their writer are held back with a hint, and filed as they stand when wanted so', async () => {
    expect((await chat.says(zhangWei, '匿名：我们食堂就我一个女厨师 更衣室没锁', direct)).text).toContain('还没有登记');
    expect(await stored()).toEqual([]);
    await chat.says(zhangWei, '匿名照登：我们食堂就我一个女厨师 更衣室没锁', direct);
    expect(await stored()).toMatchObject([{ text: '我们食堂就我一个女厨师 更衣室没锁' }]);
  });

  it('N18: what it cannot hide is said at once', async () => {
    const { text } = await chat.says(zhangWei, '匿名：加班餐总是发晚', direct);
    expect(text).toContain('企业微信自己可能留有聊天记录，这我管不了。');
  });

  it('N17: of pictures and files nothing is fetched or kept, not even that there was one', async () => {
    await chat.close();
    chat = await openChat({ features: [suggestionFeature(), policyFeature(), announcementFeature()] });
    const bytes = Buffer.from('ffd8ffe1 place and camera');
    for (const type of ['image', 'file'] as const)
      expect((await chat.sends(zhangWei, { ok: true, name: '我拍的.jpg', bytes }, 'direct', type)).fetched).toBe(false);
    await chat.says(zhangWei, '匿名：加班餐总是发晚', { ...direct, pictures: 2 });
    expect(await stored()).toMatchObject([{ text: '加班餐总是发晚', photo: false }]);
    expect(await chat.read((tx) => tx.count(announcementAttachments))).toBe(0);
  });

  it('danger is told to call, not to wait for the digest', async () => {
    expect((await chat.says(zhangWei, '匿名：后厨漏气了', direct)).text).toMatch(/^⚠️有危险先离开/u);
  });
});

describe('what is kept', () => {
  it('N02: holds nothing that leads from the words to the person, after the whole way', async () => {
    const before = await dump();
    const code = await filed();
    await chat.says(zhangWei, `回执 ${code}`, { ...direct, messageId: 'message-78' });
    await chat.says(zhangWei, `回执 ${code} 补充：昨天又晚了一小时`, { ...direct, messageId: 'message-79' });
    await chat.passes({ until: AFTER_DIGEST });
    const label = await labelOf();
    await chat.says(wangMin, `匿名-${label} 回复：在查`, direct);
    await chat.says(wangMin, `匿名-${label} 办结 已整改`, direct);
    await chat.says(zhangWei, `回执 ${code} 5分`, { ...direct, messageId: 'message-80' });
    const kept = await dump();
    expect((await stored())[0]).toMatchObject({ status: 'closed', rating: 5, verdict: 'solved' });
    expect(before).not.toContain('zhangwei');
    const secrets = ['zhangwei', '张伟', code, code.replaceAll('-', ''), 'message-77', 'message-78', 'message-79', 'message-80'];
    for (const secret of secrets)
      for (const trace of [secret, ...plainHashes(secret)]) expect(kept.toLowerCase()).not.toContain(trace.toLowerCase());
  });

  it('N04: tells the half of the day, not the moment', async () => {
    chat.clock.set('2026-11-21T02:34:56.789Z');
    await filed();
    expect(await dump()).not.toContain('02:34');
  });

  it('of the answer is its general form, of the message no code, of the moment the hour', async () => {
    chat.clock.set('2026-11-21T02:34:56.789Z');
    const code = await filed();
    await chat.says(zhangWei, `回执 ${code}`, { ...direct, messageId: 'message-78' });
    const rows = await chat.read((tx) => tx.find(answers));
    expect(rows.map(({ saidHash, at }) => ({ saidHash, at }))).toEqual([
      { saidHash: null, at: '2026-11-21T02:00:00.000Z' },
      { saidHash: null, at: '2026-11-21T02:00:00.000Z' },
    ]);
    const texts = rows.map(({ reply }) => reply?.text ?? '');
    expect(texts.filter((text) => text.includes(RECEIPT_MARK))).toHaveLength(1);
    expect(texts.join('\n')).not.toContain('待受理');
    expect(await chat.read((tx) => tx.find(conversations))).toEqual([]);
  });

  it('an open question of the bot does not turn it into a named one', async () => {
    await chat.says(zhangWei, '我要提个建议', direct);
    await filed(zhangWei, '别写我名字 采购的手套质量不行');
    expect(await stored()).toMatchObject([{ authorId: null }]);
  });

  it('leaves the words in their own row alone', async () => {
    await filed();
    expect((await dump()).split('加班餐')).toHaveLength(2);
  });
});

describe('the receipt', () => {
  it('shows where it stands to whoever has it', async () => {
    const code = await filed();
    for (const person of [zhangWei, chenTao])
      expect((await chat.says(person, `回执 ${code.toLowerCase()}`, direct)).text).toContain('待受理');
  });

  it('is not to be used in a group', async () => {
    const code = await filed();
    const { text } = await chat.says(zhangWei, `回执 ${code}`);
    expect(text).toContain('单聊');
    expect(text).not.toContain('待受理');
  });

  it('N14, N07: a wrong one gets the same answer as an old one, ten times an hour, which is kept nowhere', async () => {
    const code = await filed();
    const before = await dump();
    const wrong = '回执 AAAA-BBBB-CCCC-DDDD';
    for (let i = 0; i < 10; i += 1) expect((await chat.says(chenTao, wrong, direct)).text).toContain('没有查到');
    expect((await chat.says(chenTao, `回执 ${code}`, direct)).text).toContain('一小时后');
    for (const trace of ['chentao', '陈涛', 'AAAA', ...plainHashes('chentao')]) {
      expect(before).not.toContain(trace);
      expect(await dump()).not.toContain(trace);
    }
    expect((await chat.says(zhangWei, `回执 ${code}`, direct)).text).toContain('待受理');
    chat.clock.advance(60 * 60_000);
    expect((await chat.says(chenTao, `回执 ${code}`, direct)).text).toContain('待受理');
  });

  it('carries the talk both ways and the verdict', async () => {
    const code = await filed();
    await chat.passes({ until: AFTER_DIGEST });
    const label = await labelOf();
    expect((await chat.says(wangMin, `回执${label} 回他：正在核实 请放心`, direct)).text).toContain(`匿名-${label}`);
    expect((await chat.says(zhangWei, `回执 ${code}`, direct)).text).toContain('书记答复：正在核实 请放心');
    await chat.says(wangMin, `匿名-${label} 办结 换了供应商`, direct);
    expect((await chat.says(zhangWei, `回执 ${code} 还没好`, direct)).text).toContain('重新办理');
    expect((await stored())[0]).toMatchObject({ status: 'accepted', reopenCount: 1 });
  });
});

describe('the secretary', () => {
  it('hears of them once a day, all together, and finds none before', async () => {
    await filed(zhangWei, '匿名：加班餐总是发晚', 'm-1');
    await filed(zhaoJing, '匿名：排班不公平 夜班太多', 'm-2');
    expect((await chat.says(wangMin, '待受理的有哪些', direct)).text).toContain('没有');
    await chat.passes({ until: AFTER_DIGEST });
    const { text } = await chat.says(wangMin, '消息', direct);
    expect(text).toContain('今天转来匿名件2件');
    expect((await chat.says(wangMin, '待受理的有哪些', direct)).text).toContain('待受理 2条');
  });

  it('N04: finds them in an order that is not the one in which they came', async () => {
    const words = ['加班餐总是发晚', '排班不公平', '更衣室没锁', '手套质量差', '班车总晚点'];
    for (const [index, one] of words.entries()) await filed(zhangWei, `匿名：${one}`, `m-${index}`);
    await chat.passes({ until: AFTER_DIGEST });
    const { text = '' } = await chat.says(wangMin, '消息', direct);
    const rows = await stored();
    const told = [...text.matchAll(/匿名-([0-9A-Z]{4})/gu)].map(([, label]) => rows.find((row) => row.label === label)?.text);
    expect(told.toSorted()).toEqual(words.toSorted());
    expect(told).not.toEqual(words);
    // Chance, and nothing but chance.
    expect(told).toEqual(rows.toSorted((one, other) => (one.id < other.id ? -1 : 1)).map((row) => row.text));
  });

  it('cannot learn who it was, nor can anybody', async () => {
    await filed();
    await chat.passes({ until: AFTER_DIGEST });
    const label = await labelOf();
    for (const person of [wangMin, chenTao])
      expect((await chat.says(person, `匿名-${label}是谁提的`, direct)).text).toContain('我也不知道');
    expect((await chat.says(wangMin, `匿名-${label}`, direct)).text).toContain('匿名，11月21日（周六）上午');
  });

  it('of another branch, or no secretary at all, reaches none by its label', async () => {
    await filed();
    await chat.passes({ until: AFTER_DIGEST });
    const label = await labelOf();
    for (const person of [chenTao, zhaoJing]) {
      expect((await chat.says(person, `匿名-${label}`, direct)).text).not.toContain('加班餐');
      await chat.says(person, `匿名-${label} 办结`, direct);
    }
    expect((await stored())[0]).toMatchObject({ status: 'filed' });
  });

  it('N15: nothing is ever sent to the author', async () => {
    await filed();
    await chat.passes({ until: AFTER_DIGEST });
    await chat.says(wangMin, `匿名-${await labelOf()} 受理`, direct);
    await chat.says(wangMin, `匿名-${await labelOf()} 办结 已整改`, direct);
    expect(await dump()).not.toContain('zhangwei');
  });
});

describe('what is filed without a name', () => {
  it.each([
    ['2026-11-23T01:00:00.000Z', '11月23日（周一）17:00'],
    ['2026-11-23T08:59:59.000Z', '11月23日（周一）17:00'],
    ['2026-11-23T09:30:00.000Z', '11月24日（周二）17:00'],
    ['2026-11-30T15:30:00.000Z', '12月1日（周二）17:00'],
  ])('at %s is handed on at the next digest: %s', async (now, handedOn) => {
    chat.clock.set(now);
    await chat.settle();
    const { text } = await chat.says(zhangWei, '匿名：加班餐总是发晚', { ...direct, messageId: 'a' });
    expect(text).toContain(`${handedOn} 和其他匿名件一起`);
    const code = CODE.exec(text ?? '')?.[0] ?? '';
    expect((await chat.says(zhangWei, `回执 ${code}`, direct)).text).toContain(`（${handedOn}转给书记）`);
    expect((await chat.says(zhaoJing, '匿名：后厨漏气了', direct)).text).toContain(`要到${handedOn}才转给书记`);
  });
});

describe('who asked to speak without a name', () => {
  it.each(['我要提匿名建议', '我想匿名提个意见', '匿名', '匿名反映个问题'])('and says nothing yet, files nothing: %s', async (words) => {
    const { text } = await chat.says(zhangWei, words, { in: 'direct' });
    expect(text).toContain('“匿名：…”');
    expect(await chat.read((tx) => tx.count(suggestions))).toBe(0);
  });

  it('and goes on without the word for it, is not filed by name unawares; the next time he means it', async () => {
    await chat.says(zhangWei, '我要提匿名建议', { in: 'direct' });
    expect((await chat.says(zhangWei, '食堂排队太长，希望多开一个窗口', { in: 'direct' })).text).toContain(
      '登记了会带您的名字，所以先没登记',
    );
    expect(await chat.read((tx) => tx.count(suggestions))).toBe(0);
    expect((await chat.says(zhangWei, '食堂排队太长，希望多开一个窗口', { in: 'direct' })).text).toContain('已登记建议');
  });

  it('also where he was just asked what he wants to say; 建议： is meant with a name', async () => {
    await chat.says(zhangWei, '我有个建议', { in: 'direct' });
    await chat.says(zhangWei, '匿名提', { in: 'direct' });
    expect((await chat.says(zhangWei, '楼道灯不亮', { in: 'direct' })).text).toContain('先没登记');
    await chat.says(zhangWei, '匿名', { in: 'direct' });
    expect((await chat.says(zhangWei, '建议：楼道灯不亮', { in: 'direct' })).text).toContain('已登记建议');
  });

  it('and speaks of a danger, hears first what to do about it; what is kept for a repeat tells nothing of it', async () => {
    await chat.says(zhangWei, '我要提匿名建议', { in: 'direct' });
    const { text } = await chat.says(zhangWei, '厨房煤气泄漏了，味道很大', { in: 'direct', messageId: 'gas' });
    expect(text).toMatch(/^⚠️先离开危险的地方.*119[^]*先没登记/u);
    expect((await chat.says(zhangWei, '厨房煤气泄漏了，味道很大', { in: 'direct', messageId: 'gas' })).text).toMatch(/^您刚才说想匿名/u);
  });
});
