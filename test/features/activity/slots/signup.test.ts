import { describe, expect, it } from 'vitest';
import { cancelSlots, listSlots, othersSlots, signupSlots, whoSlots } from '../../../../src/features/activity/slots/signup.ts';
import { kitchen, said, themeDay, training, walk } from '../said.ts';

const entities = [walk, training, kitchen];
const all = { entities };
const onWalk = { entities, focus: { about: { kind: 'activity', id: 'walk' } } };

describe('which activity is meant', () => {
  it.each([
    ['报名健步走', all, '健步走'],
    ['报名A2', all, '健步走'],
    ['帮厨我报一个', all, '机关食堂帮厨体验'],
    ['健歩走算我一个', all, '健步走'],
    ['我也去', onWalk, '健步走'],
    ['我报名', { entities: [walk] }, '健步走'],
    ['报3', { entities, focus: { list: entities.map(({ kind, id }) => ({ kind, id })) } }, '机关食堂帮厨体验'],
    ['第二个我报名', { entities, focus: { list: entities.map(({ kind, id }) => ({ kind, id })) } }, '急救培训'],
    ['这个我报名', { entities, quote: '急救培训 报名中' }, '急救培训'],
  ])('%s', (text, around, activity) => {
    expect(signupSlots(said(text, around))).toEqual({ activity });
  });

  it('none is taken when several fit or the name is unknown', () => {
    expect(signupSlots(said('我报名', all))).toEqual({});
    expect(signupSlots(said('报名瑜伽课', onWalk))).toEqual({});
  });

  it('of two with the same name none is taken', () => {
    expect(signupSlots(said('报名健步走', { entities: [walk, { ...walk, id: 'walk-2', number: 'A9' }] }))).toEqual({});
  });

  it('for a cancellation the one that is mine', () => {
    expect(cancelSlots(said('撤回报名', { entities: [{ ...walk, mine: true }, training] }))).toEqual({ activity: '健步走' });
  });
});

describe('people', () => {
  it.each([
    ['我和李强报名健步走', { people: ['李强'], include_self: true }],
    ['帮李强报名健步走', { people: ['李强'], include_self: false }],
    ['代我们班长鲁建平报健步走', { people: ['鲁建平'], include_self: false }],
    ['把我和同屋小蔡都写上 健步走', { people: ['小蔡'], include_self: true }],
    ['健步走名单里添上新转来的柳青', { people: ['柳青'], include_self: false }],
    ['健步走算上老赵', { people: ['老赵'], include_self: false }],
    ['赵静、李强也去健步走', { people: ['赵静', '李强'], include_self: false }],
    ['我带家属去健步走', { people: ['家属'], include_self: true }],
    ['维修班来5个人参加健步走', { group: '维修班', headcount: 5 }],
    ['运转班来八个 健步走', { group: '运转班', headcount: 8 }],
    ['健步走我们3个都去', { headcount: 3, include_self: true }],
  ])('%s', (text, people) => {
    expect(othersSlots(said(text, all))).toEqual({ ...people, activity: '健步走' });
  });

  it.each([
    ['鲁班长改主意了 健步走别算他', { activity: '健步走', people: ['鲁班长'] }],
    ['健步走 运转班那八个都不去了', { activity: '健步走', group: '运转班' }],
    ['健步走周四我值班 去不了', { activity: '健步走' }],
    ['健步走的候补帮我退掉', { activity: '健步走', waitlist: true }],
  ])('%s', (text, slots) => {
    expect(cancelSlots(said(text, all))).toEqual(slots);
  });
});

describe('questions', () => {
  it.each([
    ['都有谁报了健步走', { activity: '健步走' }],
    ['健步走报了多少人', { activity: '健步走', count_only: true }],
    ['健步走我排第几', { activity: '健步走', self_check: true }],
    ['我健步走报上没', { activity: '健步走', self_check: true }],
    ['健步走还有谁没报', { activity: '健步走', missing: true }],
    ['健步走名单导出', { activity: '健步走', export: true }],
  ])('%s', (text, slots) => {
    expect(whoSlots(said(text, all))).toEqual(slots);
  });

  it.each([
    ['最近有什么活动', {}],
    ['下周有啥活动', { time: '下周' }],
    ['还有名额的活动有哪些', { available: true }],
    ['我报了哪些活动', { mine: true }],
    ['党日几点 带不带本子', { activity: '十一月主题党日', detail: true }],
  ])('%s', (text, slots) => {
    expect(listSlots(said(text, { entities: [themeDay] }))).toEqual(slots);
  });
});
