/** The line under a table's head: `| --- | ---: |`. */
const TABLE_RULE = /^[\s|:]*-[\s|:-]*$/;

/** Whether the text needs `markdown_v2`: only that flavour knows tables, lists, code blocks and rules. */
export function isRich(text: string): boolean {
  return text.split('\n').some((line) => /^\s*(\||[-*+] |\d+[.)] |```|---+\s*$)/.test(line));
}

/**
 * Our markdown for the webhook's old flavour, which can mention but knows only headings, bold, links, inline code and quotes:
 * tables become lines of "name：value", list marks become dots, fences and rules go, pictures become links.
 */
export function plainer(text: string): string {
  const lines: string[] = [];
  let header: readonly string[] | undefined;
  const source = text.split('\n');
  source.forEach((line, index) => {
    if (isTableLine(line)) {
      const cells = cellsOf(line);
      if (header === undefined && TABLE_RULE.test(source[index + 1] ?? '')) header = cells;
      else if (!TABLE_RULE.test(line)) lines.push(rowWords(header ?? [], cells));
      return;
    }
    header = undefined;
    if (!/^\s*(```|~~~)/.test(line) && !/^\s*---+\s*$/.test(line)) lines.push(lineWords(line));
  });
  return lines.join('\n');
}

function isTableLine(line: string): boolean {
  return line.trimStart().startsWith('|');
}

function cellsOf(line: string): readonly string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split('|').map((cell) => cell.trim());
}

function rowWords(header: readonly string[], cells: readonly string[]): string {
  return cells.map((cell, index) => (header[index] ? `${header[index]}：${cell}` : cell)).join('，');
}

function lineWords(line: string): string {
  return line
    .replace(/^(\s*)[-*+] /, '$1· ')
    .replace(/^(?:> ?){2,}/, '> ')
    .replaceAll('![', '[')
    .replaceAll(/(?<![*\w])\*([^*\s][^*\n]{0,200})\*(?![*\w])/g, '$1');
}
