import { PlatformError } from '../../../core/errors.ts';
import type { Model } from '../../../model/model.ts';
import type { Store } from '../../../store/store.ts';
import { openKnowledge, type Knowledge, type Rules } from '../knowledge.ts';
import { together, type Opinion } from '../rules/fusion.ts';
import type { Passage } from '../search/retriever.ts';
import { keepEmbedded } from './embedding.ts';
import { openLine, type Around } from './line.ts';
import type { VectorShelf } from './shelf.ts';
import { unitOf, unitsWith, type Unit } from './units.ts';
import { normalised, openVectors, type Vectors } from './vectors.ts';

/** A short question is embedded in some 20 to 100 ms, ten clauses are read in 50 to 200; three times that is no longer usual. */
const EMBED_MS = 300;
/** Together 0.7 s: the answer has 1.5 s, of which the transactions take hundredths. */
const RERANK_MS = 400;
/** As long as the own search's list. */
const ALIKE = 30;
/** The answer is hardly ever behind the first ten of both orders, and every text costs time. */
const REREAD = 10;

/** One question and what may be found for it. */
export interface Matter {
  readonly question: string;
  readonly units: readonly Unit[];
  readonly admits: (id: string) => boolean;
  /** What the own search found, best first. */
  readonly own: readonly string[];
}

/** What outside services think of questions; absent where none is configured. */
export interface SecondOpinion {
  readonly knowledge: Knowledge;
  readonly unitsOf: (rules: Rules) => readonly Unit[];
  readonly unitOf: (passage: Passage) => Unit;
  readonly vectors: Vectors;
  /**
   * undefined: nobody would be asked now. Else asks them all at once, outside any transaction: it never rejects, comes to an end within
   * {@link EMBED_MS} + {@link RERANK_MS}, and has an opinion for each matter, empty where nothing came.
   */
  on(matters: readonly Matter[]): (() => Promise<readonly Opinion[]>) | undefined;
  /** Begins to embed what is stored, and goes on until it is stopped. */
  start(store: Store): void;
  /** For a command: embeds what is stored, or these, and waits for it. Rejects when the service fails. */
  ready(store: Store): Promise<void>;
  embed(units: readonly Unit[]): Promise<void>;
  stop(): Promise<void>;
}

export function openSecondOpinion({
  model: { embed, rerank },
  embeddingModel,
  shelf,
  mostNumbers,
  ...around
}: Around & {
  readonly model: Pick<Model, 'embed' | 'rerank'>;
  /** Its name: part of what a vector is known by. */
  readonly embeddingModel: string;
  readonly shelf: VectorShelf;
  /** How many numbers of vectors are held in memory; default: as many as a server can compare in time. */
  readonly mostNumbers?: number;
}): SecondOpinion {
  const knowledge = openKnowledge();
  const vectors = openVectors(mostNumbers);
  const unitsOf = unitsWith(embeddingModel);
  const embedding = embed === undefined ? undefined : keepEmbedded({ embed, knowledge, unitsOf, vectors, shelf, ...around });
  const lines = { embed: openLine('embedding', EMBED_MS, around), rerank: openLine('rerank', RERANK_MS, around) };

  const alikeTo = async (matters: readonly Matter[]): Promise<readonly (readonly string[])[]> => {
    if (embed === undefined || vectors.size() === 0) return [];
    const found = await lines.embed.ask(async (patience) => {
      const questions = matters.map(({ question }) => question);
      return (await embed(questions, patience)).map((vector) => comparable(vector, vectors.dimensions()));
    });
    const alike: (readonly string[])[] = [];
    for (const [at, { units, admits }] of matters.entries()) {
      const vector = found?.[at];
      alike.push(vector === undefined ? [] : await vectors.nearest(vector, units, ALIKE, admits));
    }
    return alike;
  };

  const reread = async ({ question, units, own }: Matter, alike: readonly string[]): Promise<readonly string[]> => {
    if (rerank === undefined) return [];
    const first = new Set(together(own, alike).slice(0, REREAD));
    const read = units.filter(({ id }) => first.has(id));
    if (read.length < 2) return [];
    const scores = await lines.rerank.ask((patience) =>
      rerank(
        question,
        read.map(({ text }) => text()),
        patience,
      ),
    );
    if (scores === undefined) return [];
    return read
      .map(({ id }, at) => ({ id, score: scores[at] ?? 0 }))
      .toSorted((a, b) => b.score - a.score)
      .map(({ id }) => id);
  };

  return {
    knowledge,
    unitsOf,
    unitOf: (passage) => unitOf(embeddingModel, passage),
    vectors,
    on: (matters) => {
      const open = [...(embed === undefined ? [] : [lines.embed]), ...(rerank === undefined ? [] : [lines.rerank])];
      if (matters.length === 0 || (embed !== undefined && rerank === undefined && vectors.size() === 0)) return undefined;
      if (open.every((line) => !line.isOpen())) {
        for (const line of open) line.passOver();
        return undefined;
      }
      return async () => {
        const alike = await alikeTo(matters);
        return Promise.all(matters.map(async (matter, at) => ({ alike: alike[at] ?? [], reread: await reread(matter, alike[at] ?? []) })));
      };
    },
    start: (store) => embedding?.start(store),
    ready: async (store) => embedding?.look(store),
    embed: async (units) => embedding?.embed(units),
    stop: async () => embedding?.stop(),
  };
}

function comparable(vector: Float32Array, dimensions: number): Float32Array {
  const usable = vector.length === dimensions ? normalised(vector) : undefined;
  if (usable !== undefined) return usable;
  throw new PlatformError({ channel: 'model', method: 'embeddings', code: 'other-length', disposition: 'permanent' });
}
