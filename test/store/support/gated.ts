import type { FileLayer } from '../../../src/store/json/files.ts';
import { failure, type Disk } from './disk.ts';

type Held = 'append' | 'datasync';

/** A disk on which one kind of call waits until the test lets it go on, or fail. */
export function gated(disk: Disk): { readonly files: FileLayer; hold(kind: Held): Promise<void>; letGo(): void; fail(code: string): void } {
  const layer = disk.layer();
  let held: Held | undefined;
  let gate = Promise.withResolvers<void>();
  let arrival = Promise.withResolvers<void>();
  const pass = async (kind: Held): Promise<void> => {
    if (kind !== held) return;
    arrival.resolve();
    await gate.promise;
  };
  return {
    files: {
      ...layer,
      openDurable: async (path) => {
        const file = await layer.open(path);
        const append = async (bytes: Uint8Array): Promise<number> => {
          await pass('append');
          const written = await file.append(bytes);
          await pass('datasync');
          await file.datasync();
          return written;
        };
        return { ...file, append };
      },
    },
    hold: (kind) => {
      held = kind;
      gate = Promise.withResolvers<void>();
      arrival = Promise.withResolvers<void>();
      return arrival.promise;
    },
    letGo: () => {
      held = undefined;
      gate.resolve();
    },
    fail: (code) => {
      held = undefined;
      gate.reject(failure(code));
    },
  };
}
