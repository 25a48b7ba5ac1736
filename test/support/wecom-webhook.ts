import nock from 'nock';
import { wecomHttp } from '../../src/channels/wecom/api.ts';
import { webhookMessageSchema, type WebhookMessage } from '../../src/channels/wecom/webhook-message.ts';
import { robotChannel, type RobotSettings } from '../../src/channels/wecom-robot/index.ts';
import type { Channel } from '../../src/channels/channel.ts';
import type { Target } from '../../src/core/message.ts';

export const API_BASE = 'https://qyapi.weixin.qq.com';
export const KEY = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa';
export const GROUP: Target = { kind: 'group', id: 'wrGroup' };

export interface WebhookWorld {
  readonly channel: Channel;
  readonly posted: WebhookMessage[];
  readonly uploads: string[];
  /** The next answers of `webhook/send`, instead of yes. */
  readonly answers: { status?: number; body: object | string }[];
}

/** The push webhook behind nock: keeps what was posted, checks it as WeCom would, answers as told. */
export function webhookWorld(settings: Partial<RobotSettings> = {}): WebhookWorld {
  const posted: WebhookMessage[] = [];
  const uploads: string[] = [];
  const answers: WebhookWorld['answers'] = [];
  nock(API_BASE)
    .persist()
    .post('/cgi-bin/webhook/send')
    .query({ key: KEY })
    .reply(async (request: Request) => {
      posted.push(webhookMessageSchema.parse(await request.json()));
      const answer = answers.shift();
      return [answer?.status ?? 200, answer?.body ?? { errcode: 0, errmsg: 'ok' }];
    });
  nock(API_BASE)
    .persist()
    .post('/cgi-bin/webhook/upload_media')
    .query({ key: KEY, type: 'file' })
    .reply(async (request: Request) => {
      uploads.push(await request.text());
      return [200, { errcode: 0, errmsg: 'ok', type: 'file', media_id: 'MEDIA-1', created_at: '1795053600' }];
    });
  const channel = robotChannel({
    urlOf: async () => `${API_BASE}/cgi-bin/webhook/send?key=${KEY}`,
    http: wecomHttp(),
    apiBase: API_BASE,
    ...settings,
  });
  return { channel, posted, uploads, answers };
}

/** The words of a posted message, as a member reads them. */
export function wordsOf(message: WebhookMessage): string {
  switch (message.msgtype) {
    case 'text':
      return message.text.content;
    case 'markdown':
      return message.markdown.content;
    case 'markdown_v2':
      return message.markdown_v2.content;
    case 'image':
    case 'file':
    case 'template_card':
      return message.msgtype;
  }
}
