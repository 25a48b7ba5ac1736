import { describe, expect, it } from 'vitest';
import { smalltalk } from '../../../src/conversation/smalltalk.ts';
import { utterance } from '../../../src/conversation/listen.ts';
import { understander } from '../../../src/conversation/understand/read.ts';
import type { Focus, Slots, Utterance } from '../../../src/features/feature.ts';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { receiptIn } from '../../../src/features/suggestion/slots/receipt.ts';
import { workdays } from '../../support/workdays.ts';

const feature = suggestionFeature();
const reader = understander([feature, smalltalk([feature])]);
const entities = [
  { kind: 'suggestion', id: '1', number: 'S31', title: '水房龙头关不严', status: 'assigned', mine: true },
  { kind: 'suggestion', id: '2', number: 'S32', title: '班车站没雨棚', status: 'closed', mine: true },
  { kind: 'suggestion', id: '3', number: 'S140', title: '食堂窗口太少', status: 'filed' },
  { kind: 'suggestion', id: '4', number: 'S141', title: '健身房灯不亮', status: 'accepted' },
];
const nothing: Focus = { list: [], about: null, intent: null, topic: null, pending: null };

function said(text: string, role: 'member' | 'secretary' = 'member', focus: Focus = nothing, quote: string | null = null): Utterance {
  return utterance(
    { text, quote, pictures: 0 },
    {
      botNames: ['党群助手'],
      secretary: role === 'secretary',
      inGroup: true,
      focus,
      entities: entities.filter(({ mine }) => (mine === true) === (role === 'member')),
      roster: [{ userId: 'sunlei', name: '孙磊' }],
      now: '2026-11-23T01:00:00.000Z',
      zone: 'Asia/Shanghai',
      calendar: workdays,
    },
  );
}

function understood(one: Utterance): { intent: string; slots: Slots } {
  const [best] = reader.read(one).readings;
  return { intent: best?.intent.name ?? '', slots: best?.intent.slots(one) ?? {} };
}

describe('what members say', () => {
  it.each<[string, string, Slots]>([
    ['食堂的饺子皮太厚了 咬不动', 'suggestion', { place: '食堂' }],
    ['建议早班车提前一刻钟', 'suggestion', { text: '早班车提前一刻钟' }],
    ['咱们更衣室能装个吹风机不', 'suggestion', { place: '更衣室' }],
    ['热水器又坏了', 'suggestion', {}],
    ['二楼厕所灯坏了三天了', 'suggestion', { place: '二楼厕所' }],
    ['匿名提一条，组长老让我们替他干私活', 'anonymous_suggestion', { text: '组长老让我们替他干私活' }],
    ['别告诉别人是我说的 食堂偷工减料', 'anonymous_suggestion', { text: '食堂偷工减料' }],
    ['有股煤气味！快来', 'hazard_report', { urgent: true }],
    ['仓库货架要倒了', 'hazard_report', { place: '仓库', text: '货架要倒了' }],
    ['水房那个事儿处理得咋样了', 'suggestion_status', { ref: 'S31' }],
    ['s31到哪步啦', 'suggestion_status', { ref: 'S31' }],
    ['S32打个3分吧 一般', 'rate_suggestion', { ref: 'S32', rating: 3 }],
    ['雨棚那条没解决', 'rate_suggestion', { ref: 'S32', rating: 1, reopen: true }],
    ['给五星', 'rate_suggestion', { ref: 'S32', rating: 5 }],
    ['附议S31', 'second_suggestion', { ref: 'S31' }],
    ['S31不提了 撤回', 'withdraw_suggestion', { ref: 'S31' }],
    ['怎么提建议', 'help', {}],
    ['匿名怎么发', 'help', {}],
  ])('%s', (text, intent, slots) => {
    expect(understood(said(text))).toMatchObject({ intent, slots });
  });
});

describe('what secretaries say', () => {
  it.each<[string, string, Slots]>([
    ['S140受理吧', 'accept_suggestion', { ref: 'S140' }],
    ['S140不予受理，不归我们管', 'accept_suggestion', { ref: 'S140', accepted: false, reason: '不归我们管' }],
    ['S140让孙磊明天去处理一下', 'assign_suggestion', { ref: 'S140', assignee: '孙磊', deadline: '明天' }],
    ['窗口那个转膳食科 15个工作日内', 'assign_suggestion', { ref: 'S140', assignee: '膳食科', deadline: '15个工作日' }],
    ['健身房那条改由孙磊负责', 'assign_suggestion', { ref: 'S141', assignee: '孙磊', reassign: true }],
    ['S140我来办', 'assign_suggestion', { ref: 'S140', assignee: 'self' }],
    ['S140跟他说下周加窗口', 'reply_suggestion', { ref: 'S140', text: '下周加窗口' }],
    ['给反映窗口的同志回个话 已经在招人', 'reply_suggestion', { ref: 'S140', text: '已经在招人' }],
    ['回执7KQ2 回他：正在查', 'reply_suggestion', { receipt: '7KQ2', text: '正在查' }],
    ['140和141分别办结', 'close_suggestion', { refs: ['S140', 'S141'] }],
    ['S141办结 灯换好了', 'close_suggestion', { ref: 'S141', result: '灯换好了' }],
    ['S140没法采纳 没钱 关闭', 'close_suggestion', { ref: 'S140', result: '没钱', adopted: false }],
    ['超期的有几条', 'suggestion_status', { scope: '超期' }],
    ['这个月建议办理的满意率解决率多少', 'report_request', { kind: '建议三率' }],
  ])('%s', (text, intent, slots) => {
    expect(understood(said(text, 'secretary'))).toMatchObject({ intent, slots });
  });

  it('a quoted message says which one is meant', () => {
    expect(understood(said('回 已安排', 'secretary', nothing, '新建议 S141“健身房灯不亮”'))).toMatchObject({
      intent: 'reply_suggestion',
      slots: { ref: 'S141', text: '已安排' },
    });
  });

  it('so does what was just talked about', () => {
    expect(understood(said('那条受理', 'secretary', { ...nothing, about: { kind: 'suggestion', id: '4' } }))).toMatchObject({
      intent: 'accept_suggestion',
      slots: { ref: 'S141' },
    });
  });

  it('a number that is none is not taken for another', () => {
    expect(understood(said('受理 S99', 'secretary')).slots).toEqual({});
  });
});

describe('receipts', () => {
  it.each([
    ['回执 2QX8-7KMN-P3RT-9WZA', '2QX8-7KMN-P3RT-9WZA'],
    ['2qx87kmnp3rt9wza 查一下', '2QX8-7KMN-P3RT-9WZA'],
    ['２QX8－7KMN－P3RT－9WZA', '2QX8-7KMN-P3RT-9WZA'],
    ['2QX8 7KMN P3RT 9WZA', '2QX8-7KMN-P3RT-9WZA'],
    ['1234567890123456', undefined],
    ['回执2QX8', undefined],
  ])('%s is read as %s', (text, receipt) => {
    expect(receiptIn(text)).toBe(receipt);
  });
});
