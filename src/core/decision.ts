/** A rule's answer: new facts, or an expected no with a code and data (worded in `texts.ts`). */
export type Decision<Facts, Refusal> = { readonly ok: true; readonly facts: Facts } | { readonly ok: false; readonly refusal: Refusal };

export function decided<Facts>(facts: Facts): { readonly ok: true; readonly facts: Facts } {
  return { ok: true, facts };
}

export function refused<Refusal>(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}
