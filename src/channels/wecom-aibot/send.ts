import type { AxiosInstance } from 'axios';
import { PlatformError } from '../../core/errors.ts';
import { isWecomAddress } from '../wecom/address.ts';
import { callWecom } from '../wecom/api.ts';
import type { ActiveReply } from '../wecom/passive-reply.ts';

const PATH = '/cgi-bin/aibot/response';

/**
 * Says something after the exchange. The address works once, within an hour (document path 101138), so it is never tried twice.
 * @throws PlatformError; `refused-url` when the address is not WeCom's: it came in a message and may point anywhere.
 */
export async function sendAfterwards(settings: {
  http: AxiosInstance;
  apiBase: string;
  channel: string;
  responseUrl: string;
  body: ActiveReply;
}): Promise<void> {
  const { http, apiBase, channel, responseUrl, body } = settings;
  if (!isWecomAddress(responseUrl, apiBase, PATH)) {
    throw new PlatformError({ channel, method: 'aibot/response', code: 'refused-url', disposition: 'permanent' });
  }
  await callWecom(http, { channel, method: 'aibot/response', url: responseUrl, body });
}
