import { z } from 'zod';
import { dialog, type Dialog, type Entity, type Outcome, type Situation, type Slots, type Turn } from '../../feature.ts';
import { activitiesFor, activityFor, signupsOf } from '../repo.ts';
import type { Activity } from '../schema.ts';
import { readChoice, type Choice } from '../slots/choice.ts';
import { ACTIVITY, WHICH, type Named } from '../slots/named.ts';
import {
  droppedText,
  goneText,
  laterText,
  noActivityText,
  noSuchActivityText,
  nothingOwnText,
  optionTexts,
  unknownActivityText,
  whichQuestion,
  whichText,
} from '../texts/list.ts';
import { asks, momentOf, says } from './outcome.ts';

/** A list to choose from must fit on a phone. */
const OPTIONS_LIMIT = 4;

const pendingSchema = z.object({
  intent: z.string(),
  /** What was asked for, as the act's own schema reads it. */
  request: z.json(),
  options: z.array(z.object({ id: z.string(), title: z.string() })),
  /** The one whose details were shown meanwhile: "那个" means it again. */
  shown: z.string().optional(),
});
type Pending = z.infer<typeof pendingSchema>;
const requestSchema = z.record(z.string(), z.json());
const waitlistSchema = z.object({ waitlist: z.literal(true) });

/** Does with a chosen activity what was asked before it was clear which one. */
export type Continue = (turn: Turn, activity: Activity, request: unknown) => Promise<Outcome>;

/**
 * The activity that was meant, or the question which one. Never a guess: of several none is taken.
 * `suits` narrows what is offered (open ones for a sign-up, own ones for a cancellation).
 */
export async function meant(
  turn: Turn,
  named: Named,
  then: { readonly intent: string; readonly request: unknown; readonly suits: (activity: Activity, own: boolean) => boolean },
): Promise<{ readonly activity: Activity } | { readonly outcome: Outcome }> {
  if (named.kind === 'one') {
    const activity = await activityFor(turn, named.entity.id);
    if (activity !== undefined) return { activity };
  }
  const options =
    named.kind === 'several'
      ? await loaded(
          turn,
          named.entities.map(({ id }) => id),
        )
      : await suitable(turn, then.suits);
  if (options.length === 0) return { outcome: says(nothingText(named, then.intent)) };
  const question = named.kind === 'unknown' ? unknownActivityText(named.name, whichQuestion(then.intent)) : whichQuestion(then.intent);
  return { outcome: await askWhich(turn, question, then, options, namesAll(turn, named) ? allOf(then.intent) : undefined) };
}

/** The answer to "which one": a number or a name chooses, a question about one of them shows it and leaves the choice open. */
export function whichDialog(acts: Readonly<Record<string, Continue>>): Dialog {
  return dialog({
    name: WHICH,
    schema: pendingSchema,
    reads: (said, data) => {
      const choice = choiceOf(said, data);
      return choice === undefined ? undefined : readingOf(choice, data);
    },
    answer: async (turn, data) => {
      const choice = choiceOf(turn.said, data);
      if (choice?.kind === 'none') return { ...says(droppedText(data.intent)), ask: null };
      if (choice?.kind === 'open') return askAgain(turn, data, choice);
      const act = acts[choice?.kind === 'about' ? 'list_activities' : data.intent];
      if (choice?.kind === 'all' && act !== undefined) return oneAfterAnother(turn, data, act);
      const option = choice === undefined || choice.kind === 'all' ? undefined : data.options[choice.index];
      const activity = option === undefined ? undefined : await activityFor(turn, option.id);
      if (activity === undefined || act === undefined) return { ...says(noActivityText()), ask: null };
      if (choice?.kind === 'about')
        return { ...(await act(turn, activity, {})), ask: { dialog: WHICH, data: { ...data, shown: activity.id } } };
      return { ask: null, ...(await act(turn, activity, data.request)) };
    },
  });
}

/** Once details of one were shown, "候补" means that one and is read afresh. */
function choiceOf(said: Turn['said'], data: Pending): Choice | undefined {
  const choice = readChoice(said, data.intent, data.options);
  return choice?.kind === 'open' && choice.waitlist && data.shown !== undefined ? undefined : choice;
}

function readingOf(choice: Choice, data: Pending): { readonly intent: string; readonly slots: Slots } {
  if (choice.kind === 'open') return { intent: data.intent, slots: choice.waitlist ? { waitlist: true } : slotsOf(data.request) };
  if (choice.kind === 'none') return { intent: data.intent, slots: { cancel: true } };
  if (choice.kind === 'all') return { intent: data.intent, slots: slotsOf(data.request) };
  const activity = data.options[choice.index]?.title;
  return choice.kind === 'about'
    ? { intent: 'list_activities', slots: { activity, detail: true } }
    : { intent: data.intent, slots: { activity, ...slotsOf(data.request) } };
}

/** All that were offered. What asks something back ends it: the words that answer must not be taken for an answer to another. */
async function oneAfterAnother(turn: Turn, data: Pending, act: Continue): Promise<Outcome> {
  const done: Outcome[] = [];
  for (const [index, { id }] of data.options.entries()) {
    const activity = await activityFor(turn, id);
    const outcome = activity === undefined ? says(goneText()) : await act(turn, activity, data.request);
    done.push(outcome);
    const left = data.options.slice(index + 1).map(({ title }) => title);
    if (outcome.ask !== undefined && outcome.ask !== null)
      return { ...together(left.length === 0 ? done : [...done, says(laterText(data.intent, left))]), ask: outcome.ask };
  }
  return { ...together(done), ask: null };
}

/** What came of several things that were asked for in one breath. */
export function together(outcomes: readonly Outcome[]): Outcome {
  return {
    reply: { text: outcomes.flatMap(({ reply }) => reply?.text ?? []).join('\n\n') },
    notices: outcomes.flatMap(({ notices }) => notices ?? []),
    events: outcomes.flatMap(({ events }) => events ?? []),
    focus: { about: null },
  };
}

async function askAgain(turn: Turn, data: Pending, choice: Extract<Choice, { kind: 'open' }>): Promise<Outcome> {
  const options = await loaded(
    turn,
    choice.indexes.flatMap((index) => data.options[index]?.id ?? []),
  );
  if (options.length === 0) return { ...says(noActivityText()), ask: null };
  const asked = requestSchema.parse(data.request);
  const request = choice.waitlist ? { ...asked, waitlist: true } : asked;
  return askWhich(turn, whichQuestion(data.intent), { intent: data.intent, request }, options);
}

async function askWhich(
  situation: Situation,
  question: string,
  { intent, request }: { readonly intent: string; readonly request: unknown },
  options: readonly Activity[],
  all?: string,
): Promise<Outcome> {
  const shown = options.slice(0, OPTIONS_LIMIT);
  const entries = [];
  for (const activity of shown) entries.push({ activity, signups: await signupsOf(situation.tx, activity.id) });
  const data = { intent, request, options: shown.map(({ id, title }) => ({ id, title })) };
  const asked = asks(whichText(question, optionTexts(entries, momentOf(situation)), all), WHICH, data);
  return { ...asked, focus: { list: shown.map(({ id }) => ({ kind: ACTIVITY, id })), about: null } };
}

function nothingText(named: Named, intent: string): string {
  if (named.kind === 'unknown') return noSuchActivityText(named.name);
  return intent === 'cancel_signup' ? nothingOwnText() : noActivityText();
}

/** Two whole names in one sentence: perhaps both are meant. */
function namesAll({ said }: Turn, named: Named): boolean {
  if (named.kind !== 'several' || new Set(named.entities.map(({ title }) => title)).size < named.entities.length) return false;
  return named.entities.every(({ id }) => said.mentioned.some(({ entity, sure }) => sure && entity.id === id));
}

function allOf(intent: string): string | undefined {
  if (intent === 'cancel_signup') return '都取消';
  return intent === 'signup' ? '都报' : undefined;
}

/** Only what the label sets know; the rest of the request is the handler's own. */
function slotsOf(request: unknown): Slots {
  const known = waitlistSchema.safeParse(request);
  return known.success ? known.data : {};
}

async function loaded(situation: Situation, ids: readonly Entity['id'][]): Promise<readonly Activity[]> {
  const found: Activity[] = [];
  for (const id of ids) {
    const activity = await activityFor(situation, id);
    if (activity !== undefined) found.push(activity);
  }
  return found;
}

async function suitable(situation: Situation, suits: (activity: Activity, own: boolean) => boolean): Promise<readonly Activity[]> {
  return (await activitiesFor(situation)).filter(({ activity, own }) => suits(activity, own !== undefined)).map(({ activity }) => activity);
}
