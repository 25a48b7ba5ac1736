import { z } from 'zod';
import { MINUTE_MS } from '../../core/clock.ts';
import { saysNo, saysYes } from '../../core/zh/assent.ts';
import { dialog, type Feature, type Intent, type JobOutcome, type JobSituation, type Outcome, type Turn } from '../../features/feature.ts';
import { planJob, type Job } from '../../schedule/job.ts';
import { workdayTableSchema } from '../../time/calendar.ts';
import { readNotice } from '../../time/notice.ts';
import { importExamples } from './examples.ts';
import { ASK_JOB, askForNextYear, knowsYear, missingTopic, planAsking } from './missing.ts';
import { keepTable } from './schema.ts';
import { workdayTexts } from './texts.ts';

const CONFIRM = 'workdays.confirm';
export const APPLY_JOB = 'workdays.apply';
const WAIT_MS = 30 * MINUTE_MS;
const NOTICE = /放假[^。]{0,12}(?:安排|通知)|节假日安排/u;
const DATED = /\d+月\d+日[^。\n]{0,30}(?:放假|上班)/u;

/** The year's holidays: the notice pasted by a secretary, read, confirmed, and everything planned by it worked out anew. */
export function workdays(): Feature {
  const importing: Intent = {
    name: 'import_calendar',
    who: 'secretary',
    acts: true,
    examples: importExamples,
    evidence: ({ written }) => (NOTICE.test(written) ? 1 : -4) + (DATED.test(written) ? 8 : 0) + (/导入|录入|更新/u.test(written) ? 2 : 0),
    slots: ({ written }) => ({ notice: written }),
    label: () => workdayTexts.label,
    handle: read,
  };
  return {
    name: 'workdays',
    // Its tables are the house's: every transaction reads the calendar.
    collections: [],
    intents: [importing],
    dialogs: [confirm],
    jobs: {
      // However late: what is planned must follow the calendar.
      [APPLY_JOB]: { run: apply, missed: apply },
      [ASK_JOB]: { run: askForNextYear, missed: askForNextYear },
    },
    help: {},
    setUp: planAsking,
  };
}

function apply(_situation: JobSituation, { ref }: Job): Promise<JobOutcome> {
  const year = Number(ref);
  return Promise.resolve({ events: [{ type: 'calendar.changed', year }], withdraw: [missingTopic(year)] });
}

async function read(turn: Turn): Promise<Outcome> {
  if (turn.chat.kind === 'group') return { reply: { text: workdayTexts.direct } };
  if (!DATED.test(turn.said.written)) return { reply: { text: workdayTexts.howTo } };
  const { table, problems } = readNotice(turn.said.written);
  if (table === undefined) return { reply: { text: workdayTexts.problems(problems) } };
  return {
    reply: { text: workdayTexts.preview(table, knowsYear(turn.calendar, table.year)) },
    ask: { dialog: CONFIRM, data: { table }, forMs: WAIT_MS },
  };
}

const confirm = dialog({
  name: CONFIRM,
  schema: z.object({ table: workdayTableSchema }),
  reads: ({ text }) => (saysYes(text) || saysNo(text) ? { intent: 'import_calendar', slots: { confirm: saysYes(text) } } : undefined),
  answer: async ({ tx, said, person, now }, { table }) => {
    if (!saysYes(said.text)) return { reply: { text: workdayTexts.dropped }, ask: null };
    await keepTable(tx, table, { importedBy: person.userId, importedAt: now });
    await planApply(tx, table.year, now);
    return { reply: { text: workdayTexts.done(table.year) }, ask: null };
  },
});

/** In a transaction of its own, which sees the new calendar. */
export function planApply(tx: Parameters<typeof planJob>[0], year: number, now: string): Promise<void> {
  return planJob(tx, { id: `${APPLY_JOB}:${year}`, kind: APPLY_JOB, ref: String(year), dueAt: now });
}
