import { describe, expect, it } from 'vitest';
import { ACTIVE_LIMIT, checkDraft } from '../../../src/features/announcement/rules/draft.ts';
import { afterOccurrence, changeStatus } from '../../../src/features/announcement/rules/life.ts';
import { bounded, unknownYear, nextTimes } from '../../../src/features/announcement/rules/plan.ts';
import type { Announcement } from '../../../src/features/announcement/schema/announcement.ts';
import type { Draft } from '../../../src/features/announcement/schema/draft.ts';
import type { Plan } from '../../../src/features/announcement/schema/plan.ts';
import { aDraft, anAnnouncement, daily } from './facts.ts';
import { workdays } from '../../support/workdays.ts';

const when = { now: '2026-11-21T01:00:00.000Z', zone: 'Asia/Shanghai', calendar: workdays };
const draft = aDraft();
const announcement = anAnnouncement();
const refusal = (changes: Partial<Draft>, active = 0): string => {
  const checked = checkDraft({ ...draft, ...changes }, active, when);
  return checked.ok ? 'ok' : checked.refusal.code;
};

describe('a draft can be confirmed when', () => {
  it('it has words, a time to come and a group', () => expect(refusal({})).toBe('ok'));
  it.each<[string, Partial<Draft>, number]>([
    ['tooLong', { content: '长'.repeat(4_001) }, 0],
    ['tooMany', {}, ACTIVE_LIMIT],
    ['tooOften', { plan: { kind: 'repeated', rule: { freq: 'minute', interval: 14 } } }, 0],
    ['past', { plan: { kind: 'once', at: when.now } }, 0],
    [
      'never',
      { plan: { kind: 'repeated', rule: { freq: 'day', interval: 1, time: '17:00', startsOn: '2026-11-01', endsOn: '2026-11-02' } } },
      0,
    ],
  ])('not: %s', (code, changes, active) => expect(refusal(changes, active)).toBe(code));
  it('all that is missing is named at once', () => {
    const checked = checkDraft(aDraft({ content: '', plan: null, groupIds: [] }), 0, when);
    expect(checked).toEqual({ ok: false, refusal: { code: 'missing', what: ['content', 'time', 'groups'] } });
  });
  it('4,000 Chinese characters still fit', () => expect(refusal({ content: '长'.repeat(4_000) })).toBe('ok'));
});

describe('a flood is refused', () => {
  it.each<[string, Plan]>([
    ['tooOften', { kind: 'repeated', rule: { freq: 'second', interval: 1 } }],
    ['tooOften', { kind: 'repeated', rule: { freq: 'minute', interval: 1 } }],
    ['tooOften', { kind: 'repeated', rule: { freq: 'minute', interval: 14 } }],
    ['ok', { kind: 'repeated', rule: { freq: 'minute', interval: 15 } }],
  ])('T17: repeated it leaves a quarter of an hour between two posts, or it is %s: %j', (code, plan) =>
    expect(refusal({ plan })).toBe(code),
  );
  it('T17: a party branch has 200 plans and no more', () => expect([refusal({}, 199), refusal({}, 200)]).toEqual(['ok', 'tooMany']));
});

describe('the next times', () => {
  it('at once is now, and a past instant is none', () => {
    expect(nextTimes({ kind: 'now' }, 3, when)).toEqual([when.now]);
    expect(nextTimes({ kind: 'once', at: '2026-11-20T00:00:00.000Z' }, 3, when)).toEqual([]);
    expect(nextTimes({ kind: 'once', at: '2026-11-22T00:00:00.000Z' }, 3, when)).toEqual(['2026-11-22T00:00:00.000Z']);
  });

  it('T09: every workday follows the official calendar: 2026-09-20 is worked, 2026-09-25 is not', () => {
    const plan: Plan = { kind: 'repeated', rule: { freq: 'workday', interval: 1, time: '08:00' } };
    const times = nextTimes(plan, 6, { ...when, now: '2026-09-18T16:00:00.000Z' });
    expect(times.map((at) => at.slice(0, 10))).toEqual([
      '2026-09-20',
      '2026-09-21',
      '2026-09-22',
      '2026-09-23',
      '2026-09-24',
      '2026-09-28',
    ]);
  });

  it('T17: a rule without an end gets one, a rule with an end keeps it', () => {
    expect(bounded(daily, when)).toMatchObject({ rule: { startsOn: '2026-11-21', endsOn: '2027-11-22' } });
    const ending: Plan = { kind: 'repeated', rule: { freq: 'day', interval: 1, time: '17:00', endsOn: '2026-12-01' } };
    expect(bounded(ending, when)).toBe(ending);
    expect(bounded({ kind: 'now' }, when)).toEqual({ kind: 'now' });
  });
});

describe('a plan that hangs on workdays names the year whose holidays nobody knows yet', () => {
  const rule = (changes: object): Plan => ({
    kind: 'repeated',
    rule: { freq: 'week', interval: 1, byDay: [5], time: '17:00', endsOn: '2027-06-01', ...changes },
  });
  it.each<[number | null, Plan]>([
    [2027, rule({ freq: 'workday' })],
    [2027, rule({ onDayOff: 'skip' })],
    [null, rule({})],
    [null, rule({ onDayOff: 'keep' })],
    [null, rule({ freq: 'workday', endsOn: '2026-12-31' })],
    [null, { kind: 'repeated', rule: { freq: 'workday', interval: 1 } }],
    [null, { kind: 'now' }],
  ])('%s: %j', (expected, plan) => expect(unknownYear(plan, when)).toBe(expected));
});

describe('after an occurrence', () => {
  it('one that happens once is done', () => {
    expect(afterOccurrence({ ...announcement, plan: { kind: 'once', at: when.now } }, when.now, when)).toEqual({
      status: 'done',
      nextAt: null,
    });
  });
  it('a repeated one is planned for the next day', () => {
    expect(afterOccurrence(announcement, '2026-11-21T09:00:00.000Z', when)).toEqual({
      status: 'active',
      nextAt: '2026-11-22T09:00:00.000Z',
    });
  });
  it('after three days of downtime only what is still to come is planned', () => {
    expect(afterOccurrence(announcement, '2026-11-18T09:00:00.000Z', when).nextAt).toBe('2026-11-21T09:00:00.000Z');
  });
  it('a rule that ended is done', () => {
    const ended: Announcement = {
      ...announcement,
      plan: { kind: 'repeated', rule: { freq: 'day', interval: 1, time: '17:00', endsOn: '2026-11-21' } },
    };
    expect(afterOccurrence(ended, '2026-11-21T09:00:00.000Z', when)).toEqual({ status: 'done', nextAt: null });
  });
});

describe('pausing, resuming, deleting', () => {
  it.each([
    ['active', 'pause', 'paused'],
    ['paused', 'resume', 'active'],
    ['active', 'delete', 'deleted'],
    ['paused', 'delete', 'deleted'],
  ] as const)('%s + %s → %s', (status, change, next) => {
    const decision = changeStatus({ ...announcement, status }, change, when);
    expect(decision.ok ? decision.facts.status : decision.refusal.code).toBe(next);
  });
  it.each([
    ['active', 'resume', 'already'],
    ['paused', 'pause', 'already'],
    ['done', 'pause', 'over'],
    ['deleted', 'resume', 'over'],
  ] as const)('%s + %s is refused: %s', (status, change, code) => {
    const decision = changeStatus({ ...announcement, status }, change, when);
    expect(decision.ok ? '' : decision.refusal.code).toBe(code);
  });
  it('one whose time has passed while it was paused is over', () => {
    const decision = changeStatus(
      { ...announcement, status: 'paused', plan: { kind: 'once', at: '2026-11-20T00:00:00.000Z' } },
      'resume',
      when,
    );
    expect(decision.ok ? '' : decision.refusal.code).toBe('over');
  });
});
