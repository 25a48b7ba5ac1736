import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { allFeatures } from '../../src/feature-list.ts';
import { houseCollections } from '../../src/conversation/collections.ts';
import { systemClock } from '../../src/core/clock.ts';
import { silentLog } from '../../src/core/log.ts';
import { openPostgresStore, type PostgresStore } from '../../src/store/postgres/index.ts';
import { SECRET_KEY } from './crash-folder.ts';
import { startProcess, type Started } from './crash-process.ts';
import { fakeWecom, type FakeWecom } from './crash-wecom.ts';
import { newDatabase, type TestDatabase } from './database.ts';
import { AES_KEY, TOKEN } from './wecom-aibot.ts';
import { wecomClient, type WecomClient } from './wecom-client.ts';

/** WeCom gives a message three tries of five seconds. */
const TRIES = 3;
const PATIENCE_MS = 5_000;

export interface FleetOptions {
  readonly processes: number;
  /** How far each machine's clock is off; what is not named is right. */
  readonly clockOffsMs?: readonly number[];
  /** The server on which the database is made. */
  readonly server?: string;
  readonly connections?: number;
  /** Where each is to die, `<failpoint>:<n>`; started again it lives. */
  readonly crashes?: readonly string[];
}

/** Several processes of the bot on one database, behind a balancer that gives each message to any of them. */
export interface Fleet extends AsyncDisposable {
  readonly database: TestDatabase;
  /** The database seen past the processes. */
  readonly store: PostgresStore;
  readonly wecom: FakeWecom;
  /** In the single chat, repeated as WeCom does, each time to any process; the words of the answer, undefined when none came. */
  says(userId: string, text: string, messageId: string): Promise<string | undefined>;
  /** The wire of one of them, past the balancer. */
  client(which: number): WecomClient;
  /** SIGKILL; it is started again at once. */
  kill(which: number): Promise<void>;
  /** SIGSTOP, and SIGCONT after so long. */
  freeze(which: number, ms: number): Promise<void>;
  ready(which: number): Promise<{ readonly status: number; readonly body: string }>;
  /** How those ended that nobody killed. */
  ends(): readonly (string | number | null)[];
  /** What the processes wrote since they began. */
  output(): string;
}

export async function openFleet({ processes, clockOffsMs = [], server, connections = 6, crashes = [] }: FleetOptions): Promise<Fleet> {
  const database = await newDatabase(server);
  const folder = await mkdtemp(join(tmpdir(), 'dangqun-fleet-'));
  const wecom = await fakeWecom(systemClock);
  const start = (which: number, crashAt = ''): Started =>
    startProcess('test/support/crash-app.ts', {
      PORT: '0',
      DATA_DIR: join(folder, String(which)),
      DATABASE_URL: database.url,
      DATABASE_CONNECTIONS: String(connections),
      SEED: 'none',
      SIMULATOR: 'off',
      LOG_LEVEL: 'warn',
      PUBLIC_URL: 'http://127.0.0.1:3000',
      ADMINS: 'wangmin',
      SECRET_KEY: SECRET_KEY.toString('base64'),
      WECOM_API_BASE: wecom.apiBase,
      WECOM_AIBOT_TOKEN: TOKEN,
      WECOM_AIBOT_AES_KEY: AES_KEY,
      SNAPSHOT_AFTER_BYTES: '1000000',
      CLOCK_OFFSET_MS: String(clockOffsMs[which] ?? 0),
      CRASH_AT: crashAt,
    });
  // All at once: they must agree on who lays the tables.
  const lives = Array.from({ length: processes }, (_, which) => start(which, crashes[which]));
  const urls = await Promise.all(lives.map((life) => life.listening));
  if (urls.includes(undefined)) throw new Error(`a process did not start:\n${lives.map((life) => life.output()).join('\n')}`);
  const clients = urls.map((url) => clientOf(url));
  const past: string[] = [];
  const ends: (string | number | null)[] = [];
  for (const life of lives) void life.ended.then((end) => ends.push(end));
  const collections = [...houseCollections, ...allFeatures().flatMap((feature) => feature.collections)];
  const store = await openPostgresStore({ url: database.url, collections, clock: systemClock, log: silentLog, chance: Math.random });
  let turn = 0;

  const once = async (userId: string, text: string, msgid: string): Promise<string | undefined> => {
    turn += 1;
    const client = clients[turn % processes];
    if (client === undefined) return undefined;
    const answered = client.say({ userId, text, msgid }).catch((error: unknown) => {
      // The connection broke or was refused.
      if (error instanceof TypeError) return undefined;
      throw error;
    });
    const answer = await Promise.race([answered, pause(PATIENCE_MS, undefined)]);
    return answer?.status === 200 ? (answer.text ?? '') : undefined;
  };

  return {
    database,
    store,
    wecom,
    says: async (userId, text, messageId) => {
      for (let tried = 0; tried < TRIES; tried += 1) {
        const words = await once(userId, text, messageId);
        if (words !== undefined) return words;
        await pause(200);
      }
      return undefined;
    },
    client: (which) => clients[which] ?? clientOf(undefined),
    kill: async (which) => {
      lives[which]?.signal('SIGKILL');
      await lives[which]?.ended;
      past.push(lives[which]?.output() ?? '');
      const next = start(which);
      lives[which] = next;
      clients[which] = clientOf(await next.listening);
    },
    freeze: async (which, ms) => {
      lives[which]?.signal('SIGSTOP');
      await pause(ms);
      lives[which]?.signal('SIGCONT');
    },
    ready: async (which) => {
      const url = await lives[which]?.listening;
      const response = await fetch(`${url}/readyz`);
      return { status: response.status, body: await response.text() };
    },
    ends: () => ends.filter((end) => end !== 'SIGKILL'),
    output: () => [...past, ...lives.map((life) => life.output())].join('\n'),
    async [Symbol.asyncDispose]() {
      for (const life of lives) life.signal('SIGKILL');
      await Promise.all(lives.map((life) => life.ended));
      await store.close();
      await wecom[Symbol.asyncDispose]();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function clientOf(url: string | undefined): WecomClient {
  return wecomClient({ url: `${url}/wecom/aibot`, token: TOKEN, aesKey: AES_KEY, clock: systemClock });
}
