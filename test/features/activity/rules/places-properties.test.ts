import {
  array,
  boolean,
  check as run,
  constant,
  constantFrom,
  integer,
  oneof,
  option,
  property,
  record,
  uniqueArray,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cancelSignups,
  changeCapacity,
  freePlaces,
  signUp,
  standingOf,
  signedUpOf,
  waitingOf,
} from '../../../../src/features/activity/rules/places.ts';
import type { Activity, Signup } from '../../../../src/features/activity/schema.ts';
import { activity, NOW } from '../facts.ts';

const users = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const step = oneof(
  record({
    do: constant('signUp' as const),
    who: uniqueArray(constantFrom(...users), { minLength: 1, maxLength: 4 }),
    mayWait: boolean(),
  }),
  record({ do: constant('cancel' as const), who: uniqueArray(constantFrom(...users), { minLength: 1, maxLength: 3 }) }),
  record({ do: constant('resize' as const), capacity: option(integer({ min: 0, max: 6 }), { nil: null }) }),
);
type Step = typeof step extends Arbitrary<infer S> ? S : never;

interface State {
  readonly activity: Activity;
  readonly list: readonly Signup[];
}

function put(list: readonly Signup[], changed: readonly Signup[]): readonly Signup[] {
  return [...list.filter((old) => changed.every((fresh) => fresh.id !== old.id)), ...changed];
}

/** Both ways of what a chat does: decide, then keep what was decided. */
function after(state: State, what: Step): State {
  if (what.do === 'signUp') {
    const applicants = what.who.map((userId) => ({ userId, name: userId }));
    const asked = { applicants, askedBy: what.who[0] ?? '', groupId: null, now: NOW, mayWait: what.mayWait, manages: false };
    const decision = signUp(state.activity, standingOf(state.list), asked);
    return decision.ok ? { ...state, list: put(state.list, decision.facts.added) } : state;
  }
  if (what.do === 'cancel') {
    const decision = cancelSignups(state.activity, state.list, { ids: what.who.map((user) => `a1:${user}`), now: NOW, manages: false });
    return decision.ok ? { ...state, list: put(state.list, [...decision.facts.cancelled, ...decision.facts.promoted]) } : state;
  }
  const decision = changeCapacity(state.activity, state.list, what.capacity, NOW);
  return decision.ok ? { activity: decision.facts.activity, list: put(state.list, decision.facts.promoted) } : state;
}

/** The first steps after which the claim does not hold; null when none were found. */
function counterexample(claim: (before: State, now: State, what: Step) => boolean): unknown {
  const { counterexample: found } = run(
    property(array(step, { maxLength: 40 }), integer({ min: 1, max: 4 }), (steps, capacity) => {
      let state: State = { activity: activity({ capacity }), list: [] };
      return steps.every((what) => {
        const before = state;
        state = after(state, what);
        return claim(before, state, what);
      });
    }),
    { numRuns: 300 },
  );
  return found;
}

describe('in any order of sign-ups, cancellations and changes of size', () => {
  it('M06: there are never more people than places', () => {
    const found = counterexample((_, now) => now.activity.capacity === null || signedUpOf(now.list).length <= now.activity.capacity);
    expect(found).toBeNull();
  });

  it('M06: no place is free while somebody waits', () => {
    const found = counterexample((_, now) => waitingOf(now.list).length === 0 || freePlaces(now.activity, now.list) === 0);
    expect(found).toBeNull();
  });

  it('nobody is overtaken in the queue', () => {
    const found = counterexample((before, now) => {
      const queue = new Set(waitingOf(before.list).map((one) => one.id));
      const moved = signedUpOf(now.list).filter(
        (one) => queue.has(one.id) && before.list.some((old) => old.id === one.id && old.order === one.order),
      );
      const stayed = waitingOf(now.list).filter((one) => before.list.some((old) => old.id === one.id && old.order === one.order));
      return moved.every((up) => stayed.every((left) => up.order < left.order));
    });
    expect(found).toBeNull();
  });

  it('nobody has two places, and no two people the same order', () => {
    const found = counterexample((_, now) => {
      const active = now.list.filter((one) => one.state !== 'cancelled');
      return (
        new Set(active.map((one) => one.userId)).size === active.length &&
        new Set(now.list.map((one) => one.order)).size === now.list.length
      );
    });
    expect(found).toBeNull();
  });

  it('the same sign-up said again changes nothing', () => {
    const found = counterexample(
      (_, now, what) =>
        what.do !== 'signUp' ||
        now.list.every((one) =>
          after(now, what).list.some((two) => two.id === one.id && two.state === one.state && two.order === one.order),
        ),
    );
    expect(found).toBeNull();
  });

  it('nobody who has a place loses it to somebody else', () => {
    const found = counterexample((before, now, what) =>
      signedUpOf(before.list).every(
        (one) => (what.do === 'cancel' && what.who.includes(one.userId ?? '')) || signedUpOf(now.list).some((two) => two.id === one.id),
      ),
    );
    expect(found).toBeNull();
  });
});
