import type { EvaluationQuery, RunLine } from '../../src/features/policy/evaluate.ts';

const BINS = 10;

interface Judged {
  readonly confidence: number;
  readonly isRight: boolean;
}

function judged(queries: readonly EvaluationQuery[], run: readonly RunLine[]): readonly Judged[] {
  return queries.map(({ relevant }, at) => ({
    confidence: run[at]?.confidence ?? 0,
    isRight: relevant.includes(run[at]?.results[0]?.id ?? ''),
  }));
}

/** Of the questions with about this stated chance, how many the first result answered. */
export function reliability(queries: readonly EvaluationQuery[], run: readonly RunLine[]): readonly Record<string, number | string>[] {
  const all = judged(queries, run);
  return Array.from({ length: BINS }, (_, bin) => {
    const inBin = all.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin);
    const stated = inBin.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, inBin.length);
    const observed = inBin.filter(({ isRight }) => isRight).length / Math.max(1, inBin.length);
    return { from: bin / BINS, questions: inBin.length, stated: round(stated), observed: round(observed) };
  }).filter(({ questions }) => questions > 0);
}

/** Whoever answers only above a confidence: of all questions how many get an answer, and how many of those answers are right. */
export function abstention(queries: readonly EvaluationQuery[], run: readonly RunLine[]): readonly Record<string, number>[] {
  const all = judged(queries, run);
  return [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((above) => {
    const answered = all.filter(({ confidence }) => confidence >= above);
    const right = answered.filter(({ isRight }) => isRight).length;
    return { above, answered: round(answered.length / Math.max(1, all.length)), right: round(right / Math.max(1, answered.length)) };
  });
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
