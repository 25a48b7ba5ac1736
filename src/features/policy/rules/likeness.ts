/** Dice over pairs of characters: 1 for the same words in the same order. Two questions are compared, not a question and a text. */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairs(one), pairs(other)];
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

function pairs(text: string): Set<string> {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]|请问|想问一?下|一下|[吗呢吧啊呀的了]/gu, '');
  const found = new Set<string>();
  for (let i = 0; i + 1 < plain.length; i += 1) found.add(plain.slice(i, i + 2));
  return found;
}
