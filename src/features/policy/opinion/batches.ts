import { SECOND_MS } from '../../../core/clock.ts';
import { PlatformError } from '../../../core/errors.ts';
import { faultOf, type Log } from '../../../core/log.ts';
import type { Model } from '../../../model/model.ts';
import type { KeptVector, VectorShelf } from './shelf.ts';
import type { Unit } from './units.ts';
import { normalised, type Vectors } from './vectors.ts';

/** As many texts as the narrowest of the usual services takes at once. */
const AT_ONCE = 10;
/** Members' questions go to the same service: two requests under way leave it room for them. */
const REQUESTS = 2;
const WAITS_MS = 30 * SECOND_MS;
/** The service will never have these texts: too long, or a word that it does not like. */
const WILL_NOT: ReadonlySet<string> = new Set(['http-400', 'http-413', 'http-422']);

interface Around {
  readonly embed: NonNullable<Model['embed']>;
  readonly vectors: Vectors;
  readonly shelf: VectorShelf;
  /** Keys of texts that the service refused, added to here. */
  readonly refused: Set<string>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Embeds these units batch by batch and keeps each batch when it is there. Rejects when the service fails; what was kept stays. */
export async function embedAll(around: Around, units: readonly Unit[]): Promise<{ readonly full: boolean }> {
  const batches = Array.from({ length: Math.ceil(units.length / AT_ONCE) }, (_, at) =>
    units.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  ).values();
  let over = false;
  let full = false;
  const work = async (): Promise<void> => {
    for (const batch of batches) {
      if (over) return;
      try {
        full ||= (await embedBatch(around, batch)) === 'full';
      } catch (error) {
        over = true;
        throw error;
      }
      over ||= full;
    }
  };
  const results = await Promise.allSettled(Array.from({ length: REQUESTS }, work));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return { full };
}

async function embedBatch(around: Around, batch: readonly Unit[]): Promise<'put' | 'full'> {
  const { vectors, shelf, log } = around;
  const made = await vectorsOf(around, batch);
  const results = new Set(made.map(({ key, vector }) => vectors.put(key, vector)));
  // Another model behind the same name: its vectors cannot be compared with those that are there.
  if (results.has('otherLength')) throw wrong('other-length');
  await shelf
    .add(made)
    .catch((error: unknown) => log.warn('vectors could not be kept: they are made again after a restart', faultOf(error)));
  return results.has('full') ? 'full' : 'put';
}

async function vectorsOf(around: Around, batch: readonly Unit[]): Promise<readonly KeptVector[]> {
  try {
    return await asked(around, batch);
  } catch (error) {
    if (!willNot(error)) throw error;
    const made = await oneByOne(around, batch);
    // A service that never took a single one objects to something else.
    if (made.length === 0 && around.vectors.size() === 0) throw error;
    const taken = new Set(made.map(({ key }) => key));
    for (const { key } of batch) if (!taken.has(key)) around.refused.add(key);
    return made;
  }
}

/** One bad text must not keep the others of its batch out. */
async function oneByOne(around: Around, batch: readonly Unit[]): Promise<readonly KeptVector[]> {
  const made: KeptVector[] = [];
  for (const unit of batch.length === 1 ? [] : batch) {
    try {
      made.push(...(await asked(around, [unit])));
    } catch (error) {
      if (!willNot(error)) throw error;
    }
  }
  return made;
}

async function asked({ embed, signal }: Around, batch: readonly Unit[]): Promise<readonly KeptVector[]> {
  const texts = batch.map(({ text }) => text());
  const answered = await embed(texts, { timeoutMs: WAITS_MS, signal });
  return batch.map(({ key }, at) => {
    const vector = normalised(answered[at] ?? new Float32Array());
    if (vector === undefined) throw wrong('unreadable');
    return { key, vector };
  });
}

function willNot(error: unknown): boolean {
  return error instanceof PlatformError && WILL_NOT.has(error.code);
}

function wrong(code: string): PlatformError {
  return new PlatformError({ channel: 'model', method: 'embeddings', code, disposition: 'permanent' });
}
