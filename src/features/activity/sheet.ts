import { EXPORT_HEADERS, SHEET_NAME } from './texts/export.ts';

/** Every cell is a string: a member called `=HYPERLINK(…)` or `+1` stays a name and never becomes a formula. */
export async function sheetOf(rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  // With the first list that somebody asks for: nothing else needs these eighty modules, and every start would wait for them.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const text = (value: string) => ({ value: visible(value), type: String });
  const header = EXPORT_HEADERS.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const file = writeXlsxFile([header, ...rows.map((row) => row.map(text))], {
    sheet: SHEET_NAME,
    columns: [{ width: 6 }, { width: 14 }, { width: 14 }, { width: 12 }, { width: 24 }, { width: 12 }],
  });
  return file.toBuffer();
}

/** XML has no way to write controls and half characters; Excel calls a file with them broken. */
function visible(value: string): string {
  return value.toWellFormed().replaceAll(/(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]/gu, '');
}
