import { measured, type Evaluation, type EvaluationQuery, type RunLine } from './evaluate.ts';
import type { SecondOpinion } from './opinion/second.ts';
import { fused, NO_OPINION } from './rules/fusion.ts';
import { build, type Passage } from './search/retriever.ts';

const FOUND = 30;
const MEASURED = 10;

/**
 * As `evaluateRetriever`, with the services asked as they are for a member: within the same limits, and left alone after the same failures.
 * Rejects when the corpus cannot be embedded.
 */
export async function evaluateSecond(
  corpus: readonly Passage[],
  queries: readonly EvaluationQuery[],
  nowMs: () => number,
  second: SecondOpinion,
): Promise<{ readonly evaluation: Evaluation; readonly run: readonly RunLine[] }> {
  const started = nowMs();
  const retriever = build(corpus);
  const units = corpus.map((passage) => second.unitOf(passage));
  await second.embed(units);
  const buildMs = nowMs() - started;
  const times: number[] = [];
  const run: RunLine[] = [];
  // One after the other: eight at once is all that a service is asked.
  for (const { id, question } of queries) {
    const before = nowMs();
    const own = retriever.search(question, FOUND);
    const ask = second.on([{ question, units, admits: () => true, own: own.results.map((found) => found.id) }]);
    const [opinion = NO_OPINION] = (await ask?.()) ?? [];
    const { results, confidence } = fused(own, opinion);
    times.push(nowMs() - before);
    run.push({ id, results: results.slice(0, MEASURED), confidence });
  }
  return { run, evaluation: measured(queries, run, times, buildMs) };
}
