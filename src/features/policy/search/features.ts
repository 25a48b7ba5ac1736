import type { Candidate } from './candidates.ts';
import type { CorpusIndex } from './corpus-index.ts';
import { expectedIn } from './expects.ts';
import { holdingOf, NOT_HELD, NOTHING_ASKED } from './holding.ts';
import { asksOf, clauseBits, expectedKind, holdsExpected, speaks, SPEAKING, ASKING } from './kinds.ts';
import { matchText, wordsIn, type Asked, type Match } from './match.ts';
import type { Shard } from './shard.ts';
import { codesOf } from './terms.ts';

/** What the learned ranking looks at, for each candidate. All are shares or ratios, so that they mean the same in every corpus. */
export const FEATURES: readonly string[] = [
  'score',
  'text',
  'title',
  'doc',
  'rank',
  'scorePossible',
  'textPossible',
  'titlePossible',
  'docPossible',
  'pairs',
  'singles',
  'beside',
  'words',
  'wordsTitled',
  'rarestMissing',
  'rarestPresent',
  'longest',
  'longestWorth',
  'runs',
  'bestSentence',
  'firstSentence',
  'bestTwo',
  'window',
  'residual',
  'repeats',
  'local',
  'localDoc',
  'neighbour',
  'rankInDoc',
  'inDoc',
  'docCandidates',
  'expected',
  'expectedKind',
  'questionLength',
  'questionWords',
  'length',
  'said',
  'saidBest',
  'tabled',
  'pairsTop',
  'wordsTop',
  'longestTop',
  'sentenceTop',
  'windowTop',
  'twoTop',
  'residualTop',
  'wordsTitledTop',
  'localTop',
  'localDocTop',
  'runsTop',
  'saidTop',
  ...Array.from({ length: SPEAKING }, (_, at) => `speaks${at}`),
  ...Array.from({ length: ASKING }, (_, at) => `asks${at}`),
];
const WIDTH = FEATURES.length;
const TOP = FEATURES.indexOf('pairsTop');
const TOPS = FEATURES.indexOf('saidTop') - TOP + 1;
/** So many of the first are read sentence by sentence for the kind of thing that is asked for. */
const READ = 15;
/** What the title says already counts less in a sentence. */
const TITLED = 0.3;

interface Titled {
  readonly match: Match;
  readonly beyond: Float64Array;
  readonly allBeyond: number;
  readonly residual: number;
}

function readTitle(asked: Asked, title: string): Titled {
  const match = matchText(asked, codesOf(title));
  const beyond = asked.worth.map((worth, number) => (match.present[number] === 1 ? worth * TITLED : worth));
  let allBeyond = 0;
  let residual = 0;
  for (const [number, { isOwn }] of asked.terms.entries()) {
    if (!isOwn) continue;
    allBeyond += beyond[number] ?? 0;
    if (match.present[number] === 0) residual += asked.worth[number] ?? 0;
  }
  return { match, beyond, allBeyond: allBeyond || 1, residual: residual || 1 };
}

/** One row of features for each candidate, rows after one another. */
export function featuresOf(asked: Asked, candidates: readonly Candidate[], index: CorpusIndex): Float32Array {
  const rows = new Float32Array(candidates.length * WIDTH);
  const [first] = candidates;
  if (first === undefined) return rows;
  const own = asked.own || 1;
  const best = { text: 0, title: 0, doc: 0 };
  for (const { text, title, doc } of candidates) {
    best.text = Math.max(best.text, text);
    best.title = Math.max(best.title, title);
    best.doc = Math.max(best.doc, doc);
  }
  const expected = expectedIn(asked.query.question);
  const kind = expectedKind(asked.query.question);
  const asks = asksOf(asked.query.question);
  const maxWord = Math.max(1e-9, ...asked.words.map(({ worth }) => worth));
  const titles = new Map<string, Titled>();
  const inDoc = new Map<Shard, Map<number, OfDocument>>();
  const matches: Match[] = [];
  const counts = new Float64Array(asked.terms.length);
  for (const { shard, index: at, score } of candidates) {
    const docs = inDoc.get(shard) ?? new Map<number, OfDocument>();
    inDoc.set(shard, docs);
    const doc = shard.docOf[at] ?? 0;
    const known = docs.get(doc) ?? { best: score, count: 0, seen: 0, counts: new Float64Array(asked.terms.length) };
    docs.set(doc, known);
    known.count += 1;
    const passage = shard.passages[at];
    const title = titles.get(passage?.title ?? '') ?? readTitle(asked, passage?.title ?? '');
    titles.set(passage?.title ?? '', title);
    const match = matchText(asked, codesOf(passage?.text ?? ''), title.beyond);
    matches.push(match);
    for (let number = 0; number < counts.length; number += 1) {
      if (match.present[number] === 0) continue;
      counts[number] = (counts[number] ?? 0) + 1;
      known.counts[number] = (known.counts[number] ?? 0) + 1;
    }
  }
  const local = counts.map((count, number) =>
    count === 0 ? 0 : (asked.worth[number] ?? 0) * Math.log(1 + (candidates.length - count) / count),
  );
  const allLocal = local.reduce((sum, value) => sum + value, 0) || 1;
  for (const [rank, { shard, index: at, text, title, doc, score, neighbour }] of candidates.entries()) {
    const match = matches[rank];
    const titled = titles.get(shard.passages[at]?.title ?? '');
    const ofDoc = inDoc.get(shard)?.get(shard.docOf[at] ?? 0);
    if (match === undefined || titled === undefined || ofDoc === undefined) continue;
    const words = wordsIn(asked, match.present);
    const wordsTitled = wordsIn(asked, match.present, titled.match.present);
    let [residual, repeated, inTitle, localSum, localDoc] = [0, 0, 0, 0, 0];
    for (let number = 0; number < counts.length; number += 1) {
      const worth = asked.terms[number]?.isOwn === true ? (asked.worth[number] ?? 0) : 0;
      const isTitled = titled.match.present[number] === 1;
      if (isTitled) inTitle += worth;
      if (match.present[number] === 0) continue;
      if (isTitled) repeated += worth;
      else residual += worth;
      localSum += local[number] ?? 0;
      const count = ofDoc.counts[number] ?? 1;
      localDoc += worth * Math.log(1 + (ofDoc.count - count) / count);
    }
    const bits = clauseBits(shard, at);
    const holding =
      expected === undefined
        ? NOTHING_ASKED
        : rank < READ
          ? holdingOf(expected, (shard.passages[at]?.text ?? '').normalize('NFKC'), match)
          : NOT_HELD;
    const values = [
      score / first.score,
      text / (best.text || 1),
      title / (best.title || 1),
      doc / (best.doc || 1),
      Math.log1p(rank),
      score / own,
      text / own,
      title / own,
      doc / own,
      match.pairs / (asked.allPairs || 1),
      match.singles / (asked.allSingles || 1),
      match.beside / own,
      words.share,
      wordsTitled.share,
      wordsTitled.rarestMissing / maxWord,
      words.rarestPresent / maxWord,
      match.longest / Math.max(1, asked.query.codes.length),
      match.longestWorth / own,
      match.runs / Math.max(1, asked.query.codes.length),
      match.bestSentence / titled.allBeyond,
      match.firstSentence / titled.allBeyond,
      match.bestTwo / titled.allBeyond,
      match.window / titled.allBeyond,
      residual / titled.residual,
      repeated / (inTitle || 1),
      localSum / allLocal,
      localDoc / own,
      neighbour / (best.text || 1),
      ofDoc.seen,
      score / ofDoc.best,
      ofDoc.count / candidates.length,
      holdsExpected(bits, kind),
      kind,
      asked.query.codes.length,
      asked.words.length,
      Math.log((1 + (shard.lengths[at] ?? 0)) / index.meanLength),
      holding.said < 0 ? -1 : holding.said / titled.allBeyond,
      holding.best,
      holding.tabled,
      match.pairs,
      words.share,
      match.longest,
      match.bestSentence,
      match.window,
      match.bestTwo,
      residual,
      wordsTitled.share,
      localSum,
      localDoc,
      match.runs,
      holding.said,
    ];
    rows.set(values, rank * WIDTH);
    for (let k = 0; k < SPEAKING; k += 1) rows[rank * WIDTH + values.length + k] = speaks(bits, k);
    for (let k = 0; k < ASKING; k += 1) rows[rank * WIDTH + values.length + SPEAKING + k] = asks[k] ?? 0;
    ofDoc.seen += 1;
  }
  overBest(rows, candidates.length);
  return rows;
}

interface OfDocument {
  readonly best: number;
  readonly counts: Float64Array;
  count: number;
  seen: number;
}

/** The columns that say how near a candidate comes to the best of them all. */
function overBest(rows: Float32Array, count: number): void {
  for (let column = TOP; column < TOP + TOPS; column += 1) {
    let most = 0;
    for (let row = 0; row < count; row += 1) most = Math.max(most, rows[row * WIDTH + column] ?? 0);
    for (let row = 0; row < count; row += 1) rows[row * WIDTH + column] = (rows[row * WIDTH + column] ?? 0) / (most || 1);
  }
}
