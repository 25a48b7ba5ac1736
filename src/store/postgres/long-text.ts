import { createHash } from 'node:crypto';

/**
 * An index entry has room for some 2,700 bytes; a member's text may be longer. In the columns that are searched by, a long text
 * stands cut, with the hash of the whole behind it: equality stays exact, order is exact up to the cut.
 */
const KEPT_CHARACTERS = 200;

/** The same in SQL, for a generated column. `value` is an expression of type text. */
export function searchedTextSql(value: string): string {
  return `CASE WHEN length(${value}) > ${KEPT_CHARACTERS} THEN left(${value}, ${KEPT_CHARACTERS}) || md5(${value}) ELSE ${value} END`;
}

export function searchedText(text: string): string {
  if (text.length <= KEPT_CHARACTERS) return text;
  // By code points, as PostgreSQL counts.
  const characters = [...text];
  if (characters.length <= KEPT_CHARACTERS) return text;
  return characters.slice(0, KEPT_CHARACTERS).join('') + createHash('md5').update(text).digest('hex');
}
