import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import { MINUTE_MS } from '../core/clock.ts';
import { checkWebhookCard } from './card.ts';
import { pictureType, type MediaShelf } from './media.ts';
import type { Names } from './mentions.ts';
import { BOT, type Body } from './message.ts';
import type { Organization } from './options.ts';
import { OK, type Verdict } from './responses.ts';
import type { World } from './world.ts';

/** Limits of the push webhook: document path 99110, read 2026-11-21. */
const TEXT_BYTES = 2_048;
const MARKDOWN_BYTES = 4_096;
const IMAGE_BYTES = 2 * 1024 * 1024;
const FILE_BYTES = { least: 6, most: 20 * 1024 * 1024 };
const PER_MINUTE = 20;

const content = z.object({ content: z.string() });
const pushed = z.discriminatedUnion('msgtype', [
  z.object({ msgtype: z.literal('text'), text: content.extend({ mentioned_list: z.array(z.string()).optional() }) }),
  z.object({ msgtype: z.literal('markdown'), markdown: content }),
  z.object({ msgtype: z.literal('markdown_v2'), markdown_v2: content }),
  z.object({ msgtype: z.literal('image'), image: z.object({ base64: z.string(), md5: z.string() }) }),
  z.object({
    msgtype: z.literal('news'),
    news: z.object({
      articles: z
        .array(
          z.object({
            title: z.string().min(1),
            description: z.string().default(''),
            url: z.string().min(1),
            picurl: z.string().default(''),
          }),
        )
        .min(1)
        .max(8),
    }),
  }),
  z.object({ msgtype: z.literal('file'), file: z.object({ media_id: z.string() }) }),
  z.object({ msgtype: z.literal('template_card'), template_card: z.unknown() }),
]);
type Pushed = z.infer<typeof pushed>;

/** The push webhooks of the groups. */
export interface Robots {
  /** @param about the id under which the push's traffic is kept. */
  send(key: string, body: unknown, about: string): Verdict;
  upload(key: string, file: { name: string; bytes: Buffer }): Verdict & { type?: string; media_id?: string; created_at?: string };
}

const REMOVED: Verdict = { errcode: 93000, errmsg: 'invalid webhook url' };

type Shown =
  | { readonly ok: true; readonly body: Body; readonly called?: readonly string[] }
  | { readonly ok: false; readonly verdict: Verdict };

export function robots(settings: { organization: Organization; world: World; shelf: MediaShelf; names: Names; clock: Clock }): Robots {
  const { world, shelf, names, clock } = settings;
  const chatOf = new Map(settings.organization.groups.map(({ robotKey, chatId }) => [robotKey, chatId]));
  const sentAt = new Map<string, readonly number[]>();

  /** Sliding minute: a webhook over its 20 gets 45009, and the refused call does not count. */
  function overLimit(key: string): boolean {
    const now = Date.parse(clock.now());
    const recent = (sentAt.get(key) ?? []).filter((at) => now - at < MINUTE_MS);
    if (recent.length >= PER_MINUTE) return true;
    sentAt.set(key, [...recent, now]);
    return false;
  }

  function shown(key: string, push: Pushed): Shown {
    switch (push.msgtype) {
      case 'text': {
        const { content: text, mentioned_list: called = [] } = push.text;
        return worded('text', text, TEXT_BYTES, { kind: 'text', text }, called);
      }
      case 'markdown':
        return worded('markdown', push.markdown.content, MARKDOWN_BYTES, {
          kind: 'markdown',
          flavour: 'robot',
          text: push.markdown.content,
        });
      case 'markdown_v2':
        return worded('markdown_v2', push.markdown_v2.content, MARKDOWN_BYTES, {
          kind: 'markdown',
          flavour: 'v2',
          text: push.markdown_v2.content,
        });
      case 'image':
        return picture(push.image);
      case 'news':
        return { ok: true, body: { kind: 'news', articles: push.news.articles } };
      case 'file': {
        const media = shelf.get(push.file.media_id);
        if (media === undefined || media.robotKey !== key) return refused(40058, 'file.media_id invalid');
        return { ok: true, body: { kind: 'file', mediaId: media.id, name: media.name, bytes: media.bytes.length } };
      }
      case 'template_card': {
        const check = checkWebhookCard(push.template_card);
        return check.ok ? { ok: true, body: { kind: 'card', card: check.card } } : refused(check.code, check.why);
      }
    }
  }

  function picture(image: { base64: string; md5: string }): Shown {
    const bytes = Buffer.from(image.base64, 'base64');
    const type = pictureType(bytes);
    if (type === undefined) return refused(40058, 'image.base64 is not JPG or PNG');
    if (bytes.length > IMAGE_BYTES) return refused(93018, 'image too big');
    if (createHash('md5').update(bytes).digest('hex') !== image.md5) return refused(301019, 'md5 differs');
    return { ok: true, body: { kind: 'image', mediaId: shelf.put({ name: '图片', type, bytes }).id } };
  }

  return {
    send(key, raw, about) {
      const chatId = chatOf.get(key);
      if (chatId === undefined) return REMOVED;
      const push = pushed.safeParse(raw);
      if (!push.success) {
        const issue = push.error.issues[0];
        return issue?.path[0] === 'msgtype'
          ? { errcode: 40008, errmsg: 'invalid message type' }
          : { errcode: 40058, errmsg: issue?.message ?? '' };
      }
      if (overLimit(key)) return { errcode: 45009, errmsg: 'api freq out of limit' };
      const result = shown(key, push.data);
      if (!result.ok) return result.verdict;
      const { body, called = [] } = result;
      const tagged = (body.kind === 'markdown' && body.flavour === 'robot') || body.kind === 'text' ? names.taggedIn(body.text) : [];
      world.add({ chatId, from: BOT, about, body, state: 'shown', mentions: [...called, ...tagged], called });
      return OK;
    },
    upload(key, file) {
      if (!chatOf.has(key)) return REMOVED;
      if (file.bytes.length < FILE_BYTES.least || file.bytes.length > FILE_BYTES.most)
        return { errcode: 40058, errmsg: 'file size out of limit' };
      const media = shelf.put({ name: file.name, type: 'application/octet-stream', bytes: file.bytes, robotKey: key });
      return { ...OK, type: 'file', media_id: media.id, created_at: String(Math.floor(Date.parse(clock.now()) / 1000)) };
    },
  };
}

function worded(field: string, text: string, limitBytes: number, body: Body, called: readonly string[] = []): Shown {
  if (text.trim() === '') return refused(93017, 'empty message');
  if (Buffer.byteLength(text) > limitBytes) return refused(40058, `${field}.content exceed max length ${limitBytes}`);
  return { ok: true, body, called };
}

function refused(errcode: number, errmsg: string): Shown {
  return { ok: false, verdict: { errcode, errmsg } };
}
