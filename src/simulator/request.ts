import type { IncomingMessage } from 'node:http';

/** An upload of 20 MB in its multipart wrapping is the biggest thing that comes. */
const LIMIT_BYTES = 21 * 1024 * 1024;

/** The body's bytes; undefined when there are too many. */
export async function bytesOfRequest(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LIMIT_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The body as JSON; undefined for what is none. */
export async function jsonOfRequest(request: IncomingMessage): Promise<unknown> {
  const bytes = await bytesOfRequest(request);
  try {
    return bytes === undefined ? undefined : JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
