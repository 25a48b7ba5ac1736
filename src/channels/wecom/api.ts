import { create, type AxiosInstance, type AxiosResponse } from 'axios';
import { z } from 'zod';
import { PlatformError, type Disposition } from '../../core/errors.ts';
import { verdictOf, type Verdict } from './errcodes.ts';
import { surelyNotSent } from './not-sent.ts';

const TIMEOUT_MS = 10_000;
const ANSWER_LIMIT_BYTES = 64 * 1024;
/** A picture of 2 MB grows by a third as base64; a file goes up as 20 MB. */
const REQUEST_LIMIT_BYTES = 24 * 1024 * 1024;
const RETRY_MS = 5_000;

const answerSchema = z.looseObject({ errcode: z.number().int() });
export type WecomAnswer = z.infer<typeof answerSchema>;

export interface WecomCall {
  readonly channel: string;
  /** Name of the call for logs, e.g. `webhook/send`; never the address, which is a secret. */
  readonly method: string;
  readonly url: string;
  readonly body: object;
  readonly timeoutMs?: number;
}

/** The HTTP client of every WeCom channel. */
export function wecomHttp(): AxiosInstance {
  return create();
}

/**
 * One POST to WeCom; resolves when `errcode` is 0. Nothing is repeated here: the outbox decides.
 * @throws PlatformError, by `errcode` and not by HTTP status; without URL, key or text of the message in it.
 */
export async function callWecom(http: AxiosInstance, call: WecomCall): Promise<WecomAnswer> {
  const response = await post(http, call);
  const failed = (code: string, disposition: Disposition, more: Partial<Verdict> = {}): PlatformError =>
    new PlatformError({ ...more, channel: call.channel, method: call.method, code, disposition });

  if (response.status >= 300 && response.status < 400) throw failed('redirect', 'permanent');
  const answer = answerSchema.safeParse(jsonOf(response.data));
  if (!answer.success) {
    if (response.status === 429) throw failed('http-429', 'pause', { retryAfterMs: 60_000 });
    // Without an errcode a 4xx comes from what stands before WeCom, which has taken nothing; 408 alone says "perhaps".
    if (response.status >= 400 && response.status < 500 && response.status !== 408)
      throw failed(`http-${response.status}`, 'retry', { retryAfterMs: RETRY_MS });
    throw failed(response.status >= 400 ? `http-${response.status}` : 'unreadable', 'unknown');
  }
  const { errcode } = answer.data;
  if (errcode === 0 && response.status >= 400) throw failed(`http-${response.status}`, 'unknown');
  if (errcode === 0) return answer.data;
  const verdict = verdictOf(errcode);
  throw failed(String(errcode), verdict.disposition, verdict);
}

async function post(http: AxiosInstance, call: WecomCall): Promise<AxiosResponse<unknown>> {
  const timeoutMs = call.timeoutMs ?? TIMEOUT_MS;
  try {
    return await http.post<unknown>(call.url, call.body, {
      timeout: timeoutMs,
      // axios counts silence; an answer that trickles in must end as well.
      signal: AbortSignal.timeout(timeoutMs),
      maxRedirects: 0,
      maxContentLength: ANSWER_LIMIT_BYTES,
      maxBodyLength: REQUEST_LIMIT_BYTES,
      proxy: false,
      responseType: 'text',
      transformResponse: [(data: unknown) => data],
      validateStatus: () => true,
    });
  } catch (error) {
    // The original error is not kept as cause: it carries the address and the message.
    const notSent = surelyNotSent(error);
    throw new PlatformError({
      channel: call.channel,
      method: call.method,
      code: notSent ?? 'no-answer',
      ...(notSent === undefined ? { disposition: 'unknown' } : { disposition: 'retry', retryAfterMs: RETRY_MS }),
    });
  }
}

function jsonOf(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}
