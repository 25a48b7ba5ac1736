import type { Outcome, Turn } from '../../feature.ts';
import { announcementsOf } from '../repo/announcements.ts';
import { sentBy } from '../repo/sendings.ts';
import { dayPlan } from '../rules/day-plan.ts';
import { historyTexts } from '../texts/history.ts';
import { namesOfGroups } from '../targets.ts';

const LOOKED_AT = 50;

/** "这周要发什么": every post of the next seven days, day by day. */
export async function showDays(turn: Turn): Promise<Outcome> {
  const items = dayPlan(await announcementsOf(turn.tx, turn.person), await sentBy(turn.tx, turn.person, LOOKED_AT), turn);
  if (items.length === 0) return { reply: { text: historyTexts.noDays } };
  return { reply: { text: historyTexts.days(items, await namesOfGroups(turn), turn) } };
}
