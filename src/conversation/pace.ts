import { MINUTE_MS } from '../core/clock.ts';

/** ok: go on. tooFast: say so, once. silent: it was said, nothing more until the member slows down. */
export type Pace = 'ok' | 'tooFast' | 'silent';

/** Beyond these nobody is remembered; the first of them may write again a little early. */
const MOST_MEMBERS = 20_000;

/**
 * How fast one member may write: `perMinute` messages at once, then as they drip in. No person writes so fast; a stuck
 * client or a script does, and must not take the others' time. Kept in memory only, for each process by itself.
 */
export function paces(perMinute: number): (userId: string, nowMs: number) => Pace {
  const members = new Map<string, { left: number; at: number; isTold: boolean }>();
  return (userId, nowMs) => {
    const known = members.get(userId) ?? { left: perMinute, at: nowMs, isTold: false };
    const left = Math.min(perMinute, known.left + ((nowMs - known.at) * perMinute) / MINUTE_MS);
    members.delete(userId);
    if (members.size >= MOST_MEMBERS) members.delete(members.keys().next().value ?? '');
    const isOver = left < 1;
    // Told once, and again only after a pause that filled half of what one may.
    const isTold = isOver || (known.isTold && left < perMinute / 2);
    members.set(userId, { left: isOver ? left : left - 1, at: nowMs, isTold });
    if (!isOver) return 'ok';
    return known.isTold ? 'silent' : 'tooFast';
  };
}
