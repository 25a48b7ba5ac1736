import { z } from 'zod';
import { DAY_MS, HOUR_MS, plusMs, SECOND_MS } from '../../core/clock.ts';
import { isOver, saysNo, saysYes } from '../../core/zh/assent.ts';
import { localDateOf } from '../../core/zone.ts';
import { dialog, type Feature, type JobOutcome, type JobSituation, type Outcome, type Turn } from '../../features/feature.ts';
import { countSent, forgetTarget } from '../../outbox/outbox.ts';
import type { Job } from '../../schedule/job.ts';
import { members } from '../identity/schema.ts';
import { personalExamples } from './examples.ts';
import { EXPIRE_JOB, FORGET_JOB, FORGET_LEAVER_JOB, isExpiryPlanned, LEFT_JOB, planExpiry, planForgettingLeaver } from './jobs.ts';
import { BEGINNING, longPast } from './long-past.ts';
import { personalTexts as texts } from './texts.ts';
import { isElsewhere, personalWish, type PersonalWish } from './words.ts';

/** An error in the roster is mended by then, and what is forgotten cannot be brought back. */
const FORGOTTEN_AFTER_MS = 30 * DAY_MS;
/** Surer than any suspicion: one’s own may be asked for, and may go (`attack.ts`). */
const SURE = 16;
const CONFIRM = 'personal.confirm';
/** The very words that were asked for, as people type them; a bare yes is asked for them once more. */
const YES =
  /^(?:好的?|嗯)?[，,]?(?:确认|确定)(?:要)?(?:删除?|删掉|删了?)?(?:我的(?:个人)?(?:数据|信息|资料|记录))?[吧了。!！]*$|^删(?:除|掉)?[吧了]?[。!！]*$/u;
const NO = /^(?:还是|算了|取消|等等|等一下|再想想)?[，,]?(?:不|先不|别|不要|不用|甭)(?:要|用)?(?:删|清)?(?:除|掉)?(?:了|吧|它)*[。!！]*$/u;
const QUOTES = /[\s"“”'‘’「」]/gu;

/** What is kept of a person, told to that person, and let go when they wish it or when they have left (reliability N20, N21). */
export function personal(features: readonly Feature[]): Feature {
  const tellAll = async ({ tx, now, zone, person }: Turn): Promise<readonly string[]> => {
    const lines: string[] = [];
    for (const feature of features) lines.push(...((await feature.personal?.tell({ tx, now, zone, userId: person.userId })) ?? []));
    const mail = await countSent(tx, { kind: 'person', userId: person.userId });
    return mail === 0 ? lines : [...lines, texts.mail(mail)];
  };
  const forgetAll = async (situation: JobSituation, userId: string): Promise<readonly string[]> => {
    const stays: string[] = [];
    for (const feature of features) stays.push(...((await feature.personal?.forget(situation, userId)) ?? []));
    await forgetTarget(situation.tx, { kind: 'person', userId });
    return stays;
  };

  const tellOwn = async (turn: Turn): Promise<Outcome> => {
    if (turn.chat.kind === 'group') return { reply: { text: texts.alone } };
    const own = await turn.tx.get(members, turn.person.userId);
    const roster = own === undefined ? [] : [texts.roster({ ...own, phone: own.sealedPhone !== undefined })];
    return { reply: { text: texts.myData([...roster, ...(await tellAll(turn))]) } };
  };
  const askFirst = async (turn: Turn): Promise<Outcome> => {
    if (turn.chat.kind === 'group') return { reply: { text: texts.alone } };
    const lines = await tellAll(turn);
    if (lines.length === 0) return { reply: { text: texts.nothing } };
    return { reply: { text: texts.confirm(lines) }, ask: { dialog: CONFIRM, data: {} } };
  };

  const handlers: Readonly<Record<PersonalWish, (turn: Turn) => Promise<Outcome>>> = {
    privacy: () => Promise.resolve({ reply: { text: texts.privacy } }),
    whoSees: () => Promise.resolve({ reply: { text: texts.whoSees } }),
    myData: tellOwn,
    forget: askFirst,
  };

  const gone = async (tx: JobSituation['tx'], userId: string): Promise<boolean> => (await tx.get(members, userId)) === undefined;
  /** The rows of the roster are gone already; what follows from it is done by those whose matter it is. */
  const left = async ({ tx, now }: JobSituation, job: Job): Promise<JobOutcome> => {
    const people = [];
    for (const one of leavers.parse(JSON.parse(job.ref))) if (await gone(tx, one.userId)) people.push(one);
    for (const { userId } of people) await planForgettingLeaver(tx, userId, plusMs(now, FORGOTTEN_AFTER_MS));
    const together = people.map(({ userId }) => userId);
    return { events: people.map((one) => ({ type: 'member.left', ...one, together })) };
  };
  const forget = async (situation: JobSituation, job: Job): Promise<JobOutcome> => {
    await forgetAll(situation, job.ref);
    return {};
  };
  /** Who is back on the roster is forgotten by their own word alone. What still goes on is looked at again when it may be over. */
  const forgetLeaver = async (situation: JobSituation, job: Job): Promise<JobOutcome> => {
    if (!(await gone(situation.tx, job.ref))) return {};
    const stays = await forgetAll(situation, job.ref);
    if (stays.length > 0) await planForgettingLeaver(situation.tx, job.ref, plusMs(situation.now, FORGOTTEN_AFTER_MS));
    return {};
  };

  const expire = async (situation: JobSituation, job: Job): Promise<JobOutcome> => {
    const past = longPast(localDateOf(situation.now, situation.zone), job.ref);
    let more = false;
    for (const feature of features) more = (await feature.personal?.expire?.(situation, past))?.more === true || more;
    await planExpiry(situation.tx, more ? job.ref : past.upTo, plusMs(situation.now, more ? SECOND_MS : DAY_MS));
    return {};
  };

  return {
    name: 'personal',
    collections: [],
    intents: [
      {
        name: 'privacy',
        who: 'anyone',
        acts: false,
        examples: personalExamples,
        evidence: ({ text }) => (isElsewhere(text) ? -6 : personalWish(text) === undefined ? -1 : SURE),
        slots: () => ({}),
        label: ({ text }) => texts.labels[personalWish(text) ?? 'privacy'],
        handle: (turn) => handlers[personalWish(turn.said.text) ?? 'privacy'](turn),
      },
    ],
    dialogs: [
      dialog({
        name: CONFIRM,
        schema: z.object({}),
        reads: ({ text }) => (replyIn(text) === undefined ? undefined : { intent: 'privacy', slots: {} }),
        answer: async (turn) => {
          const said = replyIn(turn.said.text);
          if (said === 'nod') return { reply: { text: texts.sayIt }, ask: { dialog: CONFIRM, data: {} } };
          if (said !== 'yes') return { reply: { text: texts.kept }, ask: null };
          return { reply: { text: texts.forgotten(await forgetAll(turn, turn.person.userId)) }, ask: null, ownData: true };
        },
      }),
    ],
    // However late: it waits for nobody's eyes.
    jobs: {
      [LEFT_JOB]: { run: left, missed: left },
      [FORGET_LEAVER_JOB]: { run: forgetLeaver, missed: forgetLeaver },
      [FORGET_JOB]: { run: forget, missed: forget },
      [EXPIRE_JOB]: { run: expire, missed: expire },
    },
    help: {},
    // Only where none is planned: a bot that is restarted daily must forget all the same.
    setUp: async ({ tx, now }) => {
      if (!(await isExpiryPlanned(tx))) await planExpiry(tx, BEGINNING, plusMs(now, HOUR_MS));
    },
  };
}

function replyIn(text: string): 'yes' | 'no' | 'nod' | undefined {
  const bare = text.replace(QUOTES, '');
  if (YES.test(bare)) return 'yes';
  if (NO.test(bare) || saysNo(bare) || isOver(bare)) return 'no';
  return saysYes(bare) ? 'nod' : undefined;
}

const leavers = z.array(z.object({ userId: z.string(), name: z.string() }));
