import { closeSync, constants, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { lineOf } from '../src/store/json/line.ts';
import type { Note } from './store-notes.ts';

/**
 * How a plain script reaches the disk: a write and a sync through calls that stop it, the same through promises, or as the
 * engine does (decision 15), one durable write through a promise.
 */
export type Calls = 'sync' | 'async' | 'one async';

export interface Bare {
  commit(note: Note): Promise<void>;
  close(): Promise<void>;
}

/**
 * What nobody can do without who keeps a journal: each writer makes its own line, checksum and all, the same bytes as the
 * engine's; whoever waits shares one write and one fdatasync. No state, no transaction, no schema, no index.
 */
export async function bareJournal(path: string, calls: Calls): Promise<Bare> {
  const { append, close } = calls === 'sync' ? syncFile(path) : await (calls === 'async' ? asyncFile(path) : durableFile(path));
  let sequence = 0;
  let gathering: { readonly line: Buffer; readonly done: () => void }[] = [];
  let flushing = false;

  const flush = async (): Promise<void> => {
    // Everyone who is ready joins.
    await Promise.resolve();
    while (gathering.length > 0) {
      const batch = gathering;
      gathering = [];
      await append(batch.length === 1 && batch[0] !== undefined ? batch[0].line : Buffer.concat(batch.map(({ line }) => line)));
      for (const { done } of batch) done();
      if (batch.length > 1) await new Promise((resolve) => setImmediate(resolve));
    }
    flushing = false;
  };

  return {
    commit: (note) =>
      new Promise((resolve) => {
        sequence += 1;
        const line = lineOf(`{"sequence":${sequence},"generation":1,"synced":${sequence - 1},"put":${JSON.stringify({ notes: [note] })}}`);
        gathering.push({ line, done: resolve });
        if (flushing) return;
        flushing = true;
        void flush();
      }),
    close,
  };
}

interface File {
  readonly append: (bytes: Uint8Array) => void | Promise<void>;
  readonly close: () => Promise<void>;
}

function syncFile(path: string): File {
  const file = openSync(path, 'a');
  return {
    append: (bytes) => {
      writeSync(file, bytes);
      fdatasyncSync(file);
    },
    close: async () => closeSync(file),
  };
}

async function asyncFile(path: string): Promise<File> {
  const file = await open(path, 'a');
  return {
    append: async (bytes) => {
      await file.write(bytes);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

async function durableFile(path: string): Promise<File> {
  const file = await open(path, constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | constants.O_DSYNC);
  return { append: async (bytes) => void (await file.write(bytes)), close: () => file.close() };
}
