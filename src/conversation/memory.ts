import { MINUTE_MS, msBetween, plusMs, type Instant } from '../core/clock.ts';
import type { Chat, EntityRef, Inbound } from '../core/message.ts';
import type { Focus } from '../features/feature.ts';
import { notices } from '../outbox/outbox.ts';
import type { Reader, Writer } from '../store/store.ts';
import type { Routed } from './router.ts';
import { conversations, type Conversation } from './schema.ts';
import { afterTurn, shown, stillWaiting } from './waiting.ts';

/** "那个" half an hour later means something else. */
const FOCUS_MS = 30 * MINUTE_MS;
/** What was posted to a group stays the talk of the group longer. */
const POST_FOCUS_MS = 12 * 60 * MINUTE_MS;

const nothing: Focus = { list: [], about: null, intent: null, topic: null, pending: null };

/** State belongs to one member in one chat: what A said never flows into the answer to B. */
function keyOf(chat: Chat, userId: string | null): string {
  return userId === null ? `${chat.kind}:${chat.id}` : `${chat.kind}:${chat.id}:${userId}`;
}

export async function recall(tx: Reader, chat: Chat, userId: string, now: Instant): Promise<Focus> {
  const own = await tx.get(conversations, keyOf(chat, userId));
  const fresh = own !== undefined && msBetween(own.at, now) < FOCUS_MS ? own : undefined;
  const waiting = stillWaiting(own, now);
  return {
    ...nothing,
    ...(fresh === undefined ? {} : { list: fresh.list, intent: fresh.intent, topic: fresh.topic, reading: fresh.reading }),
    about: fresh?.about ?? (chat.kind === 'group' ? await seenByAll(tx, chat, now) : null),
    pending: shown(waiting.pending),
    beneath: shown(waiting.beneath),
  };
}

/** What everybody in the group saw last: a post of ours, or a card that we answered somebody with. */
async function seenByAll(tx: Reader, chat: Chat, now: Instant): Promise<EntityRef | null> {
  const together = await tx.get(conversations, keyOf(chat, null));
  const [post] = await tx.find(notices, {
    where: { targetKey: `group:${chat.id}` },
    orderBy: 'sentAt',
    from: plusMs(now, -POST_FOCUS_MS),
    descending: true,
    limit: 1,
  });
  const postedAt = post?.about === null ? undefined : post?.sentAt;
  const shownAt = together !== undefined && msBetween(together.at, now) < FOCUS_MS ? together.at : undefined;
  if (postedAt !== undefined && postedAt !== null && (shownAt === undefined || postedAt > shownAt)) return post?.about ?? null;
  return shownAt === undefined ? null : (together?.about ?? null);
}

export async function remember(
  tx: Writer,
  { chat, userId }: Pick<Inbound, 'chat' | 'userId'>,
  now: Instant,
  routed: Routed,
): Promise<void> {
  const { outcome, intent, reading } = routed;
  const id = keyOf(chat, userId);
  const before = await tx.get(conversations, id);
  const stale = before === undefined || msBetween(before.at, now) >= FOCUS_MS;
  const next: Conversation = {
    id,
    list: [...(outcome.focus?.list ?? (stale ? [] : before.list))],
    about: outcome.focus?.about === undefined ? (stale ? null : before.about) : outcome.focus.about,
    intent: intent ?? (stale ? null : before.intent),
    topic: outcome.focus?.topic ?? (stale ? null : before.topic),
    reading: reading ?? (stale ? null : (before.reading ?? null)),
    ...afterTurn(stillWaiting(before, now), routed.asks, now),
    at: now,
  };
  await tx.put(conversations, next);
  const about = outcome.focus?.about;
  const seen = outcome.reply?.card !== undefined || outcome.reply?.update?.forEveryone === true;
  if (chat.kind === 'group' && seen && about !== undefined && about !== null) {
    await tx.put(conversations, {
      id: keyOf(chat, null),
      list: [],
      about,
      intent: null,
      topic: null,
      reading: null,
      pending: null,
      beneath: null,
      at: now,
    });
  }
}
