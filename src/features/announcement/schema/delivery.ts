import { z } from 'zod';
import { FAILURE_REASONS } from '../../../core/errors.ts';
import { collection } from '../../../store/store.ts';

const instant = z.iso.datetime();

/** How one notice of a sending ended at one group. */
export const deliveryEndSchema = z.object({
  part: z.number().int(),
  key: z.string(),
  state: z.enum(['sent', 'dead', 'unknown', 'expired']),
  at: instant,
  lateMs: z.number().int(),
  reason: z.enum(FAILURE_REASONS).nullable(),
  /** Messages of a long text that arrived before it stopped. */
  arrived: z.number().int(),
});
export type DeliveryEnd = z.infer<typeof deliveryEndSchema>;

/** What became of a sending at one group, as the outbox told it. No row: it still waits. */
export const deliverySchema = z.object({
  /** `<sending>/<group>` */
  id: z.string(),
  sendingId: z.string(),
  groupId: z.string(),
  /** The last news of it. */
  at: instant,
  ends: z.array(deliveryEndSchema),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const deliveries = collection({
  name: 'announcementDeliveries',
  schema: deliverySchema,
  indexes: [['sendingId'], ['groupId', 'at'], ['at']],
});

export const deliveryId = (sending: string, groupId: string): string => `${sending}/${groupId}`;
