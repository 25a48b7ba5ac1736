import { z } from 'zod';
import { collection } from '../../../store/store.ts';

const clockTime = z.string().regex(/^\d{2}:\d{2}$/u);

/** How much a party branch wants to hear, and when not. */
export const mannersSchema = z.object({
  /** The party branch; '' = everybody who has none. */
  id: z.string(),
  /** Equal times = no quiet hours. */
  quietFrom: clockTime,
  quietUntil: clockTime,
  /** Posts by people to one group within a week; more are warned of, not refused. */
  weeklyCap: z.number().int().positive(),
  /** Every post needs the yes of another secretary. */
  approval: z.boolean().default(false),
});
export type Manners = z.infer<typeof mannersSchema>;

export const manners = collection({ name: 'announcementManners', schema: mannersSchema, audited: true });

export const USUAL_MANNERS: Omit<Manners, 'id'> = { quietFrom: '21:30', quietUntil: '07:00', weeklyCap: 5, approval: false };
