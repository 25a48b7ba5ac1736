import type { Instant } from '../../../core/clock.ts';
import type { Situation } from '../../feature.ts';
import { announcementsOf } from '../repo/announcements.ts';
import { mannersOf } from '../repo/manners.ts';
import { arrivedAt, sentBy } from '../repo/sendings.ts';
import { plannedIn, weekOf } from '../rules/cap.ts';
import type { Draft } from '../schema/draft.ts';
import { namesOfGroups } from '../targets.ts';
import { mannersTexts } from '../texts/manners.ts';

const LOOKED_AT = 50;

/** Before it is confirmed: a group that would hear more in that week than the branch wants. A warning, not a refusal. */
export async function capNotes(situation: Situation, draft: Draft, first: Instant): Promise<readonly string[]> {
  const { tx, person, zone, now } = situation;
  const { weeklyCap } = await mannersOf(tx, person.partyBranch);
  const { from, until } = weekOf(first, zone);
  const { instead } = draft;
  const others = (await announcementsOf(tx, person)).filter(({ id }) => id !== draft.of);
  // The post whose place this one takes is not heard beside it.
  const active = others.map((one) => (one.id === instead?.id ? { ...one, skips: [...one.skips, instead.at] } : one));
  const onTheirWay = (await sentBy(tx, person, LOOKED_AT)).filter((one) => one.recalledAt === null && one.leavesAt > now);
  const over: { readonly groupId: string; readonly before: number }[] = [];
  for (const groupId of draft.groupIds.slice(0, LOOKED_AT)) {
    const arrived = new Set((await arrivedAt(tx, groupId, from)).map(({ sendingId }) => sendingId)).size;
    const waiting = onTheirWay.filter(
      ({ groupIds, leavesAt }) => groupIds.includes(groupId) && leavesAt >= from && leavesAt < until,
    ).length;
    const before = (from <= now ? arrived : 0) + waiting + plannedIn({ from, until }, groupId, active, situation);
    if (before + 1 > weeklyCap) over.push({ groupId, before });
  }
  const [one, ...more] = over;
  if (one === undefined) return [];
  if (more.length > 0) return [mannersTexts.capMany(over.length, weeklyCap)];
  return [mannersTexts.cap((await namesOfGroups(situation)).get(one.groupId) ?? one.groupId, one.before, weeklyCap)];
}
