export interface Table {
  readonly type: 'table';
  readonly align: readonly ('left' | 'center' | 'right')[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function isTableRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line);
}

/** Lines of a table; undefined when the second is no row of dashes. */
export function readTable(lines: readonly string[]): Table | undefined {
  const [head = [], marks = [], ...rows] = lines.map(cellsOf);
  if (marks.length === 0 || !marks.every((mark) => /^:?-{1,}:?$/.test(mark))) return undefined;
  return { type: 'table', align: marks.map(alignOf), head, rows };
}

function cellsOf(line: string): readonly string[] {
  // A backslash keeps a bar inside its cell.
  const cells = line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/);
  return cells.map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function alignOf(mark: string): 'left' | 'center' | 'right' {
  if (mark.startsWith(':') && mark.endsWith(':')) return 'center';
  return mark.endsWith(':') ? 'right' : 'left';
}
