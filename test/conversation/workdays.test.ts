import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planApply } from '../../src/conversation/workdays/feature.ts';
import { nextAsk } from '../../src/conversation/workdays/missing.ts';
import { keepTable, workdayTables } from '../../src/conversation/workdays/schema.ts';
import { announcementFeature } from '../../src/features/announcement/index.ts';
import { announcements } from '../../src/features/announcement/schema/announcement.ts';
import { policyPassages } from '../../src/features/policy/index.ts';
import { studyFeature } from '../../src/features/study/index.ts';
import { studyPlans } from '../../src/features/study/schema.ts';
import { jobs } from '../../src/schedule/job.ts';
import { readNotice } from '../../src/time/notice.ts';
import { wangMin, zhangWei } from '../support/cast.ts';
import { GROUP, openChat } from '../support/chat.ts';

const NOTICE = readFileSync(new URL('../fixtures/workdays/notice-2027.txt', import.meta.url), 'utf8');
// Thursday, 31 December 2026, 17:00 in Shanghai: nobody has told the bot that 1 January 2027 is a day off.
const NEW_YEARS_EVE = '2026-12-31T09:00:00.000Z';

let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({ features: [announcementFeature(), studyFeature({ passages: policyPassages() })], now: NEW_YEARS_EVE });
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;

describe('the next year’s holidays', () => {
  it('are read from the pasted notice, shown, and kept only after 确认', async () => {
    const { text } = await chat.says(wangMin, NOTICE, direct);
    expect(text).toContain('读到2027年放假安排');
    expect(text).toContain('春节2月5日–2月11日');
    expect(text).toContain('调休上班：1月31日、2月20日、4月25日、5月8日、9月26日、10月9日');
    expect(text?.split('\n').length).toBeLessThanOrEqual(6);
    expect(await chat.read((tx) => tx.count(workdayTables))).toBe(0);
    expect((await chat.says(wangMin, '确认', direct)).text).toContain('2027年放假安排已导入');
    expect(await chat.read((tx) => tx.get(workdayTables, '2027'))).toMatchObject({ year: 2027, importedBy: wangMin.userId });
  });

  it('move what is planned by workdays, once, and its author is told', async () => {
    await chat.says(wangMin, '每个工作日早上8点提醒大家戴好安全帽');
    await chat.says(wangMin, '确认');
    await chat.says(wangMin, '每周五下午5点提醒大家交周报');
    await chat.says(wangMin, '确认');
    const nextOf = async (number: string): Promise<string | null | undefined> =>
      (await chat.read((tx) => tx.find(announcements, { where: { number } })))[0]?.nextAt;
    // As long as nobody knows better, Friday 1 January is a working day.
    expect(await nextOf('N1')).toBe('2027-01-01T00:00:00.000Z');
    await chat.says(wangMin, NOTICE, direct);
    await chat.says(wangMin, '确认', direct);
    await chat.settle();
    expect(await nextOf('N1')).toBe('2027-01-04T00:00:00.000Z');
    expect(await nextOf('N2')).toBe('2027-01-01T09:00:00.000Z');
    const mail = (await chat.says(wangMin, '我的消息', direct)).text;
    expect(mail).toContain('2027年放假安排公布了');
    expect(mail).toContain('N1');
    expect(mail).not.toContain('N2');
    await chat.passes({ until: '2027-01-04T00:10:00.000Z' });
    const posted = chat.posts().filter(({ content }) => content.kind === 'text' && content.text.includes('安全帽'));
    expect(posted.map(({ at }) => at.slice(0, 10))).toEqual(['2027-01-04']);
  });

  it('move the daily study to the first working day', async () => {
    await chat.write((tx) =>
      tx.put(studyPlans, {
        id: GROUP,
        on: true,
        time: '08:30',
        days: { kind: 'workday' },
        theme: null,
        createdBy: wangMin.userId,
        swapped: null,
      }),
    );
    await chat.write((tx) =>
      tx.put(jobs, { id: `study.daily:${GROUP}`, kind: 'study.daily', ref: GROUP, dueAt: '2027-01-01T00:30:00.000Z', attempts: 0 }),
    );
    await chat.says(wangMin, NOTICE, direct);
    await chat.says(wangMin, '确认', direct);
    await chat.settle();
    expect((await chat.read((tx) => tx.get(jobs, `study.daily:${GROUP}`)))?.dueAt).toBe('2027-01-04T00:30:00.000Z');
  });

  it('that do not add up are refused with the line that is wrong', async () => {
    const { text } = await chat.says(wangMin, NOTICE.replace('共7天。1月31日', '共8天。1月31日'), direct);
    expect(text).toContain('春节写的是共8天，数下来是7天');
    await chat.says(wangMin, '确认', direct);
    expect(await chat.read((tx) => tx.count(workdayTables))).toBe(0);
  });

  it('are not taken from a member, nor in a group', async () => {
    await chat.says(zhangWei, NOTICE, direct);
    await chat.says(zhangWei, '确认', direct);
    expect((await chat.says(wangMin, NOTICE)).text).toContain('单独发给我');
    expect(await chat.read((tx) => tx.count(workdayTables))).toBe(0);
  });

  it('asked for without the notice are explained', async () => {
    expect((await chat.says(wangMin, '导入2027年放假安排', direct)).text).toContain('全文贴给我');
  });

  it('taken back with 取消 change nothing', async () => {
    await chat.says(wangMin, NOTICE, direct);
    expect((await chat.says(wangMin, '取消', direct)).text).toContain('没有导入');
    expect(await chat.read((tx) => tx.count(workdayTables))).toBe(0);
  });

  it('T10: are asked for four times in December, and no more once they are there', async () => {
    await chat.close();
    chat = await openChat({ features: [], now: '2026-11-30T02:00:00.000Z' });
    const mailOn = async (instant: string): Promise<string> => {
      await chat.passes({ until: instant });
      return (await chat.says(wangMin, '我的消息', direct)).text ?? '';
    };
    expect(await mailOn('2026-11-30T10:00:00.000Z')).not.toContain('放假安排');
    expect(await mailOn('2026-12-01T01:05:00.000Z')).toContain('2027年的放假安排还没有导入');
    expect(await mailOn('2026-12-10T10:00:00.000Z')).not.toContain('放假安排');
    expect(await mailOn('2026-12-11T01:05:00.000Z')).toContain('2027年的放假安排还没有导入');
    expect((await chat.says(zhangWei, '我的消息', direct)).text).not.toContain('放假安排');
    // Asked once more, and answered before it was read: nobody is asked for what is there.
    await chat.passes({ until: '2026-12-21T01:05:00.000Z' });
    const { table } = readNotice(NOTICE);
    expect(table).toBeDefined();
    if (table !== undefined) await chat.write((tx) => keepTable(tx, table, { importedBy: 'cli', importedAt: '2026-12-21T01:06:00.000Z' }));
    await chat.write((tx) => planApply(tx, 2027, '2026-12-21T01:06:00.000Z'));
    expect(await mailOn('2026-12-21T01:10:00.000Z')).not.toContain('放假安排');
    expect(await mailOn('2026-12-28T01:05:00.000Z')).not.toContain('放假安排');
  });

  it.each([
    ['2026-03-01T00:00:00.000Z', '2026-12-01T01:00:00.000Z'],
    ['2026-12-01T01:00:00.000Z', '2026-12-11T01:00:00.000Z'],
    ['2026-12-28T01:00:00.000Z', '2027-12-01T01:00:00.000Z'],
    // The last evening of the year in Shanghai, already the new one there.
    ['2026-12-31T16:30:00.000Z', '2027-12-01T01:00:00.000Z'],
  ])('T10: after %s it is looked at %s', (now, next) => {
    expect(nextAsk(now, 'Asia/Shanghai')).toBe(next);
  });

  it('T10: are still asked for by a bot that stood still over the new year', async () => {
    await chat.close();
    chat = await openChat({ features: [], now: '2026-12-29T02:00:00.000Z' });
    await chat.write((tx) =>
      tx.put(jobs, { id: 'workdays.ask:all', kind: 'workdays.ask', ref: 'all', dueAt: '2026-12-29T03:00:00.000Z', attempts: 0 }),
    );
    await chat.isDown({ until: '2027-01-04T02:00:00.000Z' });
    await chat.passes({ until: '2027-01-04T02:05:00.000Z' });
    expect((await chat.says(wangMin, '我的消息', direct)).text).toContain('2027年的放假安排还没有导入');
  });
});
