import type { JobOutcome, JobSituation, NoticeDraft } from '../feature.ts';
import { dropDutiesOf, openQuestions, saveQuestion } from './repo.ts';
import { personalTexts } from './texts/personal.ts';

/** Matters that were given to a person who left are nobody's; questions that wait for them are the secretaries' again, who hear of it. */
export async function leave({ tx, directory }: JobSituation, { userId, name }: { userId: string; name: string }): Promise<JobOutcome> {
  await dropDutiesOf(tx, userId);
  const notices: NoticeDraft[] = [];
  for (const question of await openQuestions(tx)) {
    if (!question.ownerIds.includes(userId)) continue;
    const ownerIds = question.ownerIds.filter((id) => id !== userId);
    await saveQuestion(tx, { ...question, ownerIds });
    if (ownerIds.length > 0) continue;
    for (const secretary of await directory.secretariesOf(question.partyBranch)) {
      notices.push({
        key: `policy.left:${question.id}:${secretary.userId}`,
        to: { kind: 'person', userId: secretary.userId },
        content: { kind: 'text', text: personalTexts.left(question.number, question.text, name) },
        about: { kind: 'policyQuestion', id: question.id },
      });
    }
  }
  return { notices };
}
