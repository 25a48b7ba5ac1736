import { createHash } from 'node:crypto';
import { msBetween, type Clock, type Instant } from '../../core/clock.ts';
import type { Content } from '../../core/message.ts';

const KEPT_MS = 60 * 60_000;
const KEPT_COUNT = 1_000;

/** How many pieces of a long text a group has already got, so that the outbox's next try goes on after them. */
export interface Progress {
  sent(groupId: string, content: Content): number;
  set(groupId: string, content: Content, pieces: number): void;
  clear(groupId: string, content: Content): void;
}

/** In memory: after a restart a text that was cut in the middle begins again, which is better than half a text. */
export function createProgress(clock: Clock): Progress {
  const places = new Map<string, { pieces: number; at: Instant }>();
  const keyOf = (groupId: string, content: Content): string =>
    createHash('sha256')
      .update(JSON.stringify([groupId, content]))
      .digest('base64');
  return {
    sent(groupId, content) {
      const place = places.get(keyOf(groupId, content));
      return place !== undefined && msBetween(place.at, clock.now()) < KEPT_MS ? place.pieces : 0;
    },
    set(groupId, content, pieces) {
      const [oldest] = places.keys();
      if (places.size >= KEPT_COUNT && oldest !== undefined) places.delete(oldest);
      places.set(keyOf(groupId, content), { pieces, at: clock.now() });
    },
    clear(groupId, content) {
      places.delete(keyOf(groupId, content));
    },
  };
}
