import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { openModel } from '../../../../src/model/openai.ts';
import type { Model } from '../../../../src/model/model.ts';

const request = z.object({
  model: z.string(),
  input: z.array(z.string()).default([]),
  query: z.string().default(''),
  documents: z.array(z.string()).default([]),
});

/** One request as it came over the wire. */
interface Asked {
  readonly path: 'embeddings' | 'rerank';
  readonly texts: readonly string[];
  readonly question: string;
}

interface Behaviour {
  /** The meaning of a text, as a vector. */
  means: (text: string) => readonly number[];
  /** How well a text answers. */
  answers: (question: string, text: string) => number;
  /** In place of an answer; undefined: it answers. */
  instead: ((response: ServerResponse, path: Asked['path']) => void) | undefined;
}

/** A small embedding and reranking service on a port of its own, which does as the test says. */
export async function openService(parts: { readonly embedding?: boolean; readonly rerank?: boolean } = {}) {
  const asked: Asked[] = [];
  const behaviour: Behaviour = { means: () => [1, 0], answers: () => 0, instead: undefined };
  const server = createServer((incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (piece: string) => (body += piece));
    incoming.on('end', () => {
      const { input, query, documents } = request.parse(JSON.parse(body));
      const path = incoming.url === '/v1/rerank' ? 'rerank' : 'embeddings';
      asked.push({ path, texts: path === 'rerank' ? documents : input, question: query });
      if (behaviour.instead !== undefined) return behaviour.instead(response, path);
      response.setHeader('content-type', 'application/json');
      return response.end(
        JSON.stringify(
          path === 'rerank'
            ? { results: documents.map((text, index) => ({ index, relevance_score: behaviour.answers(query, text) })) }
            : { data: input.map((text, index) => ({ index, embedding: behaviour.means(text) })) },
        ),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const baseUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/v1`;
  const model: Model = openModel({
    baseUrl,
    apiKey: null,
    chatModel: null,
    embeddingModel: parts.embedding === false ? null : 'vectors',
    rerankModel: parts.rerank === true ? 'order' : null,
  });
  return {
    model,
    baseUrl,
    asked,
    behaviour,
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
