import { isAxiosError } from 'axios';
import { z } from 'zod';

const systemErrorSchema = z.object({ code: z.string().optional(), syscall: z.string().optional() });

/** No name, no route, nobody listening: the connection never stood. */
const BEFORE_CONNECTION = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** Node's names for a certificate or handshake that was refused: the request waits behind the handshake. */
const TLS = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|EPROTO)/;

/**
 * The failure's code when the request surely never left (then it may be repeated), else undefined. What is doubtful counts as
 * sent: ECONNRESET in particular says nothing about what the other side had read by then.
 */
export function surelyNotSent(error: unknown): string | undefined {
  if (!isAxiosError(error) || error.response !== undefined) return undefined;
  const code = error.code ?? '';
  if (BEFORE_CONNECTION.has(code) || TLS.test(code)) return code;
  const cause = systemErrorSchema.safeParse(error.cause);
  return cause.success && cause.data.syscall === 'connect' ? (cause.data.code ?? 'connect') : undefined;
}
