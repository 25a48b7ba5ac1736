import type { AxiosInstance } from 'axios';
import type { Clock } from '../../core/clock.ts';
import { PlatformError, type Disposition } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Content, Target } from '../../core/message.ts';
import type { Channel } from '../channel.ts';
import { WEBHOOK_MARKDOWN_LIMIT_BYTES, WEBHOOK_TEXT_LIMIT_BYTES } from '../wecom/limits.ts';
import type { WebhookMessage } from '../wecom/webhook-message.ts';
import { robotAddress, type RobotAddress } from './address.ts';
import { encode } from './encode.ts';
import { createProgress } from './progress.ts';
import { sendMessage, uploadFile } from './send.ts';

export { robotAddress } from './address.ts';

const NAME = 'wecom-robot';

export interface RobotSettings {
  /** The webhook bound to a group, URL or key alone; undefined where none is. */
  readonly urlOf: (groupId: string) => Promise<string | undefined>;
  readonly http: AxiosInstance;
  readonly clock: Clock;
  readonly log: Log;
  readonly apiBase: string;
  /** Where a card leads that asks nothing; without it cards are put in words. */
  readonly cardUrl?: string;
  readonly botName?: string;
}

/** The push webhook of a group (消息推送, formerly 群机器人): speaks to groups unasked, hears nothing. */
export function robotChannel(settings: RobotSettings): Channel {
  const { http, clock, log } = settings;
  const looks = { cardUrl: settings.cardUrl, botName: settings.botName ?? '党群助手' };
  const progress = createProgress(clock);

  async function addressOf(groupId: string): Promise<RobotAddress> {
    const bound = await settings.urlOf(groupId);
    if (bound === undefined) throw refusal('no-webhook', 'brokenTarget');
    const address = robotAddress(bound, settings.apiBase);
    if (address === undefined) throw refusal('webhook-address', 'permanent');
    return address;
  }

  /** Every piece of the content that the group has not got yet, in order. */
  async function sendPieces(groupId: string, content: Content, address: RobotAddress, messages: readonly WebhookMessage[]): Promise<void> {
    let sent = progress.sent(groupId, content);
    try {
      for (const message of messages.slice(sent)) {
        await sendMessage(http, NAME, address, message);
        sent += 1;
      }
      progress.clear(groupId, content);
    } catch (error) {
      const comesAgain = error instanceof PlatformError && (error.disposition === 'retry' || error.disposition === 'pause');
      if (comesAgain && sent > 0) progress.set(groupId, content, sent);
      else progress.clear(groupId, content);
      if (sent > 0) log.warn('long text stopped in the middle', { groupId, sent, of: messages.length });
      throw error;
    }
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
    async deliver(target: Target, content: Content) {
      if (target.kind !== 'group') throw refusal('no-direct-chat', 'permanent');
      const encoded = encode(content, looks);
      if (encoded.kind === 'impossible') throw refusal(encoded.code, 'permanent');
      const address = await addressOf(target.id);
      if (encoded.kind === 'messages') return sendPieces(target.id, content, address, encoded.messages);
      const mediaId = await uploadFile(http, NAME, address, encoded);
      await sendMessage(http, NAME, address, { msgtype: 'file', file: { media_id: mediaId } });
    },
    messagesFor(content) {
      const encoded = encode(content, looks);
      return encoded.kind === 'messages' ? encoded.messages.length : 1;
    },
  };
}

function refusal(code: string, disposition: Disposition): PlatformError {
  return new PlatformError({ channel: NAME, method: 'webhook/send', code, disposition });
}
