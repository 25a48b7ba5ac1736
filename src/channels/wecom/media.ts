import type { AxiosInstance } from 'axios';
import type { FetchedFile } from '../../core/message.ts';
import { decryptMedia, type AesKey } from './crypto.ts';
import { WecomCryptoError } from './crypto-error.ts';

/** WeCom lets people send 100 MB; nothing that we read is that long. */
export const MEDIA_LIMIT_BYTES = 20 * 1024 * 1024;
/** The padding of the cipher. */
const PADDED = 32;
const TIMEOUT_MS = 20_000;
const LONGEST_NAME = 120;

/**
 * Where WeCom keeps what people send (seen hosts, 2026-11; document path 100719 names none). A star stands for letters,
 * digits and `-` within one part of the name.
 */
export const MEDIA_HOSTS: readonly string[] = [
  'ww-aibot-img-*.cos.*.myqcloud.com',
  '*.work.weixin.qq.com',
  'qyapi.weixin.qq.com',
  'wework.qpic.cn',
];

export interface MediaDoor {
  readonly http: AxiosInstance;
  readonly aes: AesKey;
  /** Patterns as in {@link MEDIA_HOSTS}. */
  readonly hosts: readonly string[];
  /** The platform's own address: media may lie there too, over whatever protocol it is reached. */
  readonly apiBase: string;
}

/**
 * The decrypted bytes of what somebody sent, and its name. Only from WeCom's own hosts: whoever could forge a callback must
 * not send us around the house. Never rejects; the address holds a signature and stands in no error.
 */
export async function fetchMedia({ http, aes, hosts, apiBase }: MediaDoor, url: string): Promise<FetchedFile> {
  if (!isTheirs(url, hosts, apiBase)) return { ok: false, reason: 'foreign' };
  try {
    const response = await http.get<unknown>(url, {
      timeout: TIMEOUT_MS,
      // axios counts silence; an answer that trickles in must end as well.
      signal: AbortSignal.timeout(TIMEOUT_MS),
      maxRedirects: 0,
      maxContentLength: MEDIA_LIMIT_BYTES + PADDED,
      proxy: false,
      responseType: 'arraybuffer',
      decompress: false,
      validateStatus: () => true,
    });
    if (response.status !== 200 || !Buffer.isBuffer(response.data)) return { ok: false, reason: 'notReached' };
    const name = nameIn(String(response.headers['content-disposition'] ?? ''));
    return { ok: true, name, bytes: new Uint8Array(decryptMedia(aes, response.data)) };
  } catch (error) {
    if (error instanceof WecomCryptoError) return { ok: false, reason: 'damaged' };
    const tooLarge = error instanceof Error && error.message.startsWith('maxContentLength');
    return { ok: false, reason: tooLarge ? 'tooLarge' : 'notReached' };
  }
}

function isTheirs(address: string, hosts: readonly string[], apiBase: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (url.origin === new URL(apiBase).origin) return true;
  return url.protocol === 'https:' && url.port === '' && hosts.some((pattern) => patternOf(pattern).test(url.hostname));
}

function patternOf(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.\\+?^${}()|[\]]/gu, String.raw`\$&`));
  return new RegExp(`^${parts.join('[a-z0-9-]+')}$`, 'iu');
}

/** The name of a file and never a path: RFC 5987 first, then the plain one, in UTF-8 however it was sent. */
function nameIn(disposition: string): string {
  const wide = /filename\*\s*=\s*utf-8''([^;\s]+)/iu.exec(disposition)?.[1];
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/iu.exec(disposition);
  const said = decoded(wide) ?? decoded(plain?.[1] ?? plain?.[2]) ?? '';
  const name =
    said
      .split(/[/\\]/u)
      .at(-1)
      ?.replaceAll(/\p{Cc}/gu, '')
      .trim() ?? '';
  return name === '' ? '文件' : name.slice(-LONGEST_NAME);
}

function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const words = decodeURIComponent(text);
    // A header is latin1 to Node; Chinese servers send UTF-8 in it.
    return /[\u0080-\u00FF]/u.test(words) ? Buffer.from(words, 'latin1').toString('utf8') : words;
  } catch {
    return text;
  }
}
