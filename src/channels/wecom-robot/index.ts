import type { AxiosInstance } from 'axios';
import { PlatformError, type Disposition, type FailureReason } from '../../core/errors.ts';
import type { Content, Target } from '../../core/message.ts';
import type { Channel } from '../channel.ts';
import { WEBHOOK_MARKDOWN_LIMIT_BYTES, WEBHOOK_TEXT_LIMIT_BYTES } from '../wecom/limits.ts';
import type { WebhookMessage } from '../wecom/webhook-message.ts';
import { robotAddress, type RobotAddress } from './address.ts';
import { encode } from './encode.ts';
import type { Enclosure } from './oversize.ts';
import { sendMessage, uploadFile } from './send.ts';

export { robotAddress } from './address.ts';

const NAME = 'wecom-robot';

export interface RobotSettings {
  /** The webhook bound to a group, URL or key alone; undefined where none is. */
  readonly urlOf: (groupId: string) => Promise<string | undefined>;
  readonly http: AxiosInstance;
  readonly apiBase: string;
  /** Where a card leads that asks nothing; without it cards are put in words. */
  readonly cardUrl?: string;
  readonly botName?: string;
}

/** The push webhook of a group (消息推送, formerly 群机器人): speaks to groups unasked, hears nothing. */
export function robotChannel(settings: RobotSettings): Channel {
  const { http } = settings;
  const looks = { cardUrl: settings.cardUrl, botName: settings.botName ?? '党群助手' };

  async function addressOf(groupId: string): Promise<RobotAddress> {
    const bound = await settings.urlOf(groupId);
    if (bound === undefined) throw refusal('no-webhook', 'brokenTarget', 'unbound');
    const address = robotAddress(bound, settings.apiBase);
    if (address === undefined) throw refusal('webhook-address', 'permanent');
    return address;
  }

  async function uploaded(file: Enclosure, address: RobotAddress): Promise<WebhookMessage> {
    return { msgtype: 'file', file: { media_id: await uploadFile(http, NAME, address, file) } };
  }

  return {
    name: NAME,
    abilities: {
      hearsGroups: false,
      answers: false,
      pushesToGroups: true,
      pushesToPeople: false,
      buttons: false,
      mentions: true,
      // WeCom allows 20; two are left for what was under way at a restart (reliability P8).
      perMinute: 18,
      textLimitBytes: WEBHOOK_TEXT_LIMIT_BYTES,
      markdownLimitBytes: WEBHOOK_MARKDOWN_LIMIT_BYTES,
    },
    async deliver(target: Target, content: Content, part: number) {
      if (target.kind !== 'group') throw refusal('no-direct-chat', 'permanent');
      const encoded = encode(content, looks);
      if (encoded.kind === 'impossible') throw refusal(encoded.code, 'permanent');
      const address = await addressOf(target.id);
      const wanted = encoded.parts[part];
      if (wanted === undefined) throw refusal('no-such-part', 'permanent');
      const message = wanted.kind === 'message' ? wanted.message : await uploaded(wanted, address);
      await sendMessage(http, NAME, address, message);
    },
    messagesFor(content) {
      const encoded = encode(content, looks);
      return encoded.kind === 'parts' ? encoded.parts.length : 1;
    },
  };
}

function refusal(code: string, disposition: Disposition, reason?: FailureReason): PlatformError {
  return new PlatformError({ channel: NAME, method: 'webhook/send', code, disposition, ...(reason === undefined ? {} : { reason }) });
}
