import { beforeEach, describe, expect, it } from 'vitest';
import { INTAKE, intake, type Intake } from '../src/intake.ts';
import { MAX_CONNECTIONS } from '../src/server.ts';

const LIMITS = { waitMs: 400, waiting: 200, inFlight: 20, answerMs: 1_500 };

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

function offer(name: string, leaves = (): boolean => false): string {
  const begin = (done: () => void): void => {
    begun.push(name);
    dones.set(name, done);
    now += costMs;
  };
  return door.offer({ begin, leaves }) ?? 'taken';
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

  it('begins fewer after a turn that took long, whatever took it, and more again after short ones', () => {
    const beginsIn = (): number => {
      const before = begun.length;
      turn();
      for (const done of dones.values()) done();
      dones.clear();
      return begun.length - before;
    };
    for (let i = 0; i < 60; i += 1) offer(`m${i}`);
    expect(beginsIn()).toBe(LIMITS.inFlight);
    // What was begun is read, handled and answered between two looks at the sockets.
    now += 40;
    expect(beginsIn()).toBe(6);
    now += 40;
    expect(beginsIn()).toBe(1);
    now += 1;
    expect(beginsIn()).toBe(2);
    expect(beginsIn()).toBe(3);
    now += 1_000;
    expect(beginsIn()).toBe(1);
  });

  it('waits while somebody knocks, since the event loop lets in one at a time', () => {
    for (const name of ['a', 'b']) offer(name);
    door.knock();
    turn();
    expect(begun).toEqual([]);
    turn();
    expect(begun).toEqual(['a', 'b']);
  });

  it('begins one message for every sixteen that are let in, however long they knock', () => {
    for (let i = 0; i < 4; i += 1) offer(`m${i}`);
    for (let i = 0; i < 50; i += 1) {
      door.knock();
      turn();
    }
    expect(begun).toEqual(['m0', 'm1', 'm2']);
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

it('leaves connections for those that are refused', () => {
  expect(INTAKE.waiting + INTAKE.inFlight).toBeLessThan(MAX_CONNECTIONS);
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

  it('in a line that is full, unless others in it have gone away', () => {
    let gone = false;
    for (let i = 0; i < 200; i += 1) offer(`w${i}`, () => gone && i % 2 === 0);
    expect(offer('one too many')).toBe('full');
    gone = true;
    expect(offer('in their place')).toBe('taken');
    expect(door.waiting()).toBe(101);
  });

  it('when the line is full', () => {
    const answers = Array.from({ length: 201 }, (_, i) => offer(`w${i}`));
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(200);
    expect(answers.at(-1)).toBe('full');
  });
});

describe('at the pace of the last answers', () => {
  beforeEach(() => {
    // Whoever waits long is refused for that alone.
    door = intake({ monotonicMs: () => now, nextTurn: (step) => void steps.push(step) }, { ...LIMITS, waitMs: 60_000 });
  });

  /** One answer after so long, and the next message begins. */
  function answerEach(ms: number, times: number): void {
    for (let i = 0; i < times; i += 1) {
      now += ms;
      const [oldest = '', done] = [...dones][0] ?? [];
      dones.delete(oldest);
      done?.();
      turn();
    }
  }

  function crowd(size: number): void {
    for (let i = 0; i < size; i += 1) offer(`m${i}`);
    turn();
  }

  it('who would be answered too late is not taken, however short a time the first of the line has waited', () => {
    crowd(180);
    answerEach(10, 40);
    // 140 are before it, 10 ms each: in time. At 20 ms each it is not.
    expect(offer('in time')).toBe('taken');
    answerEach(20, 36);
    expect(offer('too late')).toBe('late');
    expect(door.waiting()).toBeGreaterThan(0);
  });

  it('a stall of half a second is no pace', () => {
    crowd(128);
    answerEach(1, 250);
    for (let i = 0; i < 128; i += 1) offer(`next${i}`);
    turn();
    now += 500;
    answerEach(0, 8);
    expect(offer('after it')).toBe('taken');
  });

  it('few that take long keep nobody out', () => {
    crowd(10);
    answerEach(300, 3);
    expect(Array.from({ length: 40 }, (_, i) => offer(`new${i}`))).not.toContain('late');
  });

  it('a lot of answers that a slow sync held up is counted whole, not by its first', () => {
    crowd(100);
    answerEach(3, 20);
    for (let i = 0; i < 40; i += 1) offer(`next${i}`);
    now += 300;
    answerEach(0, 20);
    expect(offer('after the sync')).toBe('taken');
  });

  it('what a crowd waits for its first answers says nothing of how the others follow', () => {
    crowd(100);
    now += 250;
    answerEach(0, 5);
    now += 10;
    expect(offer('first again')).toBe('taken');
  });

  it('a crowd that gathers is not told by how few were answered before it', () => {
    crowd(20);
    answerEach(250, 4);
    now += 100;
    expect(Array.from({ length: 60 }, (_, i) => offer(`new${i}`))).not.toContain('late');
  });

  it('a door that was idle begins anew', () => {
    crowd(100);
    answerEach(30, 100);
    expect(door.inFlight()).toBe(0);
    expect(Array.from({ length: 150 }, (_, i) => offer(`again${i}`))).not.toContain('late');
  });

  it('so does one whose last in the line went away before their turn', () => {
    crowd(40);
    answerEach(30, 30);
    for (let i = 0; i < 10; i += 1) offer(`gone${i}`, () => true);
    for (const done of dones.values()) done();
    turn();
    expect([door.inFlight(), door.waiting()]).toEqual([0, 0]);
    expect(Array.from({ length: 150 }, (_, i) => offer(`again${i}`))).not.toContain('late');
  });
});
