/**
 * Signs that show nothing and deceive the reader: controls, zero-width signs, directions of writing, fillers, tags.
 * A joiner between two emoji is part of one picture and stays.
 */
const INVISIBLE = new RegExp(
  [
    String.raw`[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u180E\u200B\u200C\u200E\u200F\u2028-\u202E]`,
    String.raw`[\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}]`,
    String.raw`(?<![\p{Extended_Pictographic}\uFE0F\u{1F3FB}-\u{1F3FF}])\u200D`,
    String.raw`\u200D(?!\p{Extended_Pictographic})`,
    String.raw`\p{Surrogate}`,
  ].join('|'),
  'gu',
);

/**
 * Signs that markdown or a mention would take for its own, as their full-width twins. Not backslashes before them: WeCom's
 * webhook markdown shows backslashes as they are.
 */
const TWINS: Readonly<Record<string, string>> = {
  '*': '＊',
  _: '＿',
  '`': '｀',
  '~': '～',
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '|': '｜',
  '\\': '＼',
};

/** What nearly every text is made of: none of it is touched, which one look tells. */
const HARMLESS = /^[0-9A-Za-z ,.!?%()+\-\u3001-\u303F\u4E00-\u9FFF\uFF01-\uFF1F]*$/;

/**
 * What a member wrote, made safe to repeat: shown as it is, but it formats nothing, links nowhere and notifies nobody
 * (no `@all`, `<@userid>`, markdown, live address, hidden sign). Line breaks stay. Idempotent.
 */
export function neutralise(text: string): string {
  if (HARMLESS.test(text)) return text;
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replaceAll('\t', ' ')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/@(?=\s*(?:all|everyone|here|所有人|全体成员))/giu, '＠')
    .replaceAll(/[*_`~[\]<>|\\]/g, (sign) => TWINS[sign] ?? sign)
    .replaceAll('://', '：//')
    .replaceAll(/^([ \u3000]{0,3})#/gmu, '$1＃');
}

/** As {@link neutralise}, on one line: names, places, titles. */
export function neutraliseLine(text: string): string {
  return neutralise(text).replaceAll(/\s+/gu, ' ').trim();
}
