import { localDateOf } from '../../core/zone.ts';
import type { Job } from '../../schedule/job.ts';
import type { JobHandler, JobOutcome, JobSituation } from '../feature.ts';
import { questionById } from './repo.ts';
import { texts } from './texts.ts';

/** Reminds the responsible secretaries once. Also when it is late: the question still waits, and the notice waits for them. */
async function remind({ tx, directory, zone }: JobSituation, job: Job): Promise<JobOutcome> {
  const question = await questionById(tx, job.ref);
  if (question === undefined || question.state !== 'open') return {};
  const secretaries = await directory.secretariesOf(question.partyBranch);
  return {
    notices: secretaries.map((secretary) => ({
      key: `policy.overdue:${question.id}:${secretary.userId}`,
      to: { kind: 'person' as const, userId: secretary.userId },
      content: { kind: 'text' as const, text: texts.overdue(question, localDateOf(question.askedAt, zone)) },
      about: { kind: 'policyQuestion', id: question.id },
    })),
  };
}

export const jobs: Readonly<Record<string, JobHandler>> = { 'policy.overdue': { run: remind, missed: remind } };
