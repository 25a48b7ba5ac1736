/** Sentences and table rows of one text that the other has not; white space never counts. */
export function difference(before: string, after: string): { readonly gone: readonly string[]; readonly fresh: readonly string[] } {
  const [olds, news] = [piecesOf(before), piecesOf(after)];
  return { gone: without(olds, news), fresh: without(news, olds) };
}

function piecesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => (line.includes(' | ') ? [line] : (line.match(/[^。！？；]+[。！？；]*/gu) ?? [])))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

function without(pieces: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others.map(plain));
  return pieces.filter((piece) => !known.has(plain(piece)));
}

function plain(piece: string): string {
  return piece.normalize('NFKC').replaceAll(/\s+|[。；]$/gu, '');
}
