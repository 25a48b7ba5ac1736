import { announcementSchema, type Announcement } from '../../../src/features/announcement/schema/announcement.ts';
import { draftSchema, type Draft } from '../../../src/features/announcement/schema/draft.ts';
import type { Plan } from '../../../src/features/announcement/schema/plan.ts';

export const daily: Plan = { kind: 'repeated', rule: { freq: 'day', interval: 1, time: '17:00' } };

export function aDraft(changes: Partial<Draft> = {}): Draft {
  return draftSchema.parse({ id: 'a', number: 'N1', content: '关灯', plan: daily, groupIds: ['g'], mentionAll: false, ...changes });
}

export function anAnnouncement(changes: Partial<Announcement> = {}): Announcement {
  const { of: _, ...arranged } = aDraft();
  return announcementSchema.parse({
    ...arranged,
    plan: daily,
    partyBranch: null,
    createdBy: 'wangmin',
    status: 'active',
    nextAt: '2026-11-21T09:00:00.000Z',
    createdAt: '2026-11-21T01:00:00.000Z',
    ...changes,
  });
}
