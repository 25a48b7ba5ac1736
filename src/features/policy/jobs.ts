import { DAY_MS, MINUTE_MS, plusMs } from '../../core/clock.ts';
import { isSecretary, type Directory, type Person } from '../../core/person.ts';
import { localDateOf } from '../../core/zone.ts';
import { jobs as plannedJobs, planJob, type Job } from '../../schedule/job.ts';
import type { JobHandler, JobOutcome, JobSituation, NoticeDraft } from '../feature.ts';
import { forgetOld } from './forget.ts';
import { questionById } from './repo.ts';
import { ANSWER_WITHIN_WORKDAYS } from './rules/question.ts';
import type { PolicyQuestion } from './schema.ts';
import { texts } from './texts.ts';
import { loopTexts } from './texts/loop.ts';
import { workdaysOn } from './workdays.ts';

const ESCALATES = 'policy.escalate';

/** Reminds whoever answers for it, once. Also when it is late: the question still waits, and the notice waits for them. */
async function remind(situation: JobSituation, job: Job): Promise<JobOutcome> {
  const { tx, directory, zone, now } = situation;
  const question = await questionById(tx, job.ref);
  if (question === undefined || question.state !== 'open') return {};
  const dueAt = workdaysOn(now, ANSWER_WITHIN_WORKDAYS, situation);
  await planJob(tx, { id: `${ESCALATES}:${question.id}`, kind: ESCALATES, ref: question.id, dueAt });
  const owners =
    question.ownerIds.length > 0 ? await peopleOf(directory, question.ownerIds) : await directory.secretariesOf(question.partyBranch);
  const text = texts.overdue(question, localDateOf(question.askedAt, zone));
  return { notices: owners.map((owner) => notice('policy.overdue', question, owner, text)) };
}

/** Reminded and still silent: those above hear of it, and the asker hears that they did. Once. */
async function escalate({ tx, directory, zone }: JobSituation, job: Job): Promise<JobOutcome> {
  const question = await questionById(tx, job.ref);
  if (question === undefined || question.state !== 'open') return {};
  const owners = new Set(question.ownerIds);
  const others = (people: readonly Person[]): readonly Person[] => people.filter(({ userId }) => !owners.has(userId));
  const branch = others(await directory.secretariesOf(question.partyBranch));
  const everyone = await directory.everyone();
  const admins = others(everyone.filter(({ roles }) => roles.includes('admin')));
  const above = [branch, admins, others(everyone.filter(isSecretary))].find((people) => people.length > 0) ?? [];
  if (above.length === 0) return {};
  const late = await peopleOf(directory, question.ownerIds);
  const text = loopTexts.escalated(
    question,
    localDateOf(question.askedAt, zone),
    late.map(({ name }) => name),
  );
  const asker = question.askerId === null ? [] : [await directory.person(question.askerId)];
  return {
    notices: [
      ...above.map((person) => notice(ESCALATES, question, person, text)),
      ...asker.map((person) =>
        notice(
          'policy.stillWaiting',
          question,
          person,
          loopTexts.stillWaiting(
            question,
            above.map(({ name }) => name),
          ),
        ),
      ),
    ],
  };
}

async function peopleOf(directory: Directory, ids: readonly string[]): Promise<readonly Person[]> {
  const people: Person[] = [];
  for (const id of ids) people.push(await directory.person(id));
  return people;
}

function notice(kind: string, question: PolicyQuestion, to: Person, text: string): NoticeDraft {
  return {
    key: `${kind}:${question.id}:${to.userId}`,
    to: { kind: 'person', userId: to.userId },
    content: { kind: 'text', text },
    about: { kind: 'policyQuestion', id: question.id },
  };
}

const FORGETS = { id: 'policy.forget:all', kind: 'policy.forget', ref: 'all' } as const;

/** Once a day; a long list takes several turns, a minute apart. */
async function forget(situation: JobSituation): Promise<JobOutcome> {
  const { more } = await forgetOld(situation.tx, situation.now);
  await planJob(situation.tx, { ...FORGETS, dueAt: plusMs(situation.now, more ? MINUTE_MS : DAY_MS) });
  return {};
}

/** Only where none is planned: a bot that restarts every hour must forget all the same. */
export async function planForgetting({ tx, now }: JobSituation): Promise<void> {
  if ((await tx.get(plannedJobs, FORGETS.id)) === undefined) await planJob(tx, { ...FORGETS, dueAt: plusMs(now, DAY_MS) });
}

export const jobs: Readonly<Record<string, JobHandler>> = {
  'policy.overdue': { run: remind, missed: remind },
  [ESCALATES]: { run: escalate, missed: escalate },
  'policy.forget': { run: forget, missed: forget },
};
