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
  const since = plusMs(asker.now, -TALKED_OF_MS);
  const recent = (await activitiesFor(asker)).filter(({ activity }) => finishesAt(activity) > since);
  const entities: Entity[] = [];
  for (const { activity, own } of recent) {
    entities.push(entityOf(activity, await statusOf(asker, activity), own !== undefined));
  }
  return entities;
}

/** By the row, which never changes, then by what else a member sees: the same few are before everybody with each word they say. */
const known = new WeakMap<Activity, Map<string, Entity>>();

function entityOf(activity: Activity, status: string, mine: boolean): Entity {
  const looks = known.get(activity) ?? new Map<string, Entity>();
  known.set(activity, looks);
  const look = `${status} ${mine}`;
  const entity = looks.get(look) ?? {
    kind: ACTIVITY,
    id: activity.id,
    title: activity.title,
    number: `A${activity.number}`,
    startsAt: activity.startsAt,
    status,
    mine,
  };
  looks.set(look, entity);
  return entity;
}

async function statusOf(asker: Asker, activity: Activity): Promise<string> {
  if (activity.status !== 'open') return activity.status;
  if (activity.capacity === null) return 'open';
  return (await placesTaken(asker.tx, activity.id)) < activity.capacity ? 'open' : 'full';
}
