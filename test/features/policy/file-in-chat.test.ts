import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FetchedFile } from '../../../src/core/message.ts';
import { policyFeature } from '../../../src/features/policy/index.ts';
import { policyClauses, policyDocuments, policyDrafts } from '../../../src/features/policy/schema.ts';
import { chenTao, liQiang, wangMin, zhangWei } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';

const WAIT_MS = 60_000;
let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({ features: [policyFeature()], now: '2026-03-02T01:00:00.000Z' });
});
afterEach(() => chat.close());

const text = (words: string, name = '图书借阅规定.md'): FetchedFile => ({ ok: true, name, bytes: new TextEncoder().encode(words) });
const rule = (days: number): FetchedFile =>
  text(
    `# 图书借阅规定\n测试〔2026〕1号\n\n第一条 图书借阅期限为 ${days} 天。\n\n第二条 丢失的按原价赔偿。\n\n第三条 自2026年1月1日起施行。\n`,
  );
const direct = { in: 'direct' } as const;
const stored = () => chat.read((tx) => tx.count(policyDocuments));

test(
  'a secretary sends a Word file alone: the bot says what it read, and nothing counts before 确认',
  async () => {
    const bytes = new Uint8Array(await readFile(new URL('../../fixtures/policy/cooling.docx', import.meta.url)));
    const reply = await chat.sends(wangMin, { ok: true, name: '防暑降温.docx', bytes });
    expect(reply.text).toBe(
      '读到《后勤服务中心防暑降温管理办法》江轨后勤〔2026〕9号\n6 条，表格 2 张；2026-06-01 起施行，至 2029-05-31\n是一份新文件\n给所有人看，要改请说“只给一支部看”\n回复“确认”导入，“取消”不要',
    );
    expect(await stored()).toBe(0);
    expect((await chat.says(wangMin, '确认', direct)).text).toContain('已导入《后勤服务中心防暑降温管理办法》，现在就能问');
    const { text: said = '' } = await chat.says(zhangWei, '室外高温巡检七月津贴多少');
    expect(said).toContain('表1 防暑降温津贴标准（单位：元/天）');
    expect(said).toContain('| 档位 | 作业场所 | 津贴·6月、9月 | 津贴·7月、8月 | 饮料（瓶/天） |');
    expect(said).toContain('| 一档 | 室外高温巡检 | 20 | 30 | 3 |');
    expect(said).toContain('注：跨月的按实际出勤天数计算。');
  },
  WAIT_MS,
);

test(
  'a newer text of the same document: the draft names the clauses that change, and who was quoted them hears of it',
  async () => {
    await chat.sends(wangMin, rule(10));
    await chat.says(wangMin, '导入', direct);
    await chat.says(zhangWei, '图书借阅期限几天', direct);
    expect((await chat.sends(wangMin, rule(20))).text).toContain('是第 2 版：改动 1 条（第一条）');
    expect((await chat.says(wangMin, '好的', direct)).text).toContain('第 2 版');
    const next = (await chat.says(zhangWei, '图书借阅期限几天', direct)).text ?? '';
    expect(next).toContain('20 天');
    expect(next).toContain('原来：图书借阅期限为 10 天');
    expect((await chat.says(chenTao, '图书借阅期限几天', direct)).text).not.toContain('10 天');
    expect((await chat.sends(wangMin, rule(20))).text).toBe('《图书借阅规定》和现行第 2 版一字不差，不用再导入。');
  },
  WAIT_MS,
);

test(
  '只给一支部看: its people are answered, an outsider is not, in no place',
  async () => {
    await chat.sends(wangMin, rule(10));
    expect((await chat.says(wangMin, '只给九支部看', direct)).text).toContain('没有找到“九支部”');
    expect((await chat.says(wangMin, '只给一支部看', direct)).text).toContain('给后勤第一党支部看');
    await chat.says(wangMin, '确认', direct);
    expect((await chat.says(zhangWei, '图书借阅期限几天')).text).toContain('10 天');
    for (const where of ['group', 'direct'] as const) {
      for (const question of ['图书借阅期限几天', '有哪些制度', '图书借阅规定第一条']) {
        const { text: said = '' } = await chat.says(chenTao, question, { in: where });
        expect(said).not.toContain('10 天');
        expect(said).not.toContain('《图书借阅规定》');
      }
    }
  },
  WAIT_MS,
);

test(
  '取消 drops the draft, and a second file takes the place of the first',
  async () => {
    await chat.sends(wangMin, rule(10));
    await chat.sends(wangMin, rule(30));
    expect(await chat.read((tx) => tx.count(policyDrafts))).toBe(1);
    expect((await chat.says(wangMin, '取消', direct)).text).toBe('好的，没有导入，文件内容已丢掉。');
    expect(await chat.read((tx) => tx.count(policyDrafts))).toBe(0);
    expect(await stored()).toBe(0);
  },
  WAIT_MS,
);

test(
  'the buttons do what the words do, once, and only for who sent the file',
  async () => {
    const { card } = await chat.sends(wangMin, rule(10));
    const action = card?.buttons?.[0]?.action ?? '';
    expect((await chat.clicks(liQiang, action, direct)).text).toBe('这份草稿要由发文件的人自己确认。');
    expect((await chat.clicks(wangMin, action, direct)).update?.card.title).toBe('已导入');
    expect((await chat.clicks(wangMin, action, direct)).text).toContain('已经处理过');
    expect(await chat.read((tx) => tx.count(policyClauses))).toBe(3);
  },
  WAIT_MS,
);

test('a member’s file stays where it is, with a kind word; so does a file in a group', async () => {
  for (const person of [zhangWei, liQiang, chenTao]) {
    const reply = await chat.sends(person, rule(10));
    expect(reply).toMatchObject({
      fetched: false,
      text: '文件收到了，不过制度文件要由书记来导入，我没有打开它。\n有事请用文字说，比如“建议：二楼水龙头漏水”。',
    });
  }
  expect((await chat.sends(wangMin, rule(10), 'group')).fetched).toBe(false);
  expect(await stored()).toBe(0);
});

test(
  'a file that cannot be read or fetched is answered with the reason, and what was there stays',
  async () => {
    await chat.sends(wangMin, rule(10));
    await chat.says(wangMin, '确认', direct);
    expect((await chat.sends(wangMin, text('', 'a.docx'))).text).toBe('文件是空的。');
    expect((await chat.sends(wangMin, { ok: true, name: 'a.pdf', bytes: new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d]) })).text).toContain(
      '文件坏了',
    );
    expect((await chat.sends(wangMin, { ok: false, reason: 'tooLarge' })).text).toContain('超过 20 MB');
    expect((await chat.sends(wangMin, { ok: false, reason: 'foreign' })).text).toContain('WECOM_MEDIA_HOSTS');
    expect(await stored()).toBe(1);
  },
  WAIT_MS,
);

test(
  'what looks odd stands in the draft, and a list says what is due',
  async () => {
    const { text: said = '' } = await chat.sends(
      wangMin,
      text('# 试行规定\n\n第一条 图书每次借两册。\n\n第四条 自2025年4月1日起施行，有效期一年。'),
    );
    expect(said).toContain('没有文号');
    expect(said).toContain('条号不连续，缺第2条、第3条');
    expect(said.split('\n').length).toBeLessThanOrEqual(6);
    await chat.says(wangMin, '确认', direct);
    expect((await chat.says(wangMin, '快到期的制度', direct)).text).toBe('60 天内到期或该复审的有 1 份：\n1. 《试行规定》2026-03-31');
  },
  WAIT_MS,
);
