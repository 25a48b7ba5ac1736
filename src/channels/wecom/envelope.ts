import { z } from 'zod';
import { WecomCryptoError } from './crypto-error.ts';
import { isShallow } from './json-shape.ts';

const envelopeSchema = z.object({ encrypt: z.string() });
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The cipher of an AI bot's callback body `{"encrypt"}`. @throws WecomCryptoError -40002 for anything else. */
export function encryptOf(body: Uint8Array): string {
  const parsed = envelopeSchema.safeParse(jsonOf(body));
  if (!parsed.success) throw new WecomCryptoError('body');
  return parsed.data.encrypt;
}

function jsonOf(body: Uint8Array): unknown {
  try {
    const text = strictUtf8.decode(body);
    return isShallow(text) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
