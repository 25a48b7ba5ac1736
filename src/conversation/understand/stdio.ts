import { z } from 'zod';
import { instantOf } from '../../core/zone.ts';
import type { Entity, Focus, Intent, Slots } from '../../features/feature.ts';
import type { WorkdayCalendar } from '../../time/time.ts';
import { utterance } from '../listen.ts';
import { sure, unsure } from './certainty.ts';
import type { Reading, Understander } from './read.ts';

/**
 * The border for labelled sentences (`understand --stdio`, `bench understand`): a line of the utterance sets in, intent and
 * slots out. It builds the same Utterance that a live message becomes; nothing here understands anything.
 */
const ref = z.string();
const contextSchema = z.looseObject({
  now: z.string().optional(),
  activities: z.array(z.looseObject({ id: ref, title: z.string(), when: z.string().optional(), full: z.boolean().optional() })).optional(),
  suggestions: z
    .array(z.looseObject({ id: ref, title: z.string(), status: z.string().optional(), mine: z.boolean().optional() }))
    .optional(),
  scheduled: z.array(z.looseObject({ id: ref, content: z.string(), when: z.string().optional() })).optional(),
  members: z.array(z.string()).optional(),
  quiz: z
    .looseObject({
      id: ref,
      type: z.string().optional(),
      stem: z.string(),
      options: z.record(z.string(), z.string()).optional(),
      open: z.boolean().optional(),
    })
    .optional(),
  my_signups: z.array(ref).optional(),
  my_waitlist: z.array(ref).optional(),
  last_bot: z.string().optional(),
  last_list: z.array(ref).optional(),
  last: z.looseObject({ intent: z.string(), topic: z.string().optional() }).optional(),
  pending: z.looseObject({ ask: z.string(), activity: ref.optional(), ref: ref.optional() }).optional(),
  quote: z.looseObject({ ref: ref.optional(), text: z.string() }).optional(),
  image: z.boolean().optional(),
});

export const lineSchema = z.looseObject({ id: z.string(), role: z.string(), context: contextSchema.nullable(), text: z.string() });
export type UnderstandLine = z.infer<typeof lineSchema>;
type Context = z.infer<typeof contextSchema>;

/** The sets know coarser wishes than we do. */
const CALLED: Readonly<Record<string, string>> = {
  list_announcements: 'schedule_announcement',
  announcement_days: 'schedule_announcement',
  announcement_history: 'schedule_announcement',
  announcement_manners: 'schedule_announcement',
  announcement_ticks: 'schedule_announcement',
  correct_announcement: 'schedule_announcement',
  remind_unticked: 'schedule_announcement',
  resend_announcement: 'schedule_announcement',
  acknowledge_announcement: 'chitchat',
  set_study: 'schedule_announcement',
  policy_list: 'policy_question',
  study_overview: 'report_request',
  my_study: 'my_points',
};
const ZONE = 'Asia/Shanghai';
const DEFAULT_NOW = '2026-05-12T08:40';

function entitiesOf(context: Context): readonly Entity[] {
  const mine = new Set([...(context.my_signups ?? []), ...(context.my_waitlist ?? [])]);
  return [
    ...(context.activities ?? []).map((one) => ({
      kind: 'activity',
      id: one.id,
      number: one.id,
      title: one.title,
      mine: mine.has(one.id),
      status: one.full === true ? 'full' : 'open',
      ...(one.when === undefined ? {} : { startsAt: instant(one.when) }),
    })),
    ...(context.suggestions ?? []).map((one) => ({
      kind: 'suggestion',
      id: one.id,
      number: one.id,
      title: one.title,
      mine: one.mine ?? false,
      ...(one.status === undefined ? {} : { status: one.status }),
    })),
    ...(context.scheduled ?? []).map((one) => ({
      kind: 'announcement',
      id: one.id,
      number: one.id,
      title: one.content,
      ...(one.when === undefined ? {} : { startsAt: instant(one.when) }),
    })),
    ...(context.quiz === undefined
      ? []
      : [
          {
            kind: 'question',
            id: context.quiz.id,
            title: context.quiz.stem,
            status: context.quiz.open === false ? 'closed' : 'open',
            options: optionsOf(context.quiz),
          },
        ]),
  ];
}

function optionsOf(quiz: NonNullable<Context['quiz']>): Readonly<Record<string, string>> {
  return quiz.options ?? (quiz.type === 'judge' ? { A: '对', B: '错' } : {});
}

function kindOf(context: Context, id: string): string {
  return entitiesOf(context).find((entity) => entity.id === id)?.kind ?? 'activity';
}

/** What the sets call a pending question → our dialog and its data. */
function pendingOf(pending: NonNullable<Context['pending']>): Focus['pending'] {
  switch (pending.ask) {
    case 'confirm_signup':
      return { dialog: 'activity.confirmSignup', data: { activityId: pending.activity ?? '' } };
    case 'rate_suggestion':
      return { dialog: 'suggestion.rate', data: { id: pending.ref ?? '' } };
    default:
      return null;
  }
}

function focusOf(context: Context): Focus {
  const posted = /^\w+_posted:(.+)$/u.exec(context.last_bot ?? '')?.[1];
  return {
    list: (context.last_list ?? []).map((id) => ({ kind: kindOf(context, id), id })),
    about: posted === undefined ? null : { kind: kindOf(context, posted), id: posted },
    intent: context.last?.intent ?? null,
    topic: context.last?.topic ?? null,
    pending: context.pending === undefined ? null : pendingOf(context.pending),
  };
}

function instant(local: string): string {
  return instantOf(local.slice(0, 10), local.slice(11, 16) || '00:00', ZONE);
}

function quoteOf(context: Context): string | null {
  if (context.quote === undefined) return null;
  const named = context.quote.ref === undefined || context.quote.text.includes(context.quote.ref) ? '' : `${context.quote.ref} `;
  return `${named}${context.quote.text}`;
}

export interface UnderstandAnswer {
  readonly id: string;
  readonly intent: string;
  readonly slots: Slots;
  /** The bot would act on it; otherwise it would ask, with this reading offered first. */
  readonly certain: boolean;
  /** How likely that reading is, 0..1; null where the words answered an open question of the bot's. */
  readonly chance: number | null;
  /** What would be offered as a choice, where nothing is certain. */
  readonly offered: readonly string[];
}

/** Intent and slots of one labelled line. `none` where the bot would not be sure enough to act. */
export function answerUnderstandLine(
  line: UnderstandLine,
  deps: { readonly understander: Understander; readonly calendar: WorkdayCalendar; readonly botNames: readonly string[] },
): UnderstandAnswer {
  const context = line.context ?? {};
  const said = utterance(
    { text: line.text, quote: quoteOf(context), pictures: context.image === true ? 1 : 0 },
    {
      botNames: deps.botNames,
      secretary: line.role === 'secretary',
      inGroup: true,
      focus: focusOf(context),
      entities: entitiesOf(context),
      roster: (context.members ?? []).map((name) => ({ userId: name, name })),
      now: instant(context.now ?? DEFAULT_NOW),
      zone: ZONE,
      calendar: deps.calendar,
    },
  );
  const { answer, readings } = deps.understander.read(said);
  if (answer !== undefined) return { id: line.id, intent: answer.intent, slots: answer.slots, certain: true, chance: null, offered: [] };
  const certain = sure(readings, said);
  const offered = certain === undefined ? unsure(readings, said) : [];
  const intent = certain ?? likelyMeant(offered[0], readings);
  return {
    id: line.id,
    intent: labelOf(intent?.name ?? 'none'),
    slots: intent?.slots(said) ?? {},
    certain: certain !== undefined,
    chance: readings.find((reading) => reading.intent === intent)?.chance ?? 0,
    offered: offered.map(({ name }) => labelOf(name)),
  };
}

/** Nothing is done where nothing is certain; what may well be no wish at all is not called one either. */
function likelyMeant(first: Intent | undefined, readings: readonly Reading[]): Intent | undefined {
  const chanceOf = (names: readonly string[]): number =>
    readings.filter(({ intent }) => names.includes(intent.name)).reduce((sum, { chance }) => sum + chance, 0);
  return first?.acts === true && chanceOf(['none', 'chitchat']) * 2 > chanceOf([first.name]) ? undefined : first;
}

function labelOf(name: string): string {
  return CALLED[name] ?? name;
}
