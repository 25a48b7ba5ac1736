import { describe, expect, it } from 'vitest';
import {
  cancelActivity,
  closeSignup,
  finish,
  publish,
  reopenSignup,
  reschedule,
  setDeadline,
} from '../../../../src/features/activity/rules/life.ts';
import { finishesAt, reminderTimes, usualDeadline } from '../../../../src/features/activity/rules/plan.ts';
import { mayCancel, mayManage, maySee } from '../../../../src/features/activity/rules/access.ts';
import { chenTao, liQiang, wangMin, zhangWei } from '../../../support/cast.ts';
import { activity, DEADLINE, NOW, signup, START } from '../facts.ts';

const ZONE = 'Asia/Shanghai';
const AT = { now: NOW, zone: ZONE };
const draft = activity({ status: 'draft', revision: 0 });

describe('publishing', () => {
  it('turns a draft open', () => {
    expect(publish(draft, AT)).toMatchObject({ ok: true, facts: { status: 'open', signupClosesAt: DEADLINE, revision: 1 } });
  });

  it('counts the deadline anew when the draft has lain too long', () => {
    expect(publish(draft, { now: '2026-11-27T05:00:00.000Z', zone: ZONE })).toMatchObject({ facts: { signupClosesAt: START } });
  });

  it('keeps a deadline that was said', () => {
    const said = activity({ status: 'draft', closesByDefault: false, signupClosesAt: '2026-11-25T10:00:00.000Z' });
    expect(publish(said, AT)).toMatchObject({ facts: { signupClosesAt: '2026-11-25T10:00:00.000Z' } });
  });

  it('is refused twice, too late, and without a group', () => {
    expect(publish(activity(), AT)).toEqual({ ok: false, refusal: { code: 'notDraft', status: 'open' } });
    expect(publish(draft, { now: START, zone: ZONE })).toEqual({ ok: false, refusal: { code: 'startsInPast' } });
    expect(publish({ ...draft, groupIds: [] }, AT)).toEqual({ ok: false, refusal: { code: 'nowhere' } });
  });
});

describe('moving', () => {
  const later = '2026-11-28T06:00:00.000Z';

  it('takes the length and the deadline along', () => {
    const long = activity({ endsAt: '2026-11-27T08:00:00.000Z' });
    expect(reschedule(long, { startsAt: later, endsAt: null }, AT)).toMatchObject({
      facts: { startsAt: later, endsAt: '2026-11-28T08:00:00.000Z', signupClosesAt: '2026-11-28T04:00:00.000Z' },
    });
  });

  it('reopens what only the clock had closed', () => {
    const closed = activity({ status: 'closed', closedBy: 'time' });
    expect(reschedule(closed, { startsAt: later, endsAt: null }, { now: DEADLINE, zone: ZONE })).toMatchObject({
      facts: { status: 'open', closedBy: null, endsAt: null },
    });
  });

  it('leaves closed what a person had closed', () => {
    const closed = activity({ status: 'closed', closedBy: 'hand' });
    expect(reschedule(closed, { startsAt: later, endsAt: null }, AT)).toMatchObject({ facts: { status: 'closed' } });
  });

  it('is refused into the past, backwards, and of what is over', () => {
    expect(reschedule(activity(), { startsAt: NOW, endsAt: null }, AT)).toMatchObject({ refusal: { code: 'startsInPast' } });
    expect(reschedule(activity(), { startsAt: later, endsAt: START }, AT)).toMatchObject({ refusal: { code: 'endsBeforeStart' } });
    expect(reschedule(activity({ status: 'finished' }), { startsAt: later, endsAt: null }, AT)).toMatchObject({
      refusal: { code: 'over' },
    });
  });
});

describe('the deadline', () => {
  it('is two hours before the start, or the start when that is past', () => {
    expect(usualDeadline(START, AT)).toBe(DEADLINE);
    expect(usualDeadline(START, { now: DEADLINE, zone: ZONE })).toBe(START);
  });

  it('of an early start is eight in the evening before, and later only when that is past', () => {
    const early = '2026-11-27T23:30:00.000Z';
    expect(usualDeadline(early, AT)).toBe('2026-11-27T12:00:00.000Z');
    expect(usualDeadline(early, { now: '2026-11-27T13:00:00.000Z', zone: ZONE })).toBe('2026-11-27T21:30:00.000Z');
  });

  it('that was said is kept, at the latest the start', () => {
    expect(setDeadline(activity(), '2026-11-25T10:00:00.000Z', NOW)).toMatchObject({
      facts: { signupClosesAt: '2026-11-25T10:00:00.000Z', closesByDefault: false },
    });
    expect(setDeadline(activity(), '2026-11-29T10:00:00.000Z', NOW)).toMatchObject({ facts: { signupClosesAt: START } });
  });

  it('that is moved on reopens what only the clock had closed', () => {
    expect(setDeadline(activity({ status: 'closed', closedBy: 'time' }), START, DEADLINE)).toMatchObject({
      facts: { status: 'open', closedBy: null },
    });
    expect(setDeadline(activity({ status: 'closed', closedBy: 'hand' }), START, DEADLINE)).toMatchObject({ facts: { status: 'closed' } });
  });

  it('is refused in the past and of what is over', () => {
    expect(setDeadline(activity(), NOW, NOW)).toMatchObject({ refusal: { code: 'startsInPast' } });
    expect(setDeadline(activity({ status: 'cancelled' }), START, NOW)).toMatchObject({ refusal: { code: 'over' } });
  });
});

describe('closing, reopening, ending', () => {
  it('closes once', () => {
    expect(closeSignup(activity(), 'hand')).toMatchObject({ facts: { status: 'closed', closedBy: 'hand' } });
    expect(closeSignup(activity({ status: 'closed' }), 'time')).toMatchObject({ refusal: { code: 'notOpen' } });
  });

  it('reopens until the start', () => {
    const closed = activity({ status: 'closed', closedBy: 'hand' });
    expect(reopenSignup(closed, NOW)).toMatchObject({ facts: { status: 'open', closedBy: null, signupClosesAt: DEADLINE } });
    expect(reopenSignup(closed, DEADLINE)).toMatchObject({ facts: { signupClosesAt: START } });
    expect(reopenSignup(closed, START)).toMatchObject({ refusal: { code: 'startsInPast' } });
    expect(reopenSignup(activity(), NOW)).toMatchObject({ refusal: { code: 'notClosed' } });
  });

  it('is cancelled or finished once', () => {
    expect(cancelActivity(activity())).toMatchObject({ facts: { status: 'cancelled' } });
    expect(cancelActivity(activity({ status: 'cancelled' }))).toMatchObject({ refusal: { code: 'over' } });
    expect(finish(activity({ status: 'closed' }))).toMatchObject({ facts: { status: 'finished' } });
    expect(finish(activity({ status: 'draft' }))).toMatchObject({ refusal: { code: 'over' } });
  });

  it('ends three hours after the start where nobody said when', () => {
    expect(finishesAt(activity())).toBe('2026-11-27T09:00:00.000Z');
    expect(finishesAt(activity({ endsAt: '2026-11-27T08:00:00.000Z' }))).toBe('2026-11-27T08:00:00.000Z');
  });
});

describe('reminders', () => {
  it('are the day before at 16:00 and so many minutes before, earliest first', () => {
    const both = activity({
      reminders: [
        { kind: 'minutesBefore', minutes: 60 },
        { kind: 'daysBefore', days: 1, time: '16:00' },
      ],
    });
    expect(reminderTimes(both, ZONE, NOW)).toEqual(['2026-11-26T08:00:00.000Z', '2026-11-27T05:00:00.000Z']);
  });

  it('that are past or not before the start are left out, and equal ones sent once', () => {
    const odd = activity({
      reminders: [
        { kind: 'daysBefore', days: 9, time: '08:00' },
        { kind: 'daysBefore', days: 0, time: '18:00' },
        { kind: 'daysBefore', days: 0, time: '13:00' },
        { kind: 'minutesBefore', minutes: 60 },
      ],
    });
    expect(reminderTimes(odd, ZONE, NOW)).toEqual(['2026-11-27T05:00:00.000Z']);
  });
});

describe('who may see and manage', () => {
  const inGroup = { groupIds: ['group-1'], onTheList: false };

  it('the secretary of the branch and whoever opened it manage it; a committee member and a stranger do not', () => {
    expect(mayManage(activity(), wangMin)).toBe(true);
    expect(mayManage(activity(), liQiang)).toBe(false);
    expect(mayManage(activity(), { ...chenTao, roles: ['secretary'] })).toBe(false);
    expect(mayManage(activity({ createdBy: 'chentao' }), { ...chenTao, roles: ['secretary'] })).toBe(true);
    expect(mayManage(activity({ createdBy: 'chentao' }), chenTao)).toBe(false);
  });

  it('members see what was published to their group, not its draft', () => {
    expect(maySee(activity(), { person: zhangWei, ...inGroup })).toBe(true);
    expect(maySee(draft, { person: zhangWei, ...inGroup })).toBe(false);
    expect(maySee(draft, { person: wangMin, groupIds: [], onTheList: false })).toBe(true);
  });

  it('a stranger sees it only when on its list', () => {
    expect(maySee(activity(), { person: chenTao, groupIds: ['group-3'], onTheList: false })).toBe(false);
    expect(maySee(activity(), { person: chenTao, groupIds: ['group-3'], onTheList: true })).toBe(true);
  });

  it('one cancels oneself and those one brought; who manages it cancels anybody', () => {
    expect(mayCancel(activity(), signup('zhangwei', 1), zhangWei)).toBe(true);
    expect(mayCancel(activity(), signup('liqiang', 1, { broughtBy: 'zhangwei' }), zhangWei)).toBe(true);
    expect(mayCancel(activity(), signup('liqiang', 1), zhangWei)).toBe(false);
    expect(mayCancel(activity(), signup('liqiang', 1), wangMin)).toBe(true);
  });
});
