import { z } from 'zod';
import { auroc, gain, mean, ranksOf, share } from './measures.ts';
import { build, type Passage, type Retriever } from './search/retriever.ts';

export const corpusLine = z.object({ id: z.string(), doc: z.string().optional(), title: z.string().default(''), text: z.string() });
export const queryLine = z.object({ id: z.string(), question: z.string(), relevant: z.array(z.string()), answerable: z.boolean() });
export type EvaluationQuery = z.infer<typeof queryLine>;

export interface Evaluation {
  readonly queries: number;
  readonly recallAt1: number;
  readonly recallAt5: number;
  readonly mrrAt10: number;
  readonly ndcgAt10: number;
  /** Chance that an answerable question gets more confidence than an unanswerable one; NaN without either. */
  readonly auroc: number;
  readonly buildMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface RunLine {
  readonly id: string;
  readonly results: readonly { readonly id: string; readonly score: number }[];
  readonly confidence: number;
}

/** Lines of JSON → values; an empty line is passed over, a wrong one throws with its number. */
export function readLines<T>(text: string, schema: z.ZodType<T>): readonly T[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const read = schema.safeParse(JSON.parse(line));
    if (!read.success) throw new Error(`line ${index + 1}: ${read.error.issues.map((issue) => issue.message).join(', ')}`);
    return [read.data];
  });
}

/** Measures a retriever on a corpus. `nowMs` is a stopwatch, injected. Ranking is measured on answerable questions only. */
export function evaluateRetriever(
  corpus: readonly Passage[],
  queries: readonly EvaluationQuery[],
  nowMs: () => number,
  builder: (passages: readonly Passage[]) => Retriever = build,
): { readonly evaluation: Evaluation; readonly run: readonly RunLine[] } {
  const started = nowMs();
  const retriever = builder(corpus);
  const buildMs = nowMs() - started;
  const times: number[] = [];
  const run = queries.map((query): RunLine => {
    const before = nowMs();
    const { results, confidence } = retriever.search(query.question, 10);
    times.push(nowMs() - before);
    return { id: query.id, results, confidence };
  });
  return { run, evaluation: measured(queries, run, times, buildMs) };
}

/** The measures of a run; ranking is measured on answerable questions only. */
export function measured(
  queries: readonly EvaluationQuery[],
  run: readonly RunLine[],
  times: readonly number[],
  buildMs: number,
): Evaluation {
  const answerable = queries.flatMap((query, index) => (query.answerable ? [ranksOf(query.relevant, run[index]?.results ?? [])] : []));
  const sorted = times.toSorted((a, b) => a - b);
  return {
    queries: queries.length,
    recallAt1: mean(answerable.map(({ found, relevant }) => share(found, relevant, 1))),
    recallAt5: mean(answerable.map(({ found, relevant }) => share(found, relevant, 5))),
    mrrAt10: mean(answerable.map(({ found }) => (found[0] === undefined ? 0 : 1 / found[0]))),
    ndcgAt10: mean(
      answerable.map(({ found, relevant }) => gain(found) / gain(Array.from({ length: Math.min(relevant, 10) }, (_, i) => i + 1))),
    ),
    auroc: auroc(pick(queries, run, true), pick(queries, run, false)),
    buildMs,
    p50Ms: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
  };
}

function pick(queries: readonly EvaluationQuery[], run: readonly RunLine[], answerable: boolean): readonly number[] {
  return queries.flatMap((query, index) => (query.answerable === answerable ? [run[index]?.confidence ?? 0] : []));
}
