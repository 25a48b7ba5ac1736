import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { answers } from '../src/conversation/schema.ts';
import { noFailpoints } from '../src/core/failpoints.ts';
import { notices } from '../src/outbox/notice.ts';
import { foundIn, type Contents } from '../src/store/json/contents.ts';
import { fill } from '../src/store/json/fill.ts';
import { nodeFiles } from '../src/store/json/files.ts';
import { FORMAT } from '../src/store/json/folder.ts';
import { Journal } from '../src/store/json/journal.ts';
import { lineOf } from '../src/store/json/line.ts';
import { writeSnapshot } from '../src/store/json/snapshot.ts';
import type { AnyCollection, Document } from '../src/store/store.ts';
import { note, notes } from './store-notes.ts';

/** In the future, so that no housekeeping takes them away meanwhile. */
const FROM_MS = Date.UTC(2030, 0, 1);
const idOf = (about: string): string => createHash('sha256').update(about).digest('hex');

/** What fills a bot's store in the course of years: two kept answers to each notice that went out. About 400 bytes each. */
function houseDocuments(count: number): Contents {
  const kept: Contents = new Map();
  for (let i = 0; i < count; i += 1) {
    const { of, document } = houseDocument(i);
    foundIn(kept, of.name).since.set(document.id, document);
  }
  return kept;
}

export function houseDocument(i: number): { readonly of: AnyCollection; readonly document: Document } {
  const at = new Date(FROM_MS + i * 1_000).toISOString();
  return i % 3 === 2 ? { of: notices, document: noticeAt(i, at) } : { of: answers, document: answerAt(i, at) };
}

function answerAt(i: number, at: string): Document & typeof answers.schema._output {
  const text = `给赵静、李强报上了健步走（2人）。第 ${i} 位。\n11月28日（周六）07:30，滨江公园东门。有人去不了就说一声。`;
  return { id: idOf(`bench${i}`), reply: { text }, saidHash: idOf(`said${i}`), at };
}

function noticeAt(i: number, at: string): typeof notices.schema._output {
  const targetKey = `group:filled-${i % 2_000}`;
  return {
    id: idOf(`notice${i}`),
    key: `filled:${i}`,
    target: { kind: 'group', id: targetKey.slice('group:'.length) },
    targetKey,
    content: { kind: 'text', text: `📢 第 ${i} 次通知：明天上午停水，请提前接水。` },
    topic: null,
    feature: 'announcement',
    about: null,
    state: 'sent',
    priority: 'normal',
    nudge: true,
    order: `${at}/${String(i).padStart(12, '0')}`,
    dueAt: at,
    expiresAt: null,
    attempts: 1,
    part: 0,
    attemptedAt: at,
    sentAt: at,
    failure: null,
    reason: null,
  };
}

/** A folder with one snapshot of so many documents, as a closed store leaves it, without a commit for each. */
export async function fillHouse(folder: string, collections: readonly AnyCollection[], count: number): Promise<void> {
  await nodeFiles.makeFolder(folder);
  const tables = fill(collections, houseDocuments(count));
  const journal = await Journal.create(nodeFiles, folder, { format: FORMAT, generation: 1, after: 0 }, noFailpoints);
  await journal.close();
  const about = { generation: 1, sequence: 0, takenAt: new Date(FROM_MS).toISOString() };
  await writeSnapshot({ files: nodeFiles, folder, failpoints: noFailpoints }, tables, about);
}

const LINES_A_WRITE = 5_000;

/** A folder whose journal alone holds so many commits, over and over of the same documents. */
export function fillJournal(folder: string, commits: number, documents: number): void {
  mkdirSync(folder, { recursive: true });
  const file = openSync(join(folder, 'journal-000001.log'), 'w');
  let lines = [lineOf('{"format":1,"generation":1,"after":0}')];
  for (let i = 1; i <= commits; i += 1) {
    const put = JSON.stringify({ [notes.name]: [note(i % documents, `changed ${i}`)] });
    lines.push(lineOf(`{"sequence":${i},"generation":1,"synced":${i - 1},"put":${put}}`));
    if (lines.length < LINES_A_WRITE && i < commits) continue;
    writeSync(file, Buffer.concat(lines));
    lines = [];
  }
  closeSync(file);
}
