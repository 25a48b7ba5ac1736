import { describe, expect, it } from 'vitest';
import { fileNamed, isOpen, second, withdraw } from '../../../src/features/suggestion/rules/file.ts';
import { act, addWords, rate, reopen } from '../../../src/features/suggestion/rules/life.ts';
import { STATUSES, type Act, type Suggestion } from '../../../src/features/suggestion/schema.ts';
import { workdays } from '../../support/workdays.ts';
import { anonymousSuggestion, FILED_AT, on, suggestion } from './cases.ts';

const monday = on('2026-11-23');
const acts: Readonly<Record<Act['kind'], Act>> = {
  accept: { kind: 'accept', dueOn: null },
  decline: { kind: 'decline', reason: '不归我们管' },
  assign: { kind: 'assign', assignee: { userId: 'sunlei', name: '孙磊' }, dueOn: null },
  answer: { kind: 'answer', text: '下周加菜' },
  close: { kind: 'close', result: '已加两样', adopted: true },
};

function done(before: Suggestion, request: Act, day = monday): Suggestion {
  const decision = act(before, request, day);
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.facts;
}

describe('what a secretary may do, by status', () => {
  const allowed: Readonly<Record<Suggestion['status'], readonly Act['kind'][]>> = {
    filed: ['accept', 'decline', 'assign', 'answer', 'close'],
    accepted: ['assign', 'answer', 'close'],
    assigned: ['assign', 'answer', 'close'],
    answered: ['assign', 'answer', 'close'],
    closed: [],
    declined: [],
    withdrawn: [],
    merged: [],
  };
  const cases = STATUSES.flatMap((status) => Object.values(acts).map((request) => [status, request] as const));

  it.each(cases)('%s: %o', (status, request) => {
    const refusal = isOpen({ status }) ? 'alreadyAccepted' : 'over';
    const expected = allowed[status].includes(request.kind) ? { ok: true } : { ok: false, refusal };
    expect(act(suggestion({ status }), request, monday)).toMatchObject(expected);
  });

  const possible = cases.filter(([status, request]) => allowed[status].includes(request.kind));

  it.each(possible)('never sets the verdict or the rating: %s, %o', (status, request) => {
    expect(done(suggestion({ status }), request)).toMatchObject({ verdict: null, rating: null });
  });
});

describe('limits', () => {
  it('filed on Friday is to be accepted by Tuesday: two workdays', () => {
    expect(suggestion().dueOn).toBe('2026-11-24');
  });

  it('an urgent hazard is due the same day, also once accepted', () => {
    const { id, kind, text, place, photo, partyBranch } = suggestion();
    const filing = { id, kind, text, place, photo, partyBranch, urgent: true, on: '2026-11-20', half: 'am' } as const;
    const urgent = fileNamed(filing, { number: 1, userId: 'zhangwei', groupId: null, at: FILED_AT }, workdays);
    expect(urgent.dueOn).toBe('2026-11-20');
    expect(done(urgent, acts.accept, on('2026-11-20')).dueOn).toBe('2026-11-20');
  });

  it('accepting gives seven workdays to answer', () => {
    expect(done(suggestion(), acts.accept)).toMatchObject({ status: 'accepted', respondedOn: '2026-11-23', dueOn: '2026-12-02' });
  });

  it('the National Day week does not count', () => {
    expect(done(suggestion(), acts.accept, on('2026-09-30')).dueOn > '2026-10-12').toBe(true);
  });

  it('a date given with the order is the limit and starts the chasing anew', () => {
    const late = suggestion({ status: 'accepted', chases: 3 });
    expect(done(late, { kind: 'assign', assignee: { userId: null, name: '物业' }, dueOn: '2026-11-25' })).toMatchObject({
      dueOn: '2026-11-25',
      chases: 0,
      assigneeId: null,
      assigneeName: '物业',
    });
  });

  it.each([
    { kind: 'accept', dueOn: '2026-11-20' },
    { kind: 'assign', assignee: { userId: null, name: '物业' }, dueOn: '2026-11-20' },
  ] satisfies Act[])('a date that is past is refused ($kind)', (request) => {
    expect(act(suggestion(), request, monday)).toEqual({ ok: false, refusal: 'datePast' });
  });

  it('answering keeps the limit and the day of the first response', () => {
    const accepted = done(suggestion(), acts.accept);
    expect(done(accepted, acts.answer, on('2026-11-25'))).toMatchObject({
      status: 'answered',
      respondedOn: '2026-11-23',
      dueOn: accepted.dueOn,
    });
  });
});

describe('orders that lack something', () => {
  it.each([
    [{ kind: 'decline', reason: null }, 'reasonMissing'],
    [{ kind: 'assign', assignee: null, dueOn: null }, 'assigneeMissing'],
    [{ kind: 'answer', text: null }, 'textMissing'],
    [{ kind: 'close', result: null, adopted: false }, 'reasonMissing'],
  ] satisfies [Act, string][])('%o is refused', (request, refusal) => {
    expect(act(suggestion(), request, monday)).toEqual({ ok: false, refusal });
  });

  it('closing needs no words when nothing is turned down', () => {
    expect(done(suggestion(), { kind: 'close', result: null, adopted: null })).toMatchObject({
      status: 'closed',
      closedOn: '2026-11-23',
      askedOn: ['2026-11-23'],
    });
  });
});

describe('the author judges', () => {
  const closed = done(suggestion(), acts.close);

  it.each([
    [1, 'unsolved'],
    [2, 'unsolved'],
    [3, 'solved'],
    [4, 'solved'],
    [5, 'solved'],
  ])('%i of 5 is %s', (rating, verdict) => {
    expect(rate(closed, rating)).toMatchObject({ ok: true, facts: { rating, verdict, status: 'closed' } });
  });

  it('a word after the end by silence still counts', () => {
    expect(rate({ ...closed, verdict: 'silent' }, 4)).toMatchObject({ facts: { verdict: 'solved' } });
  });

  it.each(STATUSES.filter((status) => status !== 'closed'))('%s cannot be judged', (status) => {
    expect(rate(suggestion({ status }), 5)).toEqual({ ok: false, refusal: 'notClosed' });
    expect(reopen(suggestion({ status }), null, monday)).toEqual({ ok: false, refusal: 'notClosed' });
  });

  it('still not good opens it again, takes it from its assignee and gives a new limit', () => {
    const decision = reopen({ ...closed, assigneeId: 'sunlei', assigneeName: '孙磊', chases: 2 }, '还是没菜', monday);
    expect(decision).toMatchObject({
      facts: {
        status: 'accepted',
        verdict: 'unsolved',
        rating: 1,
        reopenCount: 1,
        flagged: false,
        assigneeId: null,
        dueOn: '2026-12-02',
        chases: 0,
        closedOn: '2026-11-23',
        words: [{ from: 'author', text: '还是没菜' }],
      },
    });
  });

  it('the third reopening goes to the joint meeting', () => {
    expect(reopen({ ...closed, reopenCount: 2 }, null, monday)).toMatchObject({ facts: { reopenCount: 3, flagged: true, words: [] } });
  });

  it('only an anonymous one waits for the digest with what its author did', () => {
    expect(reopen({ ...anonymousSuggestion(), status: 'closed' }, null, monday)).toMatchObject({ facts: { news: true } });
    expect(rate(closed, 5)).toMatchObject({ facts: { news: false } });
    expect(addWords(anonymousSuggestion(), '昨天又有', monday)).toMatchObject({
      facts: { news: true, words: [{ from: 'author', text: '昨天又有' }] },
    });
    expect(addWords(closed, '又有', monday)).toEqual({ ok: false, refusal: 'over' });
  });
});

describe('withdrawing', () => {
  const soon = '2026-11-20T01:10:00.000Z';
  const later = '2026-11-20T01:10:00.001Z';
  it.each([
    ['filed', later, true],
    ['accepted', soon, true],
    ['assigned', soon, true],
    ['accepted', later, false],
    ['closed', soon, false],
  ] as const)('%s at %s: %s', (status, now, ok) => {
    expect(withdraw(suggestion({ status }), 'zhangwei', now).ok).toBe(ok);
  });

  it('is for the author alone, and nobody is the author of an anonymous one', () => {
    expect(withdraw(suggestion(), 'chentao', soon)).toEqual({ ok: false, refusal: 'notYours' });
    expect(withdraw(anonymousSuggestion(), 'zhangwei', soon)).toEqual({ ok: false, refusal: 'notYours' });
  });
});

describe('seconding', () => {
  const by = { userId: 'zhaojing', groupId: 'group-1' };
  it('counts a person once', () => {
    const once = second(suggestion(), by);
    expect(once).toMatchObject({ ok: true, facts: { seconds: [by] } });
    expect(once.ok && second(once.facts, by)).toEqual({ ok: false, refusal: 'already' });
  });

  it.each([
    [suggestion(), 'zhangwei', 'own'],
    [suggestion({ status: 'closed' }), 'zhaojing', 'over'],
    [anonymousSuggestion(), 'zhaojing', 'anonymous'],
  ] as const)('is refused (%#)', (target, userId, refusal) => {
    expect(second(target, { userId, groupId: null })).toEqual({ ok: false, refusal });
  });
});
