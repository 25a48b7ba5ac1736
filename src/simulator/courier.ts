import { isAxiosError, type AxiosInstance } from 'axios';
import { wecomCodec } from '../channels/wecom/codec.ts';
import { WecomCryptoError } from '../channels/wecom/crypto-error.ts';
import type { Timers } from '../channels/wecom/timers.ts';
import { SECOND_MS, type Clock } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import { passiveReply, sealedReply, type PassiveReply } from './answer.ts';
import type { Plain } from './callback.ts';
import type { Problem } from './message.ts';
import { PACE } from './options.ts';
import type { Exchange, Traffic } from './traffic.ts';

type Answer =
  | { readonly kind: 'empty' }
  | { readonly kind: 'reply'; readonly reply: PassiveReply }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** A callback on purpose unlike WeCom's, to see that the bot refuses it. */
export type Flaw = 'signature' | 'stale';

interface Errand {
  /** Under which id its traffic is kept. */
  readonly about: string;
  readonly what: Exchange['what'];
  readonly attempt: number;
  readonly flaw?: Flaw | undefined;
}

export interface CourierSettings {
  readonly callbackUrl: () => string;
  readonly token: string;
  readonly aesKey: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly http: AxiosInstance;
  readonly traffic: Traffic;
  readonly timers: Timers;
  readonly signal: AbortSignal;
}

/** Carries one callback to the bot: encrypts, posts, waits five seconds at most, decrypts and reads the answer. */
export type Courier = (plain: Plain, errand: Errand) => Promise<Answer>;

export function courier(settings: CourierSettings): Courier {
  const { clock, ids, http, traffic } = settings;
  // The receive id of an AI bot of the own company is empty (document path 101033).
  const codec = wecomCodec({ token: settings.token, aesKey: settings.aesKey, receiveId: '' });

  async function post(url: string, raw: string): Promise<{ status: number | null; raw: string }> {
    const patience = new AbortController();
    const callOff = settings.timers.after(PACE.answerMs, () => patience.abort());
    try {
      const response = await http.post<string>(url, raw, {
        headers: { 'content-type': 'application/json' },
        timeout: 0,
        signal: AbortSignal.any([settings.signal, patience.signal]),
        responseType: 'text',
        transformResponse: (body: unknown) => body,
        validateStatus: () => true,
        maxRedirects: 0,
        maxContentLength: 64 * 1024 * 1024,
        proxy: false,
      });
      return { status: response.status, raw: response.data };
    } catch (error) {
      if (isAxiosError(error)) return { status: null, raw: error.code ?? '' };
      throw error;
    } finally {
      callOff();
    }
  }

  /** The reply in the answer's body, or why there is none. WeCom wants our nonce back (document path 101033). */
  function read(body: string, nonce: string): { plain: unknown; answer: Answer } {
    if (body === '') return { plain: null, answer: { kind: 'empty' } };
    let plain: unknown = null;
    try {
      const sealed = sealedReply.parse(JSON.parse(body));
      if (sealed.nonce !== nonce) return unreadable(plain, 'nonce');
      plain = JSON.parse(codec.open({ ...sealed, signature: sealed.msgsignature }));
    } catch (error) {
      return unreadable(plain, error instanceof WecomCryptoError ? String(error.code) : 'json');
    }
    const reply = passiveReply.safeParse(plain);
    if (reply.success) return { plain, answer: { kind: 'reply', reply: reply.data } };
    return { plain, answer: { kind: 'failed', problem: { code: 'refused', detail: reply.error.issues[0]?.message ?? '' } } };
  }

  return async (plain, errand) => {
    const lateSeconds = errand.flaw === 'stale' ? 3600 : 0;
    const timestamp = String(Math.floor(Date.parse(clock.now()) / SECOND_MS) - lateSeconds);
    const nonce = ids.id().slice(0, 10);
    const { encrypt, signature } = codec.seal(JSON.stringify(plain), timestamp, nonce);
    const query = new URLSearchParams({
      msg_signature: errand.flaw === 'signature' ? '0'.repeat(40) : signature,
      timestamp,
      nonce,
    });
    const url = `${settings.callbackUrl()}?${query.toString()}`;
    const body = JSON.stringify({ encrypt });
    const startedMs = clock.monotonicMs();
    const at = clock.now();
    const { status, raw } = await post(url, body);
    const outcome = status === 200 ? read(raw, nonce) : { plain: null, answer: failedWith(status, raw) };
    const ms = Math.round(clock.monotonicMs() - startedMs);
    const { what, attempt } = errand;
    traffic.keep(errand.about, {
      at,
      what,
      attempt,
      ms,
      url,
      request: { raw: body, plain },
      answer: { status, raw, plain: outcome.plain },
    });
    return outcome.answer;
  };
}

function unreadable(plain: unknown, detail: string): { plain: unknown; answer: Answer } {
  return { plain, answer: { kind: 'failed', problem: { code: 'unreadable', detail } } };
}

function failedWith(status: number | null, detail: string): Answer {
  if (status === null) return { kind: 'failed', problem: { code: 'noAnswer', detail } };
  return { kind: 'failed', problem: { code: 'status', detail: String(status) } };
}
