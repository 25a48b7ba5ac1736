import { z } from 'zod';

/** Answer to an upload; the id works for 3 days, for this webhook only (document path 99110, read 2026-11-21). */
export const uploadedSchema = z.object({ media_id: z.string().min(1) });
