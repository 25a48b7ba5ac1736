const HEADS =
  /^(?:[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十]+[)）]|\d+[.、．]|第[一二三四五六七八九十百]+[条章])?\s*([^。；，,：:]{2,30})(?:$|[。：:])/u;
const LONGEST_LINE = 40;

/** The words that head a section ("三、报销范围"), empty when it begins with running text. */
export function headingOf(text: string): string {
  return HEADS.exec(text.slice(0, LONGEST_LINE).split('\n', 1)[0] ?? '')?.[1] ?? '';
}
