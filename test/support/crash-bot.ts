import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { plusMs, systemClock, type Clock } from '../../src/core/clock.ts';
import { readOrganization, type Organization } from '../../src/seed.ts';
import { crashDatabase } from './crash-database.ts';
import { fillFolder, readKept, SECRET_KEY, type Kept } from './crash-folder.ts';
import { startProcess, type End, type Entry, type Started } from './crash-process.ts';
import { onPostgres } from './store.ts';
import { fakeWecom, type FakeWecom } from './crash-wecom.ts';
import { AES_KEY, TOKEN } from './wecom-aibot.ts';
import { wecomClient, type SealedRequest, type WecomAnswered, type WecomClient } from './wecom-client.ts';

/** WeCom gives a message three tries. */
const TRIES = 3;
const LIMIT_MS = onPostgres ? 60_000 : 15_000;
/** A connection broke although the process lives: not longer than WeCom's own patience. */
const GIVE_UP_MS = 5_000;
/** A member's client asks for the rest of a stream every second; ours has less time. */
const REFRESH_MS = 100;
/** Monday morning; the bot's clock goes on from there. */
const BEGINS = '2026-11-23T01:00:00.000Z';
/** Past the rate limit's window. */
const WINDOW_MS = 61_000;
/** Whatever is only waiting for the clock gets a window more after so long. */
const PATIENCE_MS = 2_000;
/** Cards lead there; the port changes with every start, the address in a card must not. */
export const PUBLIC_URL = 'http://127.0.0.1:3000';

/** One message of a member, with every answer that came for it. */
export interface Spoken {
  readonly userId: string;
  readonly messageId: string;
  readonly text: string;
  /** What the history checker knows of it. */
  readonly means: Meaning;
  readonly answers: Answer[];
  /** The stream that it was answered with before it was handled: whoever got one was promised an answer. */
  stream?: string;
}

export type Answer = WecomAnswered & { readonly tookMs: number };

export type Meaning = { readonly kind: 'signUp' | 'cancel'; readonly title: string } | { readonly kind: 'confirm' | 'suggest' | 'other' };

export interface Saying {
  readonly in?: 'direct';
  readonly means?: Meaning;
  readonly messageId?: string;
}

export interface CrashBot extends AsyncDisposable {
  readonly wecom: FakeWecom;
  readonly clock: Clock;
  readonly folder: string;
  readonly organization: Organization;
  readonly spoken: readonly Spoken[];
  /** In the group of the first branch unless said otherwise; repeated as WeCom does until it is acknowledged. */
  says(userId: string, text: string, saying?: Saying): Promise<Spoken>;
  /** WeCom sends it once more, with the same id. */
  comesAgain(spoken: Spoken): Promise<void>;
  /** Over the wire of the process that lives now; with a clock of its own if need be. */
  client(itsClock?: Clock): Promise<WecomClient>;
  passes(ms: number): void;
  /** Waits until nothing is due any more, neither job nor notice. */
  settled(): Promise<Kept>;
  kills(): number;
  /** Where the process that lives now is to die; '' = nowhere. */
  crashNext(spec: string): void;
  /** SIGTERM, and perhaps another signal in the middle of it; what is said from then on gets no answer. */
  stops(then?: 'SIGTERM' | 'SIGKILL'): Promise<End>;
  startsAgain(): void;
  /** Another process with the same settings on the same folder. */
  second(): Started;
}

/**
 * A bot in a process and a folder of its own, started again whenever it was killed: `crashes` says where, start by start.
 * Its settings and the secret key are fixed, its clock is ours.
 */
export async function crashBot(
  options: { crashes?: readonly string[]; entry?: Entry; settings?: Readonly<Record<string, string>> } = {},
): Promise<CrashBot> {
  const { crashes = [], entry = 'test/support/crash-app.ts' } = options;
  let offsetMs = entry === 'src/main.ts' ? 0 : Date.parse(BEGINS) - Date.parse(systemClock.now());
  const clock: Clock = { now: () => plusMs(systemClock.now(), offsetMs), monotonicMs: () => systemClock.monotonicMs() };
  const parent = await mkdtemp(join(tmpdir(), 'dangqun-journey-'));
  const folder = join(parent, 'store');
  const sows = options.settings?.['SEED'] === 'demo';
  const database = onPostgres ? await crashDatabase() : undefined;
  const organization = await (sows ? readOrganization() : (database?.fill() ?? fillFolder(folder)));
  const [home] = organization.groups;
  const wecom = await fakeWecom(clock);
  const spoken: Spoken[] = [];
  let kills = 0;
  let broken: Error | undefined;
  let leaving = false;
  let stopped = false;
  let live = begin();

  function start(): Started {
    return startProcess(entry, {
      PORT: '0',
      DATA_DIR: folder,
      SEED: 'none',
      SIMULATOR: 'off',
      MEMBER_MESSAGES_PER_MINUTE: '0',
      PUBLIC_URL,
      ADMINS: 'wangmin',
      SECRET_KEY: SECRET_KEY.toString('base64'),
      WECOM_API_BASE: wecom.apiBase,
      WECOM_AIBOT_TOKEN: TOKEN,
      WECOM_AIBOT_AES_KEY: AES_KEY,
      SNAPSHOT_AFTER_BYTES: '5000',
      CLOCK_OFFSET_MS: String(offsetMs),
      CRASH_AT: crashes[kills] ?? '',
      ...(database === undefined ? {} : { DATABASE_URL: database.url, OWN_TIME: 'on' }),
      ...options.settings,
    });
  }

  function begin(): Started {
    const started = start();
    void started.ended.then((end) => {
      if (leaving) return;
      if (end === 'SIGKILL') {
        kills += 1;
        if (!stopped) live = begin();
      } else if (!stopped) broken = new Error(`the bot ended with ${end}:\n${started.output()}`);
    });
    return started;
  }

  async function address(itsClock = clock): Promise<{ process: Started; client: WecomClient }> {
    for (;;) {
      if (stopped) throw new BotStopped();
      if (broken !== undefined) throw broken;
      const process = live;
      const url = await process.listening;
      if (url !== undefined)
        return { process, client: wecomClient({ url: `${url}/wecom/aibot`, token: TOKEN, aesKey: AES_KEY, clock: itsClock }) };
      await process.ended;
    }
  }

  /** undefined: the connection broke, or nobody is there. WeCom's first repeat has the same bytes, the next is encrypted anew. */
  async function deliver(request: (client: WecomClient) => SealedRequest): Promise<Answer | undefined> {
    const { process, client } = await address();
    try {
      const begun = systemClock.monotonicMs();
      const answered = await client.send(request(client));
      return { ...answered, tookMs: systemClock.monotonicMs() - begun };
    } catch (error) {
      // What fetch throws when the connection breaks; everything else is a finding.
      if (!(error instanceof TypeError)) throw error;
      await Promise.race([process.ended, pause(GIVE_UP_MS, undefined, { ref: false })]);
      return undefined;
    }
  }

  /** Whether it was acknowledged. A stream that begins is an acknowledgement like any other: its end is waited for, over crashes too. */
  async function take(message: Spoken, answered: Answer | undefined): Promise<boolean> {
    if (answered?.status !== 200) return false;
    const stream = streamBegun(answered);
    if (stream === undefined) message.answers.push(answered);
    else {
      message.stream = stream;
      await endOf(message);
    }
    return true;
  }

  async function endOf(message: Spoken): Promise<void> {
    const limit = systemClock.monotonicMs() + LIMIT_MS;
    while (message.stream !== undefined) {
      const streamId = message.stream;
      const refresh = { ...envelope(message), msgtype: 'stream', stream: { id: streamId }, msgid: `refresh-${(refreshes += 1)}` };
      const answered = await deliver((client) => client.request(refresh));
      if (answered?.status === 200 && streamBegun(answered) === undefined) {
        delete message.stream;
        message.answers.push(answered);
      } else if (systemClock.monotonicMs() > limit) throw new Error(`taken, but never answered: ${message.text}\n${live.output()}`);
      else await pause(REFRESH_MS);
    }
  }
  let refreshes = 0;

  function envelope(message: Spoken): object {
    const direct = directs.has(message);
    return {
      msgid: message.messageId,
      aibotid: 'aib-test',
      ...(direct ? { chattype: 'single' } : { chattype: 'group', chatid: home?.chatId }),
      from: { userid: message.userId },
      msgtype: 'text',
      text: { content: direct ? message.text : `@党群助手 ${message.text}` },
    };
  }
  const directs = new Set<Spoken>();

  function passes(ms: number): void {
    offsetMs += ms;
    live.tell({ offsetMs });
  }

  return {
    wecom,
    clock,
    folder,
    organization,
    spoken,
    async says(userId, text, saying = {}) {
      const messageId = saying.messageId ?? `msg-${spoken.length + 1}`;
      const message: Spoken = { userId, text, messageId, means: saying.means ?? { kind: 'other' }, answers: [] };
      if (saying.in === 'direct') directs.add(message);
      spoken.push(message);
      let sealed: SealedRequest | undefined;
      let taken = false;
      for (let tried = 0; tried < TRIES && !taken; tried += 1) {
        const request = (client: WecomClient): SealedRequest =>
          (sealed = tried === 1 && sealed !== undefined ? sealed : client.request(envelope(message)));
        taken = await take(message, await deliver(request));
      }
      return message;
    },
    async comesAgain(message) {
      await take(message, await deliver((client) => client.request(envelope(message))));
    },
    client: async (itsClock) => (await address(itsClock)).client,
    passes,
    async settled() {
      for (const message of spoken) await endOf(message);
      const limit = systemClock.monotonicMs() + LIMIT_MS;
      let passesAt = systemClock.monotonicMs() + PATIENCE_MS;
      for (;;) {
        await address();
        const kept = await (database?.kept() ?? readKept(folder));
        const open = unfinished(kept, clock.now());
        if (open.length === 0) return kept;
        if (systemClock.monotonicMs() > limit) throw new Error(`not settled: ${open.join(', ')}\n${live.output()}`);
        // More than a robot may take in a minute waits for the next one.
        if (systemClock.monotonicMs() > passesAt) {
          passes(WINDOW_MS);
          passesAt = systemClock.monotonicMs() + PATIENCE_MS;
        }
        await pause(60);
      }
    },
    kills: () => kills,
    crashNext: (spec) => live.tell({ crashAt: spec }),
    stops: (then) => {
      stopped = true;
      live.signal('SIGTERM');
      if (then !== undefined) live.signal(then);
      return live.ended;
    },
    startsAgain: () => {
      stopped = false;
      live = begin();
    },
    second: start,
    async [Symbol.asyncDispose]() {
      leaving = true;
      live.signal('SIGKILL');
      await live.ended;
      await wecom[Symbol.asyncDispose]();
      await database?.drop();
      await rm(parent, { recursive: true });
    },
  };
}

/** The id of a stream that goes on; undefined when everything was said. */
function streamBegun({ reply }: WecomAnswered): string | undefined {
  return reply !== null && 'stream' in reply && !reply.stream.finish ? reply.stream.id : undefined;
}

/** Nobody is there to talk to, as the test wanted it. */
export class BotStopped extends Error {}

function unfinished(kept: Kept, now: string): readonly string[] {
  const notices = kept.notices.filter((notice) => notice.state === 'sending' || (notice.state === 'pending' && notice.dueAt <= now));
  const due = kept.jobs.filter((job) => job.dueAt <= now);
  return [...notices.map((notice) => `${notice.key} ${notice.state}`), ...due.map((job) => job.id)];
}
