import type { AxiosInstance } from 'axios';
import { PlatformError } from '../../core/errors.ts';
import { callWecom } from '../wecom/api.ts';
import type { WebhookMessage } from '../wecom/webhook-message.ts';
import type { RobotAddress } from './address.ts';
import { uploadedSchema } from './schema.ts';

/** Posts one message. There is no idempotency key and no message id: what was cut on the way may have arrived. */
export async function sendMessage(http: AxiosInstance, channel: string, address: RobotAddress, message: WebhookMessage): Promise<void> {
  await callWecom(http, { channel, method: 'webhook/send', url: address.send, body: message });
}

/** Uploads a file and gives its media id. An upload shows nothing to anybody, so a lost answer only means: again. */
export async function uploadFile(
  http: AxiosInstance,
  channel: string,
  address: RobotAddress,
  file: { readonly name: string; readonly bytes: Buffer },
): Promise<string> {
  const method = 'webhook/upload_media';
  const form = new FormData();
  form.append('media', new Blob([new Uint8Array(file.bytes)]), file.name);
  try {
    const answer = await callWecom(http, { channel, method, url: address.upload, body: form, timeoutMs: 60_000 });
    return uploadedSchema.parse(answer).media_id;
  } catch (error) {
    if (error instanceof PlatformError && error.disposition !== 'unknown') throw error;
    const code = error instanceof PlatformError ? error.code : 'unreadable';
    throw new PlatformError({ channel, method, code, disposition: 'retry', retryAfterMs: 5_000 });
  }
}
