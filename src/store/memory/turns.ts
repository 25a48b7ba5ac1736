import { AsyncLocalStorage } from 'node:async_hooks';

/** One at a time, in the order of asking. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  readonly #mine = new AsyncLocalStorage<true>();
  /** Made once: a context of its own for each turn would cost a map each. */
  readonly #inside = this.#mine.run(true, () => AsyncLocalStorage.snapshot());
  readonly #onIdle: () => void;
  #taken = false;

  constructor(onIdle: () => void = () => {}) {
    this.#onIdle = onIdle;
  }

  get idle(): boolean {
    return !this.#taken;
  }

  /** Throws when called from inside a turn: it would wait for itself for ever. */
  async run<R>(work: () => Promise<R>): Promise<R> {
    if (this.#mine.getStore() === true) throw new Error('a write inside a write would wait for itself: use the writer at hand');
    if (this.#taken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#taken = true;
    try {
      return await this.#inside(work);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) {
        this.#taken = false;
        this.#onIdle();
      } else next();
    }
  }
}
