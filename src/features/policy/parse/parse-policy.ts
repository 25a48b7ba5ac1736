import type { Clause, PolicyDocument } from '../schema.ts';
import { blocksOf } from './blocks.ts';
import { clausesOf } from './clauses.ts';
import { readDay, splitFrontMatter, type Metadata } from './front-matter.ts';

export type { Metadata } from './front-matter.ts';

/** What the importer should know about the file; worded in texts. */
export type Warning =
  | { readonly code: 'noClauses' | 'noNumber' | 'noValidity' | 'titleFromFile' }
  | { readonly code: 'badDay'; readonly field: string; readonly value: string }
  | { readonly code: 'hiddenText'; readonly found: string };

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

/**
 * A policy text (Markdown or plain, already decoded) → document and clauses. Pure. Given metadata wins over front matter,
 * which wins over what the text shows. Text that a reader would not see (comments, zero-width signs) is taken out and reported.
 */
export function parsePolicy(fileName: string, text: string, given: Metadata = {}): ParsedPolicy {
  const warnings: Warning[] = [];
  const seen = withoutHidden(text.replaceAll(/\r\n?/gu, '\n'), warnings);
  const { metadata: own, body } = splitFrontMatter(seen);
  const metadata = { ...own, ...given };
  const blocks = blocksOf(body);
  const heading = blocks.find((block) => block.kind === 'title')?.text;
  const firstLine =
    blocks[0]?.kind === 'paragraph' && blocks[0].text.length <= 50 && !/[。；：]$/u.test(blocks[0].text) ? blocks[0].text : undefined;
  const title = metadata.title ?? heading ?? firstLine ?? fileName.replace(/\.[^.]+$/u, '');
  if (metadata.title === undefined && heading === undefined && firstLine === undefined) warnings.push({ code: 'titleFromFile' });
  const number = metadata.number ?? /[\u4e00-\u9fa5]{2,12}[〔[（(]\d{4}[〕\]）)]\d+号/u.exec(body.slice(0, 300))?.[0] ?? null;
  if (number === null) warnings.push({ code: 'noNumber' });
  const parts = clausesOf(heading === undefined && firstLine === title ? blocks.slice(1) : blocks);
  if (parts.length === 0) warnings.push({ code: 'noClauses' });
  const inForceFrom =
    day('inForceFrom', metadata.inForceFrom, warnings) ??
    readDay(/自\s*(\d{4}\s*年\s*\d+\s*月\s*\d+\s*日)\s*起(?:试行|施行|执行|实施)/u.exec(body)?.[1]) ??
    null;
  if (inForceFrom === null) warnings.push({ code: 'noValidity' });
  return {
    document: {
      title,
      number,
      issuer: metadata.issuer ?? null,
      issuedOn: day('issuedOn', metadata.issuedOn, warnings) ?? null,
      inForceFrom,
      inForceUntil: day('inForceUntil', metadata.inForceUntil, warnings) ?? null,
      replaces: metadata.replaces ?? null,
      contact: metadata.contact ?? null,
      reviewOn: day('reviewOn', metadata.reviewOn, warnings) ?? null,
    },
    clauses: parts.map((part, order) => ({ ...part, order })),
    warnings,
  };
}

function withoutHidden(text: string, warnings: Warning[]): string {
  for (const [comment] of text.matchAll(COMMENT)) warnings.push({ code: 'hiddenText', found: comment.slice(4, -3).trim().slice(0, 80) });
  if (text.slice(1).match(INVISIBLE) !== null) warnings.push({ code: 'hiddenText', found: '' });
  return text.replaceAll(COMMENT, '').replaceAll(INVISIBLE, '');
}

function day(field: string, value: string | undefined, warnings: Warning[]): string | undefined {
  const read = readDay(value);
  if (value !== undefined && value !== '' && read === undefined) warnings.push({ code: 'badDay', field, value });
  return read;
}
