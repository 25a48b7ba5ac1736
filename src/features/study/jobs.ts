import { MINUTE_MS, plusMs, type Instant } from '../../core/clock.ts';
import type { ChatGroup } from '../../core/person.ts';
import { localDateOf } from '../../core/zone.ts';
import { formatInstant } from '../../core/zh/format.ts';
import type { DomainEvent } from '../../core/events.ts';
import type { JobHandler, JobOutcome, JobSituation, NoticeDraft } from '../feature.ts';
import { countsOf } from './repo/answers.ts';
import { questionById, wholeBank } from './repo/bank.ts';
import { allPlans, DAILY_JOB, keepPlan, plannedFor, planOf, planSummary, SUMMARY_JOB } from './repo/plans.ts';
import { forgetOldPrompts, keepPrompt, latestPrompt, promptsOf } from './repo/prompts.ts';
import { questionOfDay, seedOf } from './rules/choose.ts';
import { nextPosts, postAfter } from './rules/plan.ts';
import { shownOf } from './rules/summary.ts';
import { closesAt } from './rules/window.ts';
import { studyPrompts, type Passages, type StudyPlan } from './schema.ts';
import { postTexts } from './texts/post.ts';

/** A post that could not leave within half an hour is reported, not sent. */
const USEFUL_MS = 30 * MINUTE_MS;

/** What only the secretaries hear: who set it, else those of the group's branch. */
async function toSecretaries(
  situation: JobSituation,
  plan: StudyPlan | undefined,
  group: ChatGroup,
  key: string,
  text: string,
): Promise<NoticeDraft[]> {
  const createdBy = plan?.createdBy ?? null;
  const people =
    createdBy === null ? (await situation.directory.secretariesOf(group.partyBranch)).map(({ userId }) => userId) : [createdBy];
  return people.map((userId) => ({ key: `${key}:${userId}`, to: { kind: 'person', userId }, content: { kind: 'text', text } }));
}

/** Posts the day's paragraph and question and plans the summary and the next day. */
function daily(passages: Passages): JobHandler {
  return {
    run: async (situation, job, { plannedAt, late }) => {
      const { tx, zone } = situation;
      const plan = await planOf(tx, job.ref);
      if (plan?.on !== true) return {};
      await keepPlan(tx, plan, postAfter(plan, plannedAt, situation));
      const group = await situation.directory.group(plan.id);
      const heldOn = localDateOf(plannedAt, zone);
      // Without a push address nothing can be posted; one prompt a day, whatever was changed meanwhile.
      if (group?.canPush !== true || (await latestPrompt(tx, plan.id))?.heldOn === heldOn) return {};
      const question = questionOfDay(await wholeBank(tx), await promptsOf(tx, plan.id), plan, heldOn);
      if (question === undefined) {
        return {
          notices: await toSecretaries(situation, plan, group, `study-empty:${plan.id}:${heldOn}`, postTexts.emptyBank(group.name)),
        };
      }
      const passage = await passages.pick(tx, seedOf(`${plan.id}@${heldOn}`), question.topic);
      const id = `${plan.id}@${heldOn}`;
      const prompt = {
        id,
        groupId: plan.id,
        heldOn,
        questionId: question.id,
        topic: question.topic,
        passage: passage === undefined ? null : { text: passage.text, source: passage.source },
        postedAt: situation.now,
        closesAt: closesAt(plannedAt, zone),
      };
      await keepPrompt(tx, prompt);
      await forgetOldPrompts(tx, plan.id, heldOn);
      await planSummary(tx, prompt);
      const planned = late ? formatInstant(plannedAt, zone, situation.now) : null;
      const text = postTexts.prompt(question, passage, formatInstant(prompt.closesAt, zone, situation.now), planned);
      return { notices: [toGroup(`study:${id}`, plan.id, text, plannedAt)] };
    },
    missed: async (situation, job, plannedAt) => {
      const plan = await planOf(situation.tx, job.ref);
      const group = plan === undefined ? undefined : await situation.directory.group(plan.id);
      if (plan?.on !== true) return {};
      const next = postAfter(plan, plannedAt, situation);
      await keepPlan(situation.tx, plan, next);
      if (group?.canPush !== true) return {};
      const words = (at: Instant): string => formatInstant(at, situation.zone, situation.now);
      const text = postTexts.missed(group.name, words(plannedAt), next === null ? null : words(next));
      return { notices: await toSecretaries(situation, plan, group, `study-missed:${plan.id}:${plannedAt}`, text) };
    },
  };
}

function toGroup(key: string, groupId: string, text: string, plannedAt: Instant): NoticeDraft {
  return { key, to: { kind: 'group', id: groupId }, content: { kind: 'text', text }, expiresAt: plusMs(plannedAt, USEFUL_MS) };
}

/** Tells the group the right answer, and how many answered where that points at nobody. */
const summary: JobHandler = {
  run: async (situation, job, { plannedAt }) => {
    const prompt = await situation.tx.get(studyPrompts, job.ref);
    const question = prompt === undefined ? undefined : await questionById(situation.tx, prompt.questionId);
    if (prompt === undefined || question === undefined) return {};
    const text = postTexts.summary(question, shownOf(await countsOf(situation.tx, prompt.id)));
    return { notices: [toGroup(`study-summary:${prompt.id}`, prompt.groupId, text, plannedAt)] };
  },
  missed: async (situation, job) => {
    const prompt = await situation.tx.get(studyPrompts, job.ref);
    const group = prompt === undefined ? undefined : await situation.directory.group(prompt.groupId);
    if (prompt === undefined || group === undefined) return {};
    const plan = await planOf(situation.tx, prompt.groupId);
    const key = `study-summary-missed:${prompt.id}`;
    return { notices: await toSecretaries(situation, plan, group, key, postTexts.missedSummary(group.name)) };
  },
};

export function studyJobs(passages: Passages): Readonly<Record<string, JobHandler>> {
  return { [DAILY_JOB]: daily(passages), [SUMMARY_JOB]: summary };
}

/** Plans what is on and has no row yet (shipped plans); an overdue row stays, so that it is seen as late or missed. */
export async function planShipped(situation: JobSituation): Promise<void> {
  for (const plan of await allPlans(situation.tx)) {
    if (!plan.on || (await plannedFor(situation.tx, plan)) !== undefined) continue;
    const [next = null] = nextPosts(plan, (await latestPrompt(situation.tx, plan.id))?.heldOn ?? null, 1, situation);
    await keepPlan(situation.tx, plan, next);
  }
}

/** A year's holidays became known: what is still to come moves to its workday, what is overdue stays to be seen. */
export async function replan(situation: JobSituation, event: DomainEvent): Promise<JobOutcome> {
  if (event.type !== 'calendar.changed') return {};
  for (const plan of await allPlans(situation.tx)) {
    const due = plan.on && plan.days.kind === 'workday' ? await plannedFor(situation.tx, plan) : undefined;
    if (due === undefined || due <= situation.now) continue;
    const [next = null] = nextPosts(plan, (await latestPrompt(situation.tx, plan.id))?.heldOn ?? null, 1, situation);
    if (next !== due) await keepPlan(situation.tx, plan, next);
  }
  return {};
}
