import { describe, expect, it } from 'vitest';
import { busyMs } from '../support/busy.ts';
import { findTimes, readTime, timesIn } from '../../src/time/read.ts';
import { context } from './context.ts';

/** What was understood of each expression of a text, as `words → meaning`. It is Saturday, 21 November 2026, 09:00. */
function read(text: string): readonly string[] {
  return findTimes(text, context).map(({ meaning, start, end }) => {
    const words = text.slice(start, end);
    switch (meaning.kind) {
      case 'instant':
        return `${words} → ${meaning.at.slice(0, 16)}`;
      case 'date':
        return `${words} → ${meaning.date}`;
      case 'range':
        return `${words} → ${meaning.start?.slice(0, 16) ?? '…'} / ${meaning.end?.slice(0, 16) ?? '…'}`;
      case 'duration':
        return `${words} → ${meaning.seconds} s`;
      case 'workdays':
        return `${words} → ${meaning.workdays} workdays`;
      case 'recurring':
        return `${words} → ${JSON.stringify(meaning.rule)}`;
    }
  });
}

/** The meaning alone, of a text with one expression. */
function one(text: string): string | undefined {
  const found = read(text);
  expect(found).toHaveLength(1);
  return found[0]?.split(' → ')[1];
}

describe('days', () => {
  it.each([
    ['明天', '2026-11-22'],
    ['大后天', '2026-11-24'],
    ['周日', '2026-11-22'],
    ['这周六', '2026-11-21'],
    ['下礼拜五', '2026-11-27'],
    ['下下周三', '2026-12-02'],
    ['下周的周四', '2026-11-26'],
    ['定在15号', '2026-12-15'],
    ['年底最后一个工作日', '2026-12-31'],
    ['下个月底最后一个工作日', '2026-12-31'],
    ['月初第一个周一', '2026-11-02'],
    ['元旦前倒数第二个工作日', '2026-12-30'],
    ['后儿', '2026-11-23'],
    ['去年的今天', '2025-11-21'],
    ['大年初五', '2027-02-10'],
    ['本月25日', '2026-11-25'],
    ['12月3号', '2026-12-03'],
    ['3月8号', '2027-03-08'],
    ['２０２６年１２月３日', '2026-12-03'],
    ['二〇二六年十二月三日', '2026-12-03'],
    ['2026-12-03', '2026-12-03'],
    ['三天后', '2026-11-24'],
    ['两周以后', '2026-12-05'],
    ['下个月第一个周三', '2026-12-02'],
    ['本月最后一个工作日', '2026-11-30'],
    ['下个工作日', '2026-11-23'],
    ['明年元旦', '2027-01-01'],
    ['農曆八月十五', '2027-09-15'],
    ['12月4日（周五）', '2026-12-04'],
    ['周五（27日）', '2026-11-27'],
    ['下周五，11月27日', '2026-11-27'],
  ])('%s is %s', (text, date) => expect(one(text)).toBe(date));

  it('a bare 12号 is a day only for who asked for one: it may be a bus or a room', () => {
    expect(findTimes('12号', context)).toEqual([]);
    expect(findTimes('12号', { ...context, isAnswer: true })).toMatchObject([{ meaning: { kind: 'date', date: '2026-12-12' } }]);
  });

  it('a weekday said on that weekday is today', () => expect(one('周六')).toBe('2026-11-21'));

  it('but once its hour is over, it is next week', () => {
    expect(one('周六上午8点')).toBe('2026-11-28T08:00');
    expect(one('周六上午10点')).toBe('2026-11-21T10:00');
  });

  it('the day after a holiday is behind its last day off', () => {
    const september = { ...context, now: '2026-09-01T01:00:00Z' };
    expect(readTime('国庆节后第一个工作日', september)?.meaning).toEqual({ kind: 'date', date: '2026-10-08' });
    expect(readTime('国庆节前最后一个工作日', september)?.meaning).toEqual({ kind: 'date', date: '2026-09-30' });
    expect(readTime('节后第一个工作日', september)?.meaning).toEqual({ kind: 'date', date: '2026-09-28' });
    expect(readTime('国庆节期间', september)?.meaning).toEqual({ kind: 'range', start: '2026-10-01T00:00:00', end: '2026-10-08T00:00:00' });
    expect(readTime('国庆假期', september)?.meaning).toEqual({ kind: 'range', start: '2026-10-01T00:00:00', end: '2026-10-08T00:00:00' });
  });

  it('where no table tells the holiday, the answer is marked', () => {
    expect(findTimes('国庆节后第一个工作日', context)).toMatchObject([{ meaning: { kind: 'date', date: '2027-10-08' }, vague: true }]);
  });
});

describe('days in other writing', () => {
  it.each([
    ['20261203', '2026-12-03'],
    ['2026/12/3', '2026-12-03'],
    ['3/12/2026', '2026-12-03'],
    ['12.3（周四）', '2026-12-03'],
    ['26年12月3日', '2026-12-03'],
    ['12月第二个周四', '2026-12-10'],
    ['2027年第3天', '2027-01-03'],
    ['12月第一个工作日', '2026-12-01'],
    ['2026年最后一天', '2026-12-31'],
    ['正月十五', '2027-02-20'],
    ['腊月廿三', '2027-01-30'],
    ['除夕', '2027-02-05'],
    ['母亲节', '2027-05-09'],
    ['清明', '2027-04-05'],
    ['教师节前一天', '2027-09-09'],
    ['12月10日后的第一个周一', '2026-12-14'],
    ['12月10日前三天', '2026-12-07'],
  ])('%s is %s', (text, date) => expect(one(text)).toBe(date));

  it.each([
    ['12月底', '2026-12-25T00:00 / 2027-01-01T00:00'],
    ['年底', '2026-11-01T00:00 / 2027-01-01T00:00'],
    ['明年初', '2027-01-01T00:00 / 2027-03-01T00:00'],
    ['12月上旬', '2026-12-01T00:00 / 2026-12-11T00:00'],
    ['12月第一周', '2026-12-07T00:00 / 2026-12-14T00:00'],
    ['12月第一个周末', '2026-12-05T00:00 / 2026-12-07T00:00'],
    ['明年上半年', '2027-01-01T00:00 / 2027-07-01T00:00'],
    ['本季度', '2026-10-01T00:00 / 2027-01-01T00:00'],
    ['今年前三个月', '2026-01-01T00:00 / 2026-04-01T00:00'],
    ['12月上半月', '2026-12-01T00:00 / 2026-12-16T00:00'],
    ['12月最后三天', '2026-12-29T00:00 / 2027-01-01T00:00'],
    ['今年最后一个月', '2026-12-01T00:00 / 2027-01-01T00:00'],
    ['周六周日', '2026-11-21T00:00 / 2026-11-23T00:00'],
    ['下周末', '2026-11-28T00:00 / 2026-11-30T00:00'],
    ['2025-2026年', '2025-01-01T00:00 / 2027-01-01T00:00'],
    ['未来三天', '2026-11-22T00:00 / 2026-11-25T00:00'],
    ['近一周', '2026-11-14T00:00 / 2026-11-21T09:00'],
  ])('%s is %s', (text, range) => expect(one(text)).toBe(range));

  it.each([
    '2月30号下午3点',
    '13月5号上午9点',
    '2026年2月30日',
    '2026年2月30日上午9点到11点开会',
    '十一月三十一号，下午两点',
    '0月3日',
    '3月0号',
    '11月31日（周一）下午3点',
    '11月31号周一下午3点',
    '9月31号到10月7号放假',
    '2027年2月29号下午3点',
  ])('%s is no time, and no part of it is', (text) => expect(read(text)).toEqual([]));
  it('which date does not exist can be told', () => {
    const text = '2026年2月30日上午9点开会，十三月五号结束，3月2号散会';
    const found = timesIn(text, context).impossibleDates;
    expect(found.map(({ date }) => date)).toEqual(['2026年2月30日', '十三月五号']);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['2026年2月30日上午9点', '十三月五号']);
    expect(timesIn('2月29日，大家好，农历二月三十日，6月60天攻坚战', context).impossibleDates).toEqual([]);
  });
  it('a day that does not exist hides none that does', () => {
    expect(read('2月30号，3月2号下午3点')).toEqual(['3月2号下午3点 → 2027-03-02T15:00']);
    expect(one('2月29日')).toBe('2028-02-29');
  });
});

describe('times of the day', () => {
  it.each([
    ['明晚七点半', '2026-11-22T19:30'],
    ['六点一刻', '2026-11-21T18:15'],
    ['１４：３０', '2026-11-21T14:30'],
    ['10点整', '2026-11-21T10:00'],
    ['下午三点零五', '2026-11-21T15:05'],
    ['明天8点20', '2026-11-22T08:20'],
    ['下周五14:00', '2026-11-27T14:00'],
    ['今晚12点', '2026-11-22T00:00'],
    ['今晚一点', '2026-11-22T01:00'],
    ['中午12点半', '2026-11-21T12:30'],
    ['明天中午一点', '2026-11-22T13:00'],
    ['12/3下午两点', '2026-12-03T14:00'],
    ['周三三点', '2026-11-25T15:00'],
    ['半小时后', '2026-11-21T09:30'],
    ['一个半小时后', '2026-11-21T10:30'],
    ['现在', '2026-11-21T09:00'],
    ['3pm', '2026-11-21T15:00'],
  ])('%s is %s', (text, at) => expect(one(text)).toBe(at));

  it('an hour planned for a later day is an hour of work', () => {
    expect(one('下周五两点')).toBe('2026-11-27T14:00');
    expect(one('下周五九点')).toBe('2026-11-27T09:00');
  });

  it('an hour that might be of either half is marked', () => {
    expect(findTimes('下周五两点', context)[0]?.vague).toBe(true);
    expect(findTimes('下周五下午两点', context)[0]?.vague).toBe(false);
    expect(findTimes('下周五14点', context)[0]?.vague).toBe(false);
    expect(findTimes('大概下午三点', context)[0]?.vague).toBe(true);
    expect(findTimes('八点多', context)[0]?.vague).toBe(true);
  });

  it('a part of the day is a range and marked', () => {
    expect(one('明天上午')).toBe('2026-11-22T08:00 / 2026-11-22T12:00');
    expect(findTimes('周五晚', context)[0]?.vague).toBe(true);
  });
});

describe('what has been', () => {
  const past = { ...context, prefers: 'past' as const };
  it.each([
    ['四月', { kind: 'range', start: '2026-04-01T00:00:00', end: '2026-05-01T00:00:00' }],
    ['十二月', { kind: 'range', start: '2025-12-01T00:00:00', end: '2026-01-01T00:00:00' }],
    ['15号', { kind: 'date', date: '2026-11-15' }],
    ['21号', { kind: 'date', date: '2026-11-21' }],
    ['25号', { kind: 'date', date: '2026-10-25' }],
    ['周五', { kind: 'date', date: '2026-11-20' }],
    ['周六上午8点', { kind: 'instant', at: '2026-11-21T08:00:00' }],
    ['3月到5月', { kind: 'range', start: '2026-03-01T00:00:00', end: '2026-06-01T00:00:00' }],
  ])('%s is the last one where the past is asked for', (text, meaning) => expect(readTime(text, past)?.meaning).toEqual(meaning));
});

describe('ranges', () => {
  it.each([
    ['下周五下午两点到四点', '2026-11-27T14:00 / 2026-11-27T16:00'],
    ['下午2点—4点', '2026-11-21T14:00 / 2026-11-21T16:00'],
    ['两点到下午四点', '2026-11-21T14:00 / 2026-11-21T16:00'],
    ['上午9点到下午3点', '2026-11-21T09:00 / 2026-11-21T15:00'],
    ['八点到五点', '2026-11-22T08:00 / 2026-11-22T17:00'],
    ['晚上10点到2点', '2026-11-21T22:00 / 2026-11-22T02:00'],
    ['15-17点', '2026-11-21T15:00 / 2026-11-21T17:00'],
    ['12月4日（周五）下午3:00-5:00', '2026-12-04T15:00 / 2026-12-04T17:00'],
    ['12月3日-5日', '2026-12-03T00:00 / 2026-12-06T00:00'],
    ['12月30日到1月2日', '2026-12-30T00:00 / 2027-01-03T00:00'],
    ['下周一至周三', '2026-11-23T00:00 / 2026-11-26T00:00'],
    ['下周', '2026-11-23T00:00 / 2026-11-30T00:00'],
    ['这个周末', '2026-11-21T00:00 / 2026-11-23T00:00'],
    ['下个月', '2026-12-01T00:00 / 2027-01-01T00:00'],
    ['明年一季度', '2027-01-01T00:00 / 2027-04-01T00:00'],
    ['12月中旬', '2026-12-11T00:00 / 2026-12-21T00:00'],
  ])('%s is %s', (text, range) => expect(one(text)).toBe(range));

  it.each([
    ['月底前', '… / 2026-12-01T00:00'],
    ['周五前', '… / 2026-11-28T00:00'],
    ['12月15号之前', '… / 2026-12-16T00:00'],
    ['截止到周四下午5点', '… / 2026-11-26T17:00'],
    ['今晚八点以后', '2026-11-21T20:00 / …'],
    ['从下周一起', '2026-11-23T00:00 / …'],
    ['三天内', '2026-11-21T09:00 / 2026-11-25T00:00'],
    ['24小时内', '2026-11-21T09:00 / 2026-11-22T09:00'],
    ['3个工作日内', '2026-11-21T09:00 / 2026-11-26T00:00'],
  ])('%s is %s', (text, range) => expect(one(text)).toBe(range));

  it('before a holiday leaves the holiday out', () => expect(one('元旦前')).toBe('… / 2027-01-01T00:00'));
});

describe('lengths', () => {
  it.each([
    ['两小时', '7200 s'],
    ['2小时30分', '9000 s'],
    ['一个半小时', '5400 s'],
    ['1.5小时', '5400 s'],
    ['半天', '43200 s'],
    ['两天半', '216000 s'],
    ['三个工作日', '3 workdays'],
    ['一刻钟', '900 s'],
    ['前一天', '86400 s'],
    ['提前一小时', '3600 s'],
    ['会前半小时', '1800 s'],
    ['活动前两天', '172800 s'],
    ['开始前30分钟', '1800 s'],
    ['两三天', '259200 s'],
  ])('%s is %s', (text, length) => expect(one(text)).toBe(length));
});

describe('what a secretary writes', () => {
  it('an activity with its reminder', () => {
    expect(read('下周五下午两点在多功能厅办急救培训，20人，前一天提醒')).toEqual(['下周五下午两点 → 2026-11-27T14:00', '前一天 → 86400 s']);
  });

  it('a meeting with its end and a deadline', () => {
    expect(read('11月27日（周五）14:00—16:00开支部大会，请于11月25日（周三）17:00前报名')).toEqual([
      '11月27日（周五）14:00—16:00 → 2026-11-27T14:00 / 2026-11-27T16:00',
      '11月25日（周三）17:00前 → … / 2026-11-25T17:00',
    ]);
  });

  it('two days of one week are two dates', () => {
    expect(read('周二、周四下午4点各一场')).toEqual(['周二 → 2026-11-24', '周四下午4点 → 2026-11-26T16:00']);
  });

  it('a time of the event’s own day is not taken for one of today', () => {
    expect(read('活动前一天和当天早上8点各提醒一次')).toEqual(['前一天 → 86400 s']);
  });

  it('the principal time is the plan or the date, not the reminder before it', () => {
    expect(readTime('提前两天提醒，下周五下午两点开会', context)?.meaning).toEqual({ kind: 'instant', at: '2026-11-27T14:00:00' });
    expect(readTime('本周五开始，每周五17点交周报', context)?.meaning.kind).toBe('recurring');
    expect(readTime('大家好', context)).toBeUndefined();
  });
});

describe('what is no time', () => {
  it.each([
    '3号楼2楼会议室',
    '2号食堂的菜一点都不好吃',
    '我提三点建议',
    '十分感谢大家',
    '统一着装，一起去',
    '50人以内',
    '7号插座冒火花',
    '上午好',
    '什么时候开会',
    '哪一天去',
    '安排日程，交周报',
    '身份证号110101199003071234',
    '气温二十四点五度',
    '第三条，年假几天',
  ])('%s', (text) => expect(read(text)).toEqual([]));

  it.each([
    ['下周后勤部门检查', '下周'],
    ['菜淡一点，下午一点开会', '下午一点'],
    ['标准提高一点，让李强一点到', '一点'],
    ['党史演讲一点开始', '一点'],
    ['周五前往福利院', '周五'],
    ['8点到3号楼集合', '8点'],
    ['下周日程安排', '下周'],
    ['明天8点起床', '明天8点'],
    ['下午两点20人到场', '下午两点'],
  ])('in %s only %s is one', (text, words) => expect(read(text).map((found) => found.split(' → ')[0])).toEqual([words]));

  it.each(['建议补贴标准提高一点', '便宜一点', '多吃一点，不浪费', '地面干净一点'])('%s says how much, not when', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('a length beyond all calendars is none', () => {
    expect(read('9999999999小时后，99999999个月后，十亿天内')).toEqual([]);
  });

  it.each(['下', '第', '每周一、', '节前', '千零百', '3天零', '一', '周一到'])('a text of nothing but %s is done with quickly', (word) => {
    const startedMs = busyMs();
    findTimes(word.repeat(2000), context);
    expect(busyMs() - startedMs).toBeLessThan(2000);
  });

  it('a very long text is read from its beginning only', () => {
    expect(read(`明天${'啊'.repeat(10_000)}后天`)).toEqual(['明天 → 2026-11-22']);
  });
});

describe('nights, working days and their ends', () => {
  it.each([
    ['晚上10点到次日6点', '2026-11-21T22:00:00 – 2026-11-22T06:00:00'],
    ['晚上十点至第二天早上六点', '2026-11-21T22:00:00 – 2026-11-22T06:00:00'],
    ['周五晚上8点到次日8点', '2026-11-27T20:00:00 – 2026-11-28T08:00:00'],
    ['8:30-11:30', '2026-11-22T08:30:00 – 2026-11-22T11:30:00'],
    ['即日起至12月31日', '2026-11-21T00:00:00 – 2027-01-01T00:00:00'],
    ['从周一起到周五', '2026-11-23T00:00:00 – 2026-11-28T00:00:00'],
    ['下班前', 'null – 2026-11-21T18:00:00'],
    ['周五下班之前', 'null – 2026-11-27T18:00:00'],
    ['年前', 'null – 2027-02-06T00:00:00'],
  ])('%s is %s', (text, range) => {
    const [found] = findTimes(text, context);
    expect(found?.meaning.kind === 'range' ? `${found.meaning.start} – ${found.meaning.end}` : found?.meaning).toBe(range);
  });

  it.each(['差一刻八点', '差五分12点'])('%s is before the hour', (text) => {
    expect(findTimes(text, context)).toMatchObject([{ meaning: { kind: 'instant', at: expect.stringMatching(/:45:00|:55:00/) } }]);
  });

  it.each(['零点五', '第三点', '五一路', '国庆小学', '五一劳动奖章', '两点一线', '我十分钟七百九十六'])('%s is no time', (text) =>
    expect(findTimes(text, context)).toEqual([]),
  );
});
