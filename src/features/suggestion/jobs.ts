import { localDateOf } from '../../core/zone.ts';
import { nextOccurrence } from '../../time/recurrence.ts';
import type { Recurrence } from '../../time/time.ts';
import { planJob } from '../../schedule/job.ts';
import type { JobHandler, JobOutcome, JobSituation, NoticeDraft } from '../feature.ts';
import { askAgainNotices, secretaryNotices, toPerson } from './posts.ts';
import { allWith, save } from './repo.ts';
import { DIGEST } from './rules/digest.ts';
import { chase, silence } from './rules/sweep.ts';
import type { Suggestion } from './schema.ts';
import { newsTexts } from './texts/news.ts';

/** Once each workday in the morning: one chase per item and day, and never at night, come of themselves. */
const SWEEP: Recurrence = { freq: 'workday', interval: 1, time: '09:00' };

const sweepJob = { id: 'suggestion.sweep:all', kind: 'suggestion.sweep', ref: 'all' } as const;
const digestJob = { id: 'suggestion.digest:all', kind: 'suggestion.digest', ref: 'all' } as const;

/** Idempotent: at every start. */
export async function planStandingJobs(situation: JobSituation): Promise<void> {
  await planNext(situation, sweepJob, SWEEP);
  await planNext(situation, digestJob, DIGEST);
}

/** Chases what is late, asks a second time for a verdict, ends what got none. Nothing is lost by a missed day: it looks at dates. */
export const sweep: JobHandler = {
  run: async (situation) => {
    await planNext(situation, sweepJob, SWEEP);
    return sweepAll(situation);
  },
  missed: async (situation) => {
    await planNext(situation, sweepJob, SWEEP);
    return {};
  },
};

/** Hands the day's anonymous ones to the secretaries, all at once. A missed one waits for the next: an extra hour would tell when. */
export const digest: JobHandler = {
  run: async (situation) => {
    await planNext(situation, digestJob, DIGEST);
    return digestAll(situation);
  },
  missed: async (situation) => {
    await planNext(situation, digestJob, DIGEST);
    return {};
  },
};

async function sweepAll(situation: JobSituation): Promise<JobOutcome> {
  const today = localDateOf(situation.now, situation.zone);
  const notices: NoticeDraft[] = [];
  for (const suggestion of await allWith(situation.tx, ['filed', 'accepted', 'assigned'])) {
    const due = suggestion.released ? chase(suggestion, today) : undefined;
    if (due === undefined) continue;
    await save(situation.tx, due.after);
    notices.push(...(await chaseNotices(situation, due.after, due.whom)));
  }
  for (const suggestion of await allWith(situation.tx, ['closed'])) {
    const due = silence(suggestion, today);
    if (due === undefined) continue;
    await save(situation.tx, due.after);
    if (due.step === 'askAgain') notices.push(...(await askAgainNotices(due.after, situation.directory)));
  }
  return { notices };
}

async function chaseNotices(
  situation: JobSituation,
  suggestion: Suggestion,
  whom: 'assignee' | 'secretary',
): Promise<readonly NoticeDraft[]> {
  const what = `chase:${suggestion.chasedOn ?? ''}`;
  const text = newsTexts.chase(suggestion, situation);
  if (whom === 'assignee' && suggestion.assigneeId !== null) return [toPerson(suggestion, what, suggestion.assigneeId, text)];
  return secretaryNotices(suggestion, what, text, situation.directory);
}

async function digestAll(situation: JobSituation): Promise<JobOutcome> {
  // In the order of their random ids: it tells nothing of the order in which they came.
  const all = (await allWith(situation.tx, ['filed', 'accepted', 'assigned', 'answered', 'closed']))
    .filter(({ label }) => label !== null)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const today = localDateOf(situation.now, situation.zone);
  const notices: NoticeDraft[] = [];
  for (const branch of new Set(all.map(({ partyBranch }) => partyBranch))) {
    const ofBranch = all.filter((one) => one.partyBranch === branch);
    const fresh = ofBranch.filter(({ released }) => !released);
    const news = ofBranch.filter((one) => one.released && one.news);
    for (const one of [...fresh, ...news]) await save(situation.tx, { ...one, released: true, news: false });
    if (fresh.length + news.length === 0) continue;
    const text = newsTexts.digest(fresh, news);
    for (const { userId } of await situation.directory.secretariesOf(branch)) {
      notices.push({
        key: `suggestion:digest:${today}:${branch ?? ''}:${userId}`,
        to: { kind: 'person', userId },
        content: { kind: 'text', text },
      });
    }
  }
  return { notices };
}

async function planNext(situation: JobSituation, job: typeof sweepJob | typeof digestJob, rule: Recurrence): Promise<void> {
  const dueAt = nextOccurrence(rule, situation.now, situation);
  if (dueAt !== null) await planJob(situation.tx, { ...job, dueAt });
}
