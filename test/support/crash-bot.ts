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
/** Monday morning; the bot's clock goes on from there. */
const BEGINS = '2026-11-23T01:00:00.000Z';
/** Past the rate limit's window. */
const WINDOW_MS = 61_000;
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

  /** undefined: no acknowledgement. WeCom's first repeat has the same bytes, the next is encrypted anew. */
  async function deliver(request: (client: WecomClient) => SealedRequest): Promise<Answer | undefined> {
    const { process, client } = await address();
    try {
      const begun = systemClock.monotonicMs();
      const answered = await client.send(request(client));
      return answered.status === 200 && !isWaiting(answered) ? { ...answered, tookMs: systemClock.monotonicMs() - begun } : undefined;
    } catch (error) {
      // What fetch throws when the connection breaks; everything else is a finding.
      if (!(error instanceof TypeError)) throw error;
      await Promise.race([process.ended, pause(GIVE_UP_MS, undefined, { ref: false })]);
      return undefined;
    }
  }

  function envelope(message: Spoken, direct: boolean): object {
    return {
      msgid: message.messageId,
      aibotid: 'aib-test',
      ...(direct ? { chattype: 'single' } : { chattype: 'group', chatid: home?.chatId }),
      from: { userid: message.userId },
      msgtype: 'text',
      text: { content: direct ? message.text : `@党群助手 ${message.text}` },
    };
  }
  const bodies = new Map<Spoken, object>();

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
      const body = envelope(message, saying.in === 'direct');
      spoken.push(message);
      bodies.set(message, body);
      let sealed: SealedRequest | undefined;
      for (let tried = 0; tried < TRIES && message.answers.length === 0; tried += 1) {
        const answered = await deliver((client) => (sealed = tried === 1 && sealed !== undefined ? sealed : client.request(body)));
        if (answered !== undefined) message.answers.push(answered);
      }
      return message;
    },
    async comesAgain(message) {
      const answered = await deliver((client) => client.request(bodies.get(message) ?? {}));
      if (answered !== undefined) message.answers.push(answered);
    },
    client: async (itsClock) => (await address(itsClock)).client,
    passes,
    async settled() {
      const limit = systemClock.monotonicMs() + LIMIT_MS;
      for (let looks = 1; ; looks += 1) {
        await address();
        const kept = await (database?.kept() ?? readKept(folder));
        const open = unfinished(kept, clock.now());
        if (open.length === 0) return kept;
        if (systemClock.monotonicMs() > limit) throw new Error(`not settled: ${open.join(', ')}\n${live.output()}`);
        // More than a robot may take in a minute waits for the next one.
        if (looks % 25 === 0) passes(WINDOW_MS);
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

/** A machine under load starts a stream before anything is kept: its first words promise nothing, its last ones will. */
function isWaiting({ reply }: WecomAnswered): boolean {
  return reply !== null && 'stream' in reply && !reply.stream.finish;
}

/** Nobody is there to talk to, as the test wanted it. */
export class BotStopped extends Error {}

function unfinished(kept: Kept, now: string): readonly string[] {
  const notices = kept.notices.filter((notice) => notice.state === 'sending' || (notice.state === 'pending' && notice.dueAt <= now));
  const due = kept.jobs.filter((job) => job.dueAt <= now);
  return [...notices.map((notice) => `${notice.key} ${notice.state}`), ...due.map((job) => job.id)];
}
