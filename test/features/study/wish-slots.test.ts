import { describe, expect, it } from 'vitest';
import { askEvidence, askSlots, wishOf } from '../../../src/features/study/slots/ask.ts';
import { actOf, changeOf, planEvidence, planSlots } from '../../../src/features/study/slots/plan.ts';
import {
  asksForBank,
  asksForResult,
  overviewEvidence,
  overviewSlots,
  recordEvidence,
  recordSlots,
} from '../../../src/features/study/slots/record.ts';
import { heard } from './said.ts';

describe('what is wanted to practise', () => {
  it.each([
    ['今日一题', { time: '今天' }],
    ['每日一题发我', {}],
    ['今天学啥', { time: '今天' }],
    ['来道题', {}],
    ['来一道题', { count: 1 }],
    ['三道党史题', { topic: '党史', count: 3 }],
    ['来5个消防题', { topic: '消防', count: 5 }],
    ['给我来几道食品安全的题', { topic: '食品安全' }],
    ['两道关于廉洁的题', { topic: '廉洁', count: 2 }],
    ['练错题', { mode: '错题' }],
    ['练练我昨天答错的', { mode: '错题' }],
    ['三道党史错题', { topic: '党史', count: 3, mode: '错题' }],
    ['群里来一轮抢答 安全主题', { topic: '安全', mode: '抢答' }],
    ['来三道围棋题', { topic: '围棋', count: 3 }],
  ])('%s', (text, slots) => expect(askSlots(heard(text))).toEqual(slots));

  it('a few are three', () => expect(wishOf(heard('来几道题')).count).toBe(3));
  it('the words of the topic lead to the bank’s own name', () => expect(wishOf(heard('来道消防题')).topic?.topic).toBe('安全生产与消防'));
  it('enough is enough', () => expect(wishOf(heard('不练了')).stop).toBe(true));

  it.each(['来道题', '今天学啥', '练错题', '考考我', '抢答'])('%s speaks for it', (text) =>
    expect(askEvidence(heard(text))).toBeGreaterThan(0),
  );
  it.each(['今天学完了', '学习心得', '主题党日几点', '我有个问题', '题库', '积分有问题'])('%s does not', (text) =>
    expect(askEvidence(heard(text))).toBeLessThan(0),
  );
});

describe('what is set', () => {
  it.each([
    ['每个工作日早上8点半在群里推每日一学', { action: 'set', time: '08:30', days: 'workday' }],
    ['每日一学改到中午12点', { action: 'set', time: '12:00' }],
    ['周一三五发学习题', { action: 'set', days: [1, 3, 5] }],
    ['周一到周五早上九点推每日一学', { action: 'set', time: '09:00', days: [1, 2, 3, 4, 5] }],
    ['每日一学周二、周四发', { action: 'set', days: [2, 4] }],
    ['每天7点50推一道题', { action: 'set', time: '07:50', days: 'daily' }],
    ['每日一学改成每天发', { action: 'set', days: 'daily' }],
    ['每日一学周末也发', { action: 'set', days: 'daily' }],
    ['每日一题改到8点半', { action: 'set', time: '08:30' }],
    ['每日一题改到4点', { action: 'set', time: '16:00' }],
    ['每日一题换到晚上7点', { action: 'set', time: '19:00' }],
    ['这周学节能', { action: 'set', topic: '节能降耗' }],
    ['以后都学党史', { action: 'set', topic: '党史' }],
    ['停掉每日一学', { action: 'stop' }],
    ['每日一题别发了', { action: 'stop' }],
    ['恢复每日一学', { action: 'resume' }],
    ['明天的题换一个', { action: 'swap' }],
  ])('%s', (text, slots) => expect(planSlots(heard(text, { secretary: true }))).toEqual(slots));

  it('a topic for a week is over with the week', () => {
    expect(changeOf(heard('这周学节能')).theme).toEqual({ topic: '节能降耗', from: '2026-11-23', until: '2026-11-29' });
    expect(changeOf(heard('明天学节能')).theme).toEqual({ topic: '节能降耗', from: '2026-11-24', until: '2026-11-24' });
    expect(changeOf(heard('以后都学节能')).theme).toEqual({ topic: '节能降耗', from: null, until: null });
    expect(changeOf(heard('这周学围棋')).theme).toMatchObject({ topic: '围棋' });
  });
  it('the topics take turns again', () => {
    expect(changeOf(heard('每日一学各主题轮着来')).theme).toBeNull();
    expect(actOf(heard('取消主题'))).toBe('set');
  });

  it('only of a secretary, and not of notices, questions or lists', () => {
    expect(planEvidence(heard('停掉每日一学'))).toBeLessThan(0);
    for (const text of ['每周五下午5点提醒大家交周报', '每月1号九点推学习计划', '今日一题发我', '群里搞个抢答', '每日一题情况'])
      expect(planEvidence(heard(text, { secretary: true }))).toBeLessThan(0);
    for (const text of ['停掉每日一学', '这周学节能', '周一三五发学习题', '换一题', '明天的题换一个', '每日一学怎么设的'])
      expect(planEvidence(heard(text, { secretary: true }))).toBeGreaterThan(0);
  });
  it('"换一题" is about the practice of whoever practises', () => {
    const practising = { secretary: true, entities: [{ kind: 'question', id: 'practice:Q1', title: '题', options: { A: '一', B: '二' } }] };
    expect(planEvidence(heard('换一题', practising))).toBeLessThan(0);
    expect(askEvidence(heard('换一题', practising))).toBeGreaterThan(0);
    expect(askEvidence(heard('换一题', { secretary: true }))).toBeLessThan(0);
  });
});

describe('records', () => {
  it('a result, an own record and the bank are told apart', () => {
    for (const text of ['解析', '我答对了吗', '答案呢']) expect(asksForResult(heard(text))).toBe(true);
    for (const text of ['我的学习', '我答对多少', '我答对几题']) expect(asksForResult(heard(text))).toBe(false);
    expect(asksForBank(heard('题库'))).toBe(true);
    expect(recordSlots(heard('解析'))).toEqual({ part: 'result' });
    expect(recordSlots(heard('我的学习'))).toEqual({});
    expect(overviewSlots(heard('题库'))).toEqual({ part: 'bank' });
    expect(overviewSlots(heard('学习情况'))).toEqual({});
  });
  it('what counts for and against', () => {
    expect(recordEvidence(heard('我的学习'))).toBeGreaterThan(0);
    expect(recordEvidence(heard('解析'))).toBeGreaterThan(0);
    expect(recordEvidence(heard('我的积分'))).toBeLessThan(0);
    expect(recordEvidence(heard('食堂几点开'))).toBeLessThan(0);
    expect(overviewEvidence(heard('学习情况'))).toBeLessThan(0);
    expect(overviewEvidence(heard('学习情况', { secretary: true }))).toBeGreaterThan(0);
    expect(overviewEvidence(heard('我的学习情况', { secretary: true }))).toBeLessThan(0);
    expect(overviewEvidence(heard('食堂几点开', { secretary: true }))).toBeLessThan(0);
  });
});
