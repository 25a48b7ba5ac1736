import type { Clause, PolicyDocument } from '../schema.ts';
import { blocksOf, type Block } from './blocks.ts';
import { clausesOf } from './clauses.ts';
import { readDay, splitFrontMatter, type Metadata } from './front-matter.ts';
import { plainNumber, readHead, readValidity } from './head.ts';
import { withoutLookAlikes } from './look-alikes.ts';
import { oddities } from './odd.ts';
import type { Finding, Piece } from './piece.ts';
import { piecesOfText } from './text.ts';

export type { Metadata } from './front-matter.ts';

/** What the importer should know about the document; worded in texts. */
export type Warning =
  | Finding
  | { readonly code: 'noClauses' | 'noNumber' | 'noValidity' | 'titleFromFile' | 'endsBeforeItBegins' | 'holdsBeforeItWasIssued' }
  | { readonly code: 'badDay'; readonly field: string; readonly value: string }
  | { readonly code: 'missingNumbers' | 'repeatedNumbers'; readonly labels: readonly string[] }
  | { readonly code: 'emptyTable'; readonly count: number };

/** What a text says of itself; what it becomes in the house (id, version, who replaces it) is the importer's to say. */
export type ParsedDocument = Pick<
  PolicyDocument,
  'title' | 'number' | 'issuer' | 'issuedOn' | 'inForceFrom' | 'inForceUntil' | 'replaces' | 'contact' | 'reviewOn'
>;
export type ParsedClause = Omit<Clause, 'id' | 'documentId' | 'origin'>;

export interface ParsedPolicy {
  readonly document: ParsedDocument;
  readonly clauses: readonly ParsedClause[];
  readonly warnings: readonly Warning[];
}

const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u00AD]+/gu;
const COMMENT = /<!--[\s\S]*?-->/gu;
const LONGEST_TITLE = 50;

/** A policy text (Markdown or plain, already decoded) → document and clauses. Pure. Comments in it are taken out and reported. */
export function parsePolicy(fileName: string, text: string, given: Metadata = {}, findings: readonly Finding[] = []): ParsedPolicy {
  const { metadata, body } = splitFrontMatter(text.replaceAll(/\r\n?/gu, '\n'));
  const comments = [...body.matchAll(COMMENT)].map(([comment]): Finding => ({
    code: 'hiddenText',
    found: comment.slice(4, -3).trim().slice(0, 80),
  }));
  return parsePieces(fileName, piecesOfText(body.replaceAll(COMMENT, '')), { ...metadata, ...given }, [...findings, ...comments]);
}

/**
 * What was read of a file → document and clauses. Pure. Given metadata wins over what the text shows. Signs that a reader
 * would not see (zero-width) are taken out and reported, look-alikes become what they look like.
 */
export function parsePieces(fileName: string, raw: readonly Piece[], given: Metadata, findings: readonly Finding[] = []): ParsedPolicy {
  const warnings: Warning[] = [...findings];
  const { pieces, veiled } = cleaned(raw);
  if (veiled) warnings.push({ code: 'hiddenText', found: '' });
  const { blocks, cutRows } = blocksOf(pieces);
  if (cutRows > 0) warnings.push({ code: 'cutTable', count: cutRows });
  const head = readHead(blocks);
  const body = blocks.filter((_, at) => !head.used.has(at));
  const fallback = titleOfFirstLine(body);
  const title = given.title ?? head.metadata.title ?? fallback;
  if (title === undefined) warnings.push({ code: 'titleFromFile' });
  const own = { ...head.metadata, ...given };
  const issuedOn = day('issuedOn', own.issuedOn, warnings) ?? null;
  const said = { ...readValidity(wordsOf(body), issuedOn ?? undefined), ...own };
  if (said.number === undefined) warnings.push({ code: 'noNumber' });
  const document: ParsedDocument = {
    title: title ?? fileName.replace(/\.[^.]+$/u, ''),
    number: said.number === undefined ? null : plainNumber(said.number),
    issuer: said.issuer ?? null,
    issuedOn,
    inForceFrom: day('inForceFrom', said.inForceFrom, warnings) ?? null,
    inForceUntil: day('inForceUntil', said.inForceUntil, warnings) ?? null,
    replaces: said.replaces ?? null,
    contact: said.contact ?? null,
    reviewOn: day('reviewOn', said.reviewOn, warnings) ?? null,
  };
  if (document.inForceFrom === null) warnings.push({ code: 'noValidity' });
  const parts = clausesOf(given.title === undefined && head.metadata.title === undefined && fallback !== undefined ? body.slice(1) : body);
  const clauses = parts.map((part, order): ParsedClause => ({ ...part, order }));
  if (clauses.length === 0) warnings.push({ code: 'noClauses' });
  return { document, clauses, warnings: [...warnings, ...oddities(document, blocks)] };
}

function cleaned(raw: readonly Piece[]): { readonly pieces: readonly Piece[]; readonly veiled: boolean } {
  let veiled = false;
  const plain = (text: string): string => {
    const seen = text.replaceAll(INVISIBLE, '');
    if (seen.length < text.length) veiled = true;
    return withoutLookAlikes(seen);
  };
  const pieces = raw.map((piece): Piece =>
    piece.kind === 'line'
      ? { ...piece, text: plain(piece.text).trim() }
      : { kind: 'grid', rows: piece.rows.map((row) => row.map((cell) => ({ ...cell, text: plain(cell.text) }))) },
  );
  return { pieces, veiled };
}

/** A first line that is no sentence is what a reader would call the title. */
function titleOfFirstLine([first]: readonly Block[]): string | undefined {
  if (first?.kind !== 'paragraph' || first.text.length > LONGEST_TITLE || /[。；：]$/u.test(first.text)) return undefined;
  return first.text;
}

function wordsOf(blocks: readonly Block[]): string {
  return blocks.map((block) => (block.kind === 'table' ? '' : block.text)).join('\n');
}

function day(field: string, value: string | undefined, warnings: Warning[]): string | undefined {
  const read = readDay(value);
  if (value !== undefined && value !== '' && read === undefined) warnings.push({ code: 'badDay', field, value });
  return read;
}
