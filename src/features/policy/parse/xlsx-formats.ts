import { Parser } from 'htmlparser2';

/** Numbers as the sheet shows them. */
export interface Formats {
  show(value: string, style: number): string;
}

/** Formats that Excel knows by number and that no file spells out. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'yyyy/m/d',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  31: 'yyyy年m月d日',
  57: 'yyyy年m月',
  58: 'm月d日',
};
/** Excel's day 0 for every date after February 1900. */
const EPOCH = Date.UTC(1899, 11, 30);

export function readFormats(stylesXml: string): Formats {
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let inCells = false;
  new Parser(
    {
      onopentag: (name, attributes) => {
        if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
        if (name === 'cellXfs') inCells = true;
        if (name === 'xf' && inCells) styles.push(Number(attributes['numFmtId'] ?? 0));
      },
      onclosetag: (name) => {
        if (name === 'cellXfs') inCells = false;
      },
    },
    { xmlMode: true, decodeEntities: true },
  ).end(stylesXml);
  return {
    show: (value, style) => {
      const number = Number(value);
      if (value === '' || !Number.isFinite(number)) return value;
      const id = styles[style] ?? 0;
      return shown(number, codes.get(id) ?? BUILT_IN[id] ?? '');
    },
  };
}

function shown(number: number, code: string): string {
  const [positive = ''] = code.split(';');
  const plain = positive.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]/giu, '');
  if (/[ymdh]/iu.test(plain) && !/^general$/iu.test(plain)) return moment(number, plain);
  const decimals = /\.(0+)/u.exec(plain)?.[1]?.length;
  const scaled = plain.includes('%') ? number * 100 : number;
  const digits = decimals === undefined ? shortest(scaled) : scaled.toFixed(decimals);
  const grouped = plain.includes('#,##') ? digits.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/gu, ',') : digits;
  const words = positive.replaceAll(/\[[^\]]*\]|_.|\*./gu, '');
  const before = quoted(words.slice(0, Math.max(0, words.search(/[0#?]/u))));
  const last = Math.max(words.lastIndexOf('0'), words.lastIndexOf('#'));
  const after = quoted(last < 0 ? '' : words.slice(last + 1)).replaceAll('%', '');
  return `${before}${grouped}${plain.includes('%') ? '%' : ''}${after}`;
}

/** 元 in `0"元"`, ¥ in `¥0`: words that the format adds. */
function quoted(part: string): string {
  return part
    .replaceAll(/"([^"]*)"|\\(.)/gu, '$1$2')
    .replaceAll(/general|@/giu, '')
    .trim();
}

/** Without the noise of binary fractions: 0.1 + 0.2 is shown as 0.3. */
function shortest(number: number): string {
  return String(Number(number.toPrecision(12)));
}

/** As a Chinese reader expects it, whatever the file's order of the parts: 2026年3月1日, 7:30. */
function moment(number: number, code: string): string {
  const at = new Date(EPOCH + Math.round(number * 86_400) * 1_000);
  const [date, time] = [/[yd]/iu.test(code), /[hs]/iu.test(code)];
  const clock = `${at.getUTCHours()}:${String(at.getUTCMinutes()).padStart(2, '0')}`;
  const year = /y/iu.test(code) ? `${at.getUTCFullYear()}年` : '';
  const day = /d/iu.test(code) ? `${at.getUTCDate()}日` : '';
  const written = date ? `${year}${at.getUTCMonth() + 1}月${day}` : '';
  return [written, time ? clock : ''].filter((part) => part !== '').join(' ');
}
