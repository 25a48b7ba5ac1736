import { z } from 'zod';
import { noFailpoints, type Failpoints } from '../../../src/core/failpoints.ts';
import type { Clock } from '../../../src/core/clock.ts';
import type { Log, LogFields } from '../../../src/core/log.ts';
import type { FileLayer } from '../../../src/store/json/files.ts';
import type { JsonStore } from '../../../src/store/json/json-store.ts';
import { openJsonStore } from '../../../src/store/json/open.ts';
import type { Patience } from '../../../src/store/json/options.ts';
import { collection, type AnyCollection, type Store } from '../../../src/store/store.ts';
import { setClock } from '../../support/clock.ts';

export const FOLDER = '/data/store';

/** A commit of the tests puts two halves of one number: one without the other would be half a commit. */
export const halves = collection({
  name: 'halves',
  schema: z.object({ id: z.string(), number: z.number(), side: z.enum(['left', 'right']) }),
  indexes: [['side', 'number']],
  unique: [['number', 'side']],
});

export interface Told {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}

export function keptLog(): Log & { readonly told: Told[] } {
  const told: Told[] = [];
  const tell =
    (level: Told['level']) =>
    (message: string, fields: LogFields = {}): void => {
      told.push({ level, message, fields });
    };
  return { told, info: tell('info'), warn: tell('warn'), error: tell('error') };
}

interface DeskOptions {
  readonly folder?: string;
  readonly collections?: readonly AnyCollection[];
  readonly failpoints?: Failpoints;
  readonly log?: Log;
  readonly onFatal?: (error: Error) => void;
  readonly snapshotAfterBytes?: number;
  readonly patience?: Patience;
  readonly clock?: Clock;
  readonly format?: number;
}

export function openOn(files: FileLayer, options: DeskOptions = {}): Promise<JsonStore> {
  return openJsonStore({
    folder: FOLDER,
    collections: [halves],
    files,
    clock: setClock('2026-11-21T01:00:00.000Z'),
    failpoints: noFailpoints,
    log: keptLog(),
    onFatal: () => {},
    snapshotAfterBytes: 1_000_000,
    ...options,
  });
}

export async function putNumber(store: Store, number: number): Promise<void> {
  await store.write(async (tx) => {
    await tx.insert(halves, { id: `${number}-left`, number, side: 'left' });
    await tx.insert(halves, { id: `${number}-right`, number, side: 'right' });
  });
}

/** The numbers that are there; throws when one has a half only. */
export async function numbersIn(store: Store): Promise<number[]> {
  const [left, right] = await store.read(async (tx) => [
    await tx.find(halves, { where: { side: 'left' }, orderBy: 'number' }),
    await tx.find(halves, { where: { side: 'right' }, orderBy: 'number' }),
  ]);
  const numbers = (left ?? []).map(({ number }) => number);
  if (numbers.join() !== (right ?? []).map(({ number }) => number).join()) throw new Error('half a commit is there');
  return numbers;
}

export const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);

/** Long enough for everything that waits for nothing outside. */
export async function manyTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
