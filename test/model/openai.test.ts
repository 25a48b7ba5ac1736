import nock from 'nock';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { PlatformError } from '../../src/core/errors.ts';
import { openModel } from '../../src/model/openai.ts';
import { BASE, event, KEY, model, streams } from './service.ts';

const talk = { messages: [{ role: 'user', content: '年假几天' }], maxTokens: 100, timeoutMs: 1_000 } as const;

async function pieces(patience: { timeoutMs?: number; signal?: AbortSignal } = {}): Promise<readonly string[]> {
  const heard: string[] = [];
  for await (const piece of model.chat?.({ ...talk, ...patience }) ?? []) heard.push(piece);
  return heard;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PlatformError);
  if (!(error instanceof PlatformError)) return '';
  expect(error.channel).toBe('model');
  // Neither address, key nor text may reach a log by way of the error.
  expect(JSON.stringify([error.message, error.stack, error.cause ?? null])).not.toMatch(/model\.example|sk-secret|年假/u);
  return error.code;
}

describe('a talk with the service', () => {
  it('comes in the pieces in which it was sent, asked for by model and key', async () => {
    const asked = nock(BASE, { reqheaders: { authorization: `Bearer ${KEY}` } })
      .post('/chat/completions', (body: Record<string, unknown>) => body['model'] === 'words' && body['stream'] === true)
      .reply(200, `${event('满10年')}${event('的，10天')}data: [DONE]\n\n`, { 'content-type': 'text/event-stream' });
    expect(await pieces()).toEqual(['满10年', '的，10天']);
    expect(asked.isDone()).toBe(true);
  });

  it('a character cut in two between two packets arrives whole', async () => {
    const bytes = Buffer.from(`${event('年休假')}data: [DONE]\n\n`);
    streams([...bytes].map((byte) => Uint8Array.of(byte)));
    expect((await pieces()).join('')).toBe('年休假');
  });

  it('a service that does not stream is read as a whole', async () => {
    nock(BASE)
      .post('/chat/completions')
      .reply(200, { choices: [{ message: { role: 'assistant', content: '10 天' } }] });
    expect(await pieces()).toEqual(['10 天']);
  });

  it('a last word without [DONE] is an end; no last word at all is none', async () => {
    streams([event('10 天', 'stop')]);
    expect(await pieces()).toEqual(['10 天']);
    streams([event('10 天')]);
    expect(await codeOf(pieces())).toBe('broken-off');
  });

  it.each([
    ['a page instead of events', 'text/html', '<html>login</html>', 'unreadable'],
    ['another shape', 'application/json', '{"error":{"message":"no"}}', 'unreadable'],
    ['events that are no JSON', 'text/event-stream', 'data: {broken\n\n', 'unreadable'],
    ['events of another shape', 'text/event-stream', 'data: {"choices":"x"}\n\n', 'unreadable'],
  ])('%s is a fault, not an answer', async (_name, type, body, code) => {
    nock(BASE).post('/chat/completions').reply(200, body, { 'content-type': type });
    expect(await codeOf(pieces())).toBe(code);
  });

  it.each([401, 429, 500, 302])('status %d is a fault', async (status) => {
    nock(BASE).post('/chat/completions').reply(status, 'no', { location: 'https://evil.example/' });
    expect(await codeOf(pieces())).toBe(`http-${status}`);
  });

  it('a service that is silent, or trickles for ever, is given up in time', async () => {
    nock(BASE).post('/chat/completions').delay(5_000).reply(200, '');
    expect(await codeOf(pieces({ timeoutMs: 50 }))).toBe('timeout');
    nock(BASE)
      .post('/chat/completions')
      .reply(200, () => endless(), { 'content-type': 'text/event-stream' });
    expect(await codeOf(pieces({ timeoutMs: 100 }))).toBe('timeout');
  });

  it('who waits may give up earlier', async () => {
    nock(BASE).post('/chat/completions').delay(5_000).reply(200, '');
    expect(await codeOf(pieces({ timeoutMs: 4_000, signal: AbortSignal.timeout(30) }))).toBe('timeout');
  });

  it('X11: an answer without end does not fill the memory', async () => {
    const mebibyte = Buffer.from(`: ${'x'.repeat(1024 * 1024)}\n`);
    streams(Array.from({ length: 10 }, () => mebibyte));
    expect(['too-long', 'unreadable']).toContain(await codeOf(pieces()));
  });
});

describe('vectors and order', () => {
  it('vectors are put back in the order of the texts', async () => {
    nock(BASE)
      .post('/embeddings')
      .reply(200, {
        data: [
          { index: 1, embedding: [0, 1] },
          { index: 0, embedding: [1, 0] },
        ],
      });
    const vectors = await model.embed?.(['甲', '乙'], { timeoutMs: 1_000 });
    expect(vectors?.map((vector) => [...vector])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it.each([
    ['one is missing', [{ index: 0, embedding: [1, 0] }]],
    [
      'one comes twice',
      [
        { index: 0, embedding: [1, 0] },
        { index: 0, embedding: [1, 0] },
      ],
    ],
    [
      'they are of two lengths',
      [
        { index: 0, embedding: [1, 0] },
        { index: 1, embedding: [1] },
      ],
    ],
  ])('vectors of which %s are a fault', async (_name, data) => {
    nock(BASE).post('/embeddings').reply(200, { data });
    expect(await codeOf(model.embed?.(['甲', '乙'], { timeoutMs: 1_000 }) ?? Promise.resolve())).toBe('unreadable');
  });

  it('figures of a re-ranking are put back in the order of the texts', async () => {
    nock(BASE)
      .post('/rerank')
      .reply(200, {
        results: [
          { index: 1, relevance_score: 0.9 },
          { index: 0, relevance_score: 0.1 },
        ],
      });
    expect(await model.rerank?.('问', ['甲', '乙'], { timeoutMs: 1_000 })).toEqual([0.1, 0.9]);
  });

  it('nothing is asked about nothing', async () => {
    expect(await model.embed?.([], { timeoutMs: 1_000 })).toEqual([]);
    expect(await model.rerank?.('问', [], { timeoutMs: 1_000 })).toEqual([]);
  });

  it('a part whose model is not set is not there', () => {
    const none = { chatModel: null, embeddingModel: null, rerankModel: null };
    expect(Object.keys(openModel({ baseUrl: BASE, apiKey: null, ...none }))).toEqual([]);
  });
});

function endless(): Readable {
  return Readable.from(
    (async function* () {
      for (;;) {
        yield Buffer.from(': wait\n\n');
        await new Promise((resolve) => {
          setTimeout(resolve, 10);
        });
      }
    })(),
  );
}
