import mammoth from 'mammoth';
import { Parser } from 'htmlparser2';
import { readNumbering, type Numbering } from './docx-numbering.ts';
import { readHtml } from './html.ts';
import { FileRefused, type Finding, type FoundInFile } from './piece.ts';
import { pack, refuseEntities, unpack } from './zip.ts';

const MAIN = 'word/document.xml';
/** All that carries words. Pictures, macros, fonts and embedded files are never unpacked. */
const WANTED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:document|styles|numbering|footnotes|endnotes)\.xml|word\/_rels\/(?:document|footnotes|endnotes)\.xml\.rels)$/u;
/** A document title is level 1; Word's own headings begin below it. */
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='标题'] => h1:fresh",
  ...[1, 2, 3, 4, 5].map((level) => `p[style-name='Heading ${level}'] => h${level + 1}:fresh`),
];

/** A Word document: mammoth reads it, after the numbers that Word would write by itself were written into it. */
export async function readDocx(bytes: Uint8Array): Promise<FoundInFile> {
  const { names, parts } = await unpack(bytes, (name) => WANTED.test(name));
  const main = parts.get(MAIN);
  if (main === undefined) throw new FileRefused({ code: 'damaged' });
  refuseEntities(parts);
  const textOf = (name: string): string => parts.get(name)?.toString('utf8') ?? '';
  const prepared = prepare(main.toString('utf8'), readNumbering(textOf('word/numbering.xml'), textOf('word/styles.xml')));
  const kept = new Map([...parts, [MAIN, Buffer.from(prepared.xml)]]);
  kept.delete('word/numbering.xml');
  const html = await htmlOf(await pack(kept));
  const { pieces, findings } = readHtml(html);
  const all: Finding[] = [...findings];
  if (prepared.hidden !== '') all.push({ code: 'hiddenText', found: prepared.hidden.slice(0, 80) });
  if (prepared.revised) all.push({ code: 'revisions' });
  if (names.some((name) => name.endsWith('vbaProject.bin'))) all.push({ code: 'macros' });
  const pictures = names.filter((name) => name.startsWith('word/media/')).length;
  if (pictures > 0) all.push({ code: 'pictures', count: pictures });
  return { pieces, findings: all };
}

async function htmlOf(buffer: Buffer): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      { styleMap: STYLES, externalFileAccess: false, convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
    );
    return value.replaceAll(/<img[^>]*>/gu, '');
  } catch {
    // Its errors are many and name inner parts; for whoever sent the file they all mean one thing.
    throw new FileRefused({ code: 'damaged' });
  }
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

/** Writes list numbers into their paragraphs, and takes out runs that Word hides. */
function prepare(xml: string, numbering: Numbering): { xml: string; hidden: string; revised: boolean } {
  const edits: Edit[] = [];
  const path: string[] = [];
  let paragraph: { style: string; numId: string | undefined; level: number | undefined } | undefined;
  let run: { from: number; vanish: boolean; words: string } | undefined;
  let hidden = '';
  let revised = false;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        path.push(name);
        const value = attributes['w:val'] ?? '';
        if (name === 'w:ins' || name === 'w:del') revised = true;
        if (name === 'w:r') run = { from: parser.startIndex, vanish: false, words: '' };
        if (name === 'w:vanish' && run !== undefined && value !== '0' && value !== 'false') run.vanish = true;
        // What a revision replaced (pPrChange) is history.
        if (path.includes('w:pPrChange')) return;
        if (name === 'w:pPr') paragraph = { style: '', numId: undefined, level: undefined };
        if (paragraph === undefined) return;
        if (name === 'w:pStyle') paragraph.style = value;
        if (name === 'w:numId') paragraph.numId = value;
        if (name === 'w:ilvl') paragraph.level = Number(value) || 0;
      },
      ontext: (text) => {
        if (run !== undefined && path.at(-1) === 'w:t') run.words += text;
      },
      onclosetag: (name) => {
        path.pop();
        if (name === 'w:r' && run !== undefined) {
          if (run.vanish) {
            edits.push({ from: run.from, to: parser.endIndex + 1, put: '' });
            hidden += run.words;
          }
          run = undefined;
        }
        if (name !== 'w:pPr' || paragraph === undefined || path.includes('w:pPrChange')) return;
        const label = labelOf(paragraph, numbering);
        paragraph = undefined;
        if (label !== '') edits.push({ from: parser.endIndex + 1, to: parser.endIndex + 1, put: runOf(label) });
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(xml);
  return { xml: edited(xml, edits), hidden: hidden.trim(), revised };
}

function labelOf(paragraph: { style: string; numId: string | undefined; level: number | undefined }, numbering: Numbering): string {
  const ofStyle = numbering.ofStyle(paragraph.style);
  const numId = paragraph.numId ?? ofStyle?.numId;
  // List 0 means: none, whatever the style says.
  return numId === undefined || numId === '0' ? '' : numbering.next(numId, paragraph.level ?? ofStyle?.level ?? 0);
}

function runOf(label: string): string {
  const safe = label.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<w:r><w:t xml:space="preserve">${safe}${/[条章节编]$/u.test(label) ? '　' : ''}</w:t></w:r>`;
}

function edited(xml: string, edits: readonly Edit[]): string {
  let done = 0;
  const kept: string[] = [];
  for (const { from, to, put } of edits.toSorted((a, b) => a.from - b.from)) {
    if (from < done) continue;
    kept.push(xml.slice(done, from), put);
    done = to;
  }
  return [...kept, xml.slice(done)].join('');
}
