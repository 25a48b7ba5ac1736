import { WorkTookTooLong } from '../store.ts';

/** A turn is late when it has seen so many ticks: between a whole limit and an eighth more. */
const TICKS = 8;

/**
 * A turn that never ended would stop every writer behind it. One ticking timer serves all turns, since they come one at a time,
 * and is never set anew, which would cost every turn a look at the clock. It ticks only while the event loop is free, so long
 * synchronous work is no offence.
 */
export class WorkLimit {
  readonly #limitMs: number;
  readonly #timer: NodeJS.Timeout;
  #expire: (() => void) | undefined;
  #ticks = 0;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
    this.#timer = setInterval(() => this.#tick(), limitMs / TICKS).unref();
  }

  run<R>(work: () => Promise<R>): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      this.#ticks = 0;
      this.#expire = () => reject(new WorkTookTooLong(this.#limitMs));
      work().then(resolve, reject);
    });
  }

  /** Between turns nobody is late. */
  rest(): void {
    this.#expire = undefined;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    this.#ticks += 1;
    if (this.#ticks > TICKS) this.#expire?.();
  }
}
