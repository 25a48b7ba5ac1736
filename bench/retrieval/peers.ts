import { DatabaseSync } from 'node:sqlite';
import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import { Charset, Index } from 'flexsearch';
import MiniSearch from 'minisearch';
import { fold } from '../../src/features/policy/search/terms.ts';
import { segment } from '../../src/features/policy/search/segment.ts';
import type { Found, Passage, Retriever } from '../../src/features/policy/search/retriever.ts';

type Builder = (passages: readonly Passage[]) => Retriever;

/** Pairs of neighbouring characters; runs of letters and digits whole. */
function pairs(text: string): string[] {
  return [...fold(text).matchAll(/\p{Script=Han}+|[a-z0-9]+/gu)].flatMap(([run]) =>
    /^[a-z0-9]/u.test(run) || run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
}

function words(text: string): string[] {
  return segment(fold(text))
    .map(({ word }) => word)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** A peer has no confidence of its own: its best score stands for it, which is enough to compare questions. */
function peer(find: (question: string, k: number) => readonly Found[]): Retriever {
  return {
    search: (question, k) => {
      const results = find(question, k);
      return { results, confidence: results[0]?.score ?? 0, ifFirst: () => ({ confidence: 0 }) };
    },
    extract: () => ({ text: '' }),
    put: () => undefined,
    remove: () => undefined,
    setSynonyms: () => undefined,
  };
}

function minisearch(cut: (text: string) => string[]): Builder {
  return (passages) => {
    const index = new MiniSearch<Passage>({ fields: ['title', 'text'], tokenize: cut, processTerm: (term) => term });
    index.addAll(passages);
    return peer((question, k) =>
      index
        .search(question, { combineWith: 'OR', boost: { title: 1.5 } })
        .slice(0, k)
        .map(({ id, score }) => ({ id: String(id), score })),
    );
  };
}

/** Its results carry no score, so it cannot abstain: every confidence is the same. */
function flexsearch(passages: readonly Passage[]): Retriever {
  const index = new Index({ encoder: Charset.CJK, tokenize: 'forward', context: true });
  for (const [at, { title, text }] of passages.entries()) index.add(at, `${title} ${text}`);
  return peer((question, k) =>
    index.search(question, { limit: k, suggest: true }).map((at, rank) => ({ id: passages[Number(at)]?.id ?? '', score: 1 / (1 + rank) })),
  );
}

function sqlite(cut: (text: string) => string[]): Builder {
  return (passages) => {
    const database = new DatabaseSync(':memory:');
    database.exec("CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, title, text, tokenize = 'unicode61')");
    const insert = database.prepare('INSERT INTO passages VALUES (?, ?, ?)');
    database.exec('BEGIN');
    for (const { id, title, text } of passages) insert.run(id, cut(title).join(' '), cut(text).join(' '));
    database.exec('COMMIT');
    const select = database.prepare(
      'SELECT id, bm25(passages, 0, 1.5, 1) AS score FROM passages WHERE passages MATCH ? ORDER BY score LIMIT ?',
    );
    return peer((question, k) => {
      const wanted = [...new Set(cut(question))].map((word) => `"${word.replaceAll('"', '')}"`).join(' OR ');
      if (wanted === '') return [];
      return select.all(wanted, k).map(({ id, score }) => ({ id: String(id), score: -Number(score) }));
    });
  };
}

async function orama(cut: (text: string) => string[]): Promise<Builder> {
  return (passages) => {
    const index = create({
      schema: { title: 'string', text: 'string' } as const,
      components: { tokenizer: { language: 'chinese', normalizationCache: new Map(), tokenize: (raw: string) => cut(raw) } },
    });
    void insertMultiple(
      index,
      passages.map(({ id, title, text }) => ({ id, title, text })),
      passages.length,
    );
    return peer((question, k) => {
      const found = searchOrama(index, { term: question, limit: k, threshold: 1, boost: { title: 1.5 } });
      if (found instanceof Promise) throw new Error('orama answers later');
      return found.hits.map(({ id, score }) => ({ id, score }));
    });
  };
}

/** Each with the better of jieba words and character pairs on these sets (flexsearch: its own encoder for Chinese). */
export const PEERS: readonly { readonly name: string; readonly builder: () => Promise<Builder> }[] = [
  { name: 'minisearch (pairs)', builder: () => Promise.resolve(minisearch(pairs)) },
  { name: 'minisearch (words)', builder: () => Promise.resolve(minisearch(words)) },
  { name: 'flexsearch (cjk)', builder: () => Promise.resolve(flexsearch) },
  { name: 'orama (pairs)', builder: () => orama(pairs) },
  { name: 'sqlite fts5 (pairs)', builder: () => Promise.resolve(sqlite(pairs)) },
  { name: 'sqlite fts5 (words)', builder: () => Promise.resolve(sqlite(words)) },
];
