/** RFC 4180, with LF or CRLF and a BOM: text → rows of cells. Quoted cells may hold commas, quotes and line breaks. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const source = text.replace(/^\uFEFF/u, '').replaceAll('\r\n', '\n');
  for (let i = 0; i < source.length; i += 1) {
    const character = source.charAt(i);
    if (quoted && character === '"' && source.charAt(i + 1) === '"') {
      cell += '"';
      i += 1;
    } else if (character === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (character === ',' && !quoted) {
      row.push(cell.trim());
      cell = '';
    } else if (character === '\n' && !quoted) {
      rows.push([...row, cell.trim()]);
      row = [];
      cell = '';
    } else cell += character;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell.trim()]);
  return rows;
}
