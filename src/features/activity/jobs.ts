import type { JobHandler, JobOutcome, JobSituation, NoticeDraft } from '../feature.ts';
import { activityIdOf, planJobs } from './planning.ts';
import { mentionsIn, reachable } from './posts.ts';
import { activityOf, saveActivity, signupsOf } from './repo.ts';
import { closeSignup, finish } from './rules/life.ts';
import { signedUpOf, waitingOf } from './rules/places.ts';
import type { Activity } from './schema.ts';
import { ACTIVITY } from './slots/named.ts';
import { closedPost, missedCloseText, missedReminderText, reminderPost } from './texts/posts.ts';

const NOTHING: JobOutcome = {};

/** Reminds the groups; a missed one is reported to whoever opened the activity. */
const remind: JobHandler = {
  run: async (situation, job, { plannedAt, late }) => {
    const activity = await running(situation, job.ref);
    if (activity === undefined || activity.startsAt <= situation.now) return NOTHING;
    const list = signedUpOf(await signupsOf(situation.tx, activity.id));
    const { groups } = await reachable(situation.directory, activity.groupIds);
    const text = reminderPost(activity, list.length, late, situation);
    return {
      notices: groups.map((id): NoticeDraft => ({
        key: `activity.remind:${activity.id}:${plannedAt}:${id}`,
        to: { kind: 'group', id },
        content: { kind: 'text', text, mentions: mentionsIn(activity, list, id) },
        about: { kind: ACTIVITY, id: activity.id },
        expiresAt: activity.startsAt,
      })),
    };
  },
  missed: async (situation, job, plannedAt) => {
    const activity = await running(situation, job.ref);
    return activity === undefined
      ? NOTHING
      : tellCreator(activity, `activity.remind.missed:${activity.id}:${plannedAt}`, missedReminderText(activity, plannedAt, situation));
  },
};

/** Sign-up ends; the clock refuses sign-ups from that instant on whether this has run or not. */
const close: JobHandler = {
  run: async (situation, job, { late }) => {
    const activity = await closed(situation, job.ref);
    if (activity === undefined) return NOTHING;
    const list = await signupsOf(situation.tx, activity.id);
    const { groups } = await reachable(situation.directory, activity.groupIds);
    const text = closedPost(activity, signedUpOf(list).length, waitingOf(list).length, late, situation);
    return {
      notices: groups.map((id): NoticeDraft => ({
        key: `activity.closed:${activity.id}:${activity.revision}:${id}`,
        to: { kind: 'group', id },
        content: { kind: 'text', text },
        about: { kind: ACTIVITY, id: activity.id },
        expiresAt: activity.startsAt,
      })),
    };
  },
  missed: async (situation, job) => {
    const activity = await closed(situation, job.ref);
    if (activity === undefined) return NOTHING;
    const taken = signedUpOf(await signupsOf(situation.tx, activity.id)).length;
    return tellCreator(activity, `activity.closed.missed:${activity.id}:${activity.revision}`, missedCloseText(activity, taken, situation));
  },
};

/** The end is a fact, however late it is noted. */
const end: JobHandler = { run: finished, missed: finished };

export const activityJobs: Readonly<Record<string, JobHandler>> = {
  'activity.remind': remind,
  'activity.closeSignup': close,
  'activity.finish': end,
};

async function running(situation: JobSituation, ref: string): Promise<Activity | undefined> {
  const activity = await activityOf(situation.tx, activityIdOf(ref));
  return activity?.status === 'open' || activity?.status === 'closed' ? activity : undefined;
}

/** The activity with its sign-up closed by this very run. */
async function closed(situation: JobSituation, ref: string): Promise<Activity | undefined> {
  const activity = await running(situation, ref);
  const decision = activity === undefined ? undefined : closeSignup(activity, 'time');
  if (decision === undefined || !decision.ok) return undefined;
  await saveActivity(situation.tx, decision.facts);
  return decision.facts;
}

async function finished(situation: JobSituation, job: { readonly ref: string }): Promise<JobOutcome> {
  const activity = await running(situation, job.ref);
  const decision = activity === undefined ? undefined : finish(activity);
  if (decision === undefined || !decision.ok) return NOTHING;
  await saveActivity(situation.tx, decision.facts);
  await planJobs(situation.tx, decision.facts, situation);
  return NOTHING;
}

function tellCreator(activity: Activity, key: string, text: string): JobOutcome {
  return {
    notices: [
      {
        key,
        to: { kind: 'person', userId: activity.createdBy },
        content: { kind: 'text', text },
        about: { kind: ACTIVITY, id: activity.id },
      },
    ],
  };
}
