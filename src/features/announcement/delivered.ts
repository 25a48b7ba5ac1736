import { msBetween } from '../../core/clock.ts';
import type { NoticeSettled } from '../../core/events.ts';
import type { JobOutcome, JobSituation } from '../feature.ts';
import { readTopic } from './departure.ts';
import { deliveries, deliveryId, type DeliveryEnd } from './schema/delivery.ts';

/** What the outbox tells of our posts is kept with the sending: it is the history. */
export async function keepEnd({ tx }: JobSituation, event: NoticeSettled): Promise<JobOutcome> {
  if (event.feature !== 'announcement' || event.to.kind !== 'group') return {};
  const about = event.topic === null ? undefined : readTopic(event.topic);
  if (about === undefined) return {};
  const id = deliveryId(about.sendingId, event.to.id);
  const before = await tx.get(deliveries, id);
  const end = endOf(event, about.part);
  const ends = [...(before?.ends ?? []).filter(({ part }) => part !== about.part), end].toSorted((a, b) => a.part - b.part);
  await tx.put(deliveries, { id, sendingId: about.sendingId, groupId: event.to.id, at: event.at, ends });
  return {};
}

function endOf({ key, state, at, plannedAt, reason, part: arrived }: NoticeSettled, part: number): DeliveryEnd {
  return { part, key, state, at, lateMs: Math.max(0, msBetween(plannedAt, at)), reason, arrived };
}
