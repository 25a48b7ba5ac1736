import * as z from 'zod/mini';
import {
  delay,
  nothing,
  pressed,
  samples,
  sent,
  town,
  traffic,
  type Exchange,
  type Message,
  type Problem,
  type Sample,
  type Town,
} from './schema.ts';

const BASE = '/simulator/api';

async function ask<Schema extends z.ZodMiniType>(schema: Schema, path: string, body?: object): Promise<z.infer<Schema>> {
  const init: RequestInit =
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(BASE + path, init);
  if (!response.ok) throw new Error(`${path} ${response.status}`);
  return z.parse(schema, await response.json());
}

export interface Press {
  key: string;
  selected: { key: string; options: string[] }[];
}

/** The simulator's API, one function per request. Each rejects when the server does not answer as agreed. */
export const remote = {
  eventsUrl: (userId: string): string => `${BASE}/events?user=${encodeURIComponent(userId)}`,
  mediaUrl: (mediaId: string): string => `${BASE}/media/${mediaId}`,
  town: (): Promise<Town> => ask(town, '/town'),
  say: async (words: { userId: string; chatId: string; clientId: string; text: string; quote?: string }): Promise<Message> =>
    (await ask(sent, '/messages', words)).message,
  sendFile: async (where: { userId: string; chatId: string }, file: File): Promise<Message> => {
    const query = new URLSearchParams({ ...where, clientId: newClientId(), name: file.name });
    const response = await fetch(`${BASE}/files?${query.toString()}`, { method: 'POST', body: file });
    if (!response.ok) throw new Error(`/files ${response.status}`);
    return z.parse(sent, await response.json()).message;
  },
  press: async (messageId: string, userId: string, press: Press): Promise<Problem | null> =>
    (await ask(pressed, `/messages/${messageId}/click`, { userId, ...press })).problem,
  repeat: (messageId: string, delayMs: number) => ask(nothing, `/messages/${messageId}/repeat`, { delayMs }),
  enter: (userId: string, chatId: string) => ask(nothing, '/enter', { userId, chatId }),
  read: (userId: string, chatId: string, seq: number) => ask(nothing, '/read', { userId, chatId, seq }),
  traffic: async (messageId: string): Promise<readonly Exchange[]> => (await ask(traffic, `/messages/${messageId}/traffic`)).exchanges,
  samples: async (chatId: string): Promise<readonly Sample[]> =>
    (await ask(samples, `/samples?chat=${encodeURIComponent(chatId)}`)).samples,
  replay: (sampleId: string, userId: string, chatId: string) => ask(sent, `/samples/${sampleId}`, { userId, chatId }),
  delay: async (): Promise<number> => (await ask(delay, '/delay')).delayMs,
  setDelay: async (delayMs: number): Promise<number> => (await ask(delay, '/delay', { delayMs })).delayMs,
} as const;

/** Not `crypto.randomUUID`: a phone reaches this page over plain http, where browsers hide it. */
export function newClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
