import { headingOf } from './heading.ts';
import { codesOf, readTerms, type Term } from './terms.ts';
import { vocabulary, type Vocabulary } from './vocabulary.ts';

export interface Passage {
  readonly id: string;
  /** What the passage was cut from; without it, the title counts as the document. */
  readonly doc?: string | undefined;
  /** Name of the document and, where there are any, chapter and label. */
  readonly title: string;
  readonly text: string;
}

/** The passages of one document, which come and go together. */
export interface DocumentPassages {
  readonly doc: string;
  readonly passages: readonly Passage[];
}

/** Where a term stands: units ascending, each `unit << 8 | how often`. Term number t has the entries from starts[t] to starts[t + 1]. */
export interface Postings {
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
}

/** An index over whole documents that is written once. What is withdrawn is only marked; `frequency` no longer counts it. */
export interface Shard {
  readonly passages: readonly Passage[];
  readonly docs: readonly string[];
  readonly terms: Vocabulary;
  readonly texts: Postings;
  readonly titles: Postings;
  /** Passage → document, passage → title (a title that several passages share is indexed once). */
  readonly docOf: Uint32Array;
  readonly titleOf: Uint32Array;
  readonly titleCount: number;
  /** Terms of each passage's text; of each document. */
  readonly lengths: Uint32Array;
  readonly docLengths: Uint32Array;
  /** Living passages in whose text a term stands; living documents. */
  readonly frequency: Uint32Array;
  readonly docFrequency: Uint32Array;
  /** What a passage is likely to answer at all, beside what it says. */
  readonly priors: Float32Array;
  readonly alive: Uint8Array;
  readonly docAlive: Uint8Array;
  living: number;
}

const MOST_TIMES = 255;

export function buildShard(documents: readonly DocumentPassages[]): Shard {
  const passages = documents.flatMap((document) => document.passages);
  const docOf = new Uint32Array(passages.length);
  const titleOf = new Uint32Array(passages.length);
  const titles: string[] = [];
  let index = 0;
  for (const [doc, document] of documents.entries()) {
    const known = new Map<string, number>();
    for (const passage of document.passages) {
      let title = known.get(passage.title);
      if (title === undefined) {
        title = titles.push(passage.title) - 1;
        known.set(passage.title, title);
      }
      docOf[index] = doc;
      titleOf[index] = title;
      index += 1;
    }
  }
  const terms = vocabulary(Math.min(1 << 18, 1024 + passages.length * 32));
  const lengths = new Uint32Array(passages.length);
  const texts = countTerms(passages, withHeading, terms, lengths);
  const titlePostings = countTerms(titles, (title) => title, terms, new Uint32Array(titles.length));
  const docLengths = new Uint32Array(documents.length);
  for (let i = 0; i < passages.length; i += 1) docLengths[docOf[i] ?? 0] = (docLengths[docOf[i] ?? 0] ?? 0) + (lengths[i] ?? 0);
  const shard = {
    passages,
    docs: documents.map(({ doc }) => doc),
    terms,
    texts,
    titles: titlePostings,
    docOf,
    titleOf,
    titleCount: titles.length,
    lengths,
    docLengths,
    frequency: new Uint32Array(terms.size),
    docFrequency: new Uint32Array(terms.size),
    priors: Float32Array.from(passages, priorOf),
    alive: new Uint8Array(passages.length).fill(1),
    docAlive: new Uint8Array(documents.length).fill(1),
    living: passages.length,
  };
  countFrequencies(shard);
  return shard;
}

/** The heading of a document repeats its title and says nothing yet; "现将有关事项通知如下：" only leads on to what answers. */
const HEADING = 0.95;
const LEADS_ON = 0.9;
/** An example shows how a rule is meant; the rule says it. */
const EXAMPLE = 0.9;

function priorOf({ title, text }: Passage): number {
  return (isHeading(bare(title), text) ? HEADING : 1) * (/[：:]\s*$/u.test(text) ? LEADS_ON : 1) * (text.startsWith('例如') ? EXAMPLE : 1);
}

function isHeading(title: string, text: string): boolean {
  if (title.length < 6) return false;
  return text.split('\n', 4).some((line) => {
    const words = bare(line);
    return words === title || (words.length >= 6 && title.includes(words));
  });
}

function bare(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** What heads a section says what all of it is about: each of its terms counts so many times more. */
const HEADED = 2;

function withHeading({ text }: Passage): string {
  const heading = headingOf(text);
  return heading === '' ? text : `${text}${`\n${heading}`.repeat(HEADED)}`;
}

let buffer = new Uint32Array(4096);

/** Two passes over the terms of all texts: count, then place. The stream of term numbers is kept between them. */
function countTerms<T>(units: readonly T[], textOf: (unit: T) => string, terms: Vocabulary, lengths: Uint32Array): Postings {
  let stream = new Uint32Array(1 << 16);
  let streamed = 0;
  let counts = new Uint32Array(1 << 12);
  let last = new Int32Array(1 << 12).fill(-1);
  for (const [unit, one] of units.entries()) {
    const codes = codesOf(textOf(one));
    if (buffer.length < codes.length * 3 + 3) buffer = new Uint32Array(codes.length * 6);
    const length = readTerms(codes, buffer);
    lengths[unit] = length;
    if (streamed + length > stream.length) stream = grown(stream, streamed + length);
    for (let i = 0; i < length; i += 1) {
      const term = terms.add(buffer[i] ?? 0);
      stream[streamed++] = term;
      if (term >= counts.length) {
        counts = grown(counts, term + 1);
        const more = new Int32Array(counts.length).fill(-1);
        more.set(last);
        last = more;
      }
      if (last[term] !== unit) {
        last[term] = unit;
        counts[term] = (counts[term] ?? 0) + 1;
      }
    }
  }
  const starts = new Uint32Array(terms.size + 1);
  for (let term = 0; term < terms.size; term += 1) starts[term + 1] = (starts[term] ?? 0) + (counts[term] ?? 0);
  const entries = new Uint32Array(starts[terms.size] ?? 0);
  const next = starts.slice();
  let at = 0;
  for (let unit = 0; unit < units.length; unit += 1) {
    for (const end = at + (lengths[unit] ?? 0); at < end; at += 1) {
      const term = stream[at] ?? 0;
      const place = next[term] ?? 0;
      const before = place > (starts[term] ?? 0) ? (entries[place - 1] ?? 0) : 0;
      if (place > (starts[term] ?? 0) && before >>> 8 === unit) {
        if ((before & 0xff) < MOST_TIMES) entries[place - 1] = before + 1;
      } else {
        entries[place] = ((unit << 8) | 1) >>> 0;
        next[term] = place + 1;
      }
    }
  }
  return { starts, entries };
}

function grown(array: Uint32Array, needed: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(needed, array.length * 2));
  larger.set(array);
  return larger;
}

function countFrequencies({ terms, texts, docOf, frequency, docFrequency }: Shard): void {
  for (let term = 0; term < terms.size; term += 1) {
    const from = texts.starts[term] ?? 0;
    const to = texts.starts[term + 1] ?? 0;
    let docs = 0;
    let before = -1;
    for (let i = from; i < to; i += 1) {
      const doc = docOf[(texts.entries[i] ?? 0) >>> 8] ?? 0;
      if (doc !== before) docs += 1;
      before = doc;
    }
    frequency[term] = to - from;
    docFrequency[term] = docs;
  }
}

/** Marks a document as withdrawn: costs as much as its own text, not as what the shard holds. */
export function withdraw(shard: Shard, doc: number): void {
  shard.docAlive[doc] = 0;
  const inDoc = new Set<number>();
  for (let i = 0; i < shard.passages.length; i += 1) {
    if (shard.docOf[i] !== doc || shard.alive[i] === 0) continue;
    shard.alive[i] = 0;
    shard.living -= 1;
    for (const term of termNumbers(shard, shard.passages[i]?.text ?? '')) {
      shard.frequency[term] = (shard.frequency[term] ?? 1) - 1;
      inDoc.add(term);
    }
  }
  for (const term of inDoc) shard.docFrequency[term] = (shard.docFrequency[term] ?? 1) - 1;
}

function termNumbers({ terms }: Shard, text: string): Set<number> {
  const codes = codesOf(text);
  if (buffer.length < codes.length * 3 + 3) buffer = new Uint32Array(codes.length * 6);
  const length = readTerms(codes, buffer);
  const found = new Set<number>();
  for (let i = 0; i < length; i += 1) found.add(terms.find(buffer[i] ?? 0));
  return found;
}

export function frequencyIn({ terms, frequency }: Shard, term: Term): number {
  const place = terms.find(term);
  return place < 0 ? 0 : (frequency[place] ?? 0);
}
