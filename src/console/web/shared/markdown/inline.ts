/** What stands inside a line. */
export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'strong' | 'em' | 'del'; readonly inside: readonly Inline[] }
  | { readonly type: 'link'; readonly href: string; readonly inside: readonly Inline[] }
  | { readonly type: 'image'; readonly src: string; readonly alt: string }
  | { readonly type: 'font'; readonly color: 'info' | 'comment' | 'warning'; readonly inside: readonly Inline[] }
  | { readonly type: 'mention'; readonly userId: string };

/** WeCom has three flavours of markdown (reference g.8); each client renders only what its flavour has. */
export type Flavour = 'bot' | 'robot' | 'v2';

interface Rule {
  readonly in: readonly Flavour[];
  readonly pattern: RegExp;
  readonly make: (match: RegExpExecArray, inside: (text: string) => readonly Inline[]) => Inline;
}

const EVERY: readonly Flavour[] = ['bot', 'robot', 'v2'];
const RICH: readonly Flavour[] = ['bot', 'v2'];

/** Earlier rules win where two match at the same place. */
const RULES: readonly Rule[] = [
  { in: EVERY, pattern: /`([^`\n]+)`/, make: ([, text = '']) => ({ type: 'code', text }) },
  { in: EVERY, pattern: /\*\*(.+?)\*\*/, make: ([, text = ''], inside) => ({ type: 'strong', inside: inside(text) }) },
  { in: RICH, pattern: /~~(.+?)~~/, make: ([, text = ''], inside) => ({ type: 'del', inside: inside(text) }) },
  { in: RICH, pattern: /\*([^*\s][^*]*)\*/, make: ([, text = ''], inside) => ({ type: 'em', inside: inside(text) }) },
  { in: RICH, pattern: /!\[([^\]]*)\]\(([^()\s]+)\)/, make: ([, alt = '', src = '']) => ({ type: 'image', alt, src }) },
  {
    in: EVERY,
    pattern: /\[([^\]]+)\]\(([^()\s]+)\)/,
    make: ([, text = '', href = ''], inside) => ({ type: 'link', href, inside: inside(text) }),
  },
  {
    in: ['robot'],
    pattern: /<font color="?(info|comment|warning)"?>([\s\S]*?)<\/font>/,
    make: ([, color = '', text = ''], inside) => ({ type: 'font', color: colorOf(color), inside: inside(text) }),
  },
  { in: ['robot', 'bot'], pattern: /<@([^<>\s]+)>/, make: ([, userId = '']) => ({ type: 'mention', userId }) },
  {
    in: EVERY,
    pattern: /https?:\/\/[^\s<>()（）“”，。；！？]+/,
    make: ([href]) => ({ type: 'link', href, inside: [{ type: 'text', text: href }] }),
  },
];

function colorOf(name: string): 'info' | 'comment' | 'warning' {
  return name === 'info' || name === 'comment' ? name : 'warning';
}

export function parseInline(text: string, flavour: Flavour): readonly Inline[] {
  const parts: Inline[] = [];
  let rest = text;
  for (;;) {
    const next = firstMatch(rest, flavour);
    if (next === undefined) break;
    if (next.match.index > 0) parts.push({ type: 'text', text: rest.slice(0, next.match.index) });
    parts.push(next.rule.make(next.match, (inner) => parseInline(inner, flavour)));
    rest = rest.slice(next.match.index + next.match[0].length);
  }
  if (rest !== '') parts.push({ type: 'text', text: rest });
  return parts;
}

function firstMatch(text: string, flavour: Flavour): { rule: Rule; match: RegExpExecArray } | undefined {
  let best: { rule: Rule; match: RegExpExecArray } | undefined;
  for (const rule of RULES) {
    const match = rule.in.includes(flavour) ? rule.pattern.exec(text) : null;
    if (match !== null && (best === undefined || match.index < best.match.index)) best = { rule, match };
  }
  return best;
}

/** Addresses that a chat may lead to; anything else (javascript:, data:) is no link. */
export function safeHref(href: string): string | undefined {
  return /^(https?:\/\/|\/(?!\/))/i.test(href) ? href : undefined;
}
