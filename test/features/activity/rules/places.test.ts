import { describe, expect, it } from 'vitest';
import {
  cancelSignups,
  changeCapacity,
  freePlaces,
  positionOf,
  promote,
  signUp,
  standingOf,
  type SignUpRequest,
} from '../../../../src/features/activity/rules/places.ts';
import { activity, DEADLINE, NOW, signup, START } from '../facts.ts';

function asking(names: readonly string[], changes: Partial<SignUpRequest> = {}): SignUpRequest {
  return {
    applicants: names.map((name) => ({ userId: name, name })),
    askedBy: names[0] ?? 'nobody',
    groupId: 'group-1',
    now: NOW,
    mayWait: false,
    manages: false,
    ...changes,
  };
}

const full = [signup('a', 1), signup('b', 2), signup('c', 3)];

describe('signing up', () => {
  it('a free place is given with the next order', () => {
    const decision = signUp(activity(), standingOf([signup('a', 1)]), asking(['b']));
    expect(decision).toMatchObject({
      ok: true,
      facts: { added: [{ id: 'a1:b', order: 2, state: 'signedUp', broughtBy: null }], already: [] },
    });
  });

  it('signing up twice changes nothing and says so', () => {
    expect(signUp(activity(), standingOf(full), asking(['b']))).toEqual({ ok: true, facts: { added: [], already: [full[1]] } });
  });

  it('signing up twice is harmless even after the deadline', () => {
    expect(signUp(activity({ status: 'closed' }), standingOf(full), asking(['b'], { now: START }))).toMatchObject({
      ok: true,
      facts: { added: [] },
    });
  });

  it('a full activity refuses and says how many wait', () => {
    const queue = [...full, signup('d', 4, { state: 'waiting' })];
    expect(signUp(activity(), standingOf(queue), asking(['e']))).toEqual({
      ok: false,
      refusal: { code: 'full', wanted: 1, free: 0, waiting: 1 },
    });
  });

  it('who agrees to wait joins the end of the queue', () => {
    expect(signUp(activity(), standingOf(full), asking(['d'], { mayWait: true }))).toMatchObject({
      ok: true,
      facts: { added: [{ order: 4, state: 'waiting' }] },
    });
  });

  it('a group for which places are short gets none of them', () => {
    expect(signUp(activity(), standingOf([signup('a', 1)]), asking(['x', 'y', 'z']))).toEqual({
      ok: false,
      refusal: { code: 'full', wanted: 3, free: 2, waiting: 0 },
    });
  });

  it('a group that agrees to wait takes what is left and queues with the rest', () => {
    const decision = signUp(activity(), standingOf([signup('a', 1)]), asking(['x', 'y', 'z'], { mayWait: true }));
    expect(decision.ok && decision.facts.added.map(({ userId, state }) => [userId, state])).toEqual([
      ['x', 'signedUp'],
      ['y', 'signedUp'],
      ['z', 'waiting'],
    ]);
  });

  it('the same person named twice takes one place', () => {
    const decision = signUp(activity(), standingOf([]), asking(['x', 'x']));
    expect(decision.ok && decision.facts.added).toHaveLength(1);
  });

  it('people who were brought carry the name of the one who brought them', () => {
    const decision = signUp(activity(), standingOf([]), asking(['x'], { askedBy: 'a' }));
    expect(decision).toMatchObject({ facts: { added: [{ userId: 'x', broughtBy: 'a' }] } });
  });

  it('the same guest of the same person is one guest', () => {
    const guest = signup('', 1, { id: 'a1:guest:1', userId: null, name: '小蔡', broughtBy: 'a' });
    const again = signUp(activity(), standingOf([guest]), asking([], { applicants: [{ userId: null, name: '小蔡' }], askedBy: 'a' }));
    expect(again).toMatchObject({ facts: { added: [], already: [guest] } });
  });

  it('guests of the same name brought by two people are two guests', () => {
    const guest = signup('', 1, { id: 'a1:guest:1', userId: null, name: '小蔡', broughtBy: 'a' });
    const other = signUp(activity(), standingOf([guest]), asking([], { applicants: [{ userId: null, name: '小蔡' }], askedBy: 'b' }));
    expect(other).toMatchObject({ facts: { added: [{ id: 'a1:guest:2', broughtBy: 'b' }] } });
  });

  it('a guest named twice in one breath takes one place', () => {
    const twice = asking([], {
      applicants: [
        { userId: null, name: '小蔡' },
        { userId: null, name: '小蔡' },
      ],
    });
    const decision = signUp(activity(), standingOf([]), twice);
    expect(decision.ok && decision.facts.added).toHaveLength(1);
  });

  it('who cancelled may sign up again, at the end', () => {
    const decision = signUp(activity(), standingOf([signup('a', 1, { state: 'cancelled' }), signup('b', 2)]), asking(['a']));
    expect(decision).toMatchObject({ facts: { added: [{ id: 'a1:a', order: 3, state: 'signedUp' }] } });
  });

  it('an unlimited activity is never full', () => {
    const decision = signUp(activity({ capacity: null }), standingOf(full), asking(['d']));
    expect(decision).toMatchObject({ facts: { added: [{ state: 'signedUp' }] } });
  });

  it('M06: the deadline itself is too late, whether the job has run or not', () => {
    expect(signUp(activity(), standingOf([]), asking(['a'], { now: DEADLINE }))).toMatchObject({ refusal: { code: 'deadlinePassed' } });
    expect(signUp(activity({ status: 'closed' }), standingOf([]), asking(['a']))).toMatchObject({ refusal: { code: 'deadlinePassed' } });
  });

  it('a moment before the deadline is in time', () => {
    expect(signUp(activity(), standingOf([]), asking(['a'], { now: '2026-11-27T03:59:59.999Z' })).ok).toBe(true);
  });

  it('nobody signs up for what has begun', () => {
    expect(signUp(activity(), standingOf([]), asking(['a'], { now: START }))).toMatchObject({ refusal: { code: 'started' } });
  });

  it.each(['draft', 'finished', 'cancelled'] as const)('nobody signs up for what is %s, not even who manages it', (status) => {
    expect(signUp(activity({ status }), standingOf([]), asking(['a'], { manages: true }))).toEqual({
      ok: false,
      refusal: { code: 'notOpen', status },
    });
  });

  it('who manages it adds people after the deadline, but not beyond the places', () => {
    expect(signUp(activity({ status: 'closed' }), standingOf([]), asking(['a'], { manages: true, now: DEADLINE })).ok).toBe(true);
    expect(signUp(activity({ status: 'closed' }), standingOf(full), asking(['d'], { manages: true }))).toMatchObject({
      refusal: { code: 'full' },
    });
  });
});

describe('cancelling', () => {
  const queue = [...full, signup('d', 4, { state: 'waiting' }), signup('e', 5, { state: 'waiting' })];

  it('a freed place goes to the first person waiting', () => {
    const decision = cancelSignups(activity(), queue, { ids: ['a1:b'], now: NOW, manages: false });
    expect(decision).toMatchObject({
      ok: true,
      facts: { cancelled: [{ userId: 'b', state: 'cancelled' }], promoted: [{ userId: 'd', state: 'signedUp' }] },
    });
  });

  it('leaving the queue frees no place', () => {
    const decision = cancelSignups(activity(), queue, { ids: ['a1:d'], now: NOW, manages: false });
    expect(decision).toMatchObject({ facts: { cancelled: [{ userId: 'd' }], promoted: [] } });
  });

  it('a place freed after the deadline still moves somebody up', () => {
    const decision = cancelSignups(activity({ status: 'closed' }), queue, { ids: ['a1:a'], now: DEADLINE, manages: false });
    expect(decision).toMatchObject({ facts: { promoted: [{ userId: 'd' }] } });
  });

  it('once it has begun a member cannot cancel', () => {
    expect(cancelSignups(activity(), queue, { ids: ['a1:a'], now: START, manages: false })).toEqual({
      ok: false,
      refusal: { code: 'started' },
    });
  });

  it('once it has begun who manages it corrects the list, and nobody moves up any more', () => {
    const decision = cancelSignups(activity(), queue, { ids: ['a1:a'], now: START, manages: true });
    expect(decision).toMatchObject({ ok: true, facts: { promoted: [] } });
  });

  it('of a finished activity only who manages it corrects the list', () => {
    const finished = activity({ status: 'finished' });
    expect(cancelSignups(finished, queue, { ids: ['a1:a'], now: START, manages: false })).toMatchObject({ refusal: { code: 'over' } });
    expect(cancelSignups(finished, queue, { ids: ['a1:a'], now: START, manages: true }).ok).toBe(true);
  });

  it('of a cancelled activity there is nothing left to cancel', () => {
    const decision = cancelSignups(activity({ status: 'cancelled' }), queue, { ids: ['a1:a'], now: NOW, manages: true });
    expect(decision).toEqual({ ok: false, refusal: { code: 'over', status: 'cancelled' } });
  });

  it('cancelling twice is refused the second time', () => {
    const decision = cancelSignups(activity(), [signup('a', 1, { state: 'cancelled' })], { ids: ['a1:a'], now: NOW, manages: false });
    expect(decision).toEqual({ ok: false, refusal: { code: 'notSignedUp' } });
  });
});

describe('the number of places', () => {
  const queue = [...full, signup('d', 4, { state: 'waiting' }), signup('e', 5, { state: 'waiting' })];

  it('more places promote as many as they are, in order', () => {
    expect(changeCapacity(activity(), queue, 4, NOW)).toMatchObject({
      ok: true,
      facts: { activity: { capacity: 4, revision: 2 }, promoted: [{ userId: 'd' }] },
    });
  });

  it('no limit promotes everybody', () => {
    const decision = changeCapacity(activity(), queue, null, NOW);
    expect(decision.ok && decision.facts.promoted).toHaveLength(2);
  });

  it('nobody loses a place they were promised', () => {
    expect(changeCapacity(activity(), full, 2, NOW)).toEqual({ ok: false, refusal: { code: 'belowTaken', taken: 3 } });
    expect(changeCapacity(activity(), [], 0, NOW)).toEqual({ ok: false, refusal: { code: 'belowTaken', taken: 0 } });
  });

  it.each(['finished', 'cancelled'] as const)('what is %s keeps its size', (status) => {
    expect(changeCapacity(activity({ status }), [], 9, NOW)).toEqual({ ok: false, refusal: { code: 'over', status } });
  });

  it('nobody moves up in a draft or after the start', () => {
    expect(promote(activity({ capacity: 9, status: 'draft' }), queue, NOW)).toEqual([]);
    expect(promote(activity({ capacity: 9 }), queue, START)).toEqual([]);
  });

  it('free places are never negative', () => {
    expect(freePlaces(activity({ capacity: 1 }), full)).toBe(0);
  });

  it('a position counts among those in the same state', () => {
    expect(queue.map((one) => positionOf(queue, one))).toEqual([1, 2, 3, 1, 2]);
  });
});
