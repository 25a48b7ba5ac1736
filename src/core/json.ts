/** A copy as it would come back from JSON: without undefined fields, own and mutable. */
export function jsonCopy(value: unknown): unknown {
  const text = JSON.stringify(value);
  const copy: unknown = text === undefined ? null : JSON.parse(text);
  return copy;
}
