import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { contradictions } from '../../../src/features/policy/rules/contradictions.ts';
import { contradictingClauses, wordsOf } from '../../../src/features/policy/gaps.ts';
import { storePolicy } from '../../../src/features/policy/import.ts';
import { policyFeature } from '../../../src/features/policy/index.ts';
import { parsePolicy } from '../../../src/features/policy/parse/parse-policy.ts';
import { openTestStore } from '../../support/store.ts';
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

/** Of two documents: title and clause of each. Every kind of measure once. */
const ELSEWHERE = [
  ['days', '请休假办法', '婚假为10天。', '职工手册', '职工婚假为3天。'],
  ['days after something', '差旅费办法', '差旅费应当在返回后15日内报销。', '报销须知', '差旅费须在返回后30日内报销。'],
  ['workdays ahead, in other words', '会议室办法', '会议室须提前1个工作日预订。', '预订须知', '预约会议室，应当提前两个工作日。'],
  ['hours', '加班办法', '每月加班不得超过36小时。', '考勤须知', '每月加班不得超过40小时。'],
  [
    'hours within which somebody comes',
    '维修办法',
    '接到报修后，应在24小时内到场维修。',
    '维修承诺',
    '接到报修后，维修人员应在2小时内到场维修。',
  ],
  ['hours of teaching', '培训办法', '新职工培训不少于24学时。', '培训须知', '新职工培训不少于40学时。'],
  ['months', '合同办法', '试用期最长为6个月。', '入职须知', '试用期最长为3个月。'],
  ['money', '宿舍规定', '宿舍押金200元。', '入住须知', '宿舍押金300元。'],
  [
    'money under a list of the same things',
    '差旅费办法',
    '住宿费标准：\n（一）其他人员每人每天350元；\n（二）处级人员每人每天500元。',
    '出差须知',
    '住宿费标准：\n（一）其他人员每人每天380元。',
  ],
  ['a share, one of them in words', '保险办法', '补充医疗报销比例为百分之七十。', '医疗须知', '补充医疗报销比例为60%。'],
  ['a share, by another word for paying', '考勤办法', '病假工资按本人工资的80%发放。', '工资办法', '病假工资按本人工资的70%支付。'],
  ['times over', '加班办法', '法定节假日加班工资按3倍支付。', '工资须知', '法定节假日加班工资按2倍支付。'],
  ['how often', '消防规定', '灭火器每月检查一次。', '安全手册', '灭火器每季度检查一次。'],
  ['how often, reckoned by the year', '消防规定', '灭火器每12个月检测一次。', '安全手册', '灭火器每年检测2次。'],
  ['people', '动火规定', '动火作业人员不少于2人。', '动火须知', '动火作业现场作业人员不少于3人。'],
  ['age', '党员发展规定', '年满18周岁的，可以申请入党。', '入党须知', '年满16周岁的，可以申请入党。'],
  ['from how much on', '采购办法', '5000元以上的采购，须经支部委员会审议。', '采购须知', '3000元以上的采购，须经支部委员会审议。'],
  ['a day of each month', '党费办法', '党费应于每月10日前交纳。', '党费须知', '党费应于每月15日前缴纳。'],
  ['a day of the year', '年度计划', '体检每年3月31日前完成。', '体检通知', '体检应于每年4月30日前完成。'],
  ['a time of day', '食堂办法', '食堂午餐供应时间为11:30至13:00。', '食堂通知', '食堂午餐供应时间为11:00至13:00。'],
  ['degrees', '空调办法', '夏季空调温度不得低于26℃。', '节能须知', '夏季空调温度不得低于24℃。'],
] as const;

/** Of two documents, and why it is none. */
const NO_CONTRADICTION = [
  ['the same figure in another unit', '访客规定', '访客停留不得超过2小时。', '门卫须知', '访客停留不得超过120分钟。'],
  ['at most 30 days leaves room for 15', '报销办法', '差旅费最长不超过30日报销。', '报销须知', '差旅费应在15日内报销。'],
  ['the same allowance for something else', '差旅费办法', '伙食补助每人每天100元。', '培训费办法', '伙食补助每人每天50元。'],
  ['another condition', '请休假办法', '工龄满10年的职工，年休假10天。', '请休假须知', '工龄满20年的职工，年休假15天。'],
  [
    'another condition, in a list',
    '请休假办法',
    '年休假天数：\n（一）满10年的，10天；\n（二）满20年的，15天。',
    '请休假须知',
    '满1年的，年休假5天。',
  ],
  ['another condition that is no figure', '请休假办法', '婚假10天。', '请休假须知', '晚婚的职工婚假15天。'],
  ['another number of times', '迟到办法', '迟到3次的，扣发奖金50元。', '考勤须知', '迟到5次的，扣发奖金100元。'],
  ['another amount', '借款办法', '借款5000元以内的，3个工作日内放款。', '借款须知', '借款10000元以内的，5个工作日内放款。'],
  [
    'another tier of pay',
    '党费办法',
    '每月工资3000元以下的，按0.5%交纳党费。',
    '党费须知',
    '每月工资3000元以上5000元以下的，按1%交纳党费。',
  ],
  ['somebody else decides', '采购办法', '1000元以上的采购由科长审批。', '采购须知', '5000元以上的采购由主任审批。'],
  ['other days', '值班办法', '工作日值班补助50元。', '值班须知', '节假日值班补助100元。'],
  ['other days off', '加班办法', '休息日加班工资按2倍支付。', '加班须知', '法定节假日加班工资按3倍支付。'],
  ['another time of day', '班车办法', '班车早班7:00发车。', '班车须知', '班车晚班17:30发车。'],
  ['another meal', '食堂办法', '食堂早餐7:00至8:30供应。', '食堂须知', '食堂午餐11:30至13:00供应。'],
  ['urgent or not', '报修办法', '紧急报修2小时内到场。', '报修须知', '一般报修24小时内到场。'],
  ['another rank', '住宿办法', '处级人员住宿费每天500元。', '住宿须知', '科级人员住宿费每天350元。'],
  ['men and women', '体检办法', '女职工体检费用每人800元。', '体检须知', '男职工体检费用每人600元。'],
  ['inside and outside the city', '补贴办法', '市内交通补贴每天80元。', '补贴须知', '市外交通补贴每天120元。'],
  ['another room', '宿舍办法', '单人间月租300元。', '宿舍须知', '双人间月租150元。'],
  ['another size', '会议室办法', '会议室10人间每小时50元。', '会议室须知', '会议室20人间每小时80元。'],
  ['another thing', '消防办法', '干粉灭火器10年报废。', '消防须知', '二氧化碳灭火器12年报废。'],
  ['another doing', '消防办法', '灭火器每月检查1次。', '消防须知', '灭火器每年检测1次。'],
  ['before and after', '会议室办法', '会议室须提前1个工作日预订。', '会议室须知', '预订会议室后2个工作日内确认。'],
  ['once and in all', '考勤办法', '事假一次不超过3天。', '考勤须知', '事假全年累计不超过15天。'],
  ['an exception', '报销办法', '差旅费应在15日内报销，特殊情况经批准不超过60日。', '报销须知', '差旅费应在15日内报销。'],
  ['more in a hard case', '产假办法', '产假98天，难产的，增加15天。', '假期须知', '产假为98天。'],
  ['what was before', '报销办法', '原报销期限为15日，现报销期限调整为30日。', '报销须知', '报销期限为30日。'],
  ['an example', '培训办法', '例如职工培训3天，补助150元。', '培训须知', '职工培训5天，补助250元。'],
  ['days on which rules came', '年会办法', '本办法自2025年3月1日起施行。', '年会须知', '本办法自2024年1月1日起施行。'],
  [
    'what goes on about something else',
    '考勤办法',
    '旷工的，通报批评。情节严重的，扣发奖金500元。',
    '安全办法',
    '违章的，通报批评。情节严重的，扣发奖金1000元。',
  ],
] as const;

const foundElsewhere = (title: string, text: string, otherTitle: string, otherText: string, scopes: readonly (readonly string[])[] = []) =>
  contradictions(
    [
      { id: 'a/1', title, text, document: 'a', scope: scopes[0] ?? [] },
      { id: 'b/1', title: otherTitle, text: otherText, document: 'b', scope: scopes[1] ?? [] },
    ],
    cut,
  );

describe('two documents contradict each other', () => {
  it.each(ELSEWHERE)('in %s', (_, title, text, otherTitle, otherText) => {
    const [pair, ...more] = foundElsewhere(title, text, otherTitle, otherText);
    expect(more).toEqual([]);
    // Word for word.
    expect(text).toContain(pair?.one.sentence ?? '-');
    expect(otherText).toContain(pair?.other.sentence ?? '-');
  });

  it.each(NO_CONTRADICTION)('but not where it is %s', (_, title, text, otherTitle, otherText) => {
    expect(foundElsewhere(title, text, otherTitle, otherText)).toEqual([]);
  });

  it('only where somebody must keep both', () => {
    const between = (...scopes: readonly (readonly string[])[]) =>
      foundElsewhere('宿舍规定', '宿舍押金200元。', '入住须知', '宿舍押金300元。', scopes).length;
    expect(between(['一支部'], ['二支部'])).toBe(0);
    expect(between(['一支部', '二支部'], ['二支部'])).toBe(1);
    expect(between(['一支部'], [])).toBe(1);
  });
});

describe('within one document', () => {
  const within = (...clauses: readonly { chapter: string; text: string }[]) =>
    contradictions(
      clauses.map((clause, index) => ({ id: `a/${index}`, title: '请休假办法', document: 'a', ...clause })),
      cut,
    ).length;

  it('what one chapter says of a leave and another says of it otherwise is found', () => {
    expect(within({ chapter: '第三章 婚假', text: '婚假为10天。' }, { chapter: '附则', text: '婚假为3天。' })).toBe(1);
  });

  it('the steps of a list, and what each chapter says of its own matter, are none', () => {
    expect(within({ chapter: '', text: '（一）补助标准为100元。' }, { chapter: '', text: '（二）补助标准为80元。' })).toBe(0);
    expect(within({ chapter: '年休假', text: '应当提前5个工作日申请。' }, { chapter: '事假', text: '应当提前1个工作日申请。' })).toBe(0);
  });
});

it('four times the clauses cost about four times the work, also when all are about one thing', () => {
  const many = Array.from({ length: 4_000 }, (_, i) => ({
    id: `${i}/1`,
    title: '宿舍规定',
    document: String(i),
    text: `宿舍押金为${200 + (i % 7)}元，退宿时退还；每月${i % 3}日前交纳${i % 2 === 0 ? '水费' : '电费'}。`,
  }));
  const worked = (clauses: typeof many): number => {
    const { user } = process.cpuUsage();
    contradictions(clauses, cut);
    return process.cpuUsage().user - user;
  };
  worked(many.slice(0, 1_000));
  // Comparing each with each would cost sixteen times as much.
  expect(worked(many) / worked(many.slice(0, 1_000))).toBeLessThan(9);
  const pairs = contradictions(many, cut);
  // One pair for each two figures, not one for each two documents.
  expect(pairs.length).toBeLessThan(100);
  expect(pairs.length).toBeGreaterThan(0);
});

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

test('what was replaced, has expired or was withdrawn contradicts nothing', async () => {
  const rules = await openTestStore(policyFeature().collections);
  const load = (text: string): Promise<unknown> =>
    rules.write((tx) => storePolicy(tx, parsePolicy('a.md', text), { now: '2026-03-02T01:00:00.000Z', today: '2026-03-02' }));
  const rule = (number: number, days: number, head = ''): string =>
    `---\ntitle: 帐篷借用规定${number}\nnumber: 测〔2026〕${number}号\n${head}---\n**第一条** 借用帐篷最长 ${days} 天归还。\n`;
  const pairs = async () =>
    (await rules.read((tx) => contradictingClauses(openKnowledge(), tx, null, '2026-03-02T01:00:00.000Z', 'Asia/Shanghai'))).length;
  await load(rule(1, 3));
  await load(rule(2, 5, 'inForceUntil: 2025-12-31\n'));
  await load(rule(3, 7, 'inForceFrom: 2027-01-01\n'));
  expect(await pairs()).toBe(0);
  await load(rule(4, 9));
  expect(await pairs()).toBe(1);
  await load(rule(4, 3));
  expect(await pairs()).toBe(0);
  await rules.close();
});
