import { readFile } from 'node:fs/promises';
import { allFeatures } from '../feature-list.ts';
import { readConfig, type Config } from '../config.ts';
import { houseCollections } from '../conversation/collections.ts';
import { systemClock } from '../core/clock.ts';
import { noFailpoints } from '../core/failpoints.ts';
import { silentLog, type Log } from '../core/log.ts';
import { SECRET_KEY_BYTES, secretsOf, type Secrets } from '../core/secrets.ts';
import type { OpinionAsked, SecondOpinion } from '../features/policy/index.ts';
import { markKey } from '../key-mark.ts';
import { openModel } from '../model/openai.ts';
import { secondOpinionOf } from '../second-opinion.ts';
import { secretKey } from '../secret-key.ts';
import { sow } from '../seed.ts';
import { nodeFiles, openJsonStore, readStore, StoreRefused } from '../store/json/index.ts';
import { openVectorShelf } from '../vector-file.ts';
import { openMemoryStore } from '../store/memory/index.ts';
import type { AnyCollection, Store } from '../store/store.ts';

/** A command cannot do what it was asked; the message is for the operator, in Chinese. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandError';
  }
}

/** The operator reads warnings of the store on stderr; results go to stdout. */
const stderrLog: Log = {
  ...silentLog,
  warn: (message, fields) => void process.stderr.write(`${message} ${fields === undefined ? '' : JSON.stringify(fields)}\n`),
};

export function settings(): Config {
  return readConfig(process.env);
}

export function collections(): readonly AnyCollection[] {
  return [...houseCollections, ...allFeatures().flatMap((feature) => feature.collections)];
}

export function secrets(config: Config): Promise<Secrets> {
  return secretKey(config.secretKey, config.dataDir, stderrLog).then(secretsOf);
}

/** What seals for this store. Throws OtherKey: sealed with another key than the server's, nothing of it could ever be read. */
export async function sealer(store: Store, config: Config): Promise<Secrets> {
  const vault = await secrets(config);
  await markKey(store, vault);
  return vault;
}

/** The services of the settings, for one command. It reads the vectors that the server kept and keeps none: the file is the server's. */
export function secondOpinion(config: Config, count: (asked: OpinionAsked) => void = () => {}): SecondOpinion | undefined {
  const model = config.model === null ? null : openModel(config.model);
  const shelf = openVectorShelf({ files: nodeFiles, folder: config.dataDir });
  return secondOpinionOf(config, {
    model,
    clock: systemClock,
    log: stderrLog,
    shelf: { ...shelf, add: () => Promise.resolve(), replace: () => Promise.resolve() },
    // A measurement wants all of a corpus, however long it takes.
    mostNumbers: Number.POSITIVE_INFINITY,
    count,
  });
}

/** Everything that was committed, in one consistent state; also while servers are at work. Each collection is read before the next. */
export async function* everythingKept(
  config: Config,
): AsyncGenerator<{ name: string; documents: Iterable<unknown> | AsyncIterable<unknown> }> {
  if (config.databaseUrl === null) {
    yield* await readStore(nodeFiles, config.dataDir);
    return;
  }
  const { readDatabase } = await import('../store/postgres/index.ts');
  for await (const { name, rows } of readDatabase(config.databaseUrl)) yield { name, documents: documentsOf(rows) };
}

async function* documentsOf(rows: AsyncIterable<{ readonly document: unknown }>): AsyncGenerator {
  for await (const { document } of rows) yield document;
}

/**
 * A copy in memory of what is committed, for commands that only read: it needs no lock, so the server may run. Of an
 * empty store the copy holds what the server's first start would bring; the store itself stays empty.
 */
export async function withCopy<R>(work: (store: Store, config: Config) => Promise<R>): Promise<R> {
  const config = settings();
  const contents: { collection: string; document: unknown }[] = [];
  for await (const { name, documents } of everythingKept(config))
    for await (const document of documents) contents.push({ collection: name, document });
  const store = await openMemoryStore(collections(), contents);
  if (contents.length === 0 && config.seed === 'demo') {
    process.stderr.write('还没有数据，用演示数据回答。\n');
    await sow(store, allFeatures(), { now: systemClock.now(), secrets: secretsOf(Buffer.alloc(SECRET_KEY_BYTES)), bindRobots: false });
  }
  return work(store, config);
}

export interface WritableStore extends Store {
  isEmpty(): Promise<boolean>;
  /** All of these documents in one transaction. */
  restore(documents: Iterable<{ readonly collection: string; readonly document: unknown }>): Promise<number>;
}

/** Opens the store for a command that writes, and closes it whatever happens. With the JSON store the server must be stopped. */
export async function withStore<R>(work: (store: WritableStore, config: Config) => Promise<R>): Promise<R> {
  const config = settings();
  const store = await (config.databaseUrl === null ? folderStore(config) : databaseStore(config, config.databaseUrl));
  try {
    return await work(store, config);
  } finally {
    await store.close();
  }
}

async function databaseStore(config: Config, url: string): Promise<WritableStore> {
  const { openPostgresStore } = await import('../store/postgres/index.ts');
  const all = collections();
  const store = await openPostgresStore({
    url,
    connections: config.databaseConnections,
    collections: all,
    clock: systemClock,
    log: stderrLog,
    chance: Math.random,
  });
  return {
    read: (work) => store.read(work),
    write: (work) => store.write(work),
    close: () => store.close(),
    restore: (documents) => store.restore(documents),
    isEmpty: async () => {
      for await (const { documents } of everythingKept(config)) for await (const _ of documents) return false;
      return true;
    },
  };
}

async function folderStore(config: Config): Promise<WritableStore> {
  const store = await openJsonStore({
    folder: config.dataDir,
    collections: collections(),
    files: nodeFiles,
    clock: systemClock,
    failpoints: noFailpoints,
    log: stderrLog,
    onFatal: (error) => {
      process.stderr.write(`磁盘出错，已停止：${error.message}\n`);
      process.exit(1);
    },
    snapshotAfterBytes: 16 * 1024 * 1024,
  }).catch((error: unknown) => {
    if (error instanceof StoreRefused && error.reason === 'locked')
      throw new CommandError('服务正在使用这个数据目录，请先停下服务再执行这条命令。');
    throw error;
  });
  return {
    read: (work) => store.read(work),
    write: (work) => store.write(work),
    close: () => store.close(),
    restore: (documents) => store.restore(documents),
    isEmpty: async () => Object.values(store.stats().documents).every((count) => count === 0),
  };
}

/** UTF-16 by its mark, UTF-8, else GB 18030: what Chinese office programs write. */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new CommandError(`没有找到文件：${path}`);
    throw error;
  });
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('gb18030').decode(bytes);
  }
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
