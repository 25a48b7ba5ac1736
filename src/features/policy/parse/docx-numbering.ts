import { Parser } from 'htmlparser2';

/** How one level counts: `第%1条` with Chinese figures, from 1. */
interface Level {
  readonly format: string;
  readonly text: string;
  readonly start: number;
}

/** The numbers that Word writes itself and that stand in no text: 第一条, （一）, 1. */
export interface Numbering {
  /** The label of the next paragraph of this list and level, as a reader sees it; '' for bullets. Counts. */
  next(numId: string, level: number): string;
  /** A style that numbers its paragraphs: list and level. */
  ofStyle(styleId: string): { readonly numId: string; readonly level: number } | undefined;
}

interface AbstractList {
  readonly levels: Map<number, Level>;
}

const DIGITS = '零一二三四五六七八九';

export function readNumbering(numberingXml: string, stylesXml: string): Numbering {
  const { lists, starts } = listsIn(numberingXml);
  const styles = stylesIn(stylesXml);
  const counts = new Map<string, number[]>();
  const levelOf = (numId: string, level: number): Level | undefined => lists.get(numId)?.levels.get(level);
  return {
    ofStyle: (styleId) => {
      for (let id: string | undefined = styleId, hops = 0; id !== undefined && hops < 10; hops += 1) {
        const style = styles.get(id);
        if (style?.numId !== undefined) return { numId: style.numId, level: style.level };
        id = style?.basedOn;
      }
      return undefined;
    },
    next: (numId, level) => {
      const own = levelOf(numId, level);
      if (own === undefined || own.format === 'bullet' || own.format === 'none') return '';
      // Lists that share their definition go on counting together, as in Word.
      const list = lists.get(numId);
      const key = starts.has(`${numId}/${level}`) ? numId : ([...lists].find(([, one]) => one === list)?.[0] ?? numId);
      const count = counts.get(key) ?? [];
      counts.set(key, count);
      count[level] = (count[level] ?? (starts.get(`${numId}/${level}`) ?? own.start) - 1) + 1;
      count.length = level + 1;
      return own.text.replaceAll(/%([1-9])/gu, (_, digit: string) => {
        const at = Number(digit) - 1;
        return inFormat(count[at] ?? levelOf(numId, at)?.start ?? 1, levelOf(numId, at)?.format ?? 'decimal');
      });
    },
  };
}

function listsIn(xml: string): { lists: ReadonlyMap<string, AbstractList>; starts: ReadonlyMap<string, number> } {
  const abstract = new Map<string, AbstractList>();
  const lists = new Map<string, AbstractList>();
  const starts = new Map<string, number>();
  let inAbstract: AbstractList | undefined;
  let num = '';
  let level = 0;
  const change = (part: Partial<Level>): void => {
    const before = inAbstract?.levels.get(level) ?? { format: 'decimal', text: '', start: 1 };
    inAbstract?.levels.set(level, { ...before, ...part });
  };
  eachTag(xml, (name, attributes) => {
    const value = attributes['w:val'] ?? '';
    if (name === 'w:abstractNum') abstract.set(attributes['w:abstractNumId'] ?? '', (inAbstract = { levels: new Map() }));
    else if (name === 'w:num') [num, inAbstract] = [attributes['w:numId'] ?? '', undefined];
    else if (name === 'w:lvl' || name === 'w:lvlOverride') level = Number(attributes['w:ilvl'] ?? 0);
    else if (name === 'w:numFmt') change({ format: value });
    else if (name === 'w:lvlText') change({ text: value });
    else if (name === 'w:start') change({ start: Number(value) || 0 });
    else if (name === 'w:startOverride') starts.set(`${num}/${level}`, Number(value) || 0);
    else if (name === 'w:abstractNumId') {
      const of = abstract.get(value);
      if (of !== undefined) lists.set(num, of);
    }
  });
  return { lists, starts };
}

function stylesIn(xml: string): ReadonlyMap<string, { numId?: string; level: number; basedOn?: string }> {
  const styles = new Map<string, { numId?: string; level: number; basedOn?: string }>();
  let style: { numId?: string; level: number; basedOn?: string } | undefined;
  eachTag(xml, (name, attributes) => {
    const value = attributes['w:val'] ?? '';
    if (name === 'w:style') styles.set(attributes['w:styleId'] ?? '', (style = { level: 0 }));
    else if (style === undefined) return;
    else if (name === 'w:numId') style.numId = value;
    else if (name === 'w:ilvl') style.level = Number(value) || 0;
    else if (name === 'w:basedOn') style.basedOn = value;
  });
  return styles;
}

function eachTag(xml: string, visit: (name: string, attributes: Readonly<Record<string, string>>) => void): void {
  new Parser({ onopentag: visit }, { xmlMode: true, decodeEntities: true }).end(xml);
}

function inFormat(value: number, format: string): string {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'chineseLegalSimplified':
    case 'ideographDigital':
    case 'japaneseCounting':
    case 'taiwaneseCountingThousand':
      return inChinese(value);
    case 'ideographTraditional':
      return '甲乙丙丁戊己庚辛壬癸'.charAt((value - 1) % 10);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : String(value);
    case 'upperLetter':
      return String.fromCodePoint(65 + ((value - 1) % 26));
    case 'lowerLetter':
      return String.fromCodePoint(97 + ((value - 1) % 26));
    case 'upperRoman':
    case 'lowerRoman':
      return roman(value, format === 'upperRoman');
    default:
      return String(value);
  }
}

/** 1 → 一, 12 → 十二, 105 → 一百零五 */
function inChinese(value: number): string {
  if (value < 10 || value >= 1_000) return value < 10 ? (DIGITS[value] ?? '') : String(value);
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const high = hundreds === 0 ? '' : `${DIGITS[hundreds]}百`;
  const middle = tens === 0 ? (high !== '' && ones > 0 ? '零' : '') : `${tens === 1 && high === '' ? '' : DIGITS[tens]}十`;
  return `${high}${middle}${ones === 0 ? '' : DIGITS[ones]}`;
}

function roman(value: number, upper: boolean): string {
  const signs = [
    ['x', 10],
    ['ix', 9],
    ['v', 5],
    ['iv', 4],
    ['i', 1],
  ] as const;
  let rest = Math.min(value, 399);
  let text = '';
  for (const [sign, worth] of signs) for (; rest >= worth; rest -= worth) text += sign;
  return upper ? text.toUpperCase() : text;
}
