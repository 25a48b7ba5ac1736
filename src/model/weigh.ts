import type { ZodType } from 'zod';
import { failed, jsonOf, post, type Service } from './call.ts';
import type { Model, Patience } from './model.ts';
import { embeddingsSchema, rerankSchema } from './schema.ts';

export function embedWith(service: Service, name: string): NonNullable<Model['embed']> {
  return async (texts, patience) => {
    if (texts.length === 0) return [];
    const method = 'embeddings';
    const { data } = await ask(service, method, { model: name, input: texts, encoding_format: 'float' }, patience, embeddingsSchema);
    const vectors = inOrder(method, texts.length, data).map(({ embedding }) => Float32Array.from(embedding));
    if (new Set(vectors.map(({ length }) => length)).size > 1) throw failed(method, 'unreadable');
    return vectors;
  };
}

export function rerankWith(service: Service, name: string): NonNullable<Model['rerank']> {
  return async (question, texts, patience) => {
    if (texts.length === 0) return [];
    const method = 'rerank';
    const body = { model: name, query: question, documents: texts, top_n: texts.length, return_documents: false };
    const { results } = await ask(service, method, body, patience, rerankSchema);
    return inOrder(method, texts.length, results).map(({ relevance_score: score }) => score);
  };
}

async function ask<T>(service: Service, method: string, body: object, patience: Patience, schema: ZodType<T>): Promise<T> {
  const { stream } = await post(service, method, body, patience);
  const read = schema.safeParse(await jsonOf(method, stream));
  if (!read.success) throw failed(method, 'unreadable');
  return read.data;
}

/** One for each text, each once; services answer in any order. */
function inOrder<T extends { readonly index: number }>(method: string, count: number, rows: readonly T[]): readonly T[] {
  const sorted = rows.toSorted((a, b) => a.index - b.index);
  if (sorted.length !== count || sorted.some(({ index }, place) => index !== place)) throw failed(method, 'unreadable');
  return sorted;
}
