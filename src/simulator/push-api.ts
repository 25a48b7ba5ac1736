import type Router from '@koa/router';
import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import { encryptMedia } from './cipher.ts';
import type { MediaShelf } from './media.ts';
import { partsOf } from './multipart.ts';
import { bytesOfRequest, jsonOfRequest } from './request.ts';
import type { Responses, Verdict } from './responses.ts';
import type { Robots } from './robot.ts';
import type { Exchange, Traffic } from './traffic.ts';

export interface PushApi {
  /** What `WECOM_API_BASE` points at. */
  readonly base: string;
  readonly robots: Robots;
  readonly responses: Responses;
  readonly shelf: MediaShelf;
  readonly traffic: Traffic;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly aesKey: string;
}

/** The part of qyapi.weixin.qq.com that our bot calls: webhooks, uploads, response_url, and the media it may download. */
export function pushApi(router: Router, settings: PushApi): void {
  const { base, robots, responses, traffic, clock } = settings;

  /** `url` stands in the page's view of the traffic, so without the key. */
  function keep(about: string, what: Exchange['what'], url: string, plain: unknown, verdict: Verdict): void {
    const exchange = { at: clock.now(), what, attempt: 1, ms: 0, url };
    const request = { raw: JSON.stringify(plain) ?? '', plain };
    traffic.keep(about, { ...exchange, request, answer: { status: 200, raw: JSON.stringify(verdict), plain: verdict } });
  }

  router.post(`${base}/cgi-bin/webhook/send`, async (ctx) => {
    const body = await jsonOfRequest(ctx.req);
    const about = settings.ids.id();
    const verdict = robots.send(String(ctx.query['key'] ?? ''), body, about);
    keep(about, 'push', '/cgi-bin/webhook/send?key=…', body, verdict);
    ctx.body = verdict;
  });

  router.post(`${base}/cgi-bin/webhook/upload_media`, async (ctx) => {
    const bytes = await bytesOfRequest(ctx.req);
    const media = partsOf(ctx.get('content-type'), bytes ?? Buffer.alloc(0)).find(({ name }) => name === 'media');
    if (ctx.query['type'] !== 'file' || media === undefined) ctx.body = { errcode: 40058, errmsg: 'no file' };
    else ctx.body = robots.upload(String(ctx.query['key'] ?? ''), { name: media.filename, bytes: media.bytes });
  });

  router.post(`${base}/cgi-bin/aibot/response`, async (ctx) => {
    const code = String(ctx.query['response_code'] ?? '');
    const body = await jsonOfRequest(ctx.req);
    const about = responses.aboutOf(code);
    const verdict = responses.redeem(code, body);
    if (about !== undefined) keep(about, 'response', '/cgi-bin/aibot/response?response_code=…', body, verdict);
    ctx.body = verdict;
  });

  router.get(`${base}/media/:id`, (ctx) => {
    const media = settings.shelf.get(String(ctx.params['id']));
    if (media === undefined) {
      ctx.status = 404;
      return;
    }
    ctx.set('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(media.name)}`);
    ctx.set('content-type', 'application/octet-stream');
    ctx.body = encryptMedia(settings.aesKey, media.bytes);
  });
}
