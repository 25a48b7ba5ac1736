import { createHash } from 'node:crypto';
import { z } from 'zod';
import { systemClock } from '../src/core/clock.ts';
import { noFailpoints } from '../src/core/failpoints.ts';
import { silentLog } from '../src/core/log.ts';
import { nodeFiles, openJsonStore, type JsonStore } from '../src/store/json/index.ts';
import { collection } from '../src/store/store.ts';

export const notes = collection({
  name: 'notes',
  schema: z.object({
    id: z.string(),
    chatGroup: z.string(),
    at: z.string(),
    number: z.number().int(),
    text: z.string(),
    state: z.enum(['open', 'closed']),
  }),
  indexes: [['chatGroup', 'at'], ['state']],
  unique: [['number']],
});
export type Note = z.infer<typeof notes.schema>;

/** As good as random, and the same in every run. */
export const idOf = (number: number): string => createHash('md5').update(String(number)).digest('hex');

/** Some 300 bytes. */
export function note(number: number, text: string): Note {
  return {
    id: idOf(number),
    chatGroup: `group-${number % 50}`,
    at: new Date(number * 1_000).toISOString(),
    number,
    text: text.padEnd(50, '水'),
    state: number % 3 === 0 ? 'open' : 'closed',
  };
}

export function openNotes(folder: string): Promise<JsonStore> {
  return openJsonStore({
    folder,
    collections: [notes],
    files: nodeFiles,
    clock: systemClock,
    failpoints: noFailpoints,
    log: silentLog,
    onFatal: (error) => {
      throw error;
    },
    snapshotAfterBytes: 16 * 1024 * 1024,
  });
}
