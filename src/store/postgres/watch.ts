import { Client, type ClientConfig } from 'pg';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';

export interface DatabaseHealth {
  readonly state: 'ok' | 'away';
  readonly reason?: string;
}

const EVERY_MS = 1_000;
/** A database that does not answer in that time is away, though the line to it stands. */
const ANSWER_MS = 2_000;
/** Less is the way to the database and back; following it would make the time jump to and fro. */
const NOTICEABLE_MS = 100;

/**
 * A connection of its own that asks the database for the time, once a second: so a monitor sees that the database is away also
 * while nobody writes, and also while every other connection is busy; and so all processes go by one clock, the database's.
 */
export class Watch {
  readonly #settings: ClientConfig;
  readonly #clock: Clock;
  readonly #log: Log;
  #client: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #health: DatabaseHealth = { state: 'ok' };
  #aheadMs = 0;

  constructor(settings: ClientConfig, clock: Clock, log: Log) {
    this.#settings = settings;
    this.#clock = clock;
    this.#log = log;
  }

  async start(): Promise<void> {
    await this.#look();
    this.#timer = setInterval(() => {
      this.#looking = this.#looking.then(() => this.#look());
    }, EVERY_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#looking;
    this.#drop();
  }

  get health(): DatabaseHealth {
    return this.#health;
  }

  /** By how much the database's clock is ahead of this machine's. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  async #look(): Promise<void> {
    try {
      const client = this.#client ?? (await this.#connected());
      const before = Date.parse(this.#clock.now());
      const { rows } = await client.query<{ now: string }>('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::text AS now');
      const after = Date.parse(this.#clock.now());
      const aheadMs = Math.round(Number(rows[0]?.now ?? before) - (before + after) / 2);
      if (Math.abs(aheadMs - this.#aheadMs) > NOTICEABLE_MS) this.#aheadMs = aheadMs;
      if (this.#health.state === 'away') this.#log.info('the database is back', {});
      this.#health = { state: 'ok' };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
      if (this.#health.state === 'ok') this.#log.error('the database is away: nothing is accepted until it is back', { code });
      this.#health = { state: 'away', reason: `the database does not answer (${code})` };
      this.#drop();
    }
  }

  async #connected(): Promise<Client> {
    const client = new Client({ ...this.#settings, query_timeout: ANSWER_MS });
    // Without a listener the end of an idle connection would end the process.
    client.on('error', () => {});
    this.#client = client;
    await client.connect();
    return client;
  }

  #drop(): void {
    const client = this.#client;
    this.#client = undefined;
    // Its end is not waited for: over a line that hangs it never comes.
    void client?.end().catch(() => {});
  }
}
