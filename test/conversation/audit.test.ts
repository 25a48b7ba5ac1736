import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstMisfit } from '../../src/conversation/audit/chain.ts';
import { auditEntries, type AuditEntry } from '../../src/conversation/audit/schema.ts';
import type { Log } from '../../src/core/log.ts';
import { activityFeature } from '../../src/features/activity/index.ts';
import { announcementFeature } from '../../src/features/announcement/index.ts';
import { suggestionFeature } from '../../src/features/suggestion/index.ts';
import { suggestions } from '../../src/features/suggestion/schema.ts';
import { jobs } from '../../src/schedule/job.ts';
import { wangMin, zhangWei } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';

const direct = { in: 'direct' } as const;
const seal = (text: string): string => createHmac('sha256', 'test').update(text).digest('hex');

let chat: Awaited<ReturnType<typeof openChat>>;
let told: { readonly message: string; readonly fields: unknown }[];
const log: Log = { info: (message, fields) => void told.push({ message, fields }), warn: () => {}, error: () => {} };

beforeEach(async () => {
  told = [];
  chat = await openChat({ features: [activityFeature(), announcementFeature(), suggestionFeature()], log });
});
afterEach(() => chat.close());

const entries = (): Promise<readonly AuditEntry[]> => chat.read((tx) => tx.find(auditEntries, { orderBy: 'at' }));
const misfit = (): Promise<AuditEntry | null> => chat.read((tx) => firstMisfit(tx, 'wangmin', seal, undefined));

describe('what those with an office do is recorded (N24, P18)', () => {
  it('who, when, what and which rows, without a word of anybody', async () => {
    await chat.says(zhangWei, '建议二楼水房加一个热水器', direct);
    await chat.says(wangMin, '受理S1', direct);
    const [filed] = await chat.read((tx) => tx.find(suggestions));
    const all = await entries();
    expect(all).toEqual([
      expect.objectContaining({
        actor: 'wangmin',
        order: 1,
        at: chat.clock.now(),
        via: 'chat',
        changed: [{ collection: 'suggestions', id: filed?.id, act: 'put' }],
      }),
    ]);
    expect(JSON.stringify(all)).not.toMatch(/水房|热水器|受理|张伟/u);
  });

  it('that they were shown what somebody suggested is one, too; what a member does with their own is none', async () => {
    await chat.says(zhangWei, '建议二楼水房加一个热水器', direct);
    await chat.says(zhangWei, '我的建议办得怎么样了', direct);
    expect(await entries()).toEqual([]);
    await chat.says(wangMin, 'S1进展', direct);
    expect(await entries()).toEqual([
      expect.objectContaining({ actor: 'wangmin', changed: [], shown: [expect.objectContaining({ kind: 'suggestion' })] }),
    ]);
  });

  it('small talk leaves nothing', async () => {
    await chat.says(wangMin, '你好', direct);
    await chat.says(wangMin, '帮助', direct);
    expect(await entries()).toEqual([]);
  });

  it('what they say anonymously is not recorded: it would be the only trace of who said it', async () => {
    expect((await chat.says(wangMin, '匿名：食堂窗口排队太久，换个打饭的办法', direct)).text).toContain('回执');
    expect(await entries()).toEqual([]);
    expect(told.filter(({ message }) => message === 'audit')).toEqual([]);
  });

  it('nor what they do with the receipt: before the digest nobody else could', async () => {
    const { text = '' } = await chat.says(wangMin, '匿名：食堂窗口排队太久，换个打饭的办法', direct);
    const receipt = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/u.exec(text)?.[0] ?? '';
    expect((await chat.says(wangMin, `查匿名 ${receipt}`, direct)).text).toContain('待受理');
    await chat.says(wangMin, `${receipt} 补充：中午最挤`, direct);
    await chat.says(wangMin, receipt, direct);
    await chat.says(wangMin, '补充：晚上也挤', direct);
    await chat.says(wangMin, `撤回 ${receipt}`, direct);
    expect(await entries()).toEqual([]);
  });

  it('nor do they handle one by a receipt: only its author has that', async () => {
    const { text = '' } = await chat.says(wangMin, '匿名：食堂窗口排队太久，换个打饭的办法', direct);
    const receipt = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/u.exec(text)?.[0] ?? '';
    await chat.passes({ until: '2026-11-21T10:00:00.000Z' });
    for (const words of [`回复 ${receipt}：请说具体`, `${receipt} 办结：好了`, `受理 ${receipt}`]) {
      expect((await chat.says(wangMin, words, direct)).text).not.toMatch(/已办结|已受理|已答复/u);
    }
    const [filed] = await chat.read((tx) => tx.find(suggestions));
    expect(filed).toMatchObject({ status: 'filed', words: [] });
    expect(JSON.stringify(await entries())).not.toContain(filed?.id);
  });

  it('what they do as members is their own affair: filed, signed up, seconded', async () => {
    await chat.says(wangMin, '建议二楼水房加一个热水器', direct);
    await chat.says(zhangWei, '建议三楼走廊加一盏灯');
    await chat.says(wangMin, '附议S2');
    expect(await entries()).toEqual([]);
  });

  it('that they had their own data deleted is recorded, not what it was', async () => {
    await chat.says(wangMin, '建议二楼水房加一个热水器', direct);
    await chat.says(wangMin, '撤回S1', direct);
    await chat.says(wangMin, '删除我的数据', direct);
    expect((await chat.says(wangMin, '确认删除', direct)).text).toContain('删好了');
    expect(await entries()).toEqual([expect.objectContaining({ what: 'privacy', changed: [], shown: [] })]);
  });

  it('a deed of which nothing is kept has no entry, and no deed is kept without one (S06)', async () => {
    await chat.says(zhangWei, '建议二楼水房加一个热水器', direct);
    const before = await chat.read((tx) => tx.find(suggestions));
    await chat.write((tx) =>
      // The place of the next entry is taken: it cannot be written.
      tx.insert(auditEntries, { ...blank, changed: [], shown: [], id: 'wangmin#1', actor: 'somebody', order: 1 }),
    );
    expect((await chat.says(wangMin, '受理S1', direct)).text).toContain('刚才没办成');
    expect(await chat.read((tx) => tx.find(suggestions))).toEqual(before);
  });

  it('each entry is told to the log by its seal alone', async () => {
    await chat.says(zhangWei, '建议二楼水房加一个热水器', direct);
    await chat.says(wangMin, '受理S1', direct);
    const [entry] = await entries();
    expect(told.filter(({ message }) => message === 'audit').map(({ fields }) => fields)).toEqual([
      { actor: expect.stringMatching(/^[0-9a-f]{12}$/u), order: 1, seal: entry?.seal },
    ]);
    expect(JSON.stringify(told)).not.toContain('wangmin');
  });

  it('a repeated message leaves one', async () => {
    await chat.says(zhangWei, '建议二楼水房加一个热水器', direct);
    await chat.says(wangMin, '受理S1', { ...direct, messageId: 'once' });
    await chat.says(wangMin, '受理S1', { ...direct, messageId: 'once' });
    expect((await entries()).length).toBe(1);
  });
});

const blank = { at: '2026-11-21T01:00:00.000Z', via: 'chat', what: 'x', more: 0, previous: '', seal: '' } as const;

describe('a record that was changed does not fit (S05)', () => {
  beforeEach(async () => {
    await chat.says(zhangWei, '建议二楼水房加一个热水器', direct);
    for (const words of ['受理S1', 'S1派给李强', 'S1办结：已经装好']) await chat.says(wangMin, words, direct);
  });

  it('as it was written it fits, in whatever order a database gives the fields', async () => {
    expect((await entries()).map(({ order }) => order)).toEqual([1, 2, 3]);
    expect(await misfit()).toBeNull();
    const [first] = await entries();
    expect(first).toBeDefined();
    if (first === undefined) return;
    const turned = Object.fromEntries(Object.entries(first).toReversed());
    await chat.write((tx) => tx.put(auditEntries, auditEntries.schema.parse(turned)));
    expect(await misfit()).toBeNull();
  });

  it.each([
    ['a changed row', { what: 'nothing' }, 2],
    ['another hour', { at: '2026-11-20T01:00:00.000Z' }, 2],
    ['another actor’s deed', { changed: [] }, 2],
    ['a seal made without the key', { seal: 'f'.repeat(64) }, 2],
  ])('%s', async (_, change, at) => {
    const second = (await entries()).find(({ order }) => order === 2);
    if (second === undefined) throw new Error('nothing was recorded');
    await chat.write((tx) => tx.put(auditEntries, { ...second, ...change }));
    expect((await misfit())?.order).toBe(at);
  });

  it('an entry that was taken out: the next one does not follow', async () => {
    await chat.write((tx) => tx.delete(auditEntries, 'wangmin#2'));
    expect((await misfit())?.order).toBe(3);
  });

  it('the oldest ones go after 400 days, not before, and the rest still fits', async () => {
    /** Only what tidies runs; whatever else a year brings is another test's. */
    const tidiesAt = async (now: string): Promise<void> => {
      await chat.write(async (tx) => {
        for (const job of await tx.find(jobs)) {
          await tx.put(jobs, { ...job, dueAt: job.kind === 'conversation.housekeeping' ? now : '2099-01-01T00:00:00.000Z' });
        }
      });
      await chat.isDown({ until: now });
    };
    await tidiesAt('2026-11-24T01:00:00.000Z');
    await chat.says(wangMin, 'S1进展', direct);
    await tidiesAt('2027-12-25T00:00:00.000Z');
    expect((await entries()).map(({ order }) => order)).toEqual([1, 2, 3, 4]);
    await tidiesAt('2027-12-26T03:00:00.000Z');
    expect((await entries()).map(({ order }) => order)).toEqual([4]);
    expect(await misfit()).toBeNull();
  });
});
