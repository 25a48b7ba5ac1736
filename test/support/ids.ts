import { createHash } from 'node:crypto';
import { readableCode, type Ids } from '../../src/core/ids.ts';

/** Identities that are the same in every run. */
export function countedIds(): Ids {
  let count = 0;
  const bytes = (): Uint8Array => {
    count += 1;
    return createHash('sha256').update(String(count)).digest();
  };
  return {
    id: () => Buffer.from(bytes()).toString('hex').slice(0, 32),
    code: (bits) => readableCode(bytes(), Math.ceil(bits / 5)),
  };
}
