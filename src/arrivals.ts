import { join } from 'node:path';
import { z } from 'zod';
import { faultOf, type Log } from './core/log.ts';
import type { Arrivals, Inbound, Taken } from './core/message.ts';
import type { Secrets } from './core/secrets.ts';
import { codeOf } from './store/json/errors.ts';
import type { FileLayer } from './store/json/index.ts';
import { TEMPORARY } from './store/json/folder.ts';
import { writeAside } from './store/json/write-aside.ts';

const base = {
  messageId: z.string(),
  chat: z.object({ channel: z.string(), kind: z.enum(['group', 'direct']), id: z.string() }),
  userId: z.string(),
  receivedAt: z.string(),
};

const takenSchema = z.object({
  inbound: z.discriminatedUnion('kind', [
    z.object({
      ...base,
      kind: z.literal('text'),
      text: z.string(),
      quote: z.string().exactOptional(),
      pictures: z.number(),
      spoken: z.boolean(),
    }),
    z.object({ ...base, kind: z.literal('attachment'), type: z.enum(['image', 'file', 'video']) }),
    z.object({
      ...base,
      kind: z.literal('cardAction'),
      cardId: z.string(),
      action: z.string(),
      selected: z.array(z.object({ key: z.string(), options: z.array(z.string()) })),
    }),
    z.object({ ...base, kind: z.literal('entered') }),
  ]),
  responseUrl: z.string().exactOptional(),
  tries: z.number().int(),
});

const NAME = /^arrival-[0-9a-f]{32}\.sealed$/u;

/**
 * A sealed file for each, beside the store and not in it: an anonymous word must not stand in a journal with its author, and
 * what waits for the store's turn cannot wait there for a second one. Handled, the file is gone. See decision 19.
 */
export function openArrivals(world: {
  readonly files: FileLayer;
  readonly folder: string;
  readonly secrets: Secrets;
  readonly log: Log;
}): Arrivals {
  const { files, folder, secrets, log } = world;
  const keeping = new Map<string, Promise<void>>();
  const pathOf = ({ messageId }: Inbound): string =>
    join(folder, `arrival-${secrets.keyedHash(`arrival/${messageId}`).slice(0, 32)}.sealed`);

  const write = async (taken: Taken): Promise<void> => {
    await files.makeFolder(folder);
    // An attachment's way to its file is a function, which JSON leaves out.
    await writeAside(files, pathOf(taken.inbound), Buffer.from(secrets.seal(JSON.stringify(taken))));
  };

  const read = async (name: string): Promise<readonly Taken[]> => {
    try {
      const sealed = Buffer.from(await files.readFile(join(folder, name))).toString();
      return [takenSchema.parse(JSON.parse(secrets.unseal(sealed)))];
    } catch (error) {
      log.error('a message that was taken cannot be read any more; it stays where it is', { file: name, ...faultOf(error) });
      return [];
    }
  };

  /** What another process had half written when it died: nobody was promised anything yet. */
  const tidy = async (names: readonly string[]): Promise<void> => {
    for (const name of names) {
      const whole = name.slice(0, -TEMPORARY.length);
      if (!name.endsWith(TEMPORARY) || !NAME.test(whole) || keeping.has(join(folder, whole))) continue;
      await files
        .remove(join(folder, name))
        .catch((error: unknown) => log.warn('a half-written file could not be removed', faultOf(error)));
    }
  };

  return {
    keep(inbound, responseUrl) {
      const path = pathOf(inbound);
      const known = keeping.get(path);
      if (known !== undefined) return known;
      const kept = write({ inbound, tries: 1, ...(responseUrl === undefined ? {} : { responseUrl }) }).catch((error: unknown) => {
        keeping.delete(path);
        throw error;
      });
      keeping.set(path, kept);
      return kept;
    },
    async done(inbound) {
      const path = pathOf(inbound);
      try {
        await keeping.get(path);
        keeping.delete(path);
        await files.remove(path);
        // What came back after a power cut could be older than the row that tells that it was handled.
        await files.syncFolder(folder);
      } catch (error) {
        // Two deliveries of one message; the first has taken it away.
        if (codeOf(error) === 'ENOENT') return;
        // Read again at the next start, it turns out to be a repeat.
        log.warn('a message that is handled could not be taken off the list', faultOf(error));
      }
    },
    async left(channel) {
      const names = (await files.list(folder)) ?? [];
      await tidy(names);
      const found: Taken[] = [];
      // One after the other: a night's backlog all at once would need more open files than a process may have.
      for (const name of names) if (NAME.test(name)) found.push(...(await read(name)));
      return found
        .filter(({ inbound }) => inbound.chat.channel === channel)
        .toSorted((a, b) => (a.inbound.receivedAt < b.inbound.receivedAt ? -1 : 1));
    },
    tryAgain: (taken) => write({ ...taken, tries: taken.tries + 1 }),
  };
}
