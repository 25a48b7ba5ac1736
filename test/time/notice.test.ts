import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isWorkday } from 'chinese-days';
import { plusDays } from '../../src/core/zone.ts';
import { workdayCalendar, workdayTableSchema } from '../../src/time/calendar.ts';
import { readNotice } from '../../src/time/notice.ts';

const NOTICE_2026 = `国务院办公厅关于2026年部分节假日安排的通知
各有关单位：现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，请妥善安排好值班和安全保卫工作。`;

const NOTICE_2025 = `2025年放假安排
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。`;

const shipped = (year: number) =>
  workdayTableSchema.parse(JSON.parse(readFileSync(new URL(`../../data/seed/workdays/${year}.json`, import.meta.url), 'utf8')));

describe('a notice on holidays, as it is published', () => {
  it.each([
    [2026, NOTICE_2026],
    [2025, NOTICE_2025],
  ])('of %i gives the table we ship', (year, notice) => {
    const { source: _, ...table } = shipped(year);
    expect(readNotice(notice).table).toMatchObject(table);
  });

  it('that runs over the turn of the year keeps both ends', () => {
    const notice = NOTICE_2026.replace(
      '1月1日（周四）至3日（周六）放假调休，共3天',
      '2025年12月31日（周三）至2026年1月3日（周六）放假调休，共4天',
    );
    expect(readNotice(notice).table?.holidays[0]).toEqual({ name: '元旦', first: '2025-12-31', last: '2026-01-03' });
  });

  it.each([
    ['a weekday that is not that day', '1月4日（周日）', '1月4日（周一）', { code: 'wrongWeekday', words: '1月4日' }],
    ['a count that does not fit', '共9天', '共8天', { code: 'wrongCount', said: 8, counted: 9 }],
    ['work on a day off', '5月9日（周六）上班', '5月4日（周一）上班', { code: 'notAWeekend', words: '5月4日' }],
    ['a day that does not exist', '2月28日（周六）', '2月30日（周六）', { code: 'wrongWeekday' }],
    ['a holiday left out', '五、端午节：6月19日（周五）至21日（周日）放假，共3天。', '', { code: 'missing', holidays: ['端午节'] }],
    ['a text without its year', '2026年', '', { code: 'noYear' }],
  ])('is refused whole for %s', (_, from, to, problem) => {
    const read = readNotice(NOTICE_2026.replaceAll(from, to));
    expect(read.table).toBeUndefined();
    expect(read.problems).toContainEqual(expect.objectContaining(problem));
  });

  it('that is no notice is refused', () => {
    expect(readNotice('2026年放假安排请看食堂门口').problems).toEqual([{ code: 'noHolidays' }]);
  });
});

it('the tables we ship agree with chinese-days on every day of their years', () => {
  const calendar = workdayCalendar([shipped(2025), shipped(2026)]);
  for (let date = '2025-01-01'; date <= '2026-12-31'; date = plusDays(date, 1))
    expect([date, calendar.isWorkday(date)]).toEqual([date, isWorkday(date)]);
});
