import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { HANDLED, type Handled } from './conversation/handled.ts';
import { OUTCOMES, SERVICES, type OpinionAsked } from './features/policy/index.ts';
import { REFUSALS, type Refusal } from './intake.ts';

/** Bounds in seconds: WeCom shows a member a fault after 5 s, we promise 2.5. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What the monitor asks for at the moment it asks. */
export interface Readings {
  /** Outbox rows by state. */
  owed(): Promise<Readonly<Record<string, number>>>;
  /** How far the oldest due job is behind, in ms; 0 when nothing is overdue. */
  behindMs(): Promise<number>;
  /** Figures of the store, by name: bytes, documents, commits. */
  stored(): Readonly<Record<string, number>>;
  /** The disk under the data folder; null where the system does not say. `short` 0: enough, 1: within a day, 2: now. */
  room(): { readonly freeBytes: number; readonly totalBytes: number; readonly short: 0 | 1 | 2 } | null;
  /** Callbacks in the line before the door, and those begun but not yet answered. */
  intake(): { readonly waiting: number; readonly inFlight: number };
  /** Clauses that have a vector. */
  embedded(): number;
}

/** Figures for the operator's monitor; labels are closed sets, never ids of people or groups. */
export interface Metrics {
  readonly contentType: string;
  /** One message was handled. */
  handled(handled: Handled): void;
  /** One callback was refused or not understood. */
  refused(kind: string): void;
  /** One callback was turned away under overload, before it was read. */
  shed(reason: Refusal): void;
  /** An outside service was asked about one question, or passed over. */
  opinion(asked: OpinionAsked): void;
  /** Prometheus text. */
  text(): Promise<string>;
}

export function openMetrics(readings: Readings): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // With it come memory, open handles and the event loop's delay.
  collectDefaultMetrics({ register: registry });
  const messages = new Counter({
    name: 'dangqun_messages_total',
    help: 'Inbound messages by kind and outcome',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'dangqun_message_seconds',
    help: 'From a verified message to its kept answer',
    labelNames: ['kind'],
    buckets: SECONDS,
    registers,
  });
  const refused = new Counter({
    name: 'dangqun_callbacks_refused_total',
    help: 'Callbacks that were not taken, by what was wrong',
    labelNames: ['kind'],
    registers,
  });
  const shed = new Counter({
    name: 'dangqun_callbacks_shed_total',
    help: 'Callbacks answered with 503 under overload, before they were read; WeCom repeats them',
    labelNames: ['reason'],
    registers,
  });
  const opinions = new Counter({
    name: 'dangqun_second_opinions_total',
    help: 'Questions for which an embedding or reranking service joined, was late, failed, was left alone or was busy',
    labelNames: ['service', 'outcome'],
    registers,
  });
  const opinionSeconds = new Histogram({
    name: 'dangqun_second_opinion_seconds',
    help: 'How long a question waited for an embedding or reranking service',
    labelNames: ['service'],
    buckets: SECONDS,
    registers,
  });
  const embedded = new Gauge({ name: 'dangqun_clauses_embedded', help: 'Clauses that have a vector', registers });
  const waiting = new Gauge({ name: 'dangqun_callbacks_waiting', help: 'Callbacks that wait to be begun', registers });
  const inFlight = new Gauge({ name: 'dangqun_callbacks_in_flight', help: 'Callbacks begun and not yet answered', registers });
  const notices = new Gauge({ name: 'dangqun_notices', help: 'Outbox rows by state', labelNames: ['state'], registers });
  const lag = new Gauge({ name: 'dangqun_schedule_lag_seconds', help: 'How far the oldest due job is behind', registers });
  const answers = new Gauge({ name: 'dangqun_store_answers', help: '1: the store could be asked just now; 0: it is away', registers });
  const store = new Gauge({ name: 'dangqun_store', help: 'Figures of the store by name', labelNames: ['figure'], registers });
  const free = new Gauge({ name: 'dangqun_disk_free_bytes', help: 'Free room on the disk of the data folder', registers });
  const total = new Gauge({ name: 'dangqun_disk_total_bytes', help: 'Size of the disk of the data folder', registers });
  const short = new Gauge({
    name: 'dangqun_disk_short',
    help: 'Room on the disk: 0 enough, 1 too little within a day, 2 too little now',
    registers,
  });
  // A figure that is absent until the first fault cannot be watched.
  for (const outcome of HANDLED) messages.inc({ kind: 'text', outcome }, 0);
  for (const reason of REFUSALS) shed.inc({ reason }, 0);
  for (const service of SERVICES) for (const outcome of OUTCOMES) opinions.inc({ service, outcome }, 0);
  return {
    contentType: registry.contentType,
    handled: ({ kind, outcome, ms }) => {
      messages.inc({ kind, outcome });
      seconds.observe({ kind }, ms / 1000);
    },
    refused: (kind) => refused.inc({ kind: kind.split(' ')[0] ?? kind }),
    shed: (reason) => shed.inc({ reason }),
    opinion: ({ service, outcome, ms }) => {
      opinions.inc({ service, outcome });
      // Who was not asked cost no time, and would make the others look quick.
      if (outcome !== 'leftAlone' && outcome !== 'busy') opinionSeconds.observe({ service }, ms / 1000);
    },
    text: async () => {
      // A store that is away must not take all the other figures with it: that is when they are wanted.
      try {
        const [owed, behindMs] = await Promise.all([readings.owed(), readings.behindMs()]);
        for (const [state, count] of Object.entries(owed)) notices.set({ state }, count);
        lag.set(behindMs / 1000);
        answers.set(1);
      } catch {
        notices.reset();
        lag.set(Number.NaN);
        answers.set(0);
      }
      for (const [figure, value] of Object.entries(readings.stored())) store.set({ figure }, value);
      const room = readings.room();
      if (room !== null) {
        free.set(room.freeBytes);
        total.set(room.totalBytes);
        short.set(room.short);
      }
      const line = readings.intake();
      waiting.set(line.waiting);
      inFlight.set(line.inFlight);
      embedded.set(readings.embedded());
      return registry.metrics();
    },
  };
}
