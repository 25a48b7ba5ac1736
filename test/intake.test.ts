import { beforeEach, describe, expect, it } from 'vitest';
import { intake, type Intake } from '../src/intake.ts';

const LIMITS = { waitMs: 400, waiting: 50, inFlight: 20 };

let now = 0;
let steps: (() => void)[] = [];
let begun: string[] = [];
let dones: Map<string, () => void>;
let door: Intake;
/** What beginning a message costs. */
let costMs = 0;

beforeEach(() => {
  [now, costMs] = [0, 0];
  [steps, begun, dones] = [[], [], new Map()];
  door = intake({ monotonicMs: () => now, nextTurn: (step) => void steps.push(step) }, LIMITS);
});

function offer(name: string, isGone = (): boolean => false): string {
  const begin = (done: () => void): void => {
    begun.push(name);
    dones.set(name, done);
    now += costMs;
  };
  return door.offer({ begin, isGone }) ?? 'taken';
}

/** The event loop has looked after its sockets once. */
function turn(): void {
  const due = steps;
  steps = [];
  for (const step of due) step();
}

describe('the line before the door', () => {
  it('begins nothing while messages come in, and all of them in their order in the next turn', () => {
    expect(['a', 'b', 'c'].map((name) => offer(name))).toEqual(['taken', 'taken', 'taken']);
    expect(begun).toEqual([]);
    turn();
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('lets the event loop look up after a few milliseconds of work, and goes on in the next turn', () => {
    costMs = 5;
    for (const name of ['a', 'b', 'c', 'd']) offer(name);
    turn();
    expect(begun).toEqual(['a', 'b']);
    turn();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('begins no more than may be under way, and the next when one is answered', () => {
    for (let i = 0; i < 21; i += 1) offer(String(i));
    turn();
    turn();
    expect([begun.length, door.inFlight()]).toEqual([20, 20]);
    dones.get('0')?.();
    dones.get('0')?.();
    turn();
    expect([begun.at(-1), door.inFlight()]).toEqual(['20', 20]);
  });

  it('passes over who has gone away meanwhile', () => {
    offer('a', () => true);
    offer('b');
    turn();
    expect(begun).toEqual(['b']);
  });

  it('keeps the order in a line that is long for a long time', () => {
    for (let i = 0; i < 1_000; i += 1) {
      offer(`m${i}`);
      turn();
      dones.get(`m${i}`)?.();
    }
    expect(begun).toEqual(Array.from({ length: 1_000 }, (_, i) => `m${i}`));
    expect(door.inFlight()).toBe(0);
  });
});

describe('a message is not taken', () => {
  beforeEach(() => {
    for (let i = 0; i < 20; i += 1) offer(`busy${i}`);
    turn();
  });

  it('when the first of the line has waited too long, and again when the line moves', () => {
    expect(offer('patient')).toBe('taken');
    now += 400;
    expect(offer('next')).toBe('taken');
    now += 1;
    expect(offer('late')).toBe('late');
    dones.get('busy0')?.();
    dones.get('busy1')?.();
    turn();
    expect(offer('again')).toBe('taken');
  });

  it('when the line is full', () => {
    const answers = Array.from({ length: 51 }, (_, i) => offer(`w${i}`));
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(50);
    expect(answers.at(-1)).toBe('full');
  });
});
