import nock from 'nock';
import { Readable } from 'node:stream';
import { openModel } from '../../src/model/openai.ts';

export const BASE = 'https://model.example/v1';
export const KEY = 'sk-secret';

export const model = openModel({ baseUrl: BASE, apiKey: KEY, chatModel: 'words', embeddingModel: 'vectors', rerankModel: 'order' });

/** One event of the stream. */
export function event(content: string, finish: string | null = null): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;
}

/** The service answers with these bytes, cut as given. */
export function streams(pieces: readonly (string | Uint8Array)[]): nock.Scope {
  return nock(BASE)
    .post('/chat/completions')
    .reply(200, () => Readable.from(pieces.map((piece) => Buffer.from(piece))), { 'content-type': 'text/event-stream' });
}
