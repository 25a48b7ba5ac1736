import { MINUTE_MS, SECOND_MS } from '../../../core/clock.ts';
import { PlatformError } from '../../../core/errors.ts';
import { faultOf, type Log } from '../../../core/log.ts';
import type { Model } from '../../../model/model.ts';
import type { Store } from '../../../store/store.ts';
import type { Knowledge, Rules } from '../knowledge.ts';
import { embedAll } from './batches.ts';
import type { VectorShelf } from './shelf.ts';
import type { Unit } from './units.ts';
import type { Vectors } from './vectors.ts';

/** Documents come and go without a word to us (another process imports, too): looked for so often. */
const LOOK_MS = 10 * SECOND_MS;
/** After a failure, twice as long after each more, up to the last. */
const AGAIN_MS = SECOND_MS;
const MOST_AGAIN_MS = 5 * MINUTE_MS;
/** A shelf that holds so many more than are in use is tidied up. */
const TOO_MANY = 1_000;

export interface Embedding {
  start(store: Store): void;
  /** One round, waited for. Rejects when the service fails. */
  look(store: Store): Promise<void>;
  /** These, wherever they come from; what has its vector already costs nothing. Rejects when the service fails. */
  embed(units: readonly Unit[]): Promise<void>;
  /** Calls off what is under way. */
  stop(): Promise<void>;
}

/** Sees to it, behind everybody's back, that every clause in use has its vector. Never in a transaction; nobody waits for it. */
export function keepEmbedded(around: {
  readonly embed: NonNullable<Model['embed']>;
  readonly knowledge: Knowledge;
  readonly unitsOf: (rules: Rules) => readonly Unit[];
  readonly vectors: Vectors;
  readonly shelf: VectorShelf;
  readonly after: (ms: number, action: () => void) => () => void;
  readonly log: Log;
}): Embedding {
  const { embed, knowledge, unitsOf, vectors, shelf, after, log } = around;
  const ended = new AbortController();
  /** Texts that the service will not have. They are not sent again before the next start. */
  const refused = new Set<string>();
  let done: Rules | undefined;
  let isRead = false;
  let failures = 0;
  let callOff = (): void => {};
  let looking = Promise.resolve();

  const readShelf = async (wanted: ReadonlyMap<string, Unit>): Promise<void> => {
    let all = 0;
    for await (const { key, vector } of shelf.read()) {
      all += 1;
      if (wanted.has(key)) vectors.put(key, vector);
    }
    isRead = true;
    if (all > 2 * vectors.size() + TOO_MANY) await shelf.replace([...wanted.keys()].flatMap(keptOf));
  };
  const keptOf = (key: string): readonly { readonly key: string; readonly vector: Float32Array }[] => {
    const vector = vectors.get(key);
    return vector === undefined ? [] : [{ key, vector }];
  };

  const look = async (store: Store): Promise<void> => {
    const rules = await store.read((tx) => knowledge.everything(tx));
    if (rules === done) return;
    const wanted = new Map(unitsOf(rules).map((unit) => [unit.key, unit]));
    vectors.keepOnly(new Set(wanted.keys()));
    if (!isRead) await readShelf(wanted).catch((error: unknown) => log.warn('kept vectors cannot be read', faultOf(error)));
    isRead = true;
    await embedMissing([...wanted.values()]);
    done = rules;
  };

  const embedMissing = async (units: readonly Unit[]): Promise<void> => {
    const missing = units.filter(({ key }) => !vectors.has(key) && !refused.has(key));
    if (missing.length === 0) return;
    const { full } = await embedAll({ embed, vectors, shelf, refused, log, signal: ended.signal }, missing);
    log.info('clauses are embedded', { clauses: vectors.size(), dimensions: vectors.dimensions(), refused: refused.size });
    if (full) log.warn('no more room for vectors: further clauses are found by the own search alone', { clauses: units.length });
  };

  const again = (store: Store, ms: number): void => {
    callOff = after(ms, () => {
      looking = look(store).then(
        () => {
          failures = 0;
          if (!ended.signal.aborted) again(store, LOOK_MS);
        },
        (error: unknown) => {
          if (ended.signal.aborted) return;
          const againMs = Math.min(AGAIN_MS * 2 ** failures, MOST_AGAIN_MS);
          failures += 1;
          log.warn('clauses could not be embedded', {
            againMs,
            ...(error instanceof PlatformError ? { code: error.code } : faultOf(error)),
          });
          again(store, againMs);
        },
      );
    });
  };

  return {
    start: (store) => again(store, 0),
    look,
    embed: embedMissing,
    stop: async () => {
      ended.abort();
      callOff();
      await looking;
    },
  };
}
