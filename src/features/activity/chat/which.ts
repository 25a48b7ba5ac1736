import { z } from 'zod';
import { dialog, type Dialog, type Entity, type Outcome, type Situation, type Slots, type Turn } from '../../feature.ts';
import { activitiesFor, activityFor } from '../repo.ts';
import type { Activity } from '../schema.ts';
import { ACTIVITY, listNumber, type Named } from '../slots/named.ts';
import { noActivityText, nothingOwnText, optionText, unknownActivityText, whichQuestion, whichText } from '../texts/list.ts';
import { asks, momentOf, says } from './outcome.ts';

/** A list to choose from must fit on a phone. */
const OPTIONS_LIMIT = 4;

const pendingSchema = z.object({
  intent: z.string(),
  /** What was asked for, as the act's own schema reads it. */
  request: z.json(),
  options: z.array(z.object({ id: z.string(), title: z.string() })),
});

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
  const options = named.kind === 'several' ? await loaded(turn, named.entities) : await suitable(turn, then.suits);
  const [only] = options;
  if (only === undefined) return { outcome: says(then.intent === 'cancel_signup' ? nothingOwnText() : noActivityText()) };
  const question = named.kind === 'unknown' ? unknownActivityText() : whichQuestion(then.intent);
  const shown = options.slice(0, OPTIONS_LIMIT);
  const data = { intent: then.intent, request: then.request, options: shown.map(({ id, title }) => ({ id, title })) };
  const at = momentOf(turn);
  const asked = asks(
    whichText(
      question,
      shown.map((activity) => optionText(activity, at)),
    ),
    'activity.which',
    data,
  );
  return { outcome: { ...asked, focus: { list: shown.map(({ id }) => ({ kind: ACTIVITY, id })), about: null } } };
}

/** The answer to "which one": a number or a name. */
export function whichDialog(acts: Readonly<Record<string, Continue>>): Dialog {
  return dialog({
    name: 'activity.which',
    schema: pendingSchema,
    reads: (said, data) => {
      const chosen = data.options[chosenIndex(said.text, data.options)];
      return chosen === undefined ? undefined : { intent: data.intent, slots: { activity: chosen.title, ...slotsOf(data.request) } };
    },
    answer: async (turn, data) => {
      const chosen = data.options[chosenIndex(turn.said.text, data.options)];
      const activity = chosen === undefined ? undefined : await activityFor(turn, chosen.id);
      const act = acts[data.intent];
      if (activity === undefined || act === undefined) return { ...says(noActivityText()), ask: null };
      return { ask: null, ...(await act(turn, activity, data.request)) };
    },
  });
}

function chosenIndex(text: string, options: readonly { readonly title: string }[]): number {
  const number = listNumber(text);
  if (number !== undefined) return number - 1;
  const words = text.replace(/^(?:我?(?:要|选|报名?|参加|是|就)|那个|这个)+|(?:那个|这个|吧|的|活动)+$/gu, '');
  const fitting = options.flatMap(({ title }, index) => (words.length >= 2 && title.toLowerCase().includes(words) ? [index] : []));
  return fitting.length === 1 ? (fitting[0] ?? -1) : -1;
}

/** Only what the label sets know; the rest of the request is the handler's own. */
function slotsOf(request: unknown): Slots {
  const known = z.object({ waitlist: z.literal(true) }).safeParse(request);
  return known.success ? known.data : {};
}

async function loaded(situation: Situation, entities: readonly Entity[]): Promise<readonly Activity[]> {
  const found: Activity[] = [];
  for (const entity of entities) {
    const activity = await activityFor(situation, entity.id);
    if (activity !== undefined) found.push(activity);
  }
  return found;
}

async function suitable(situation: Situation, suits: (activity: Activity, own: boolean) => boolean): Promise<readonly Activity[]> {
  return (await activitiesFor(situation)).filter(({ activity, own }) => suits(activity, own !== undefined)).map(({ activity }) => activity);
}
