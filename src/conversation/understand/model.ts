/**
 * A small multinomial logistic regression over single characters and pairs, trained from the features' example phrases at
 * start (about a third of a second) and the same on every machine: no randomness, no file, no service.
 * Why not word vectors: nothing to download, and members' two- to ten-character messages carry their meaning in
 * characters that a segmenter cuts differently each time. Why no triples: left-out phrases were read worse with them.
 */
export interface IntentModel {
  /** Log-odds per intent, in the order of `intents`; comparable within one text only. */
  score(shape: string): Float64Array;
  readonly intents: readonly string[];
}

const ROUNDS = 4;
const RATE = 0.5;
const DECAY = 0.001;
const BIAS_RATE = 0.02;
/** Of phrases with few of their kind each counts more, up to this. */
const MOST_IMPORTANT = 2;
/** A smaller error teaches nothing worth its time. */
const LEAST_ERROR = 0.02;
/** Few rounds leave the model too modest; measured on left-out phrases, so that a chance means what it says. */
const SHARPNESS = 1.5;

function charactersOf(shape: string): readonly string[] {
  return [...`^${shape.replace(/[\s,，。.!！?？~、:：;；"“”'()（）]+/gu, ' ').trim()}$`];
}

function grams(shape: string): string[] {
  const characters = charactersOf(shape);
  const found = new Set<string>(characters);
  let before = '';
  for (const character of characters) {
    if (before !== '') found.add(before + character);
    before = character;
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
    return { ids: Int32Array.from(ids), intent: intents.indexOf(intent) };
  });
  const classes = intents.length;
  const perClass = new Float64Array(classes);
  for (const row of rows) perClass[row.intent] = (perClass[row.intent] ?? 0) + 1;
  const weights = new Float32Array(vocabulary.size * classes);
  const squares = new Float32Array(vocabulary.size * classes).fill(1e-3);
  const bias = new Float64Array(classes);

  const scores = new Float64Array(classes);
  /** Into `scores`: one text after the other, so that training makes no garbage. */
  const scoreIds = (ids: Int32Array): void => {
    scores.fill(0);
    for (let i = 0; i < ids.length; i += 1) {
      const at = (ids[i] ?? 0) * classes;
      for (let c = 0; c < classes; c += 1) scores[c] = (scores[c] ?? 0) + (weights[at + c] ?? 0);
    }
    const scale = 1 / Math.sqrt(Math.max(ids.length, 1));
    for (let c = 0; c < classes; c += 1) scores[c] = (scores[c] ?? 0) * scale + (bias[c] ?? 0);
  };

  const chances = new Float64Array(classes);
  const wrong = new Int32Array(classes);
  const errors = new Float64Array(classes);
  const learn = (ids: Int32Array, intent: number): void => {
    scoreIds(ids);
    softmax(scores, chances);
    const importance = Math.min(MOST_IMPORTANT, rows.length / classes / (perClass[intent] ?? 1));
    const scale = importance / Math.sqrt(Math.max(ids.length, 1));
    let many = 0;
    for (let c = 0; c < classes; c += 1) {
      const error = (c === intent ? 1 : 0) - (chances[c] ?? 0);
      if (Math.abs(error) < LEAST_ERROR) continue;
      bias[c] = (bias[c] ?? 0) + BIAS_RATE * importance * error;
      wrong[many] = c;
      errors[many] = scale * error;
      many += 1;
    }
    for (let i = 0; i < ids.length; i += 1) {
      const from = (ids[i] ?? 0) * classes;
      for (let k = 0; k < many; k += 1) {
        const at = from + (wrong[k] ?? 0);
        const weight = weights[at] ?? 0;
        const gradient = (errors[k] ?? 0) - DECAY * weight;
        const square = (squares[at] ?? 0) + gradient * gradient;
        squares[at] = square;
        weights[at] = weight + (RATE * gradient) / Math.sqrt(square);
      }
    }
  };

  // Visit order: a fixed stride that is coprime with most lengths mixes the intents without chance.
  const order = rows.map((_, index) => index).toSorted((a, b) => ((a * 7919) % 10007) - ((b * 7919) % 10007));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const index of order) {
      const row = rows[index];
      if (row !== undefined) learn(row.ids, row.intent);
    }
  }
  const idsIn = reader(vocabulary);
  return {
    intents,
    score: (shape) => {
      scoreIds(idsIn(shape));
      return scores.map((score) => score * SHARPNESS);
    },
  };
}

/** What of the vocabulary a text holds, each once, single characters first: no text is made of its pairs, and most pairs are not looked up. */
function reader(vocabulary: ReadonlyMap<string, number>): (shape: string) => Int32Array {
  const size = vocabulary.size;
  const pairs = new Map<number, number>();
  for (const [gram, id] of vocabulary) {
    const [first = '', second] = [...gram];
    const [before, after] = [vocabulary.get(first), vocabulary.get(second ?? '')];
    if (before !== undefined && after !== undefined) pairs.set(before * size + after, id);
  }
  /** The number of the text in which a gram was met last. */
  const met = new Int32Array(size);
  let texts = 0;
  return (shape) => {
    texts = (texts + 1) % 0x7fff_ffff;
    const found: number[] = [];
    const meet = (id: number | undefined): void => {
      if (id === undefined || met[id] === texts) return;
      met[id] = texts;
      found.push(id);
    };
    const singles = charactersOf(shape).map((character) => vocabulary.get(character));
    for (const id of singles) meet(id);
    let before: number | undefined;
    for (const id of singles) {
      // A pair was learned together with both its characters.
      if (before !== undefined && id !== undefined) meet(pairs.get(before * size + id));
      before = id;
    }
    return Int32Array.from(found);
  };
}

/** Into `powers` where one is given. */
export function softmax(scores: Float64Array, powers = new Float64Array(scores.length)): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) top = Math.max(top, score);
  let sum = 0;
  for (let c = 0; c < powers.length; c += 1) {
    const power = Math.exp((scores[c] ?? 0) - top);
    powers[c] = power;
    sum += power;
  }
  for (let c = 0; c < powers.length; c += 1) powers[c] = (powers[c] ?? 0) / sum;
  return powers;
}
