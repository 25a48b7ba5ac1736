import type { Block } from './blocks.ts';
import { readDay, type Metadata } from './front-matter.ts';

const KINDS =
  '办法|规定|制度|细则|方案|通知|意见|标准|指南|条例|规则|准则|预案|手册|须知|公告|决定|通告|守则|章程|流程|规程|说明|清单|问答|答复|批复|函|计划|要点|通报|公约|协议|目录|表';
const TITLE = new RegExp(`(?:${KINDS})(?:\\s*[（(][^（）()]{1,20}[）)])?$`, 'u');
const NUMBER = /[\u4e00-\u9fa5]{2,14}\s?[〔[［（(【]\s?\d{4}\s?[〕\]］）)】]\s?第?\s?\d{1,5}\s?号/u;
const RED_HEAD = /^[\u4e00-\u9fa5（）()]{4,40}文件$/u;
const ORGANISATION = /(?:中心|公司|集团|委员会|党委|总支|支部|工会|团委|办公室|[部处科局厅院校室站段]|大队|小组)$/u;
const DAY = '\\d{4}\\s*年\\s*\\d{1,2}\\s*月\\s*\\d{1,2}\\s*日';
const ONLY_DAY = new RegExp(`^[（(]?\\s*(${DAY})\\s*(?:印发|发布)?[）)]?$`, 'u');
const BRACKETED = new RegExp(`^[（(].*(${DAY}).*[）)]$`, 'u');
const SECRECY = /^(?:(?:绝密|机密|秘密|内部|普通|特急|加急|平急)[★☆\s\d年长期]*|签发人[:：].*|[★☆].*|(?:编号|No\.?)\s*[:：]?\s*\d+)$/u;
/** To whom it goes, and that it is hereby passed on: nobody asks for that. */
const PASSED_ON =
  /^(?:各[^，。]{1,30}[:：]|现将《[^》]+》[^。；]{0,20}(?:印发|发布|下发)给?[^。；]{0,12}，?[^。；]{0,20}(?:执行|落实|贯彻)[^。；]{0,6}。?)$/u;
/** The head of a document stands in its first lines. */
const HEAD_LINES = 16;
const LONGEST_TITLE = 60;
/** What is longer is no sentence, and no pattern should wander through it. */
const LONGEST_SENTENCE = 500;

export interface Head {
  readonly metadata: Metadata;
  /** Places of blocks that were read as head or signature: they are no clauses. */
  readonly used: ReadonlySet<number>;
}

/** Title, number, issuer and date as a Chinese official document shows them: red head, number, title, bracket, signature. */
export function readHead(blocks: readonly Block[]): Head {
  const used = new Set<number>();
  const bodyAt = blocks.findIndex(({ kind }) => kind !== 'title' && kind !== 'paragraph');
  const head = blocks.slice(0, Math.min(HEAD_LINES, bodyAt < 0 ? blocks.length : bodyAt));
  const metadata: { -readonly [K in keyof Metadata]: Metadata[K] } = {};
  for (const [at, block] of head.entries()) {
    const text = textOf(block);
    const number = NUMBER.exec(text)?.[0];
    if (number !== undefined && text.length < number.length + 12) {
      metadata.number ??= plainNumber(number);
      used.add(at);
    } else if (RED_HEAD.test(text) && !TITLE.test(text)) {
      metadata.issuer ??= text.slice(0, -2);
      used.add(at);
    } else if (SECRECY.test(text)) used.add(at);
    else if (BRACKETED.test(text) || ONLY_DAY.test(text)) {
      const day = readDay(text);
      if (day !== undefined) metadata.issuedOn ??= day;
      used.add(at);
      const who = textOf(head[at - 1]);
      if (ONLY_DAY.test(text) && at > 1 && !used.has(at - 1) && isOrganisation(who)) {
        metadata.issuer ??= who.replaceAll(/\s/gu, '');
        used.add(at - 1);
      }
    }
  }
  const titled = titleIn(head, used, blocks);
  for (const [at, block] of head.entries()) if (PASSED_ON.test(textOf(block))) used.add(at);
  if (titled !== undefined) metadata.title = titled.title;
  for (const at of titled?.places ?? []) used.add(at);
  const signed = signatureIn(blocks, used);
  if (signed !== undefined) {
    if (signed.issuer !== undefined) metadata.issuer ??= signed.issuer;
    metadata.issuedOn ??= signed.day;
    for (const at of signed.places) used.add(at);
  }
  return { metadata, used };
}

function isOrganisation(text: string): boolean {
  return text.length <= 30 && ORGANISATION.test(text);
}

interface Titled {
  readonly title: string;
  readonly places: readonly number[];
}

function titleIn(head: readonly Block[], used: ReadonlySet<number>, all: readonly Block[]): Titled | undefined {
  const marked = head.findIndex(({ kind }) => kind === 'title');
  if (marked >= 0) return wrapped({ title: plain(textOf(head[marked])), places: [marked] }, all);
  for (const [at, block] of head.entries()) {
    const text = textOf(block);
    if (used.has(at) || text.length > LONGEST_TITLE || /[。；：:，,]$/u.test(text)) continue;
    const next = textOf(head[at + 1]);
    if (text.startsWith('关于') && !TITLE.test(text) && next.length <= 30 && TITLE.test(next))
      return wrapped({ title: plain(`${text}${next}`), places: [at, at + 1] }, all);
    if (!TITLE.test(text)) continue;
    const above = at > 0 && !used.has(at - 1) ? textOf(head[at - 1]) : '';
    const joins = above.length >= 2 && above.length + text.length <= LONGEST_TITLE && ORGANISATION.test(above) && !text.startsWith(above);
    return wrapped({ title: plain(joins ? `${above}${text}` : text), places: joins ? [at - 1, at] : [at] }, all);
  }
  return undefined;
}

/** 关于印发《X》的通知 with X behind it: people ask for X. */
function wrapped(titled: Titled, all: readonly Block[]): Titled {
  const inner = /关于(?:印发|发布|公布|修订|颁布|实施).*?《([^》]{4,})》/u.exec(titled.title)?.[1];
  if (inner === undefined) return titled;
  const at = all.findIndex((block, place) => place > 0 && block.kind !== 'table' && sameWords(textOf(block), inner));
  return at < 0 ? titled : { title: plain(textOf(all[at])).replace(/^附件\s?\d*[:：\s]*/u, ''), places: [...titled.places, at] };
}

function sameWords(one: string, other: string): boolean {
  const words = (text: string): string => text.replaceAll(/[\s《》（）()]|^附件\d*[:：]?/gu, '');
  return words(one) === words(other);
}

/** The last lines before the annexes: who, and a day alone on its line. */
function signatureIn(
  blocks: readonly Block[],
  used: ReadonlySet<number>,
): { issuer?: string; day: string; places: readonly number[] } | undefined {
  for (let at = blocks.length - 1; at > 0; at -= 1) {
    const day = used.has(at) ? undefined : readDay(ONLY_DAY.exec(textOf(blocks[at]))?.[1]);
    if (day === undefined || blocks[at]?.kind !== 'paragraph') continue;
    const who = textOf(blocks[at - 1]);
    return isOrganisation(who) ? { issuer: who.replaceAll(/\s/gu, ''), day, places: [at - 1, at] } : { day, places: [at] };
  }
  return undefined;
}

/** Dates of validity and what is replaced, from the sentences that say so. */
export function readValidity(text: string, issuedOn: string | undefined): Metadata {
  const found: { -readonly [K in keyof Metadata]: Metadata[K] } = {};
  // "自…起执行" may stand in any clause; the one of the document itself says 本办法, or stands last.
  const days = [
    ...text.matchAll(new RegExp(`(本[^，。；]{0,12})?自\\s*(${DAY})\\s*(?:起|开始)(?:正式)?(?:试行|施行|执行|实施|生效)`, 'gu')),
  ];
  const from = (days.findLast(([, self]) => self !== undefined) ?? days.at(-1))?.[2];
  const atOnce = /自(?:印发|发布|公布|下发|通过)之日起(?:试行|施行|执行|实施|生效)/u.test(text);
  const inForceFrom = readDay(from) ?? (atOnce ? issuedOn : undefined);
  if (inForceFrom !== undefined) found.inForceFrom = inForceFrom;
  const until = readDay(new RegExp(`(?:有效期(?:限)?(?:截?至|到)|试行(?:期)?至|执行至|适用至)\\s*(${DAY})`, 'u').exec(text)?.[1]);
  const years = /(?:有效期|试行期)(?:限)?(?:为|是)?\s*([一二两三四五\d]{1,2})\s*年/u.exec(text)?.[1];
  const inForceUntil = until ?? (inForceFrom === undefined || years === undefined ? undefined : dayAfterYears(inForceFrom, years));
  if (inForceUntil !== undefined) found.inForceUntil = inForceUntil;
  const replaced = text
    .split(/[。；\n]/u)
    .filter((sentence) => sentence.length < LONGEST_SENTENCE && sentence.includes('《'))
    .filter((sentence) => /(?:同时|即行|予以|同步)(?:废止|作废|停止执行)|不再执行/u.test(sentence));
  if (replaced.length > 0) found.replaces = replaced.join('；').trim().slice(0, 500);
  const contact =
    /(?:联系(?:人|电话|方式)|咨询电话)\s*[:：]\s*([^。；\n]{3,40})/u.exec(text)?.[1] ?? /由([^，。；\n]{2,20})负责解释/u.exec(text)?.[1];
  if (contact !== undefined) found.contact = contact.trim();
  return found;
}

/** The last day of so many years. */
function dayAfterYears(from: string, years: string): string {
  const count = '一二三四五'.indexOf(years) + 1 || (years === '两' ? 2 : Number(years));
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  return new Date(Date.UTC(year + count, month - 1, day - 1)).toISOString().slice(0, 10);
}

function textOf(block: Block | undefined): string {
  if (block === undefined || block.kind === 'table') return '';
  return block.kind === 'article' ? block.line : block.text;
}

function plain(title: string): string {
  return title
    .slice(0, 200)
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim();
}

/** 江轨后勤(2025) 12 号 → 江轨后勤〔2025〕12号: the same number, however it was typed. */
export function plainNumber(number: string): string {
  return number.replaceAll(/\s/gu, '').replace(/[[［（(【](\d{4})[\]］）)】]/u, '〔$1〕');
}
