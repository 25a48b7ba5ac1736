import { Recent } from '../../core/recent.ts';
import { saysNo, saysYes } from '../../core/zh/assent.ts';
import type { Dialog, Feature, Intent, OpenQuestion, Slots, Utterance } from '../../features/feature.ts';
import { isCertainlyElse } from './certainty.ts';
import { softmax, trainIntentModel, type IntentModel } from './model.ts';
import { shapeOf, shapeOfExample } from './shape.ts';

export interface Reading {
  readonly intent: Intent;
  /** 0..1 over all intents. */
  readonly chance: number;
}

export interface Understanding {
  /** The words answer the open dialog. */
  readonly answer?: {
    readonly dialog: Dialog;
    readonly data: unknown;
    readonly intent: string;
    readonly slots: Slots;
    /** The draft is answered, not the aside above it. */
    readonly beneath: boolean;
  };
  /** A nod after an aside: it may mean the draft beneath as well as nothing, so nothing is done. */
  readonly undecided: boolean;
  /** Likeliest first. */
  readonly readings: readonly Reading[];
}

export interface Understander {
  read(said: Utterance): Understanding;
  /** Trains now instead of with the first text. */
  warmUp(): void;
}

/** A member hardly ever asks for what only a secretary may do; when it is clear all the same, that is said. */
const NOT_THEIRS = -1.5;
/** Less than this changes no decision, and most of the intents are less. */
const NO_CHANCE = 0.0001;

interface Trained {
  readonly known: readonly Intent[];
  readonly score: IntentModel['score'];
  readonly lately: Recent<Float64Array>;
}

/** Short shapes come again and again, whichever activity, person or hour was named in them. */
const SHORT = 16;

/** Words → what is meant. Built once from the features' example phrases; pure from then on. */
export function understander(features: readonly Feature[]): Understander {
  const intents = features.flatMap((feature) => feature.intents);
  const byName = new Map(intents.map((intent) => [intent.name, intent]));
  const dialogs = new Map(features.flatMap((feature) => feature.dialogs ?? []).map((one) => [one.name, one]));
  let model: Trained | undefined;
  const trained = (): Trained => {
    if (model !== undefined) return model;
    const { intents: names, score } = learnedFrom(intents);
    // In the order of the scores, so that nothing is looked up by its name for every message.
    model = { known: names.flatMap((name) => byName.get(name) ?? []), score, lately: new Recent() };
    return model;
  };
  return {
    warmUp: () => void trained(),
    read: (said) => {
      const { known, score, lately } = trained();
      const shape = shapeOf(said);
      const scores = (shape.length > SHORT ? score(shape) : lately.get(shape, () => score(shape))).slice();
      known.forEach((intent, index) => {
        const theirs = intent.who === 'secretary' && !said.secretary ? NOT_THEIRS : 0;
        scores[index] = (scores[index] ?? 0) + (intent.evidence?.(said) ?? 0) + theirs;
      });
      const chances = softmax(scores);
      const readings: Reading[] = [];
      known.forEach((intent, index) => {
        const chance = chances[index] ?? 0;
        if (chance > NO_CHANCE) readings.push({ intent, chance });
      });
      readings.sort((a, b) => b.chance - a.chance);
      return { readings, ...answerOf(said, dialogs, readings) };
    },
  };
}

let last: { readonly from: string; readonly model: IntentModel } | undefined;

/** The last model is kept: a process that opens the house again, as a test does for each of its cases, has learned from the same phrases. */
function learnedFrom(intents: readonly Intent[]): IntentModel {
  const from = JSON.stringify(intents.map(({ name, examples }) => [name, examples]));
  if (last?.from === from) return last.model;
  const shapes = intents.flatMap(({ name, examples }) => examples.map((phrase) => ({ shape: shapeOfExample(phrase), intent: name })));
  last = { from, model: trainIntentModel(shapes) };
  return last.model;
}

/** What a draft asks for in so many words; a plain nod may be meant for what was said since. */
const FOR_A_DRAFT = /^(?:确认|确定|发布|取消|作废)/u;

function answerOf(
  said: Utterance,
  dialogs: ReadonlyMap<string, Dialog>,
  readings: readonly Reading[],
): Pick<Understanding, 'answer' | 'undecided'> {
  const above = readAs(said, said.focus.pending, dialogs, readings);
  const draft = readAs(said, said.focus.beneath ?? null, dialogs, readings);
  const named = FOR_A_DRAFT.test(said.text);
  if (draft !== undefined && (above === undefined || named)) {
    const nods = !named && (saysYes(said.text) || saysNo(said.text));
    return nods ? { undecided: true } : { answer: { ...draft, beneath: true }, undecided: false };
  }
  return above === undefined ? { undecided: false } : { answer: { ...above, beneath: false }, undecided: false };
}

function readAs(
  said: Utterance,
  question: OpenQuestion | null,
  dialogs: ReadonlyMap<string, Dialog>,
  readings: readonly Reading[],
): Omit<NonNullable<Understanding['answer']>, 'beneath'> | undefined {
  const dialog = question === null ? undefined : dialogs.get(question.dialog);
  const read = question === null ? undefined : dialog?.reads(said, question.data);
  if (question === null || dialog === undefined || read === undefined) return undefined;
  if (read.free !== undefined && isCertainlyElse(read.free, readings)) return undefined;
  return { dialog, data: question.data, intent: read.intent, slots: read.slots };
}
