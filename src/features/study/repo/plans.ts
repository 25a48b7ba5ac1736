import { cancelJob, jobs, planJob } from '../../../schedule/job.ts';
import type { Instant } from '../../../core/clock.ts';
import type { Reader, Writer } from '../../../store/store.ts';
import type { Situation } from '../../feature.ts';
import { studyDrafts, studyPlans, type StudyDraft, type StudyPlan, type StudyPrompt } from '../schema.ts';

export const DAILY_JOB = 'study.daily';
export const SUMMARY_JOB = 'study.summary';

const jobId = (planId: string): string => `${DAILY_JOB}:${planId}`;

export function planOf(tx: Reader, groupId: string): Promise<StudyPlan | undefined> {
  return tx.get(studyPlans, groupId);
}

export function allPlans(tx: Reader): Promise<readonly StudyPlan[]> {
  return tx.find(studyPlans);
}

/** Writes the plan and plans, moves or cancels its next post with it. */
export async function keepPlan(tx: Writer, plan: StudyPlan, nextAt: Instant | null): Promise<void> {
  await tx.put(studyPlans, plan);
  if (plan.on && nextAt !== null) await planJob(tx, { id: jobId(plan.id), kind: DAILY_JOB, ref: plan.id, dueAt: nextAt });
  else await cancelJob(tx, jobId(plan.id));
}

/** When the plan's next post is due; undefined where none is planned. */
export async function plannedFor(tx: Reader, plan: StudyPlan): Promise<Instant | undefined> {
  return (await tx.get(jobs, jobId(plan.id)))?.dueAt;
}

export function planSummary(tx: Writer, prompt: StudyPrompt): Promise<void> {
  return planJob(tx, { id: `${SUMMARY_JOB}:${prompt.id}`, kind: SUMMARY_JOB, ref: prompt.id, dueAt: prompt.closesAt });
}

type Owner = Pick<Situation, 'tx' | 'chat' | 'person'>;

const draftId = ({ chat, person }: Owner): string => `${chat.kind}:${chat.id}:${person.userId}`;

/** The open draft of this secretary in this chat, if it still is the one that the button or question was about. */
export async function openDraft(owner: Owner, token: string): Promise<StudyDraft | undefined> {
  const kept = await owner.tx.get(studyDrafts, draftId(owner));
  return kept?.token === token ? kept : undefined;
}

export function keepDraft(owner: Owner, draft: Omit<StudyDraft, 'id'>): Promise<void> {
  return owner.tx.put(studyDrafts, { ...draft, id: draftId(owner) });
}

export function dropDraft(owner: Owner): Promise<void> {
  return owner.tx.delete(studyDrafts, draftId(owner));
}
