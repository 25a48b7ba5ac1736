import { z } from 'zod';
import { corpusLine, readLines } from './evaluate.ts';
import { build, type Retriever } from './search/retriever.ts';

const request = z.discriminatedUnion('op', [
  z.object({ op: z.literal('build'), corpus: z.string() }),
  z.object({ op: z.literal('search'), q: z.string(), k: z.number().int().positive().max(1000).default(10) }),
  z.object({ op: z.literal('extract'), q: z.string(), id: z.string() }),
  z.object({ op: z.literal('close') }),
]);

export interface SearchState {
  readonly retriever: Retriever | undefined;
  readonly closed: boolean;
}

export const freshSearch: SearchState = { retriever: undefined, closed: false };

/**
 * One line of `policy search --stdio` → its answer and the state after it. The file is read by the caller (`readText`), so that
 * features do no IO. A wrong line gets `{"error"}` and changes nothing; it never throws.
 */
export async function answerSearchLine(
  state: SearchState,
  line: string,
  readText: (path: string) => Promise<string>,
): Promise<{ state: SearchState; answer: unknown }> {
  try {
    const asked = request.parse(JSON.parse(line));
    switch (asked.op) {
      case 'build':
        return { state: { retriever: build(readLines(await readText(asked.corpus), corpusLine)), closed: false }, answer: { ok: true } };
      case 'search':
        return { state, answer: state.retriever?.search(asked.q, asked.k) ?? { error: 'build first' } };
      case 'extract':
        return { state, answer: state.retriever?.extract(asked.q, asked.id) ?? { error: 'build first' } };
      case 'close':
        return { state: { retriever: undefined, closed: true }, answer: { ok: true } };
    }
  } catch (error) {
    return { state, answer: { error: error instanceof Error ? error.message : 'unreadable line' } };
  }
}
