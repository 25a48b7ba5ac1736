import type { Channel } from '../../../src/channels/channel.ts';
import { houseCollections } from '../../../src/conversation/collections.ts';
import { conversation } from '../../../src/conversation/conversation.ts';
import { outboxDesk } from '../../../src/conversation/desk.ts';
import { smalltalk } from '../../../src/conversation/smalltalk.ts';
import { understander } from '../../../src/conversation/understand/read.ts';
import { PlatformError, type Disposition } from '../../../src/core/errors.ts';
import type { Ids } from '../../../src/core/ids.ts';
import { silentLog } from '../../../src/core/log.ts';
import type { Inbound, Reply } from '../../../src/core/message.ts';
import { activityFeature } from '../../../src/features/activity/index.ts';
import { announcementFeature } from '../../../src/features/announcement/index.ts';
import type { Feature } from '../../../src/features/feature.ts';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { dispatcher } from '../../../src/outbox/dispatcher.ts';
import type { Organization } from '../../../src/seed.ts';
import { ticker } from '../../../src/schedule/ticker.ts';
import { openJsonStore, type FileLayer } from '../../../src/store/json/index.ts';
import { FOLDER } from '../../store/support/desk.ts';
import type { Below } from '../chance.ts';
import type { SetClock } from '../clock.ts';
import { PUBLIC_URL } from '../crash-bot.ts';
import { secrets } from '../crash-folder.ts';
import { messagesOf } from '../crash-history.ts';
import { calendarIn } from '../workdays.ts';
import type { Armed } from './fault.ts';

// The program's text, so to speak: it survives every crash. All else of a life dies with it.
const loops: readonly Feature[] = [activityFeature(), announcementFeature(), suggestionFeature(), outboxDesk()];
const features: readonly Feature[] = [...loops, smalltalk(loops)];
const reader = understander(features);
const collections = [...houseCollections, ...features.flatMap((feature) => feature.collections)];

/** A snapshot after some ten commits, so that every life sees a few. */
const SNAPSHOT_AFTER_BYTES = 12_000;

export interface Surroundings {
  /** The disk as the process that begins now sees it. */
  readonly files: () => FileLayer;
  readonly clock: SetClock;
  readonly ids: Ids;
  readonly below: Below;
  readonly organization: Organization;
  readonly arrivals: { robotKey: string; message: unknown; atMs: number }[];
  /** A send of which nobody heard whether it arrived. */
  readonly onLostAnswer: () => void;
}

/** The bot without its HTTP server, from start to death, on a disk that may be taken from under it. */
export interface Life {
  readonly armed: Armed;
  /** Rejects when nothing is acknowledged. */
  receive(inbound: Inbound): Promise<Reply | null>;
  /** Runs what is due, sends what is owed. */
  tick(): Promise<void>;
  /** After death: nothing of this life goes on any more. */
  over(): Promise<void>;
  stop(): Promise<void>;
}

export async function begin(around: Surroundings, armed: Armed): Promise<Life> {
  const { files, clock, ids, below } = around;
  const { failpoints } = armed;
  const store = await openJsonStore({
    folder: FOLDER,
    collections,
    files: files(),
    clock,
    failpoints,
    log: silentLog,
    onFatal: armed.exit,
    snapshotAfterBytes: SNAPSHOT_AFTER_BYTES,
  });
  const talk = conversation({
    store,
    features,
    reader,
    clock,
    ids,
    log: silentLog,
    failpoints,
    calendarIn,
    model: null,
    zone: 'Asia/Shanghai',
    publicUrl: PUBLIC_URL,
    appointed: { secretaries: [], admins: ['wangmin'] },
    keyedHash: (text) => secrets.keyedHash(text),
    onCommit: () => {},
    onHandled: () => {},
    perMinute: 0,
    botNames: ['党群助手'],
  });
  const outbox = dispatcher({
    store,
    channels: [wecom(around, armed)],
    clock,
    failpoints,
    log: silentLog,
    chance: () => below(1000) / 1000,
    settled: talk.settled,
    held: talk.held,
  });
  const schedule = ticker({ store, clock, failpoints, log: silentLog, run: talk.runJob, abandoned: talk.abandoned });
  const underWay = new Set<Promise<unknown>>();
  const tracked = async <R>(work: Promise<R>): Promise<R> => {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  };
  await talk.setUp();
  await outbox.recover({ alone: true });
  return {
    armed,
    receive: async (inbound) => {
      const reply = await tracked(talk.receive(inbound));
      if (armed.dead()) throw new Error('nobody is there to answer');
      return reply;
    },
    tick: () =>
      tracked(
        (async () => {
          await schedule.tick();
          await outbox.tick();
        })(),
      ),
    over: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
      await store.close().catch(() => {});
    },
    stop: () => store.close(),
  };
}

/** WeCom's robots: mostly they answer; sometimes they are busy, and sometimes the answer is lost on the way. */
function wecom({ clock, below, organization, arrivals, onLostAnswer }: Surroundings, { dead }: Armed): Channel {
  const fails = (disposition: Disposition): never => {
    if (disposition === 'unknown') onLostAnswer();
    throw new PlatformError({ channel: 'attack', method: 'send', code: disposition, disposition, retryAfterMs: 1_000 });
  };
  return {
    name: 'attack',
    abilities: {
      hearsGroups: false,
      answers: false,
      pushesToGroups: true,
      pushesToPeople: false,
      buttons: false,
      mentions: true,
      perMinute: 18,
      textLimitBytes: 2048,
      markdownLimitBytes: 4096,
    },
    messagesFor: (content) => messagesOf(content).length,
    deliver: async (target, content, part) => {
      if (dead()) throw new Error('a process that is gone sends nothing');
      const fate = below(100);
      if (fate < 4) fails('unknown');
      if (fate < 8) fails('pause');
      if (fate < 12) fails('retry');
      const group = organization.groups.find(({ chatId }) => target.kind === 'group' && chatId === target.id);
      const message = messagesOf(content)[part];
      if (group === undefined || message === undefined) throw new Error('a post to nobody');
      arrivals.push({ robotKey: group.robotKey, message, atMs: Date.parse(clock.now()) });
      if (fate < 16) fails('unknown');
    },
  };
}
