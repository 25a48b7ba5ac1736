import { PlatformError } from '../core/errors.ts';
import { faultOf, type Log } from '../core/log.ts';
import type { Growing } from '../core/message.ts';
import type { Outcome } from '../features/feature.ts';
import type { Model } from '../model/model.ts';

/** A member looks at the words that are there; what comes later than this is not waited for. */
export const LATER_MS = 20_000;

/**
 * Lets a reply's text grow: what is added stands after `own`, before what else came with it (waiting mail). A service that is slow,
 * away or fails in the middle leaves `text` as it was kept.
 */
export function grow(
  { text, own }: { readonly text: string; readonly own: string },
  later: NonNullable<Outcome['later']>,
  chat: NonNullable<Model['chat']>,
  { log, laterMs }: { log: Log; laterMs: number },
): Growing {
  let state = { text, finished: false };
  const limit = AbortSignal.timeout(laterMs);
  const run = async (): Promise<string> => {
    let words = text;
    for await (const piece of later(chat, limit)) {
      if (limit.aborted) throw new PlatformError({ channel: 'model', method: 'later', code: 'timeout', disposition: 'permanent' });
      words = piece === '' ? text : `${own}\n\n${piece}${text.slice(own.length)}`;
      state = { text: words, finished: false };
    }
    return words;
  };
  const { promise: tooLate, resolve } = Promise.withResolvers<string>();
  limit.addEventListener('abort', () => resolve(text));
  const done = Promise.race([run(), tooLate])
    .catch((error: unknown) => {
      const code = error instanceof PlatformError ? { code: error.code } : faultOf(error);
      log.warn('the model added nothing', code);
      return text;
    })
    .then((words) => {
      state = { text: words, finished: true };
    });
  return { now: () => state, done };
}
