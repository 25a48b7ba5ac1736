import { isWecomAddress } from '../wecom/address.ts';

const SEND_PATH = '/cgi-bin/webhook/send';
const UPLOAD_PATH = '/cgi-bin/webhook/upload_media';
const WECOM = 'https://qyapi.weixin.qq.com';

/** Where a group robot's messages and files go. Whoever knows one of these can post: never log them. */
export interface RobotAddress {
  readonly send: string;
  readonly upload: string;
}

/**
 * A robot's address from its URL, or from its key alone; undefined for anything that is not exactly a WeCom webhook
 * (host, path, one `key`), because whatever stands here gets the branch's announcements.
 */
export function robotAddress(urlOrKey: string, apiBase: string): RobotAddress | undefined {
  const text = urlOrKey.trim();
  const url = /^[\w-]+$/.test(text) ? `${withoutSlash(apiBase)}${SEND_PATH}?key=${text}` : text;
  const base = [apiBase, WECOM].find((candidate) => isWecomAddress(url, candidate, SEND_PATH));
  if (base === undefined) return undefined;
  const query = [...new URL(url).searchParams];
  const [name, key = ''] = query[0] ?? [];
  if (query.length !== 1 || name !== 'key' || !/^[\w-]{1,128}$/.test(key)) return undefined;
  const root = withoutSlash(base);
  return { send: `${root}${SEND_PATH}?key=${key}`, upload: `${root}${UPLOAD_PATH}?key=${key}&type=file` };
}

function withoutSlash(base: string): string {
  return base.endsWith('/') ? base.slice(0, -1) : base;
}
