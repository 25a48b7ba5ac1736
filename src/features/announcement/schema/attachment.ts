import { z } from 'zod';
import { collection } from '../../../store/store.ts';

/**
 * A picture or file for a post: the newest of each kind that a secretary sent alone (`latest:…`), and those that belong to a
 * draft or announcement (its id). Small ones only: it goes to every group as a copy.
 */
export const announcementAttachments = collection({
  name: 'announcementAttachments',
  schema: z.object({
    id: z.string(),
    type: z.enum(['image', 'file']),
    name: z.string(),
    base64: z.string(),
  }),
});
export type Attachment = z.infer<typeof announcementAttachments.schema>;
