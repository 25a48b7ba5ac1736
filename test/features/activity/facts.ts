import type { Activity, Signup } from '../../../src/features/activity/schema.ts';

/** Saturday 2026-11-21, 09:00 in Shanghai. */
export const NOW = '2026-11-21T01:00:00.000Z';
export const DEADLINE = '2026-11-27T04:00:00.000Z';
export const START = '2026-11-27T06:00:00.000Z';

export function activity(changes: Partial<Activity> = {}): Activity {
  return {
    id: 'a1',
    number: 1,
    title: '急救培训',
    startsAt: START,
    endsAt: null,
    place: '多功能厅',
    capacity: 3,
    signupClosesAt: DEADLINE,
    closesByDefault: true,
    reminders: [{ kind: 'daysBefore', days: 1, time: '16:00' }],
    note: null,
    groupIds: ['group-1'],
    partyBranch: '后勤第一党支部',
    createdBy: 'wangmin',
    createdAt: NOW,
    status: 'open',
    closedBy: null,
    revision: 1,
    ...changes,
  };
}

export function signup(userId: string, order: number, changes: Partial<Signup> = {}): Signup {
  return {
    id: `a1:${userId}`,
    activityId: 'a1',
    order,
    state: 'signedUp',
    userId,
    name: userId,
    broughtBy: null,
    groupId: 'group-1',
    at: NOW,
    ...changes,
  };
}
