import { z } from 'zod';
import { collection } from '../../../store/store.ts';

/** A text with blanks, written 〔时间〕. */
export const templateSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Whose it is; the shipped ones belong to nobody and are not kept here. */
  partyBranch: z.string().nullable(),
  createdBy: z.string(),
  title: z.string().nullable(),
  text: z.string(),
  acknowledge: z.boolean(),
});
export type Template = z.infer<typeof templateSchema>;

export const announcementTemplates = collection({
  name: 'announcementTemplates',
  schema: templateSchema,
  indexes: [['partyBranch']],
  audited: true,
});
