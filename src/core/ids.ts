import { randomBytes, randomFillSync } from 'node:crypto';

/** The world's chance. Injected, so that a test can repeat a run. */
export interface Ids {
  /** A new identity for a document: 128 random bits, no order in it. */
  id(): string;
  /** `bits` of chance in the alphabet of {@link READABLE}; for codes that people type. */
  code(bits: number): string;
}

/** Crockford's alphabet: no I, L, O, U, so that a code survives being read aloud. */
export const READABLE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function readableCode(bytes: Uint8Array, length: number): string {
  let code = '';
  for (let i = 0; i < length; i += 1) code += READABLE.charAt((bytes[i] ?? 0) % READABLE.length);
  return code;
}

export const randomIds: Ids = {
  id: () => pooled(16).toString('hex'),
  code: (bits) => {
    const length = Math.ceil(bits / 5);
    return readableCode(randomBytes(length), length);
  },
};

// Asking the system for 16 bytes costs as much as asking for some thousand.
const pool = Buffer.alloc(4096);
let used = pool.length;

/** Fresh chance; every byte is given out once. */
function pooled(bytes: number): Buffer {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.subarray(used - bytes, used);
}
