import { describe, expect, it } from 'vitest';
import { answerEvidence, answerIn, answerSlots } from '../../../src/features/study/slots/answer.ts';
import type { Entity, Focus, Utterance } from '../../../src/features/feature.ts';
import { heard, quiet } from './said.ts';

const fire = { A: '先抢搬物资', B: '疏散并报警', C: '等班长来', D: '打开窗户通风' };
const saving = { A: '随手关灯', B: '空调26℃', C: '开窗开空调', D: '双面打印' };
const hours = { A: '2小时', B: '3小时', C: '4小时', D: '6小时' };
const judged = { A: '对', B: '错' };
function said(text: string, options: Readonly<Record<string, string>> | null, more: { status?: string; focus?: Focus } = {}): Utterance {
  const entities: Entity[] = options === null ? [] : [{ kind: 'question', id: 'q', title: '题', status: more.status ?? 'open', options }];
  return heard(text, { entities, focus: more.focus ?? quiet });
}
const letters = (text: string, options: Readonly<Record<string, string>>): string =>
  (answerIn(said(text, options))?.letters ?? []).join('');

describe('an answer by letter', () => {
  it.each([
    ['B', 'B'],
    ['b', 'B'],
    ['ｂ', 'B'],
    ['Ｂ！', 'B'],
    ['选B', 'B'],
    ['选ｂ嘛', 'B'],
    ['选 B', 'B'],
    ['我选B', 'B'],
    ['我觉得是b', 'B'],
    ['俺觉得应该是b吧', 'B'],
    ['答案B', 'B'],
    ['答案是：B。', 'B'],
    ['今天的题选B', 'B'],
    ['这道题我选B', 'B'],
    ['b项', 'B'],
    ['肯定是B啊', 'B'],
    ['B，送分题', 'B'],
    ['选b 简单得很', 'B'],
    ['当然选b，我们上周刚演练过', 'B'],
    ['@党群助手 B', 'B'],
    ['d a b', 'ABD'],
    ['ABD', 'ABD'],
    ['a、b和d', 'ABD'],
    ['BBB', 'B'],
    ['选A，不对，应该是B', 'B'],
    ['老规矩 选b', 'B'],
    ['B 上次培训学过', 'B'],
    ['abd全选上', 'ABD'],
    ['a和b还有d', 'ABD'],
    ['除了C都选', 'ABD'],
  ])('%s → %s', (text, expected) => expect(letters(text, fire)).toBe(expected));

  it.each([
    'B座几楼来着',
    'B 座几楼来着',
    'b楼灯坏了',
    'AB角是谁',
    'A4纸还有吗',
    'c1教室在哪',
    '选B吗',
    '选b？',
    'B还是C',
    'b对吗',
    'B是什么意思',
    '不选B',
    'ac坏了',
    'bad',
    '疫苗b打不打',
    '不知道选啥',
    'B 发错了',
    'b, 明天几点开会',
    '',
  ])('%s is no answer', (text) => expect(answerIn(said(text, fire))).toBeUndefined());
});

describe('an answer by figure', () => {
  it.each([
    ['一二四', 'ABD'],
    ['124', 'ABD'],
    ['1 2 4', 'ABD'],
    ['1、2、4', 'ABD'],
    ['选2', 'B'],
    ['2', 'B'],
    ['第二个', 'B'],
    ['选第三项', 'C'],
    ['我选一和三', 'AC'],
  ])('%s → %s', (text, expected) => expect(letters(text, saving)).toBe(expected));

  it.each(['2楼', '二十', '12点', '5', '1个人', '三楼灯坏了', '2026', '3号'])('%s is none', (text) =>
    expect(answerIn(said(text, saving))).toBeUndefined(),
  );

  it('that could be an option’s own figure is not guessed', () => {
    expect(answerIn(said('3', hours))).toBeUndefined();
    expect(letters('3小时', hours)).toBe('B');
    expect(letters('三小时', hours)).toBe('B');
    expect(letters('6', hours)).toBe('D');
  });

  it('right after a numbered list it means the list', () => {
    const focus = { ...quiet, list: [{ kind: 'activity', id: 'a' }] };
    expect(answerEvidence(said('2', saving, { focus }))).toBe(0);
    expect(answerEvidence(said('2', saving))).toBeGreaterThan(5);
  });
});

describe('an answer to a judgement', () => {
  it.each([
    ['对', '对'],
    ['对的', '对'],
    ['正确', '对'],
    ['没错', '对'],
    ['√', '对'],
    ['我觉得对', '对'],
    ['是的', '对'],
    ['选✅', '对'],
    ['A', '对'],
    ['错', '错'],
    ['错！', '错'],
    ['这题错', '错'],
    ['肯定是错的', '错'],
    ['不对', '错'],
    ['不正确', '错'],
    ['×', '错'],
    ['x', '错'],
    ['答❌', '错'],
    ['b', '错'],
    ['错，没有表决权', '错'],
    ['错 预备党员没有表决权', '错'],
    ['这个说法错误', '错'],
    ['打×', '错'],
  ])('%s → %s', (text, expected) => expect(answerSlots(said(text, judged))).toEqual({ answer: [expected] }));

  it.each(['对了，明天谁值班', '对不对', '错了，发错了', '对了 我请个假', '对面食堂开门吗', '错别字改一下'])('%s is none', (text) =>
    expect(answerIn(said(text, judged))).toBeUndefined(),
  );

  it('对 and 错 answer nothing else', () => {
    expect(answerIn(said('对', fire))).toBeUndefined();
    expect(answerIn(said('错', fire))).toBeUndefined();
  });
});

describe('an answer by the option’s words', () => {
  it.each([
    ['肯定是疏散报警啊', 'B'],
    ['疏散并报警', 'B'],
    ['应该等班长来吧', 'C'],
    ['疏散报警呗 我加几分', 'B'],
    ['选打开窗户通风', 'D'],
  ])('%s → %s', (text, expected) => expect(letters(text, fire)).toBe(expected));

  it('several options, each named', () => expect(letters('随手关灯和双面打印', saving)).toBe('AD'));
  it.each(['三楼的灯坏了', '三号楼停电了', '三月发的鞋小了'])('a figure in a name is no figure of anything else: %s', (text) => {
    expect(letters(text, { A: '南昌起义', B: '秋收起义', C: '古田会议', D: '三湾改编' })).toBe('');
  });
  it('a figure with another unit', () => expect(letters('26度', saving)).toBe('B'));

  it.each([
    '打开窗户通风行吗',
    '是不是疏散报警',
    '不是等班长来',
    '班长来了没',
    '窗户坏了报修',
    '报警',
    '谁帮我关下灯',
    '空调坏了',
    '通风口有异味建议处理一下',
    '28度',
  ])('%s is none', (text) => {
    expect(answerIn(said(text, fire))).toBeUndefined();
    expect(answerIn(said(text, saving))).toBeUndefined();
  });
});

describe('what counts for and against', () => {
  it('without an open question nothing is an answer', () => {
    for (const text of ['2', 'B', '选B', '对', 'B座几楼来着']) expect(answerIn(said(text, null))).toBeUndefined();
    for (const text of ['2', '对', 'B座几楼来着', 'A3', 'bad', '选B还是选C？']) expect(answerEvidence(said(text, null))).toBeLessThan(-5);
  });
  it('letters that were chosen are heard as an answer without a question too, so that it can be said', () => {
    for (const text of ['B', '选B', '我选acd', '应该是A吧']) expect(answerEvidence(said(text, null))).toBeGreaterThan(3);
  });
  it('what merely contains a letter speaks against an answer', () => expect(answerEvidence(said('B座几楼来着', fire))).toBeLessThan(-5));
  it('after the window it is less certain', () =>
    expect(answerEvidence(said('选B', fire, { status: 'over' }))).toBeLessThan(answerEvidence(said('选B', fire))));
  it('a wish for the points comes along', () =>
    expect(answerSlots(said('选b 我加几分', fire))).toEqual({ answer: ['B'], also: [{ intent: 'my_points', slots: {} }] }));
});
