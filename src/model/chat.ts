import { createParser } from 'eventsource-parser';
import type { z } from 'zod';
import { bytesOf, failed, jsonOf, post, type Service } from './call.ts';
import type { Model } from './model.ts';
import { chunkSchema, completionSchema } from './schema.ts';

const METHOD = 'chat/completions';
const END = '[DONE]';
/** Longest line of the stream that is waited for. */
const EVENT_LIMIT = 256 * 1024;

/** A talk, streamed. A service that does not stream is read as a whole. */
export function chatWith(service: Service, name: string): NonNullable<Model['chat']> {
  return async function* ({ messages, maxTokens, ...patience }) {
    // Temperature 0: the same clauses shall be worded the same way, and invention is not asked for.
    const body = { model: name, messages, max_tokens: maxTokens, temperature: 0, stream: true };
    const { type, stream } = await post(service, METHOD, body, patience);
    if (!type.includes('text/event-stream')) {
      const whole = completionSchema.safeParse(await jsonOf(METHOD, stream));
      if (!whole.success) throw failed(METHOD, 'unreadable');
      yield whole.data.choices[0].message.content;
      return;
    }
    // One decoder over all pieces: a character comes cut in two.
    const decoder = new TextDecoder();
    let heard: string[] = [];
    let finished = false;
    const parser = createParser({ onEvent: ({ data }) => void heard.push(data), maxBufferSize: EVENT_LIMIT });
    for await (const piece of bytesOf(METHOD, stream)) {
      feed(parser, decoder.decode(piece, { stream: true }));
      for (const data of heard) {
        if (data === END) return;
        const [choice] = chunkOf(data).choices;
        // Some services end with a chunk of figures and no choice, some without their last word.
        finished ||= choice?.finish_reason !== undefined && choice.finish_reason !== null;
        const words = choice?.delta?.content ?? '';
        if (words !== '') yield words;
      }
      heard = [];
    }
    // The stream broke off: half an answer is none.
    if (!finished) throw failed(METHOD, 'broken-off');
  };
}

function feed(parser: ReturnType<typeof createParser>, text: string): void {
  try {
    parser.feed(text);
  } catch {
    throw failed(METHOD, 'unreadable');
  }
}

function chunkOf(data: string): z.infer<typeof chunkSchema> {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    throw failed(METHOD, 'unreadable');
  }
  const chunk = chunkSchema.safeParse(json);
  if (!chunk.success) throw failed(METHOD, 'unreadable');
  return chunk.data;
}
