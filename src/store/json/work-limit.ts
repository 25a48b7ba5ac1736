import { WorkTookTooLong } from '../store.ts';

/**
 * A turn that never ended would stop every writer behind it. One timer serves all turns, since they come one at a time;
 * it counts only while the event loop is free, so long synchronous work is no offence.
 */
export class WorkLimit {
  readonly #limitMs: number;
  readonly #timer: NodeJS.Timeout;
  #expire: (() => void) | undefined;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
    this.#timer = setTimeout(() => this.#expire?.(), limitMs).unref();
  }

  run<R>(work: () => Promise<R>): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      this.#expire = () => reject(new WorkTookTooLong(this.#limitMs));
      this.#timer.refresh();
      work().then(resolve, reject);
    });
  }

  /** Between turns nobody is late. */
  rest(): void {
    this.#expire = undefined;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
