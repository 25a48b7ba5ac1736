import type { EvaluationQuery } from '../../src/features/policy/evaluate.ts';
import { byDocument } from '../../src/features/policy/search/corpus-index.ts';
import { retrieverOver, type Passage } from '../../src/features/policy/search/retriever.ts';

const ASKED = 1_000;
const CHANGED = 50;

/**
 * So many clauses as a large house has: the passages of all sets again and again, each time as other documents with words of their
 * own. What they cost to build and to hold (texts included), what a question costs, what a changed document costs until the next question is answered.
 */
export function measureLarge(
  corpora: readonly (readonly Passage[])[],
  queries: readonly EvaluationQuery[],
  clauses: number,
): Record<string, number> {
  const all = corpora.flat();
  const before = held();
  const passages = Array.from({ length: clauses }, (_, at): Passage => {
    const { id, doc, title, text } = all[at % all.length] ?? { id: '', title: '', text: '' };
    const round = Math.floor(at / all.length);
    // A fresh string each time: copies of one string would share their memory.
    return { id: `${id}~${round}`, doc: `${doc ?? title}~${round}`, title, text: `${text}\n第${round}号文件第${at}段`.normalize('NFC') };
  });
  const documents = byDocument(passages);
  const started = performance.now();
  const retriever = retrieverOver(documents);
  const buildMs = performance.now() - started;
  const megabytes = held() - before;
  const asked = queries.slice(0, ASKED).map(({ question }) => timed(() => retriever.search(question, 5)));
  const changed = documents.slice(0, CHANGED).map((document) =>
    timed(() => {
      retriever.put([document]);
      retriever.search('多久', 5);
    }),
  );
  return {
    clauses,
    buildMs: Math.round(buildMs),
    megabytes: Math.round(megabytes),
    p50Ms: quantile(asked, 0.5),
    p99Ms: quantile(asked, 0.99),
    changeP50Ms: quantile(changed, 0.5),
    changeP99Ms: quantile(changed, 0.99),
  };
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function quantile(values: readonly number[], share: number): number {
  return Number((values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0).toFixed(2));
}

/** What the process holds, in MB; exact only where a collection may be asked for (`node --expose-gc`). */
export function held(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_000_000;
}
