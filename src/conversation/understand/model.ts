/**
 * A small multinomial logistic regression over character 1- to 3-grams, trained from the features' example phrases at
 * start (about a tenth of a second) and the same on every machine: no randomness, no file, no service.
 * Why not word vectors: nothing to download, and members' two- to ten-character messages carry their meaning in
 * characters that a segmenter cuts differently each time.
 */
export interface IntentModel {
  /** Log-odds per intent, in the order of `intents`; comparable within one text only. */
  score(shape: string): Float64Array;
  readonly intents: readonly string[];
}

const ROUNDS = 14;
const RATE = 0.5;
const DECAY = 0.00002;

function grams(shape: string): string[] {
  const padded = `^${shape.replace(/[\s,，。.!！?？~、:：;；"“”'()（）]+/gu, ' ').trim()}$`;
  const characters = [...padded];
  const found = new Set<string>();
  for (let i = 0; i < characters.length; i += 1) {
    for (let n = 1; n <= 3 && i + n <= characters.length; n += 1) found.add(characters.slice(i, i + n).join(''));
  }
  return [...found];
}

/** Trains on (shape, intent) pairs; every example counts once, intents with few examples are weighted up. */
export function trainIntentModel(examples: readonly { readonly shape: string; readonly intent: string }[]): IntentModel {
  const intents = [...new Set(examples.map((example) => example.intent))];
  const vocabulary = new Map<string, number>();
  const rows = examples.map(({ shape, intent }) => {
    const ids = grams(shape).map((gram) => {
      const known = vocabulary.get(gram);
      if (known !== undefined) return known;
      vocabulary.set(gram, vocabulary.size);
      return vocabulary.size - 1;
    });
    return { ids, intent: intents.indexOf(intent) };
  });
  const classes = intents.length;
  const perClass = new Float64Array(classes);
  for (const row of rows) perClass[row.intent] = (perClass[row.intent] ?? 0) + 1;
  const weights = new Float64Array(vocabulary.size * classes);
  const squares = new Float64Array(vocabulary.size * classes).fill(1e-3);
  const bias = new Float64Array(classes);

  const scoreIds = (ids: readonly number[]): Float64Array => {
    const scores = Float64Array.from(bias);
    const scale = 1 / Math.sqrt(Math.max(ids.length, 1));
    for (const id of ids) for (let c = 0; c < classes; c += 1) scores[c] = (scores[c] ?? 0) + scale * (weights[id * classes + c] ?? 0);
    return scores;
  };

  // Visit order: a fixed stride that is coprime with most lengths mixes the intents without chance.
  const order = rows.map((_, index) => index).toSorted((a, b) => ((a * 7919) % 10007) - ((b * 7919) % 10007));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const index of order) {
      const row = rows[index];
      if (row === undefined) continue;
      const chances = softmax(scoreIds(row.ids));
      const importance = Math.min(3, rows.length / classes / (perClass[row.intent] ?? 1));
      const scale = importance / Math.sqrt(Math.max(row.ids.length, 1));
      for (let c = 0; c < classes; c += 1) {
        const error = (c === row.intent ? 1 : 0) - (chances[c] ?? 0);
        if (Math.abs(error) < 1e-3) continue;
        bias[c] = (bias[c] ?? 0) + 0.02 * importance * error;
        for (const id of row.ids) {
          const at = id * classes + c;
          const gradient = scale * error - DECAY * (weights[at] ?? 0);
          squares[at] = (squares[at] ?? 0) + gradient * gradient;
          weights[at] = (weights[at] ?? 0) + (RATE * gradient) / Math.sqrt(squares[at] ?? 1);
        }
      }
    }
  }
  return {
    intents,
    score: (shape) => scoreIds(grams(shape).flatMap((gram) => vocabulary.get(gram) ?? [])),
  };
}

export function softmax(scores: Float64Array): Float64Array {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
