import { describe, expect, it } from 'vitest';
import { isAssignee, isAuthor, isPublicIn, mayHandle, maySayIn, maySee } from '../../../src/features/suggestion/rules/access.ts';
import { halfDayOf, workdaysAfter } from '../../../src/features/suggestion/rules/days.ts';
import { monthOf, ratesOf, type RateFacts } from '../../../src/features/suggestion/rules/rates.ts';
import { pointsToWriter } from '../../../src/features/suggestion/rules/revealing.ts';
import { likeness, similarTo } from '../../../src/features/suggestion/rules/similar.ts';
import { chase, isOverdue, silence } from '../../../src/features/suggestion/rules/sweep.ts';
import { chenTao, liQiang, wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { workdays } from '../../support/workdays.ts';
import { anonymousSuggestion, suggestion } from './cases.ts';

describe('days', () => {
  it.each([
    ['2026-11-20', 2, '2026-11-24'],
    ['2026-11-21', 2, '2026-11-24'],
    ['2026-11-23', 0, '2026-11-23'],
    ['2026-11-23', 7, '2026-12-02'],
  ])('%s and %i workdays is %s', (date, count, last) => {
    expect(workdaysAfter(date, count, workdays)).toBe(last);
  });

  it('noon begins the afternoon', () => {
    expect(halfDayOf('2026-11-21T03:59:59.999Z', 'Asia/Shanghai')).toEqual({ on: '2026-11-21', half: 'am' });
    expect(halfDayOf('2026-11-21T04:00:00.000Z', 'Asia/Shanghai')).toEqual({ on: '2026-11-21', half: 'pm' });
  });
});

describe('chasing', () => {
  it.each([
    ['filed', true],
    ['accepted', true],
    ['assigned', true],
    ['answered', false],
    ['closed', false],
    ['withdrawn', false],
  ] as const)('%s past its day is overdue: %s', (status, overdue) => {
    expect(isOverdue(suggestion({ status }), '2026-11-25')).toBe(overdue);
    expect(isOverdue(suggestion({ status }), '2026-11-24')).toBe(false);
  });

  it('the assignee comes first, then the secretary, each day once', () => {
    const first = chase(suggestion({ status: 'assigned', assigneeId: 'sunlei' }), '2026-11-25');
    expect(first).toMatchObject({ whom: 'assignee', after: { chases: 1, chasedOn: '2026-11-25' } });
    if (first === undefined) return;
    expect(chase(first.after, '2026-11-25')).toBeUndefined();
    expect(chase(first.after, '2026-11-26')).toMatchObject({ whom: 'secretary', after: { chases: 2 } });
  });

  it('with nobody of the roster in charge the secretary is chased at once', () => {
    expect(chase(suggestion({ status: 'assigned', assigneeName: '物业' }), '2026-11-25')?.whom).toBe('secretary');
    expect(chase(suggestion(), '2026-11-25')?.whom).toBe('secretary');
    expect(chase(suggestion(), '2026-11-24')).toBeUndefined();
  });
});

describe('silence', () => {
  const closed = suggestion({ status: 'closed', closedOn: '2026-11-23', askedOn: ['2026-11-23'] });
  it('is asked about once more after three days, and ends it seven days after that', () => {
    expect(silence(closed, '2026-11-25')).toBeUndefined();
    const again = silence(closed, '2026-11-26');
    expect(again).toMatchObject({ step: 'askAgain', after: { askedOn: ['2026-11-23', '2026-11-26'] } });
    if (again === undefined) return;
    expect(silence(again.after, '2026-12-02')).toBeUndefined();
    expect(silence(again.after, '2026-12-03')).toMatchObject({ step: 'end', after: { verdict: 'silent', rating: null } });
  });

  it('does not touch what was judged, is open, or was never asked about', () => {
    expect(silence({ ...closed, verdict: 'unsolved' }, '2026-12-30')).toBeUndefined();
    expect(silence({ ...closed, status: 'accepted' }, '2026-12-30')).toBeUndefined();
    expect(silence({ ...closed, askedOn: [] }, '2026-12-30')).toBeUndefined();
  });
});

describe('likeness', () => {
  it('finds the same wish in other words, at most three, likest first', () => {
    const texts = ['晚饭青菜太少', '晚饭没几样青菜 天天土豆', '电梯太慢', '晚饭青菜少', '晚饭青菜就一样'];
    const found = similarTo(
      { text: '晚饭青菜少', place: null },
      texts.map((text) => ({ text, place: null })),
    );
    expect(found).toHaveLength(3);
    expect(found[0]?.text).toMatch(/^晚饭青菜/u);
    expect(found.map(({ text }) => text)).not.toContain('电梯太慢');
  });

  it('of those that suit there are three, even where likelier ones do not', () => {
    const known = ['晚饭青菜少', '晚饭青菜少啊', '晚饭青菜太少', '晚饭的青菜少'].map((text, at) => ({ text, place: null, at }));
    expect(similarTo({ text: '晚饭青菜少', place: null }, known, ({ at }) => at > 0).map(({ at }) => at)).toEqual([1, 2, 3]);
  });

  it.each([
    ['食堂晚饭多几样青菜', '晚饭青菜太少了', '食堂', true],
    ['食堂晚饭太贵', '食堂晚饭排队太久', '食堂', false],
    ['食堂窗口的灯坏了三天了', '食堂电视坏了三天了', '食堂', false],
    ['三楼厕所水龙头漏水没人修', '三楼厕所灯没人修', '三楼厕所', false],
    ['三楼厕所灯坏了', '三楼厕所的灯三天不亮', '三楼厕所', false],
    ['楼道换灯', '楼道的灯坏了', '楼道', true],
    ['食堂窗口太少', '食堂窗口不够', '食堂', true],
  ])('at one place two things in common are enough: %s / %s', (one, other, place, alike) => {
    const known = { text: other, place };
    expect(similarTo({ text: one, place }, [known])).toEqual(alike ? [known] : []);
  });

  it('of nothing is none', () => {
    expect(likeness('', '电梯')).toBe(0);
    expect(likeness('电梯太慢', '')).toBe(0);
    expect(likeness('电梯太慢', '电梯太慢')).toBe(1);
  });
});

describe('three rates', () => {
  const period = { first: '2026-11-01', last: '2026-11-30' };
  const base: RateFacts = {
    status: 'filed',
    filedOn: '2026-11-02',
    respondedOn: null,
    closedOn: null,
    verdict: null,
    rating: null,
    urgent: false,
  };
  const rates = (facts: readonly RateFacts[]) => ratesOf(facts, period, '2026-11-21', workdays);

  it('a response counts when it came within two workdays; what still has time is in no base', () => {
    const facts = [
      { ...base, respondedOn: '2026-11-04' },
      { ...base, respondedOn: '2026-11-05' },
      base,
      { ...base, filedOn: '2026-11-20' },
      { ...base, filedOn: '2026-10-31', respondedOn: '2026-11-02' },
      { ...base, urgent: true, respondedOn: '2026-11-03' },
    ];
    expect(rates(facts).response).toEqual({ n: 1, base: 4 });
  });

  it('solved is only what the author confirmed; silence is counted apart', () => {
    const closed = { ...base, status: 'closed', closedOn: '2026-11-10' } as const;
    const facts: RateFacts[] = [
      { ...closed, verdict: 'solved', rating: 5 },
      { ...closed, verdict: 'silent' },
      closed,
      { ...closed, status: 'accepted', verdict: 'unsolved', rating: 1 },
      { ...closed, verdict: 'solved', rating: 3 },
      { ...closed, closedOn: '2026-12-01', verdict: 'solved', rating: 5 },
      { ...closed, status: 'withdrawn' },
      { ...closed, status: 'merged' },
    ];
    expect(rates(facts)).toMatchObject({ solved: { n: 2, base: 5 }, satisfied: { n: 2, base: 3 }, silent: 1 });
  });

  it.each([
    ['2026-11-21', 0, '2026-11-01', '2026-11-30'],
    ['2026-03-05', 1, '2026-02-01', '2026-02-28'],
    ['2026-01-05', 1, '2025-12-01', '2025-12-31'],
  ] as const)('the month of %s, %i back, is %s to %s', (day, back, first, last) => {
    expect(monthOf(day, back)).toEqual({ first, last });
  });
});

describe('who may', () => {
  it('handle: the secretary of the branch, nobody else', () => {
    const people = [wangMin, liQiang, zhangWei, zhaoJing, chenTao];
    expect(people.filter((person) => mayHandle(suggestion(), person))).toEqual([wangMin]);
    expect(mayHandle(suggestion(), { ...chenTao, roles: ['member', 'secretary'] })).toBe(false);
    expect(mayHandle(suggestion(), { ...chenTao, roles: ['member', 'admin'] })).toBe(true);
    expect(mayHandle(suggestion({ partyBranch: null }), wangMin)).toBe(true);
    expect(mayHandle(anonymousSuggestion(), wangMin)).toBe(false);
    expect(mayHandle(anonymousSuggestion({ released: true }), wangMin)).toBe(true);
  });

  it('see: the author, the office, the assignee, the supporters; never the outsider', () => {
    expect(maySee(suggestion(), zhangWei)).toBe(true);
    expect(maySee(suggestion(), zhaoJing)).toBe(false);
    expect(maySee(suggestion({ seconds: [{ userId: 'zhaojing', groupId: null }] }), zhaoJing)).toBe(true);
    expect(maySee(suggestion({ assigneeId: 'chentao' }), chenTao)).toBe(true);
    expect(maySee(suggestion(), chenTao)).toBe(false);
    expect(isAssignee(suggestion(), chenTao)).toBe(false);
    expect(isAuthor(anonymousSuggestion(), zhangWei)).toBe(false);
  });

  it('hear its words: in a group only what was said there', () => {
    const group = { channel: 'x', kind: 'group', id: 'group-1' } as const;
    expect(maySayIn(suggestion(), group)).toBe(true);
    expect(maySayIn(suggestion({ groupId: null }), group)).toBe(false);
    expect(maySayIn(suggestion({ groupId: null }), { channel: 'x', kind: 'direct', id: 'zhangwei' })).toBe(true);
    expect(isPublicIn(suggestion(), group, [])).toBe(true);
    expect(isPublicIn(suggestion(), { ...group, id: 'group-3' }, [])).toBe(false);
    expect(isPublicIn(suggestion(), { channel: 'x', kind: 'direct', id: 'zhaojing' }, ['group-1'])).toBe(true);
    expect(isPublicIn(suggestion({ groupId: null }), group, ['group-1'])).toBe(false);
    expect(isPublicIn(anonymousSuggestion({ groupId: 'group-1' }), group, [])).toBe(false);
  });
});

describe('words that point to their writer', () => {
  it.each([
    '我们食堂就我一个女厨师',
    '只有我上夜班',
    '我是锅炉房的老李',
    '我叫张伟',
    '我的工号是1234',
    '电话13912345678',
    '张伟反映食堂太吵',
    'zhangwei 说的',
  ])('%s', (text) => {
    expect(pointsToWriter(text, ['张伟', 'zhangwei'])).toBe(true);
  });

  it.each(['加班餐总是发晚', '班长骂人', '我觉得奖金不透明', '我是想说食堂太吵'])('not %s', (text) => {
    expect(pointsToWriter(text, ['张伟', 'zhangwei'])).toBe(false);
  });
});
