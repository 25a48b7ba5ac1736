import { z } from 'zod';

/** What a test tells a running crash-app: its clock's offset from now on, and where to die instead of what CRASH_AT said. */
export const orderSchema = z.object({
  offsetMs: z.number().int().optional(),
  /** `<failpoint>:<n>`: at the n-th hit from now on. */
  crashAt: z.string().optional(),
});
export type Order = z.infer<typeof orderSchema>;
