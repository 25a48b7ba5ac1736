import Koa from 'koa';
import Router from '@koa/router';
import { z } from 'zod';
import { wecomCodec } from '../../src/channels/wecom/codec.ts';

const env = z.object({ WECOM_AIBOT_TOKEN: z.string(), WECOM_AIBOT_AES_KEY: z.string() }).parse(process.env);
const codec = wecomCodec({ token: env.WECOM_AIBOT_TOKEN, aesKey: env.WECOM_AIBOT_AES_KEY, receiveId: '' });
const query = z.object({ msg_signature: z.string(), timestamp: z.string(), nonce: z.string() });
const envelope = z.object({ encrypt: z.string() });

/** A bare Koa + router that verifies, decrypts and encrypts a fixed answer. `keep`: what is awaited before it is sent. */
export function listen(keep?: (message: unknown) => Promise<void>): void {
  const router = new Router();
  router.post('/wecom/aibot', async (context) => {
    const chunks: Buffer[] = [];
    for await (const chunk of context.req) chunks.push(Buffer.from(chunk));
    const { encrypt } = envelope.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    const { msg_signature: signature, timestamp, nonce } = query.parse(context.query);
    const message: unknown = JSON.parse(codec.open({ encrypt, signature, timestamp, nonce }));
    if (keep !== undefined) await keep(message);
    const content = typeof message === 'object' && message !== null && 'msgid' in message ? '收到' : '';
    const sealed = codec.seal(JSON.stringify({ msgtype: 'stream', stream: { id: nonce, finish: true, content } }), timestamp, nonce);
    context.body = { encrypt: sealed.encrypt, msgsignature: sealed.signature, timestamp: Number(timestamp), nonce };
  });
  const app = new Koa();
  app.use(router.routes());
  const server = app.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.stdout.write(`listening on http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}\n`);
  });
  process.on('SIGTERM', () => process.exit(0));
}
