export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Nothing but what JSON can hold, as zod's own `json()` has it, without trying six schemas at each of its places. */
export function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  // Spread, so that a hole counts as what it reads as.
  if (Array.isArray(value)) return [...value].every((one: unknown) => isJson(one));
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every((one: unknown) => isJson(one));
}

/** A copy as it would come back from JSON: without undefined fields, own and mutable. */
export function jsonCopy(value: unknown): unknown {
  const text = JSON.stringify(value);
  const copy: unknown = text === undefined ? null : JSON.parse(text);
  return copy;
}
