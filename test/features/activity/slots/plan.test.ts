import { describe, expect, it } from 'vitest';
import { createSlots } from '../../../../src/features/activity/slots/create.ts';
import { mergePlans, readPlan } from '../../../../src/features/activity/slots/plan.ts';
import { kitchen, said, training, walk } from '../said.ts';

const plan = (text: string) => readPlan(said(text, { secretary: true }), true);
const change = (text: string) => readPlan(said(text, { secretary: true }), false);

describe('a sentence that opens an activity', () => {
  it.each([
    ['下周五下午两点在多功能厅办急救培训，20人，前一天提醒', '急救培训', '多功能厅', 20],
    ['下周五下午两点去福利院帮忙，15个人，前一天提醒，完了收评价', '福利院帮忙', '福利院', 15],
    ['12月5号早上8点组织大家去滨江公园健步走 限60人', '健步走', '滨江公园', 60],
    ['帮我发个报名 周日上午九点参观党史馆 车坐45人', '参观党史馆', '党史馆', 45],
    ['开个报名 羽毛球友谊赛 下周三晚上6点半到8点半体育馆 16个名额', '羽毛球友谊赛', '体育馆', 16],
    ['办一场读书分享会，下周二15:00，阅览室，不限人数', '读书分享会', '阅览室', null],
    ['周日下午三点组织看《长津湖》，活动室，40个座', '看《长津湖》', '活动室', 40],
    ['搞个包粽子活动 后天下午两点半 二食堂 二十人', '包粽子', '二食堂', 20],
    ['12月10日下午2点到4点在三楼会议室组织青年联谊，人数40', '青年联谊', '三楼会议室', 40],
    ['下周四下午3点AR党建地图打卡 限30人', 'AR党建地图打卡', undefined, 30],
  ])('%s', (text, title, place, capacity) => {
    const { title: gotTitle, place: gotPlace, capacity: gotCapacity } = plan(text);
    expect({ title: gotTitle, place: gotPlace, capacity: gotCapacity }).toEqual({ title, place, capacity });
  });

  it('times of the reminder and of the deadline are not the time of the activity', () => {
    expect(plan('准备12月10日下午2点到4点在三楼会议室组织青年联谊，周三下班前报名')).toMatchObject({
      when: { startsAt: '2026-12-10T14:00', endsAt: '2026-12-10T16:00' },
      closesAt: '2026-11-25T18:00',
    });
    expect(plan('下周五14:00办心肺复苏培训 两个小时 会议室 30人 周四下午四点提醒大家')).toMatchObject({
      when: { startsAt: '2026-11-27T14:00', lengthSeconds: 7200 },
      remindAt: '2026-11-26T16:00',
    });
  });

  it('a day and an hour said apart come together', () => {
    expect(plan('下周六工会组织登山，早上七点大门口集合，限50人').when).toEqual({ startsAt: '2026-11-28T07:00' });
  });

  it('a part of the day is no hour', () => {
    expect(plan('下周五下午组织献血').when).toEqual({ date: '2026-11-27' });
  });

  it.each([
    ['前一天提醒', [{ kind: 'daysBefore', days: 1, time: '16:00' }]],
    ['提前一小时提醒', [{ kind: 'minutesBefore', minutes: 60 }]],
    ['提前半小时提醒', [{ kind: 'minutesBefore', minutes: 30 }]],
    ['当天早上八点提醒', [{ kind: 'daysBefore', days: 0, time: '08:00' }]],
    ['前一天晚上八点提醒大家', [{ kind: 'daysBefore', days: 1, time: '20:00' }]],
    ['提前两天提醒', [{ kind: 'daysBefore', days: 2, time: '16:00' }]],
    [
      '当天早上八点和前一天晚上各提醒一次',
      [
        { kind: 'daysBefore', days: 0, time: '08:00' },
        { kind: 'daysBefore', days: 1, time: '19:00' },
      ],
    ],
    ['不用提醒', []],
  ])('%s', (text, reminders) => {
    expect(plan(`下周五下午两点办急救培训，${text}`)).toMatchObject({
      title: '急救培训',
      when: { startsAt: '2026-11-27T14:00' },
      reminders,
    });
  });
});

describe('a change', () => {
  it.each([
    ['改成30人', { capacity: 30 }],
    ['名额加到40', { capacity: 40 }],
    ['再加5个名额', { capacityDelta: 5 }],
    ['减五个名额', { capacityDelta: -5 }],
    ['不限人数', { capacity: null }],
    ['地点换成党员活动室', { place: '党员活动室' }],
    ['换到一楼大厅', { place: '一楼大厅' }],
    ['名称叫急救大练兵', { title: '急救大练兵' }],
    ['时间改到周四下午三点', { when: { startsAt: '2026-11-26T15:00' } }],
    ['改到周四', { when: { date: '2026-11-26' } }],
    ['报名截止到周三下午五点', { closesAt: '2026-11-25T17:00' }],
    ['发到二支部和三支部', { targets: ['二支部', '三支部'] }],
  ])('%s', (text, expected) => {
    expect(change(text)).toEqual({ when: {}, targets: [], ...expected });
  });

  it('a clock time alone is marked, so that the day can stay', () => {
    expect(change('改到下午三点半').when).toMatchObject({ clock: '15:30' });
  });

  it('what is said later wins and completes', () => {
    const merged = mergePlans(plan('下周五组织登山，限50人'), change('早上七点'));
    expect(merged).toMatchObject({ title: '登山', capacity: 50, when: { startsAt: '2026-11-27T07:00' } });
  });
});

describe('slots of create_activity', () => {
  const around = { secretary: true, entities: [walk, training, kitchen] };

  it.each([
    ['健步走改到周日同一时间', { activity: '健步走', action: 'modify', when_iso: '2026-11-22T07:30' }],
    ['健步走挪到下午三点', { activity: '健步走', action: 'modify', when_iso: '2026-11-28T15:00' }],
    ['帮厨再放五个名额', { activity: '机关食堂帮厨体验', action: 'modify', capacity_delta: 5 }],
    ['急救培训地点换成党员活动室', { activity: '急救培训', action: 'modify', place: '党员活动室' }],
    ['健步走不办了', { activity: '健步走', action: 'cancel' }],
    ['健步走停止报名', { activity: '健步走', action: 'close' }],
    ['健步走重新开放报名', { activity: '健步走', action: 'reopen' }],
    ['把健步走发出去', { activity: '健步走', action: 'publish' }],
    ['活动套餐', { action: 'packages' }],
    [
      '发个活动 后天晚上七点 党员活动室看老电影 40个座',
      { title: '看老电影', when_iso: '2026-11-23T19:00', place: '党员活动室', capacity: 40 },
    ],
    ['组织献血 12月2号上午 愿意的报名', { title: '献血', date: '2026-12-02' }],
  ])('%s', (text, slots) => {
    expect(createSlots(said(text, around))).toEqual(slots);
  });
});
