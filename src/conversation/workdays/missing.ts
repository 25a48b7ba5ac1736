import { localDateOf, instantOf } from '../../core/zone.ts';
import type { Instant } from '../../core/clock.ts';
import type { JobOutcome, JobSituation, NoticeDraft } from '../../features/feature.ts';
import { jobs, planJob } from '../../schedule/job.ts';
import type { WorkdayCalendar } from '../../time/time.ts';
import { workdayTexts } from './texts.ts';

export const ASK_JOB = 'workdays.ask';

/** The notice comes out in autumn. Who is asked at the beginning of December has forgotten it by the end. */
const ASKED_ON = ['12-01', '12-11', '12-21', '12-28'];
const ASKED_AT = '09:00';

/** The next moment at which it is looked whether somebody must be asked. Pure. */
export function nextAsk(now: Instant, zone: string): Instant {
  const year = Number(localDateOf(now, zone).slice(0, 4));
  const days = [year, year + 1].flatMap((one) => ASKED_ON.map((day) => instantOf(`${one}-${day}`, ASKED_AT, zone)));
  return days.find((instant) => instant > now) ?? now;
}

/** Whether the official calendar of a year is known. */
export function knowsYear(calendar: WorkdayCalendar, year: number): boolean {
  return calendar.isWorkday(`${year}-01-01`) !== undefined;
}

/** News that a year's table takes back. */
export function missingTopic(year: number): string {
  return `workdays-missing:${year}`;
}

/** Only where none is planned: a bot that is restarted on the very day must ask all the same. */
export async function planAsking({ tx, now, zone }: JobSituation): Promise<void> {
  const id = `${ASK_JOB}:all`;
  if ((await tx.get(jobs, id)) === undefined) await planJob(tx, { id, kind: ASK_JOB, ref: 'all', dueAt: nextAsk(now, zone) });
}

/** Asks every secretary for next year's holidays, as long as nobody has brought them (T10). */
export async function askForNextYear(situation: JobSituation): Promise<JobOutcome> {
  const { now, zone, calendar, directory } = situation;
  await planAsking(situation);
  const today = localDateOf(now, zone);
  const year = Number(today.slice(0, 4)) + 1;
  // A job that was missed in December may run in January: then that year has begun, and is asked for.
  const asked = today.slice(5, 7) === '12' ? year : year - 1;
  if (knowsYear(calendar, asked)) return {};
  const notices = (await directory.secretariesOf(null)).map(({ userId }): NoticeDraft => ({
    key: `${missingTopic(asked)}:${today}:${userId}`,
    to: { kind: 'person', userId },
    content: { kind: 'text', text: workdayTexts.missing(asked) },
    topic: missingTopic(asked),
    nudge: false,
  }));
  return { notices };
}
