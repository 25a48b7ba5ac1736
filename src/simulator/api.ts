import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import type { Live } from './live.ts';
import type { MediaShelf } from './media.ts';
import type { SimulatorOptions } from './options.ts';
import { bytesOfRequest, jsonOfRequest } from './request.ts';
import type { Room } from './room.ts';
import type { Traffic } from './traffic.ts';
import type { World } from './world.ts';

const id = z.string().min(1).max(200);
const said = z.object({ userId: id, chatId: id, clientId: id, text: z.string().min(1).max(20_000), quote: id.optional() });
const sentFile = z.object({ userId: id, chatId: id, clientId: id, name: z.string().min(1).max(200) });
const clicked = z.object({
  userId: id,
  key: z.string().min(1),
  selected: z.array(z.object({ key: z.string(), options: z.array(z.string()) })),
});
const repeated = z.object({ delayMs: z.number().int().min(0).max(60_000) });
const where = z.object({ userId: id, chatId: id });
const read = where.extend({ seq: z.number().int() });

export interface PageApi {
  readonly options: SimulatorOptions;
  readonly world: World;
  readonly room: Room;
  readonly live: Live;
  readonly traffic: Traffic;
  readonly shelf: MediaShelf;
}

/** What the page asks of us. Everyone who reaches this port may be anyone here: it is a toy town, bound to loopback. */
export function pageApi(router: Router, { options, world, room, live, traffic, shelf }: PageApi): void {
  const base = `${options.basePath}/api`;

  /** A POST with its body parsed; other sites' pages may not write here (browsers say where a request comes from). */
  function post<Body>(path: string, schema: z.ZodType<Body>, handle: (body: Body, param: string) => Promise<object | null>): void {
    router.post(`${base}${path}`, async (ctx) => {
      const body = schema.safeParse(await jsonOfRequest(ctx.req));
      if (ctx.get('sec-fetch-site') === 'cross-site') return refuse(ctx, 403);
      if (!body.success) return refuse(ctx, 400);
      const result = await handle(body.data, ctx.params['id'] ?? '');
      if (result === null) return refuse(ctx, 404);
      ctx.body = result;
    });
  }

  router.get(`${base}/town`, (ctx) => {
    const { people, groups } = options.organization;
    ctx.body = { botName: options.bot.name, people, groups: groups.map(({ chatId, name, members }) => ({ chatId, name, members })) };
  });
  router.get(`${base}/events`, (ctx) => {
    const userId = id.safeParse(ctx.query['user']);
    if (!userId.success) return refuse(ctx, 400);
    ctx.status = 200;
    ctx.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    // Written to directly: Koa would report every page that is closed as a broken stream.
    ctx.respond = false;
    live.open(userId.data, ctx.res);
  });
  router.get(`${base}/messages/:id/traffic`, (ctx) => {
    const about = world.message(String(ctx.params['id']))?.about;
    ctx.body = { exchanges: about === undefined ? [] : traffic.of(about) };
  });
  router.get(`${base}/media/:id`, (ctx) => download(ctx, shelf));
  router.get(`${base}/samples`, (ctx) => {
    const chat = world.chat(String(ctx.query['chat'] ?? ''));
    ctx.body = { samples: chat === undefined ? [] : room.samples(chat).map(({ id: sampleId, label }) => ({ id: sampleId, label })) };
  });
  router.get(`${base}/delay`, (ctx) => {
    ctx.body = { delayMs: room.delayMs() };
  });

  /** The bytes are the body; who and where stand in the address. */
  router.post(`${base}/files`, async (ctx) => {
    const about = sentFile.safeParse(ctx.query);
    const bytes = await bytesOfRequest(ctx.req);
    if (ctx.get('sec-fetch-site') === 'cross-site') return refuse(ctx, 403);
    if (!about.success) return refuse(ctx, 400);
    if (bytes === undefined) return refuse(ctx, 413);
    const result = room.sendFile({ ...about.data, bytes });
    if (result === null) return refuse(ctx, 404);
    ctx.body = result;
  });
  post('/messages', said, (body) => Promise.resolve(room.say(body)));
  post('/messages/:id/click', clicked, ({ userId, ...click }, messageId) => room.click(messageId, userId, click));
  post('/messages/:id/repeat', repeated, ({ delayMs }, messageId) => Promise.resolve(room.repeat(messageId, delayMs)));
  post('/samples/:id', where, (body, sampleId) => Promise.resolve(room.replay(sampleId, body.userId, body.chatId)));
  post('/enter', where, ({ userId, chatId }) => Promise.resolve(room.enter(userId, chatId)));
  post('/delay', repeated, ({ delayMs }) => Promise.resolve(room.setDelay(delayMs)));
  post('/read', read, ({ userId, chatId, seq }) => {
    world.markRead(userId, chatId, seq);
    return Promise.resolve({});
  });
}

/** Without a throw: a wrong request is no fault of the server's. */
function refuse(ctx: Context, status: number): void {
  ctx.status = status;
  ctx.body = '';
}

function download(ctx: Context & { params: Record<string, string> }, shelf: MediaShelf): void {
  const media = shelf.get(ctx.params['id'] ?? '');
  if (media === undefined) return refuse(ctx, 404);
  const isPicture = media.type.startsWith('image/');
  ctx.set('content-type', isPicture ? media.type : 'application/octet-stream');
  ctx.set('x-content-type-options', 'nosniff');
  ctx.set('content-disposition', `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(media.name)}`);
  ctx.body = media.bytes;
}
