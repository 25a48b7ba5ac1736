/** What a document says about itself, before it is checked. */
export interface Metadata {
  readonly title?: string;
  readonly number?: string;
  readonly issuer?: string;
  readonly issuedOn?: string;
  readonly inForceFrom?: string;
  readonly inForceUntil?: string;
  readonly replaces?: string;
  readonly contact?: string;
  readonly reviewOn?: string;
}

const FIELDS = ['title', 'number', 'issuer', 'issuedOn', 'inForceFrom', 'inForceUntil', 'replaces', 'contact', 'reviewOn'] as const;

/** Splits `---` front matter from the body. Unknown fields are passed over; quotes around a value are taken off. */
export function splitFrontMatter(text: string): { readonly metadata: Metadata; readonly body: string } {
  const found = /^\uFEFF?---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/u.exec(text);
  if (found === null) return { metadata: {}, body: text };
  const metadata: { -readonly [K in keyof Metadata]: Metadata[K] } = {};
  for (const line of (found[1] ?? '').split('\n')) {
    const pair = /^(\w+)\s*[:：](.*)$/u.exec(line.trim());
    const field = FIELDS.find((name) => name === pair?.[1]);
    const value = (pair?.[2] ?? '').trim().replace(/^(["'])(.*)\1$/u, '$2');
    if (field !== undefined && value !== '') metadata[field] = value;
  }
  return { metadata, body: text.slice(found[0].length) };
}

/** 2025-04-01, 2025/4/1, 2025年4月1日 → 2025-04-01; undefined for what is no day. */
export function readDay(text: string | undefined): string | undefined {
  const found = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/u.exec(text ?? '');
  if (found === null) return undefined;
  const [year = 0, month = 0, date = 0] = found.slice(1).map(Number);
  const at = new Date(Date.UTC(year, month - 1, date));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? at.toISOString().slice(0, 10) : undefined;
}
