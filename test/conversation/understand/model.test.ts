import { describe, expect, it } from 'vitest';
import { allFeatures } from '../../../src/feature-list.ts';
import { softmax, trainIntentModel } from '../../../src/conversation/understand/model.ts';
import { shapeOfExample } from '../../../src/conversation/understand/shape.ts';

const examples = allFeatures().flatMap((feature) =>
  feature.intents.flatMap((intent) => intent.examples.map((example) => ({ shape: shapeOfExample(example), intent: intent.name }))),
);

describe('the model of intents', () => {
  it('is the same every time it is trained', () => {
    const one = trainIntentModel(examples).score('我也要报名');
    const other = trainIntentModel(examples).score('我也要报名');
    expect([...other]).toEqual([...one]);
  });

  it('gives an answer of its own to each text, whatever was asked before', () => {
    const model = trainIntentModel(examples);
    const first = model.score('我也要报名');
    const kept = [...first];
    model.score('灭火器过期了');
    expect([...first]).toEqual(kept);
  });

  it('has no opinion that differs between texts of unknown characters', () => {
    const model = trainIntentModel(examples);
    expect([...softmax(model.score('\u{20000}\u{20001}'))]).toEqual([...softmax(model.score('\u{20002}\u{20003}'))]);
  });

  it('needs no example to be repeated: every phrase stands once in its intent', () => {
    for (const feature of allFeatures())
      for (const { name, examples: phrases } of feature.intents) {
        const twice = phrases.filter((phrase, at) => phrases.indexOf(phrase) !== at);
        expect(twice, name).toEqual([]);
      }
  });
});
