import type { Instant } from '../core/clock.ts';
import type { DomainEvent } from '../core/events.ts';
import type { AnswerOf, GiveUp, Receive } from '../core/message.ts';
import type { Directory } from '../core/person.ts';
import type { JobSituation, NoticeDraft } from '../features/feature.ts';
import { isUndecided, plannedAt, type Notice } from '../outbox/outbox.ts';
import type { Job, RunJob } from '../schedule/job.ts';
import type { Writer } from '../store/store.ts';
import { abandonedNotices, diskNotices, overloadNotices, undeliveredNotices } from './desk.ts';
import { directoryIn } from './identity/directory.ts';
import { nudgeFor } from './nudge.ts';
import { router } from './router.ts';
import { settle } from './settle.ts';
import { understander, type Understander } from './understand/read.ts';
import { unit, type Surroundings } from './unit.ts';

export interface Conversation {
  readonly receive: Receive;
  readonly answerOf: AnswerOf;
  readonly giveUp: GiveUp;
  /** Puts a message aside that ended the process whenever it was handled; answers what its member reads. */
  readonly putAside: Receive;
  /** Trains the reader now instead of with the first message. */
  warmUp(): void;
  /** For the ticker: runs a job's handler in the transaction of its claim. */
  readonly runJob: RunJob;
  /** For the dispatcher: tells the owing feature what became of it, and the secretaries what did not go out for certain. */
  readonly settled: (tx: Writer, notice: Notice, now: string) => Promise<void>;
  /** For the dispatcher: tells a person in their group, without the content, that something waits. */
  readonly held: (tx: Writer, notice: Notice, now: string) => Promise<void>;
  /** For the ticker: tells who can mend it that a job was set aside for good. */
  readonly abandoned: (tx: Writer, job: Job) => Promise<void>;
  /** For the server: tells who can mend it that messages had to be refused. */
  readonly overloaded: (tx: Writer, episode: { readonly since: Instant; readonly refused: number }) => Promise<void>;
  /** For the server: tells who can mend it that the disk runs out, in so many hours or now. */
  readonly diskShort: (tx: Writer, room: { readonly freeBytes: number; readonly hours?: number }) => Promise<void>;
  /** At start, in one transaction each: features plan their standing jobs. */
  setUp(): Promise<void>;
}

interface Words {
  readonly botNames: readonly string[];
  /** Trained before on the same features; training takes a fifth of a second. */
  readonly reader?: Understander;
}

/** Puts the room together: what outsiders may do with it, in one object. */
export function conversation(around: Omit<Surroundings, 'router'> & Words): Conversation {
  const { reader = understander(around.features) } = around;
  const parts = unit({ ...around, router: router(around.features, reader, around.botNames) });

  const jobSituation = async (tx: Writer): Promise<JobSituation & { directory: Directory }> => ({
    tx,
    now: around.clock.now(),
    zone: around.zone,
    ids: around.ids,
    calendar: await around.calendarIn(tx),
    directory: directoryIn(tx, around.appointed),
    publicUrl: around.publicUrl,
  });

  const owe = async (tx: Writer, notices: readonly NoticeDraft[]): Promise<void> =>
    settle(around.features, await jobSituation(tx), 'outbox', { notices });

  return {
    ...parts,
    warmUp: () => reader.warmUp(),
    runJob: async (tx, job, how) => {
      const owner = around.features.find((feature) => feature.jobs?.[job.kind] !== undefined);
      const handler = owner?.jobs?.[job.kind];
      // A job of a feature that was taken out: nothing to do, and it must not stop the others.
      if (owner === undefined || handler === undefined) return;
      const situation = await jobSituation(tx);
      const outcome =
        how.outcome === 'missed'
          ? await handler.missed(situation, job, job.dueAt)
          : await handler.run(situation, job, { plannedAt: job.dueAt, late: how.late });
      await settle(around.features, situation, owner.name, outcome);
    },
    settled: async (tx, notice, now) => {
      await settle(around.features, await jobSituation(tx), 'outbox', { events: eventsOf(notice, now) });
      if (isUndecided(notice)) await owe(tx, await undeliveredNotices(tx, notice, directoryIn(tx, around.appointed), around.zone, now));
    },
    held: async (tx, notice, now) => owe(tx, await nudgeFor(tx, notice, directoryIn(tx, around.appointed), around.zone, now)),
    abandoned: async (tx, job) => owe(tx, await abandonedNotices(job, directoryIn(tx, around.appointed))),
    overloaded: async (tx, episode) => owe(tx, await overloadNotices(episode, directoryIn(tx, around.appointed), around.zone)),
    diskShort: async (tx, room) => owe(tx, await diskNotices(room, directoryIn(tx, around.appointed), around.zone, around.clock.now())),
    setUp: async () => {
      for (const feature of around.features) {
        if (feature.setUp !== undefined) await around.store.write(async (tx) => feature.setUp?.(await jobSituation(tx)));
      }
    },
  };
}

function eventsOf(notice: Notice, now: string): readonly DomainEvent[] {
  const { state, feature, key, about, topic, target: to, reason, part } = notice;
  if (state !== 'sent' && !isUndecided(notice)) return [];
  const ended = state === 'sent' || state === 'dead' || state === 'expired' ? state : 'unknown';
  return [{ type: 'notice.settled', feature, key, about, topic, to, state: ended, plannedAt: plannedAt(notice), at: now, reason, part }];
}
