import { z } from 'zod';
import { collection } from '../../../store/store.ts';

const instant = z.iso.datetime();

/** One occurrence of an announcement on its way to its groups, as it was sent: a later change of the plan changes nothing here. */
export const sendingSchema = z.object({
  /** `<announcement>@<planned instant>` */
  id: z.string(),
  announcementId: z.string(),
  number: z.string(),
  partyBranch: z.string().nullable(),
  createdBy: z.string(),
  content: z.string(),
  groupIds: z.array(z.string()),
  /** When it was meant to leave, and when it does: after the time for second thoughts, or after quiet hours. */
  plannedAt: instant,
  leavesAt: instant,
  /** Run after a downtime; it carries a mark. */
  late: z.boolean(),
  urgent: z.boolean(),
  /** Why it did not wait; on record. */
  urgentReason: z.string().nullable(),
  /** Notices per group: a picture goes beside its words. */
  parts: z.number().int(),
  acknowledge: z.boolean(),
  recalledAt: instant.nullable(),
  /** The sending whose words this one replaces, and the one that replaced it. */
  corrects: z.string().nullable(),
  correctedBy: z.string().nullable(),
  /** Those who had not ticked were reminded; once at most. */
  remindedAt: instant.nullable(),
});
export type Sending = z.infer<typeof sendingSchema>;

export const sendings = collection({
  name: 'announcementSendings',
  schema: sendingSchema,
  indexes: [['announcementId', 'leavesAt'], ['partyBranch', 'leavesAt'], ['leavesAt']],
  audited: true,
});

export const sendingId = (announcementId: string, plannedAt: string): string => `${announcementId}@${plannedAt}`;
