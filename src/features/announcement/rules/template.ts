const BLANK = /〔([^〔〕]{1,12})〕/gu;

export type Values = Readonly<Record<string, string>>;

/** The blanks of a text in their order, each once. */
export function blanksOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(BLANK)].map((match) => match[1] ?? ''))];
}

export function missingBlanks(text: string, values: Values): readonly string[] {
  return blanksOf(text).filter((name) => (values[name] ?? '') === '');
}

/** The text with what is known; blanks that are open stay as they are. */
export function filledText(text: string, values: Values): string {
  return text.replace(BLANK, (blank, name: string) => values[name] || blank);
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** A sent text with its changing parts made into blanks: 时间, 时间2, … The first part wins where two overlap. */
export function withBlanks(text: string, parts: readonly Part[]): string {
  const names = new Map<string, number>();
  let made = '';
  let at = 0;
  for (const { start, end, name } of parts.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    const times = (names.get(name) ?? 0) + 1;
    names.set(name, times);
    made += `${text.slice(at, start)}〔${name}${times === 1 ? '' : times}〕`;
    at = end;
  }
  return made + text.slice(at);
}
