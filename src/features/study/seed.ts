import { z } from 'zod';
import type { Writer } from '../../store/store.ts';
import type { SeedFiles } from '../feature.ts';
import { DEFAULT_PLAN } from './rules/plan.ts';
import { questions, questionSchema, studyPlans } from './schema.ts';

const bankSchema = z.array(questionSchema);
const groupsSchema = z.object({ groups: z.array(z.object({ chatId: z.string() })) });

/** The shipped bank, and a daily prompt for every shipped group. `planShipped` gives them their times at start. */
export async function seedStudy(tx: Writer, files: SeedFiles): Promise<void> {
  for (const { text } of await files.texts('questions')) {
    for (const question of bankSchema.parse(JSON.parse(text))) await tx.put(questions, question);
  }
  const { groups } = groupsSchema.parse(await files.json('organization.json'));
  for (const { chatId } of groups) await tx.put(studyPlans, { ...DEFAULT_PLAN, id: chatId, on: true, createdBy: null, swapped: null });
}
