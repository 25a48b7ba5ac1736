import type { Candidate } from './candidates.ts';
import type { CorpusIndex } from './corpus-index.ts';
import { expectedIn } from './expects.ts';
import { asksDefinition, asksYesOrNo } from './asks.ts';
import { matchText, wordsIn, type Asked, type Match } from './match.ts';
import type { Shard } from './shard.ts';
import { saidIn, type Said, type Titled } from './stretches.ts';
import { codesOf } from './terms.ts';

/** What the ranking and the confidence look at, for each candidate. All are shares or ratios, so that they mean the same in every corpus. */
export const FEATURES = [
  // The score of the first search, beside the best of all candidates.
  'score',
  // What the title says, what the best sentence or row says, and what the best one says that holds the kind of thing asked for: each
  // beside the best of all candidates.
  'title',
  'sentenceTop',
  'heldTop',
  // The share of the content words that stand in text or title; how much the one is worth that is missed most;
  // the share of those that stand there whole, by their number.
  'wordsTitled',
  'missed',
  'whole',
  // Whether the kind of thing that is asked for stands in a table made for it.
  'tabled',
  // The score beside that of a passage which says all of the question.
  'scorePossible',
  // How much of what the title says the text says again.
  'repeats',
  // How many of all candidates the same document brings; the place in the first search; length beside the mean.
  'docCandidates',
  'rank',
  'length',
  // Of the question: its content words, whether it asks yes or no, or what something is.
  'questionWords',
  'yesOrNo',
  'definition',
] as const;
export type Feature = (typeof FEATURES)[number];
export const WIDTH = FEATURES.length;

/** So many of the first search are looked at closely; the answer is hardly ever behind them. */
export const CONSIDERED = 30;
/** What the title says holds for every sentence under it; one that says it again says little more. */
const TITLED = 0.38;

function readTitle(asked: Asked, title: string): Titled {
  const { present } = matchText(asked, codesOf(title));
  const beyond = asked.worth.map((worth, number) => (present[number] === 1 ? worth * TITLED : worth));
  const all = asked.worth.reduce((sum, worth, number) => sum + worth * (present[number] ?? 0), 0);
  return { present, beyond, given: all * (1 - TITLED), all };
}

interface Read {
  readonly titled: Titled;
  readonly match: Match;
  readonly said: Said;
}

/** One row of features for each candidate, rows after one another. */
export function featuresOf(asked: Asked, candidates: readonly Candidate[], index: CorpusIndex): Float32Array {
  const rows = new Float32Array(candidates.length * WIDTH);
  const [first] = candidates;
  if (first === undefined) return rows;
  const { question } = asked.query;
  const expected = expectedIn(question);
  const titles = new Map<string, Titled>();
  const inDoc = new Map<Shard, Map<number, number>>();
  const reads = candidates.map(({ shard, index: at }): Read => {
    const { title = '', text = '' } = shard.passages[at] ?? {};
    const titled = titles.get(title) ?? readTitle(asked, title);
    titles.set(title, titled);
    const docs = inDoc.get(shard) ?? new Map<number, number>();
    inDoc.set(shard, docs);
    const doc = shard.docOf[at] ?? 0;
    docs.set(doc, (docs.get(doc) ?? 0) + 1);
    const match = matchText(asked, codesOf(text), titled.beyond);
    return { titled, match, said: saidIn(expected, text, match, asked, titled) };
  });
  const bestTitle = candidates.reduce((best, { title }) => Math.max(best, title), 0) || 1;
  const most = reads.reduce((best, { said }) => Math.max(best, said.most), 0) || 1;
  const held = reads.reduce((best, { said }) => Math.max(best, said.held), 0) || 1;
  const own = asked.own || 1;
  const ofQuestion = [asked.words.length, asksYesOrNo(question) ? 1 : 0, asksDefinition(question) ? 1 : 0];
  for (const [rank, { shard, index: at, title, score }] of candidates.entries()) {
    const read = reads[rank];
    if (read === undefined) continue;
    const { titled, match, said } = read;
    const words = wordsIn(asked, match.present, titled.present);
    rows.set(
      [
        score / first.score,
        title / bestTitle,
        said.most / most,
        said.held / held,
        words.share,
        words.missed,
        words.whole,
        said.isTabled ? 1 : 0,
        score / own,
        repeated(asked, match.present, titled.present),
        (inDoc.get(shard)?.get(shard.docOf[at] ?? 0) ?? 0) / CONSIDERED,
        Math.log1p(rank),
        Math.log((1 + (shard.lengths[at] ?? 0)) / index.meanLength),
        ...ofQuestion,
      ],
      rank * WIDTH,
    );
  }
  return rows;
}

/** Of what the title says of the question, the share that the text says, too. */
function repeated({ terms, worth }: Asked, present: Uint8Array, inTitle: Uint8Array): number {
  let titled = 0;
  let both = 0;
  for (let number = 0; number < worth.length; number += 1) {
    if (inTitle[number] !== 1 || terms[number]?.isOwn !== true) continue;
    titled += worth[number] ?? 0;
    if (present[number] === 1) both += worth[number] ?? 0;
  }
  return titled === 0 ? 0 : both / titled;
}
