/** Deeper than any document of ours; `JSON.stringify` would die at some 10^4 levels, in the middle of a commit. */
const DEEPEST = 64;

/**
 * A copy holding nothing but plain JSON, as it would come back from disk; fields that are undefined are left out.
 * Throws a TypeError on what JSON would bend or drop (dates, maps, functions, NaN, cycles by way of their depth).
 */
export function plainCopy(value: unknown, depth = 0): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  // -0 comes back as 0.
  if (typeof value === 'number' && Number.isFinite(value)) return value + 0;
  if (depth >= DEEPEST) throw new TypeError(`a document is at most ${DEEPEST} levels deep`);
  if (Array.isArray(value)) return value.map((element: unknown) => plainCopy(element, depth + 1));
  if (!isPlainObject(value)) throw new TypeError('a document holds only plain JSON');
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const field = value[key];
    if (field === undefined) continue;
    const kept = plainCopy(field, depth + 1);
    // Assigned, this name would set the prototype instead of a field.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: kept, enumerable: true, writable: true, configurable: true });
    else copy[key] = kept;
  }
  return copy;
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Freezes all of it in place and gives it back. For fresh plain values only: it would freeze the caller's objects too. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const field of Object.values(value)) frozen<unknown>(field);
  return Object.freeze(value);
}
