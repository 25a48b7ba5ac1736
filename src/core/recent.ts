const KEPT = 1_000;
const LONGEST = 16_384;

/**
 * What was made of the texts seen lately. A text always makes the same thing, so no change anywhere can make this wrong: it
 * spares reading again a document that came from the database letter by letter as before, or the word that a whole group says.
 */
export class Recent<T> {
  #young = new Map<string, T>();
  #old: ReadonlyMap<string, T> = new Map();

  get(text: string, make: () => T): T {
    const young = this.#young.get(text);
    if (young !== undefined) return young;
    const made = this.#old.get(text) ?? make();
    if (text.length <= LONGEST) {
      if (this.#young.size >= KEPT) {
        this.#old = this.#young;
        this.#young = new Map();
      }
      this.#young.set(text, made);
    }
    return made;
  }
}
