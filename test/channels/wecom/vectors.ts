import { readFileSync } from 'node:fs';
import { z } from 'zod';

const common = {
  id: z.string(),
  kind: z.enum(['json', 'xml', 'echostr']),
  token: z.string(),
  encodingAesKey: z.string(),
  receiveId: z.string(),
  timestamp: z.string(),
  nonce: z.string(),
  msg_signature: z.string(),
};
const http = z.object({ method: z.string(), query: z.string(), body: z.string().optional() });

const vectorsSchema = z.object({
  counts: z.object({ positive: z.number(), negative: z.number(), media: z.number() }),
  positive: z.array(z.object({ ...common, encrypt: z.string(), plaintext: z.string(), pad: z.number(), http: http.optional() })),
  negative: z.array(
    z.object({
      ...common,
      encrypt: z.string().optional(),
      body: z.string().optional(),
      expect: z.object({ anyOf: z.array(z.object({ code: z.number() })) }),
    }),
  ),
  media: z.array(
    z.object({
      id: z.string(),
      encodingAesKey: z.string().optional(),
      aeskey: z.string().optional(),
      cipherBase64: z.string(),
      plainBase64: z.string(),
    }),
  ),
});

/** Vectors made by other people's code; see `about` in the file. */
export const vectors = vectorsSchema.parse(
  JSON.parse(readFileSync(new URL('../../fixtures/wecom/wecom-crypto.json', import.meta.url), 'utf8')),
);

/** The cipher of an XML body, for these tests only: one Encrypt element in a plain <xml>, no DTD, nothing clever. */
export function encryptOfXml(body: string): string | undefined {
  if (/<!DOCTYPE|<!ENTITY/i.test(body)) return undefined;
  if (!/^\s*<xml>[\s\S]*<\/xml>\s*$/.test(body)) return undefined;
  const found = [...body.matchAll(/<Encrypt>(?:<!\[CDATA\[([^\]<]*)\]\]>|([^<&]*))<\/Encrypt>/g)];
  return found.length === 1 ? (found[0]?.[1] ?? found[0]?.[2]) : undefined;
}
