import type { Dialog, Feature, Intent, Slots, Utterance } from '../../features/feature.ts';
import { softmax, trainIntentModel, type IntentModel } from './model.ts';
import { shapeOf, shapeOfExample } from './shape.ts';

export interface Reading {
  readonly intent: Intent;
  /** 0..1 over all intents. */
  readonly chance: number;
}

export interface Understanding {
  /** The words answer the open dialog. */
  readonly answer?: { readonly dialog: Dialog; readonly data: unknown; readonly intent: string; readonly slots: Slots };
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

/** Words → what is meant. Built once from the features' example phrases; pure from then on. */
export function understander(features: readonly Feature[]): Understander {
  const intents = features.flatMap((feature) => feature.intents);
  const byName = new Map(intents.map((intent) => [intent.name, intent]));
  const dialogs = new Map(features.flatMap((feature) => feature.dialogs ?? []).map((one) => [one.name, one]));
  let model: IntentModel | undefined;
  const trained = (): IntentModel => {
    model ??= trainIntentModel(
      intents.flatMap((intent) => intent.examples.map((example) => ({ shape: shapeOfExample(example), intent: intent.name }))),
    );
    return model;
  };
  return {
    warmUp: () => void trained(),
    read: (said) => {
      const { intents: names, score } = trained();
      const scores = score(shapeOf(said)).map((value, index) => {
        const intent = byName.get(names[index] ?? '');
        const theirs = intent?.who === 'secretary' && !said.secretary ? NOT_THEIRS : 0;
        return value + (intent?.evidence?.(said) ?? 0) + theirs;
      });
      const chances = softmax(scores);
      const readings = names
        .map((name, index) => ({ intent: byName.get(name), chance: chances[index] ?? 0 }))
        .flatMap(({ intent, chance }) => (intent === undefined ? [] : [{ intent, chance }]))
        .toSorted((a, b) => b.chance - a.chance);
      const answer = answerOf(said, dialogs);
      return answer === undefined ? { readings } : { answer, readings };
    },
  };
}

function answerOf(said: Utterance, dialogs: ReadonlyMap<string, Dialog>): Understanding['answer'] {
  const pending = said.focus.pending;
  const dialog = pending === null ? undefined : dialogs.get(pending.dialog);
  if (pending === null || dialog === undefined) return undefined;
  const read = dialog.reads(said, pending.data);
  return read === undefined ? undefined : { dialog, data: pending.data, ...read };
}
