/** A set of characters that is asked for every character of every text: by code, so that none of them becomes a string. */
export class Signs {
  readonly #has = new Uint8Array(0x1_0000);

  constructor(characters: Iterable<string>) {
    for (const character of characters) this.#has[character.charCodeAt(0)] = 1;
  }

  has(code: number): boolean {
    return this.#has[code] === 1;
  }

  /** Whether one of them stands in the text. */
  someIn(text: string): boolean {
    for (let at = 0; at < text.length; at += 1) if (this.has(text.charCodeAt(at))) return true;
    return false;
  }
}
