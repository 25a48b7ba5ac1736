/** Why a message is not taken: those before it wait too long already (or it would itself), or too many of them do. */
export const REFUSALS = ['late', 'full'] as const;
export type Refusal = (typeof REFUSALS)[number];

export interface IntakeLimits {
  /** When the longest waiting one has waited so long, nobody is taken behind it: there is a queue that does not drain. */
  readonly waitMs: number;
  readonly waiting: number;
  /** Begun and not yet answered. With those that wait fewer than may be connected: a no needs a connection, too. */
  readonly inFlight: number;
  /** At the pace at which the others were answered lately, whoever is taken has an answer after so long. */
  readonly answerMs: number;
}

/** WeCom waits 5 s and repeats twice: who is taken must be answered in that half of it which is ours, so most of that must be left when its turn comes. */
export const INTAKE: IntakeLimits = { waitMs: 1_000, waiting: 500, inFlight: 256, answerMs: 1_500 };

/** After so long the event loop gets to look who else has come: a no takes no longer than this and one message's work. */
const SLICE_MS = 8;
/** At most so many are begun in one turn, so that their commits share a sync. */
const AT_ONCE = 32;
/** A turn that takes longer makes the next portion smaller: a no waits for one turn or two. */
const TURN_MS = 8;
/** While so many are let in one message is begun: a door that never stands still must not keep those inside waiting. */
const LET_IN = 16;

export interface Intake {
  /** Takes a piece of work, to begin when its turn comes, or says why not. `begin` calls `done` when the answer is out. */
  offer(work: Work): Refusal | undefined;
  /**
   * Somebody has connected. The event loop lets in one at a time, each time it looks after its sockets: until nobody knocks any
   * more it does hardly anything else, or who comes while all are busy would wait seconds for being heard at all.
   */
  knock(): void;
  inFlight(): number;
  waiting(): number;
}

interface Work {
  readonly begin: (done: () => void) => void;
  /** Asked when its turn comes: whether it leaves the line unbegun, because who asked has gone away or the rest of it has yet to come. */
  readonly leaves: () => boolean;
}

/**
 * Puts messages in a line before a byte of them is read. One process works on one thread: begun as they come, a hundred
 * messages keep it from saying no to the next one for as long as they take. `nextTurn` runs something when the event loop
 * has looked after its sockets once more.
 */
export function intake(world: { monotonicMs: () => number; nextTurn: (step: () => void) => void }, limits: IntakeLimits): Intake {
  const line = new Line();
  const pace = new Pace();
  const portion = new Portion();
  let inFlight = 0;
  let steps = 0;
  let turnBegan = 0;
  let mayBegin = AT_ONCE;
  let isTurnAhead = false;
  let knocked = false;
  let letIn = 0;

  const openTurn = (): void => {
    isTurnAhead = false;
    turnBegan = world.monotonicMs();
    letIn = knocked ? letIn + 1 : 0;
    knocked = false;
    if (letIn === 0) mayBegin = portion.size;
    else mayBegin = letIn % LET_IN === 0 ? 1 : 0;
    const began = turnBegan;
    world.nextTurn(() => portion.fits(world.monotonicMs() - began));
  };
  /** A step for each message that may begin, and before the first of them the beginning of their turn. */
  const schedule = (): void => {
    const wanted = Math.min(line.length, limits.inFlight - inFlight, AT_ONCE);
    if (wanted > steps && !isTurnAhead) {
      isTurnAhead = true;
      world.nextTurn(openTurn);
    }
    for (; steps < wanted; steps += 1) world.nextTurn(step);
  };
  /** One message a step: what it does at once is done between two steps. */
  const step = (): void => {
    steps -= 1;
    if (mayBegin > 0 && world.monotonicMs() - turnBegan <= SLICE_MS && inFlight < limits.inFlight) beginNext();
    schedule();
  };
  const beginNext = (): void => {
    let next = line.take();
    while (next?.work.leaves() === true) next = line.take();
    if (next === undefined) return;
    inFlight += 1;
    mayBegin -= 1;
    let open = true;
    next.work.begin(() => {
      if (!open) return;
      open = false;
      inFlight -= 1;
      pace.answered(world.monotonicMs());
      schedule();
    });
  };
  return {
    offer: (work) => {
      const now = world.monotonicMs();
      const first = line.first();
      if (first !== undefined && now - first.since > limits.waitMs) return 'late';
      if (pace.msFor(line.length + inFlight + 1, now) > limits.answerMs) return 'late';
      // Who broke off in the middle takes nobody's place.
      if (line.length >= limits.waiting) line.keepOnly((waiting) => !waiting.work.leaves());
      if (line.length >= limits.waiting) return 'full';
      line.add({ since: now, work });
      schedule();
      return undefined;
    },
    knock: () => {
      knocked = true;
    },
    inFlight: () => inFlight,
    waiting: () => line.length,
  };
}

/**
 * How many are begun in a turn. A step only begins a message: it is read, handled and answered in what follows, of which no step
 * knows what it costs on this machine. A whole turn of the event loop tells.
 */
class Portion {
  #size = AT_ONCE;

  get size(): number {
    return this.#size;
  }

  /** A turn took so long. What made it long may have been something else; then the portion is soon as large as before. */
  fits(tookMs: number): void {
    if (tookMs > TURN_MS) this.#size = Math.max(1, Math.floor((this.#size * TURN_MS) / tookMs));
    else this.#size = Math.min(AT_ONCE, this.#size + 1);
  }
}

/** So long the answers are counted before they tell a pace. */
const COUNTED_MS = 200;
/** Fewer answers tell no pace: one core that collects garbage for some tenths of a second is not slow, it stands still. */
const ENOUGH = 32;
/** Fewer are no crowd: some that take long (a file to be fetched) hold nobody up, and how fast they go says nothing. */
const CROWD = 64;

/**
 * How fast a crowd is answered. It is reckoned when somebody comes, not when somebody is answered: answers come in lots, one
 * for each sync of the disk, and at the first of a lot all the time of the lot would be laid upon one message.
 */
class Pace {
  #isCrowd = false;
  /** Undefined until the first answer: what a crowd waits for that one says nothing of how the others follow. */
  #since: number | undefined;
  #answered = 0;
  #msEach = 0;

  answered(now: number): void {
    if (this.#since === undefined) this.#countFrom(now);
    else this.#answered += 1;
  }

  /** When the last of so many will have been answered; 0 where that cannot be told: a crowd that gathers has no pace yet. */
  msFor(messages: number, now: number): number {
    const gathers = !this.#isCrowd;
    this.#isCrowd = messages >= CROWD;
    if (!this.#isCrowd) return 0;
    if (gathers) {
      this.#msEach = 0;
      this.#since = undefined;
    }
    const elapsed = now - (this.#since ?? now);
    if (elapsed >= COUNTED_MS && this.#answered >= ENOUGH) {
      const msEach = elapsed / this.#answered;
      this.#msEach = this.#msEach === 0 ? msEach : (this.#msEach + msEach) / 2;
      this.#countFrom(now);
    }
    return messages * this.#msEach;
  }

  #countFrom(now: number): void {
    this.#since = now;
    this.#answered = 0;
  }
}

interface Waiting {
  readonly since: number;
  readonly work: Work;
}

const WORTH_TIDYING = 256;

/** First come, first served; taking from the front of a long array would move all the others. */
class Line {
  #waiting: Waiting[] = [];
  #next = 0;

  get length(): number {
    return this.#waiting.length - this.#next;
  }

  first(): Waiting | undefined {
    return this.#waiting[this.#next];
  }

  add(one: Waiting): void {
    this.#waiting.push(one);
  }

  keepOnly(stays: (one: Waiting) => boolean): void {
    this.#waiting = this.#waiting.slice(this.#next).filter(stays);
    this.#next = 0;
  }

  take(): Waiting | undefined {
    const taken = this.#waiting[this.#next];
    if (taken === undefined) return undefined;
    this.#next += 1;
    if (this.#next >= WORTH_TIDYING && this.#next * 2 >= this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#next);
      this.#next = 0;
    }
    return taken;
  }
}
