import type { Channel } from '../channels/channel.ts';
import { plusMs, type Instant } from '../core/clock.ts';
import type { Writer } from '../store/store.ts';
import { emptyLane, freeAt, isClosed, lanes, leased, nextUp, release, withoutFuture, type Lane } from './lane.ts';
import { notices, type Notice } from './notice.ts';

/** What a look at a lane came to. */
export type Claim =
  | { readonly kind: 'send'; readonly notice: Notice; readonly channel: Channel }
  /** Settled without a call; there may be more in the lane. */
  | { readonly kind: 'settled'; readonly lane: Lane }
  /** Nothing may go now. */
  | { readonly kind: 'wait' };

/** The ends of a notice, for whoever has to know of them; in the same transaction. */
export interface Ends {
  settled(tx: Writer, notice: Notice, now: Instant): Promise<void>;
  held(tx: Writer, notice: Notice, now: Instant): Promise<void>;
}

/** When it is, and how much longer this process must wait by a clock that nobody sets, were `perMinute` the limit. */
export interface Moment {
  readonly now: Instant;
  readonly waitMs: (perMinute: number) => number;
}

/**
 * Takes the next message of a lane, if one may go. In one transaction with the lane's row: of two processes that look at
 * the same time, one commits and the other finds the lane busy.
 */
export async function claim(
  tx: Writer,
  targetKey: string,
  { now, waitMs }: Moment,
  channels: readonly Channel[],
  ends: Ends,
): Promise<Claim> {
  const lane = withoutFuture((await tx.get(lanes, targetKey)) ?? emptyLane(targetKey), now);
  if (lane.nextAt > now) return { kind: 'wait' };
  if (lane.busy !== null) return abandon(tx, lane, now, ends);
  const next = await nextUp(tx, targetKey, now);
  if (next !== undefined && next.expiresAt !== null && next.expiresAt < now)
    return end(tx, lane, { ...next, state: 'expired', reason: 'late' }, now, ends);
  if (next === undefined || next.dueAt > now) {
    await release(tx, lane, now);
    return { kind: 'wait' };
  }
  const channel = channelFor(channels, next);
  if (channel === undefined) {
    const held = next.target.kind === 'person';
    return end(
      tx,
      lane,
      held ? { ...next, state: 'held' } : { ...next, state: 'dead', failure: 'no-channel', reason: 'unbound' },
      now,
      ends,
    );
  }
  if (isClosed(lane) && lane.broken !== null && lane.broken.nextTryAt > now && next.priority !== 'urgent') {
    const { failure, reason } = lane.broken;
    return end(tx, lane, { ...next, state: 'dead', failure, reason }, now, ends);
  }
  const { perMinute } = channel.abilities;
  const at = [freeAt(lane, perMinute, now), plusMs(now, waitMs(perMinute))].toSorted().at(-1) ?? now;
  if (at > now) {
    await release(tx, lane, now, at);
    return { kind: 'wait' };
  }
  const notice: Notice = { ...next, state: 'sending', attempts: next.attempts + 1, attemptedAt: now };
  await tx.put(notices, notice);
  await tx.put(lanes, leased(lane, notice, now));
  return { kind: 'send', notice, channel };
}

/** Its claimer is dead: it may have arrived, so it is never sent again by itself. */
export async function abandon(tx: Writer, lane: Lane, now: Instant, ends: Ends): Promise<Claim> {
  const notice = lane.busy === null ? undefined : await tx.get(notices, lane.busy);
  if (notice?.state === 'sending')
    return end(tx, lane, { ...notice, state: 'unknown', failure: 'interrupted', reason: 'interrupted' }, now, ends);
  return { kind: 'settled', lane: await release(tx, lane, now) };
}

async function end(tx: Writer, lane: Lane, notice: Notice, now: Instant, ends: Ends): Promise<Claim> {
  await tx.put(notices, notice);
  const free = await release(tx, lane, now);
  await (notice.state === 'held' ? ends.held(tx, notice, now) : ends.settled(tx, notice, now));
  return { kind: 'settled', lane: free };
}

function channelFor(channels: readonly Channel[], notice: Notice): Channel | undefined {
  return channels.find(
    (channel) =>
      (notice.target.kind === 'group' ? channel.abilities.pushesToGroups : channel.abilities.pushesToPeople) &&
      channel.deliver !== undefined,
  );
}
