import type { Readable } from 'node:stream';
import { isAxiosError, isCancel, type AxiosInstance } from 'axios';
import { PlatformError } from '../core/errors.ts';
import type { Patience } from './model.ts';

/** Far beyond any honest answer; a service gone mad must not fill the memory. */
const ANSWER_LIMIT_BYTES = 8 * 1024 * 1024;
const REQUEST_LIMIT_BYTES = 4 * 1024 * 1024;

export interface Service {
  readonly http: AxiosInstance;
  /** Without a slash at its end, e.g. `https://host/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string | null;
}

/** The error of a call that failed. The caller goes on without the service, so nothing is ever tried again. */
export function failed(method: string, code: string): PlatformError {
  return new PlatformError({ channel: 'model', method, code, disposition: 'permanent' });
}

/** One POST; resolves once the head of a good answer is there. The body is read by {@link bytesOf}, under the same patience. */
export async function post(
  { http, baseUrl, apiKey }: Service,
  method: string,
  body: object,
  { timeoutMs, signal }: Patience,
): Promise<{ readonly type: string; readonly stream: Readable }> {
  // axios counts silence; an answer that trickles in must end as well.
  const limit = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])]);
  try {
    const response = await http.post<Readable>(`${baseUrl}/${method}`, body, {
      headers: apiKey === null ? {} : { authorization: `Bearer ${apiKey}` },
      timeout: timeoutMs,
      signal: limit,
      maxRedirects: 0,
      maxBodyLength: REQUEST_LIMIT_BYTES,
      proxy: false,
      responseType: 'stream',
      validateStatus: () => true,
    });
    if (response.status !== 200) {
      response.data.destroy();
      throw failed(method, `http-${response.status}`);
    }
    return { type: String(response.headers['content-type'] ?? ''), stream: response.data };
  } catch (error) {
    throw faultIn(method, error);
  }
}

/** The body, piece by piece, up to the limit. */
export async function* bytesOf(method: string, stream: Readable): AsyncGenerator<Uint8Array> {
  let read = 0;
  try {
    for await (const piece of stream) {
      if (!(piece instanceof Uint8Array)) throw failed(method, 'unreadable');
      read += piece.byteLength;
      if (read > ANSWER_LIMIT_BYTES) throw failed(method, 'too-long');
      yield piece;
    }
  } catch (error) {
    throw faultIn(method, error);
  } finally {
    stream.destroy();
  }
}

export async function jsonOf(method: string, stream: Readable): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytesOf(method, stream)) pieces.push(piece);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces)));
  } catch {
    throw failed(method, 'unreadable');
  }
}

/** The original error is not kept as cause: it carries the address, the key and the text. */
function faultIn(method: string, error: unknown): PlatformError {
  if (error instanceof PlatformError) return error;
  const late = isCancel(error) || (isAxiosError(error) && error.code === 'ECONNABORTED');
  const ended = error instanceof Error && error.name === 'AbortError';
  return failed(method, late || ended ? 'timeout' : 'no-answer');
}
