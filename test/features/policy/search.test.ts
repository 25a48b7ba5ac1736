import { expect, test } from 'vitest';
import { evaluateRetriever } from '../../../src/features/policy/evaluate.ts';
import { expectedIn, figuresAsked } from '../../../src/features/policy/search/expects.ts';
import { intervalOf, singledOut } from '../../../src/features/policy/search/intervals.ts';
import { build, type Passage } from '../../../src/features/policy/search/retriever.ts';
import { answerSearchLine, freshSearch } from '../../../src/features/policy/stdio.ts';

const passages = [
  { id: 'leave', title: '请休假办法 年休假', text: '年休假在一个年度内安排，一般不跨年度。职工连续工作 1 年以上的，享受年休假。' },
  { id: 'meal', title: '食堂办法 餐补', text: '职工餐补标准为每出勤日 20 元。餐补不得提取现金。' },
  { id: 'room', title: '宿舍办法 收费', text: '单身床位押金每人500元。\n表1 住宿费\n房型 | 住宿费（元/月）\n单人间 | 480\n双人间 | 240' },
];
const retriever = build(passages);
const first = (question: string) => retriever.search(question, 3).results[0]?.id;

test('members’ words find the rules’ words', () => {
  expect(first('饭补多少钱')).toBe('meal');
  expect(first('寝室押金')).toBe('room');
  expect(first('年假能跨年不')).toBe('leave');
});

test('the enterprise’s own synonyms count from the next question on, and no longer once taken away', () => {
  const own = build(passages);
  expect(own.search('铺盖钱', 1).results[0]?.id).not.toBe('room');
  own.setSynonyms([{ said: '铺盖钱', meant: '床位押金' }]);
  expect(own.search('铺盖钱', 1).results[0]?.id).toBe('room');
  own.setSynonyms([]);
  expect(own.search('铺盖钱', 1).results[0]?.id).not.toBe('room');
});

test('one wrong character does not lose the passage', () => {
  expect(first('年修假怎么安排')).toBe('leave');
  expect(first('餐朴标准')).toBe('meal');
});

test('a character that sounds like the right one is mended, also as dialects say it; one that sounds otherwise is another word', () => {
  const rules = [
    { id: 'heat', title: '津贴办法', text: '高温津贴按月发放，每月 300 元。' },
    { id: 'leave', title: '请休假办法', text: '年休假由职工本人申请。思想汇报每季度交一份。' },
    { id: 'other', title: '其他办法', text: '办公用品每年领取两次，由本人签字。' },
  ];
  const search = build(rules);
  const sureness = (question: string): number => search.search(question, 1).confidence;
  for (const [wrong, right] of [
    ['高瘟津贴', '高温津贴'],
    ['思想汇抱', '思想汇报'],
    ['年休甲申请', '年休假申请'],
    ['高温金贴', '高温津贴'],
  ] as const) {
    expect(search.search(wrong, 1).results[0]?.id, wrong).toBe(search.search(right, 1).results[0]?.id);
    expect(sureness(wrong), wrong).toBeGreaterThan(0.48);
  }
  expect(sureness('高楼津贴')).toBeLessThan(sureness('高瘟津贴'));
});

test('a quotation after a mended question is found by the mended words, and by the typed ones where they were enough', () => {
  const search = build([
    { id: 'pay', title: '津贴办法', text: '本办法自印发之日起施行。高温津贴每月 300 元。夜班津贴每班 20 元。岗位津贴按文件执行。' },
    { id: 'other', title: '其他办法', text: '办公用品每年领取两次。' },
  ]);
  search.search('高瘟津贴每月多少钱', 1);
  expect(search.extract('高瘟津贴每月多少钱', 'pay').text).toContain('高温津贴每月 300 元');
});

test('words in Latin letters are as good as any, with accents or without', () => {
  const search = build([
    { id: 'net', title: '网络办法', text: '宿舍的 Wi-Fi 由物业开通，密码贴在门口。' },
    { id: 'visit', title: '来访办法', text: '外方人员的密码由 Müller 公司提供。' },
    { id: 'door', title: '门禁办法', text: '大门的密码每季度更换。' },
  ]);
  expect(search.search('Muller的密码', 1).results[0]?.id).toBe('visit');
  expect(search.search('WI-FI密码', 1).results[0]?.id).toBe('net');
});

test('traditional characters find simplified ones, also those that simplified script kept for something else', () => {
  const search = build([
    { id: 'after', title: '退休办法', text: '退休之后属于街道管理。' },
    { id: 'before', title: '在职办法', text: '在职期间由单位管理。' },
  ]);
  expect(search.search('退休之後屬於誰管理', 1).confidence).toBeCloseTo(search.search('退休之后属于谁管理', 1).confidence, 5);
});

test('what kind of thing is asked for decides between passages that say the same words', () => {
  const buses = build([
    { id: 'wait', title: '班车办法 乘车', text: '班车准点发车，发车时不等候，乘客应当在班车发车前到站。' },
    { id: 'times', title: '班车办法 时刻', text: '线路和时刻按表1执行。\n表1 发车时刻\n线路 | 发车时间\n城东线 | 06:55\n城西线 | 06:50' },
  ]);
  expect(buses.search('班车几点发车', 1).results[0]?.id).toBe('times');
  expect(buses.extract('班车几点发车', 'times').text).toBe('线路 | 发车时间\n城东线 | 06:55\n城西线 | 06:50');
  expect(buses.search('班车发车时等候乘客吗', 1).results[0]?.id).toBe('wait');
});

test('"有没有" asks for words that give, not for those that take away', () => {
  expect(expectedIn('上夜班有夜班餐吗')?.answers.test('夜班职工享受夜班餐1份。')).toBe(true);
  expect(expectedIn('上夜班有夜班餐吗')?.answers.test('已领取夜班餐的，不再享受加班餐。')).toBe(false);
  expect(expectedIn('有没有清真窗口')?.answers.test('二层设有清真窗口。')).toBe(true);
  expect(expectedIn('怎么请假')).toBeUndefined();
});

test('who asks what a word means or in which year is answered by the sentence that says so', () => {
  const words = '本办法所称倒班职工，是指实行轮班工作制的职工。倒班职工的补贴按月发放。倒班补贴制度建立于1998年。';
  const search = build([
    { id: 'shift', title: '倒班补贴办法', text: words },
    { id: 'other', title: '其他办法', text: '办公用品每年领取两次。' },
  ]);
  expect(search.extract('什么是倒班职工', 'shift').text).toContain('是指实行轮班工作制的职工');
  expect(search.extract('倒班补贴制度是哪一年建立的', 'shift').text).toContain('1998年');
});

test('two neighbours are quoted where the answer stands beside what was asked, one alone where it says it all', () => {
  const text = '职工应当爱护公物。会议室由各部门在系统内预订。每次预订不超过 4 小时。用后关闭电源。';
  const search = build([{ id: 'room', title: '会议室办法', text }]);
  expect(search.extract('会议室各部门怎么预订，每次不超过多久', 'room').text).toBe('会议室由各部门在系统内预订。每次预订不超过 4 小时。');
  expect(search.extract('用后要关闭电源吗', 'room').text).toBe('用后关闭电源。');
});

test('figures are told without spaces, of the kind asked for', () => {
  expect(figuresAsked('餐补多少钱', '每出勤日 20 元，每月5日前充入')).toEqual(['20元']);
  expect(figuresAsked('食堂几点开饭', '早餐07:00至08:30')).toEqual(['07:00', '08:30']);
  expect(figuresAsked('餐补标准', '每出勤日20 元')).toEqual(['20元']);
});

test('a question of which nothing stands in the passages gets no confidence', () => {
  expect(retriever.search('签证护照续期', 3).confidence).toBeLessThan(0.2);
  expect(retriever.search('餐补标准', 3).confidence).toBeGreaterThan(0.7);
  expect(retriever.search('', 3)).toMatchObject({ results: [], confidence: 0 });
});

test('only what is admitted is found', () => {
  expect(retriever.search('餐补标准', 3, (id) => id !== 'meal').results.map(({ id }) => id)).not.toContain('meal');
});

test('a sentence is quoted word for word, a row with its header', () => {
  expect(retriever.extract('餐补能取现吗', 'meal').text).toBe('餐补不得提取现金。');
  expect(retriever.extract('双人间多少钱一个月', 'room').text).toBe('房型 | 住宿费（元/月）\n双人间 | 240');
  expect(retriever.extract('什么', 'nobody').text).toBe('');
});

test.each([
  ['满1年不满10年', 1, true],
  ['满1年不满10年', 10, false],
  ['超过2至5（含）', 2, false],
  ['超过2至5（含）', 5, true],
  ['3000元以下（含3000元）', 3000, true],
  ['3000元以上至5000元（含5000元）', 3000, false],
  ['10年以上', 10, true],
  ['不满2年', 2, false],
  ['2以内（含）', 2, true],
  ['超过15', 15, false],
  ['5年以上10年以下', 10, false],
])('%s and %d', (cell, value, inside) => {
  expect(singledOut([`${cell} | a`, '满1000000以上 | b'], `${value}`)).toEqual(inside ? [`${cell} | a`] : []);
  expect(intervalOf(cell)).toBeDefined();
});

test('“一年休几天” is how it is counted, no figure that picks a row; “满一年” is one', () => {
  const rows = ['满1年不满10年 | 5', '满10年不满20年 | 10'];
  expect(singledOut(rows, '干满十二年一年休几天')).toEqual(['满10年不满20年 | 10']);
  expect(singledOut(rows, '工作满一年休几天')).toEqual(['满1年不满10年 | 5']);
});

test('a cell without a range is none', () => {
  expect(intervalOf('单人间')).toBeUndefined();
});

test('ten times the passages cost about ten times the work to index', () => {
  const words = passages.map(({ text }) => text);
  const many = (count: number): readonly Passage[] =>
    Array.from({ length: count }, (_, index) => ({
      id: `p${index}`,
      title: `第${index}号`,
      text: `${words[index % 3] ?? ''}${words[(index + 1) % 3] ?? ''}编号${index}`,
    }));
  const workFor = (all: readonly Passage[]): number => {
    const before = process.threadCpuUsage();
    build(all);
    const { user, system } = process.threadCpuUsage(before);
    return user + system;
  };
  // The least of some: the collector visits now and then, and takes longer the more there is.
  const leastWorkFor = (all: readonly Passage[]): number => Math.min(...Array.from({ length: 5 }, () => workFor(all)));
  // A square would be a hundred times.
  expect(leastWorkFor(many(10_000))).toBeLessThan(leastWorkFor(many(1_000)) * 40);
  expect(build(many(10_000)).search('编号777', 1).results).toHaveLength(1);
});

test('the measures are those of the books', () => {
  const queries = [
    { id: 'a', question: '餐补标准', relevant: ['meal'], answerable: true },
    { id: 'b', question: '餐补标准', relevant: ['room'], answerable: true },
    { id: 'c', question: '签证护照', relevant: [], answerable: false },
  ];
  const { evaluation, run } = evaluateRetriever(
    passages,
    queries,
    () => 0,
    () => ({
      search: (question) => ({
        results: [
          { id: 'meal', score: 2 },
          { id: 'room', score: 1 },
        ],
        confidence: question === '餐补标准' ? 0.9 : 0.1,
        ifFirst: () => ({ confidence: 0 }),
      }),
      extract: () => ({ text: '' }),
      put: () => undefined,
      remove: () => undefined,
      setSynonyms: () => undefined,
    }),
  );
  expect(run).toHaveLength(3);
  expect(evaluation).toMatchObject({ queries: 3, recallAt1: 0.5, recallAt5: 1, mrrAt10: 0.75, auroc: 1 });
  expect(evaluation.ndcgAt10).toBeCloseTo((1 + 1 / Math.log2(3)) / 2, 6);
});

test('the line protocol builds, searches, quotes, and answers a wrong line without losing its state', async () => {
  const readText = (): Promise<string> => Promise.resolve(passages.map((passage) => JSON.stringify({ ...passage, doc: 'x' })).join('\n'));
  const early = await answerSearchLine(freshSearch, '{"op":"search","q":"餐补","k":1}', readText);
  expect(early.answer).toEqual({ error: 'build first' });
  const built = await answerSearchLine(freshSearch, '{"op":"build","corpus":"c.jsonl"}', readText);
  expect(built.answer).toEqual({ ok: true });
  const found = await answerSearchLine(built.state, '{"op":"search","q":"餐补标准","k":1}', readText);
  expect(found.answer).toMatchObject({ results: [{ id: 'meal' }] });
  expect((await answerSearchLine(built.state, '{"op":"extract","q":"餐补标准","id":"meal"}', readText)).answer).toEqual({
    text: '职工餐补标准为每出勤日 20 元。',
  });
  const wrong = await answerSearchLine(built.state, 'what', readText);
  expect(wrong.answer).toHaveProperty('error');
  expect(wrong.state).toBe(built.state);
  expect((await answerSearchLine(built.state, '{"op":"close"}', readText)).state.closed).toBe(true);
});
