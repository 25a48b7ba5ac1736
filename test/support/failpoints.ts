import { setTimeout as pause } from 'node:timers/promises';
import type { FailpointName, Failpoints } from '../../src/core/failpoints.ts';
import type { FileLayer } from '../../src/store/json/files.ts';

/** The program's own places, and one that only a disk in two steps has: see {@link twoSteps}. */
export type Place = FailpointName | 'disk.afterWrite';
type Act = 'kill' | 'throw' | 'delay' | 'pause' | 'linger';
const ACTS: readonly string[] = ['kill', 'throw', 'delay', 'pause', 'linger'] satisfies readonly Act[];
const isAct = (word: string): word is Act => ACTS.includes(word);

const DELAY_MS = 20;
/** Longer than a message may go unanswered, and than it takes to keep it; then the process dies. */
const LINGER_MS = 4_500;

export interface TestPoints {
  readonly points: Failpoints & { hit(name: Place): void | Promise<void> };
  /** `<place>:<n>` or `<place>:<n>:<act>`: what happens at the n-th hit from now on; the act is to kill unless said otherwise. */
  strike(spec: string): void;
  /** Resolves when a `pause` has been reached. */
  readonly reached: Promise<void>;
  goOn(): void;
}

/** The test build's failpoints; nothing in src makes any but the ones that do nothing (test/store/failpoints.test.ts). */
export function testPoints(spec = ''): TestPoints {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let { name, left, act } = parsed(spec);
  return {
    points: {
      hit: (place: Place): void | Promise<void> => {
        if (place !== name) return;
        left -= 1;
        if (left !== 0) return;
        switch (act) {
          case 'kill':
            process.kill(process.pid, 'SIGKILL');
            return;
          case 'throw':
            throw new Error(`failpoint ${place}`);
          case 'delay':
            return pause(DELAY_MS);
          case 'linger':
            return pause(LINGER_MS).then(() => void process.kill(process.pid, 'SIGKILL'));
          case 'pause':
            reached.resolve();
            return gate.promise;
        }
      },
    },
    strike: (next) => ({ name, left, act } = parsed(next)),
    reached: reached.promise,
    goOn: () => gate.resolve(),
  };
}

function parsed(spec: string): { name: string; left: number; act: Act } {
  const [name = '', hits = '0', act = 'kill'] = spec.split(':');
  if (!isAct(act)) throw new Error(`a failpoint cannot ${act}`);
  return { name, left: Number(hits), act };
}

/** The system's own disk writes and syncs in one call, between which no process can die; this one can. */
export function twoSteps(files: FileLayer, points: TestPoints['points']): FileLayer {
  return {
    ...files,
    openDurable: async (path) => {
      const file = await files.open(path);
      const append = async (bytes: Uint8Array): Promise<number> => {
        const written = await file.append(bytes);
        await points.hit('disk.afterWrite');
        await file.datasync();
        return written;
      };
      return { ...file, append };
    },
  };
}
