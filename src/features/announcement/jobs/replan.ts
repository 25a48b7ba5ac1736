import { formatInstant } from '../../../core/zh/format.ts';
import type { DomainEvent } from '../../../core/events.ts';
import type { JobOutcome, JobSituation, NoticeDraft } from '../../feature.ts';
import { keep } from '../repo/announcements.ts';
import { replanned } from '../rules/replan.ts';
import { announcements } from '../schema/announcement.ts';
import { replanTexts } from '../texts/replan.ts';

/** A year's holidays became known: what is planned by workdays moves, and its authors hear which of theirs did. */
export async function replan(situation: JobSituation, event: DomainEvent): Promise<JobOutcome> {
  if (event.type !== 'calendar.changed') return {};
  const { tx, now, zone } = situation;
  const words = (at: string): string => formatInstant(at, zone, now);
  const lines = new Map<string, string[]>();
  for (const announcement of await tx.find(announcements, { where: { status: 'active' } })) {
    const moved = replanned(announcement, situation);
    if (moved === undefined) continue;
    await keep(tx, moved.announcement);
    const line = replanTexts.line(announcement, words(moved.was), moved.next === null ? null : words(moved.next));
    lines.set(announcement.createdBy, [...(lines.get(announcement.createdBy) ?? []), line]);
  }
  const notices = [...lines].map(([userId, moved]): NoticeDraft => ({
    key: `announcement-replan:${event.year}:${now}:${userId}`,
    to: { kind: 'person', userId },
    content: { kind: 'text', text: replanTexts.moved(event.year, moved) },
  }));
  return { notices };
}
