import { describe, expect, it } from 'vitest';
import { seriesLength } from '../../../src/features/study/rules/cap.ts';
import { questionOfDay, questionToPractise, seedOf, themeOn, type Asked } from '../../../src/features/study/rules/choose.ts';
import { judge, optionsByLetter } from '../../../src/features/study/rules/judge.ts';
import { changed, DEFAULT_PLAN, nextPosts, postAfter, ruleOf } from '../../../src/features/study/rules/plan.ts';
import { ownRecord } from '../../../src/features/study/rules/record.ts';
import { shownOf } from '../../../src/features/study/rules/summary.ts';
import { closesAt, windowOf, worthOf } from '../../../src/features/study/rules/window.ts';
import type { Question } from '../../../src/features/study/schema.ts';
import { plusDays } from '../../../src/core/zone.ts';
import { workdays } from '../../support/workdays.ts';
import { bank, fire, founding, saving } from './bank.ts';

const zone = 'Asia/Shanghai';
const verdict = (question: Question, answer: string[]): boolean | string => {
  const judged = judge(question, answer);
  return judged.ok ? judged.facts.right : judged.refusal;
};

describe('an answer is judged', () => {
  it.each<[string, Question, string[], boolean | string]>([
    ['the right letter', fire, ['B'], true],
    ['a wrong letter', fire, ['A'], false],
    ['two letters for one', fire, ['A', 'B'], 'onlyOne'],
    ['a letter that is not there', founding, ['C'], 'outside'],
    ['nothing', fire, [], 'nothing'],
    ['all right ones in any order', saving, ['D', 'A', 'B'], true],
    ['one missing', saving, ['A', 'B'], false],
    ['one too many', saving, ['A', 'B', 'C', 'D'], false],
    ['the same letter twice', fire, ['B', 'B'], true],
    ['a judgement', founding, ['A'], true],
  ])('%s', (_name, question, answer, expected) => expect(verdict(question, answer)).toBe(expected));

  it('letters stand for the options in order', () => expect(optionsByLetter(founding)).toEqual({ A: '对', B: '错' }));
});

describe('the question of the day', () => {
  const many = Array.from({ length: 9 }, (_, index) => ({
    ...fire,
    id: `F${index}`,
    topic: index % 3 === 0 ? '甲' : index % 3 === 1 ? '乙' : '丙',
  }));
  const plan = { id: 'g', theme: null, swapped: null };
  const run = (days: number, list: readonly Question[], of = plan): Asked[] => {
    const asked: Asked[] = [];
    for (let day = 0; day < days; day += 1) {
      const heldOn = plusDays('2026-11-23', day);
      const question = questionOfDay(list, asked, of, heldOn);
      if (question !== undefined) asked.push({ questionId: question.id, topic: question.topic, heldOn });
    }
    return asked;
  };

  it('is the same whenever it is asked for', () => expect(run(9, many)).toEqual(run(9, many.toReversed())));
  it('takes the topics in turn', () => {
    const topics = run(6, many).map(({ topic }) => topic);
    expect(new Set(topics.slice(0, 3)).size).toBe(3);
    expect(topics.slice(3)).toEqual(topics.slice(0, 3));
  });
  it('does not come again before all others of its topic', () => {
    expect(new Set(run(9, many).map(({ questionId }) => questionId)).size).toBe(9);
  });
  it('comes again when the topic is used up: the one asked longest ago', () => {
    const asked = run(10, many);
    expect(asked[9]?.questionId).toBe(asked[0]?.questionId);
  });
  it('may come again by chance after 60 days, not after 59', () => {
    const two = [founding, { ...founding, id: 'Q9' }];
    const on = (heldOn: string): string | undefined =>
      questionOfDay(two, [{ questionId: 'Q3', topic: '党史', heldOn: '2026-11-23' }], plan, heldOn)?.id;
    expect(on('2027-01-21')).toBe('Q9');
    const later = Array.from({ length: 20 }, (_, day) => on(plusDays('2027-01-22', day)));
    expect(later).toContain('Q3');
  });
  it('differs between groups', () => {
    const ids = (id: string): string =>
      run(9, many, { ...plan, id })
        .map(({ questionId }) => questionId)
        .join();
    expect(ids('g')).not.toBe(ids('h'));
  });
  it('follows the theme while it holds, and only then', () => {
    const themed = { ...plan, theme: { topic: '党史', from: '2026-11-23', until: '2026-11-24' } };
    expect(questionOfDay(bank, [], themed, '2026-11-24')?.topic).toBe('党史');
    expect(themeOn(themed.theme, '2026-11-22')).toBeNull();
    expect(themeOn(themed.theme, '2026-11-25')).toBeNull();
    expect(themeOn({ topic: '党史', from: null, until: null }, '2030-01-01')).toBe('党史');
  });
  it('ignores a theme that the bank does not hold', () =>
    expect(questionOfDay(bank, [], { ...plan, theme: { topic: '围棋', from: null, until: null } }, '2026-11-23')).toBeDefined());
  it('exchanged it is another one, of that day only', () => {
    const swapped = (times: number) => ({
      ...plan,
      theme: { topic: '党史', from: null, until: null },
      swapped: { on: '2026-11-23', times },
    });
    const first = questionOfDay(bank, [], swapped(0), '2026-11-23')?.id;
    expect(questionOfDay(bank, [], swapped(1), '2026-11-23')?.id).not.toBe(first);
    expect(questionOfDay(bank, [], swapped(1), '2026-11-24')?.id).toBe(questionOfDay(bank, [], swapped(0), '2026-11-24')?.id);
  });
  it('of an empty bank there is none', () => expect(questionOfDay([], [], plan, '2026-11-23')).toBeUndefined());
  it('the seed spreads over neighbouring dates', () => {
    const seeds = Array.from({ length: 40 }, (_, day) => seedOf(`g@${plusDays('2026-11-23', day)}`) % 4);
    for (const rest of [0, 1, 2, 3]) expect(seeds.filter((seed) => seed === rest).length).toBeGreaterThan(3);
  });
});

describe('the question to practise', () => {
  it('is not one of this series, rather one not met lately', () => {
    expect(questionToPractise(bank, ['Q1', 'Q2'], new Set(['Q3']), 's')?.id).toBe('Q4');
    expect(questionToPractise(bank, ['Q1', 'Q2', 'Q4'], new Set(['Q3']), 's')?.id).toBe('Q3');
  });
  it('none is left when all were asked', () => expect(questionToPractise([fire], ['Q1'], new Set(), 's')).toBeUndefined());
});

describe('the window of a prompt', () => {
  it.each([
    ['posted at 08:30 it closes at 17:30', '2026-11-23T00:30:00.000Z', '2026-11-23T09:30:00.000Z'],
    ['posted at 13:30 too', '2026-11-23T05:30:00.000Z', '2026-11-23T09:30:00.000Z'],
    ['posted a minute later it closes the next morning', '2026-11-23T05:31:00.000Z', '2026-11-24T00:00:00.000Z'],
    ['posted at 21:00 too, not in the night', '2026-11-23T13:00:00.000Z', '2026-11-24T00:00:00.000Z'],
  ])('%s', (_name, posted, closes) => expect(closesAt(posted, zone)).toBe(closes));
  const prompt = { closesAt: '2026-11-23T09:30:00.000Z' };
  it.each([
    ['2026-11-23T09:29:59.999Z', 'open'],
    ['2026-11-23T09:30:00.000Z', 'over'],
    ['2026-11-24T03:29:00.000Z', 'over'],
    ['2026-11-24T03:30:00.000Z', 'past'],
  ])('at %s it is %s', (now, expected) => expect(windowOf(prompt, now)).toBe(expected));
  it.each([
    [false, '2026-11-23T09:00:00.000Z', 'counts'],
    [true, '2026-11-23T09:00:00.000Z', 'again'],
    [false, '2026-11-23T09:30:00.000Z', 'late'],
    [true, '2026-11-23T09:30:00.000Z', 'late'],
  ])('answered before: %s, at %s → %s', (before, now, expected) => expect(worthOf(prompt, before, now)).toBe(expected));
});

describe('what others may see', () => {
  it.each([
    [{ answered: 0, right: 0 }, { kind: 'nothing' }],
    [{ answered: 4, right: 4 }, { kind: 'nothing' }],
    [
      { answered: 5, right: 3 },
      { kind: 'share', answered: 5, percent: 60 },
    ],
    [
      { answered: 7, right: 5 },
      { kind: 'share', answered: 7, percent: 71 },
    ],
    [
      { answered: 6, right: 0 },
      { kind: 'count', answered: 6 },
    ],
  ])('%o → %o', (counts, expected) => expect(shownOf(counts)).toEqual(expected));
});

describe('a day holds ten questions, a series five', () => {
  it.each([
    [1, 0, 1],
    [3, 0, 3],
    [9, 0, 5],
    [5, 7, 3],
    [5, 10, 0],
    [1, 14, 0],
    [0, 0, 1],
    [0.5, 0, 1],
  ])('wanted %d, answered %d → %d', (wanted, answered, expected) => expect(seriesLength(wanted, answered)).toBe(expected));
});

describe('the own record', () => {
  const answer = { id: 'x', userId: 'u', questionId: 'Q1', answer: ['A'], at: '2026-11-23T01:00:00.000Z' };
  it('counts what counted, and practice apart', () => {
    const list = [
      { ...answer, promptId: 'p1', right: true, heldOn: '2026-10-30' },
      { ...answer, promptId: 'p2', right: false, heldOn: '2026-11-02' },
      { ...answer, promptId: null, right: true, heldOn: '2026-11-02' },
    ];
    expect(ownRecord(list, 2, '2026-11-23')).toEqual({ answered: 2, right: 1, monthAnswered: 1, monthRight: 0, practised: 1, mistakes: 2 });
  });
});

describe('the plan', () => {
  // Saturday, 21 November 2026, 09:00.
  const when = { now: '2026-11-21T01:00:00.000Z', zone, calendar: workdays };
  it('is by workdays of the official calendar, daily, or by weekdays', () => {
    expect(ruleOf(DEFAULT_PLAN)).toEqual({ freq: 'workday', interval: 1, time: '08:30' });
    expect(ruleOf({ time: '09:00', days: { kind: 'daily' } })).toEqual({ freq: 'day', interval: 1, time: '09:00' });
    expect(ruleOf({ time: '09:00', days: { kind: 'byDay', byDay: [1, 3] } })).toEqual({
      freq: 'week',
      interval: 1,
      byDay: [1, 3],
      time: '09:00',
    });
  });
  it('moved to a later hour after today’s post it begins tomorrow', () => {
    const plan = { time: '12:00', days: { kind: 'daily' } } as const;
    expect(nextPosts(plan, null, 1, when)).toEqual(['2026-11-21T04:00:00.000Z']);
    expect(nextPosts(plan, '2026-11-20', 1, when)).toEqual(['2026-11-21T04:00:00.000Z']);
    expect(nextPosts(plan, '2026-11-21', 1, when)).toEqual(['2026-11-22T04:00:00.000Z']);
  });
  it('after days of downtime the one of today is still sent if half an hour is not over', () => {
    const plan = { time: '08:30', days: { kind: 'daily' } } as const;
    const after = (now: string): string | null => postAfter(plan, '2026-11-18T00:30:00.000Z', { ...when, now });
    expect(after('2026-11-21T00:50:00.000Z')).toBe('2026-11-21T00:30:00.000Z');
    expect(after('2026-11-21T01:10:00.000Z')).toBe('2026-11-22T00:30:00.000Z');
    expect(postAfter(plan, '2026-11-21T00:30:00.000Z', { ...when, now: '2026-11-21T00:30:00.000Z' })).toBe('2026-11-22T00:30:00.000Z');
  });
  it('changes only what is said', () => {
    const theme = { topic: '党史', from: null, until: null };
    expect(changed(DEFAULT_PLAN, { time: '12:00' }, [])).toEqual({ ok: true, facts: { ...DEFAULT_PLAN, time: '12:00' } });
    expect(changed({ ...DEFAULT_PLAN, theme }, { days: { kind: 'daily' } }, ['党史'])).toMatchObject({ facts: { theme, time: '08:30' } });
    expect(changed({ ...DEFAULT_PLAN, theme }, { theme: null }, [])).toMatchObject({ facts: { theme: null } });
  });
  it.each([
    ['05:59', 'hours'],
    ['21:01', 'hours'],
  ])('%s is no hour to write to people', (time, code) => expect(changed(DEFAULT_PLAN, { time }, [])).toMatchObject({ refusal: { code } }));
  it('a topic that the bank does not hold is refused', () =>
    expect(changed(DEFAULT_PLAN, { theme: { topic: '围棋', from: null, until: null } }, ['党史'])).toMatchObject({
      refusal: { code: 'topic' },
    }));
});
