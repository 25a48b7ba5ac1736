import { afterAll, beforeAll, expect, test } from 'vitest';
import { contradictions } from '../../../src/features/policy/rules/contradictions.ts';
import { wordsOf } from '../../../src/features/policy/gaps.ts';
import { openKnowledge } from '../../../src/features/policy/knowledge.ts';
import { validityOn } from '../../../src/features/policy/rules/validity.ts';
import type { Store } from '../../../src/store/store.ts';
import { seededStore } from './seed-store.ts';

const cut = wordsOf;
const RULE = '测试办法';

/** The same matter, another figure. */
const PLANTED = [
  ['职工婚假为10天。', '婚假为3天。'],
  ['宿舍押金为200元，退宿时退还。', '宿舍押金为300元，退宿时退还。'],
  ['差旅费应当在返回后15日内报销。', '差旅费应在返回后30日内报销。'],
  ['病假超过3天的，须提交二级以上医院证明，工资按80%发放。', '病假超过3天的，须提交二级以上医院证明，工资按70%发放。'],
  ['班车爽约3次的，暂停预约资格。', '班车爽约五次的，暂停预约资格。'],
  ['法定节假日加班工资按3倍支付。', '法定节假日加班工资按2倍支付。'],
  ['会议室须提前1个工作日预订。', '会议室须提前2个工作日预订。'],
  ['灭火器每12个月检测一次。', '灭火器每6个月检测一次。'],
  ['夜班餐补每人20元。', '夜班餐补每人25元。'],
  ['工会慰问金每次不超过1000元。', '工会慰问金每次不超过800元。'],
] as const;

/** Alike, and no contradiction. */
const NEAR_MISSES = [
  ['职工婚假为10天。', '职工产假为98天。'],
  ['工龄满10年的，年休假为10天。', '工龄满20年的，年休假为15天。'],
  ['一类城市住宿费每天450元。', '二类城市住宿费每天350元。'],
  ['食堂早餐补助5元。', '食堂午餐补助15元。'],
  ['夏季班车7点半发车，车程40分钟。', '冬季班车7点半发车，车程50分钟。'],
  ['宿舍押金为200元。', '一卡通押金为20元。'],
  ['501多功能厅最迟提前3个工作日预订。', '501多功能厅应当提前1个工作日。'],
  ['会议室须提前1个工作日预订。', '会议室预订后2个工作日内确认。'],
  ['病假工资按80%发放。', '事假工资按50%扣减。'],
  ['单人间月租300元。', '双人间月租150元。'],
  ['动火作业须提前1天申请。', '高处作业须提前2天申请。'],
  ['体检每年1次。', '体检费用800元。'],
  ['婚假为十天。', '婚假为10天。'],
] as const;

const found = (pair: readonly [string, string]) =>
  contradictions(
    pair.map((text, index) => ({ id: `c${index}`, title: RULE, text })),
    cut,
  ).length;

test.each(PLANTED)('“%s” and “%s” contradict each other', (one, other) => {
  expect(found([one, other])).toBe(1);
});

test.each(NEAR_MISSES)('“%s” and “%s” do not', (one, other) => {
  expect(found([one, other])).toBe(0);
});

let store: Store;
beforeAll(async () => {
  store = await seededStore();
});
afterAll(() => store.close());

test('planted among all the shipped rules each is found, and nothing else is but what the rules themselves say twice', async () => {
  const rules = await store.read((tx) => openKnowledge().rules(tx, null));
  const stated = [...rules.clauses.values()].flatMap((clause) => {
    const document = rules.documents.get(clause.documentId);
    const holds = document !== undefined && validityOn(document, '2025-11-21').state === 'inForce';
    return holds ? [{ id: clause.id, title: document.title, text: clause.text }] : [];
  });
  const before = contradictions(stated, cut);
  const planted = PLANTED.flatMap(([one, other], index) => [
    { id: `p${index}a`, title: RULE, text: one },
    { id: `p${index}b`, title: RULE, text: other },
  ]);
  const pairs = contradictions([...stated, ...planted], cut);
  for (const index of PLANTED.keys())
    expect(pairs.some(({ one, other }) => one.id === `p${index}a` && other.id === `p${index}b`)).toBe(true);
  // The shipped rules were written by one hand; what is found among them is little enough to be read.
  expect(before.map(({ one, other }) => `${one.sentence} ⟷ ${other.sentence}`)).toEqual([]);
});
