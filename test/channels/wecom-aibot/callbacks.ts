import { readFileSync } from 'node:fs';
import { z } from 'zod';

const callbackSchema = z.object({
  id: z.string(),
  channel: z.string(),
  plain: z.looseObject({}).optional(),
  reply: z.array(z.string()).optional(),
});
const fileSchema = z.object({ incoming: z.array(callbackSchema) });

const file = fileSchema.parse(JSON.parse(readFileSync(new URL('../../fixtures/wecom/wecom-callbacks.json', import.meta.url), 'utf8')));

/** Decrypted bodies of every documented callback of the AI bot, with the kinds of reply that WeCom allows to each. */
export const callbacks = file.incoming
  .filter(({ channel }) => channel === 'aibot-url')
  .map(({ id, plain = {}, reply = [] }) => ({ name: id.replace('aibot-url/', ''), plain, reply }));
