import { z } from 'zod';
import { collection } from '../../../store/store.ts';

/** 已知晓: this person has read this sending. */
export const tickSchema = z.object({
  /** `<sending>/<user>`: once, however often it is said. */
  id: z.string(),
  sendingId: z.string(),
  userId: z.string(),
  at: z.iso.datetime(),
});

export const ticks = collection({ name: 'announcementTicks', schema: tickSchema, indexes: [['sendingId'], ['at'], ['userId']] });
