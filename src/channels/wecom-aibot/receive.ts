import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../core/clock.ts';
import { readBody } from '../wecom/body.ts';
import { CRYPTO_CODES, WecomCryptoError } from '../wecom/crypto-error.ts';
import { encryptOf } from '../wecom/envelope.ts';
import { isShallow } from '../wecom/json-shape.ts';
import type { PassiveReply } from '../wecom/passive-reply.ts';
import type { Timers } from '../wecom/timers.ts';
import { openWith, type Keys } from './keys.ts';
import { querySchema, readCallback, verificationSchema, type Callback } from './schema.ts';

/** WeCom's clock may differ, and a request may come again: 5 minutes either way (reliability P3). */
const WINDOW_MS = 300_000;

export interface ReceiveDeps {
  /** Those in force first. */
  readonly keys: readonly Keys[];
  readonly clock: Clock;
  readonly timers: Timers;
  /** One refused or unread callback, by kind. */
  readonly note: (kind: string) => void;
}

/** What the answer must be sealed with: the nonce and the keys of the callback. */
export interface Envelope {
  readonly nonce: string;
  readonly keys: Keys;
}

/** What a request came to: nothing but a status, or a callback to answer. */
export type Heard =
  | { readonly kind: 'status'; readonly status: 200 | 400 | 403 | 408 | 413 | 415; readonly close?: true }
  | { readonly kind: 'gone' }
  | { readonly kind: 'callback'; readonly callback: Callback; readonly from: Envelope };

const REFUSED = { kind: 'status', status: 403 } as const;
const BAD = { kind: 'status', status: 400 } as const;
/** Acknowledged and left alone: WeCom repeats what is not answered with 200. */
const TAKEN = { kind: 'status', status: 200 } as const;

/** URL verification: the bare echo, or undefined when it is not WeCom's. No store and no waiting: WeCom gives it 1 s. */
export function verifyAddress(deps: ReceiveDeps, rawQuery: unknown): string | undefined {
  const query = verificationSchema.safeParse(rawQuery);
  if (!query.success || !isFresh(deps.clock, query.data.timestamp)) return undefined;
  const { msg_signature: signature, timestamp, nonce, echostr: encrypt } = query.data;
  try {
    return openWith(deps.keys, { signature, timestamp, nonce, encrypt }).plain;
  } catch (error) {
    noteRefusal(deps, error);
    return undefined;
  }
}

/** Reads, verifies, decrypts and sorts one POST. Bad input never throws. */
export async function hear(deps: ReceiveDeps, request: IncomingMessage, rawQuery: unknown): Promise<Heard> {
  const body = await readBody(request, deps.timers);
  if (!body.ok) return body.status === null ? { kind: 'gone' } : { kind: 'status', status: body.status, close: true };
  try {
    const encrypt = encryptOf(body.bytes);
    const query = querySchema.safeParse(rawQuery);
    if (!query.success || !isFresh(deps.clock, query.data.timestamp)) {
      deps.note('query');
      return REFUSED;
    }
    const { msg_signature: signature, timestamp, nonce } = query.data;
    return sorted(deps, openWith(deps.keys, { signature, timestamp, nonce, encrypt }), nonce);
  } catch (error) {
    return noteRefusal(deps, error) === CRYPTO_CODES.body ? BAD : REFUSED;
  }
}

/** The encrypted answer: with the callback's own nonce, and now as its time (document path 101033). */
export function sealReply(clock: Clock, reply: PassiveReply, { nonce, keys }: Envelope): string {
  const timestamp = Math.floor(Date.parse(clock.now()) / 1000);
  const { encrypt, signature } = keys.codec.seal(JSON.stringify(reply), String(timestamp), nonce);
  return JSON.stringify({ encrypt, msgsignature: signature, timestamp, nonce });
}

/** After the response is out or its reader has gone. */
export function onceAnswered(response: ServerResponse, action: () => void): void {
  if (response.writableFinished || response.destroyed) action();
  else response.once('close', action);
}

function sorted(deps: ReceiveDeps, { plain, keys }: { readonly plain: string; readonly keys: Keys }, nonce: string): Heard {
  const json = parsed(plain);
  if (json === undefined) {
    deps.note('json');
    return BAD;
  }
  const read = readCallback(json);
  if (read.ok) return { kind: 'callback', callback: read.callback, from: { nonce, keys } };
  deps.note(`${read.why} ${read.type}`);
  return TAKEN;
}

/** undefined when it is no JSON, or deeper and wider than any message. */
function parsed(text: string): unknown {
  try {
    return isShallow(text) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function isFresh(clock: Clock, timestamp: string): boolean {
  return Math.abs(Date.parse(clock.now()) - Number(timestamp) * 1000) <= WINDOW_MS;
}

/** The code goes to the log only: towards the sender all refusals look alike. */
function noteRefusal(deps: ReceiveDeps, error: unknown): number {
  if (!(error instanceof WecomCryptoError)) throw error;
  deps.note(`refused ${error.code}`);
  return error.code;
}
