import { DAY_MS, plusMs } from '../../core/clock.ts';
import type { Entity } from '../feature.ts';
import { activitiesFor, placesTaken, type Asker } from './repo.ts';
import { finishesAt } from './rules/plan.ts';
import type { Activity } from './schema.ts';
import { ACTIVITY } from './slots/named.ts';

/** How long after its end people still talk of an activity. */
const TALKED_OF_MS = 14 * DAY_MS;

/** What the asker can mean in this chat: what they may know of, past ones for two weeks. */
export async function activityEntities(asker: Asker): Promise<readonly Entity[]> {
  const recent = (await activitiesFor(asker)).filter(({ activity }) => plusMs(finishesAt(activity), TALKED_OF_MS) > asker.now);
  const entities: Entity[] = [];
  for (const { activity, own } of recent) {
    entities.push({
      kind: ACTIVITY,
      id: activity.id,
      title: activity.title,
      number: `A${activity.number}`,
      startsAt: activity.startsAt,
      status: await statusOf(asker, activity),
      mine: own !== undefined,
    });
  }
  return entities;
}

async function statusOf(asker: Asker, activity: Activity): Promise<string> {
  if (activity.status !== 'open') return activity.status;
  if (activity.capacity === null) return 'open';
  return (await placesTaken(asker.tx, activity.id)) < activity.capacity ? 'open' : 'full';
}
