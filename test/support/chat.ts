import { createHmac } from 'node:crypto';
import { conversation } from '../../src/conversation/conversation.ts';
import { houseCollections } from '../../src/conversation/collections.ts';
import { outboxDesk } from '../../src/conversation/desk.ts';
import { housekeeping } from '../../src/conversation/housekeeping.ts';
import { roster } from '../../src/conversation/identity/feature.ts';
import { chatGroups, members } from '../../src/conversation/identity/schema.ts';
import { personal } from '../../src/conversation/personal/feature.ts';
import { smalltalk } from '../../src/conversation/smalltalk.ts';
import { workdays } from '../../src/conversation/workdays/feature.ts';
import type { Channel } from '../../src/channels/channel.ts';
import { plusMs, SECOND_MS, type Instant } from '../../src/core/clock.ts';
import { noFailpoints } from '../../src/core/failpoints.ts';
import { silentLog, type Log } from '../../src/core/log.ts';
import type { Chat, Content, FetchedFile, Inbound, Reply, Target } from '../../src/core/message.ts';
import type { Person } from '../../src/core/person.ts';
import type { Feature } from '../../src/features/feature.ts';
import type { Model } from '../../src/model/model.ts';
import { dispatcher } from '../../src/outbox/dispatcher.ts';
import { notices } from '../../src/outbox/outbox.ts';
import { jobs } from '../../src/schedule/job.ts';
import { ticker } from '../../src/schedule/ticker.ts';
import { openTestStore } from './store.ts';
import type { Reader, Writer } from '../../src/store/store.ts';
import { cast } from './cast.ts';
import { setClock } from './clock.ts';
import { countedIds } from './ids.ts';
import { calendarIn } from './workdays.ts';

export const GROUP = 'group-1';
export const OTHER_GROUP = 'group-3';
const ZONE = 'Asia/Shanghai';

export interface Post {
  readonly to: Target;
  readonly content: Content;
  readonly at: Instant;
}

interface SayOptions {
  readonly in?: 'group' | 'direct';
  readonly quote?: string;
  readonly messageId?: string;
  readonly pictures?: number;
}

/** The chat driver: members say, the bot answers, over the real router, transactions, outbox and schedule. */
export async function openChat(options: {
  features: readonly Feature[];
  now?: Instant;
  perMinute?: number;
  refusesFiles?: () => boolean;
  push?: Channel['deliver'];
  model?: Model;
  laterMs?: number;
  log?: Log;
}) {
  const clock = setClock(options.now ?? '2026-11-21T01:00:00.000Z');
  const ids = countedIds();
  const features = [...options.features];
  const all: Feature[] = [...features, outboxDesk(), roster(), workdays(), housekeeping()];
  all.push(personal(features), smalltalk(all));
  const store = await openTestStore([...houseCollections, ...all.flatMap((feature) => feature.collections)]);
  const posts: Post[] = [];
  const push: Channel = {
    name: 'test-push',
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
    deliver: async (to, content, part) => {
      await options.push?.(to, content, part);
      posts.push({ to, content, at: clock.now() });
    },
  };
  const talk = conversation({
    store,
    features: all,
    clock,
    ids,
    log: options.log ?? silentLog,
    failpoints: noFailpoints,
    calendarIn,
    zone: ZONE,
    publicUrl: 'http://127.0.0.1:3000',
    appointed: { secretaries: [], admins: [] },
    keyedHash: (text) => createHmac('sha256', 'test').update(text).digest('hex'),
    model: options.model ?? null,
    ...(options.laterMs === undefined ? {} : { laterMs: options.laterMs }),
    onCommit: () => {},
    onHandled: () => {},
    ...(options.refusesFiles === undefined ? {} : { refusesFiles: options.refusesFiles }),
    perMinute: options.perMinute ?? 0,
    botNames: ['党群助手'],
  });
  const outbox = dispatcher({
    store,
    channels: [push],
    clock,
    failpoints: noFailpoints,
    log: silentLog,
    chance: () => 0.5,
    settled: talk.settled,
    held: talk.held,
  });
  const schedule = ticker({ store, clock, failpoints: noFailpoints, log: silentLog, run: talk.runJob, abandoned: talk.abandoned });

  await store.write(async (tx) => {
    for (const person of cast) {
      await tx.put(members, {
        id: person.userId,
        name: person.name,
        department: person.department,
        partyBranch: person.partyBranch,
        roles: [...person.roles],
        politicalStatus: null,
      });
    }
    for (const [id, name, partyBranch] of [
      [GROUP, '后勤一支部工作群', '后勤第一党支部'],
      [OTHER_GROUP, '后勤三支部工作群', '后勤第三党支部'],
    ] as const) {
      await tx.put(chatGroups, { id, name, partyBranch, sealedRobot: `sealed-${id}`, robotHash: id });
    }
  });
  await talk.setUp();

  let messages = 0;
  const chatOf = (person: Person, where: 'group' | 'direct'): Chat => {
    if (where === 'direct') return { channel: 'test', kind: 'direct', id: person.userId };
    return { channel: 'test', kind: 'group', id: person.partyBranch === '后勤第三党支部' ? OTHER_GROUP : GROUP };
  };
  const base = (person: Person, where: 'group' | 'direct', messageId?: string) => {
    messages += 1;
    return { messageId: messageId ?? `m${messages}`, chat: chatOf(person, where), userId: person.userId, receivedAt: clock.now() };
  };
  const receive = async (inbound: Inbound): Promise<Reply> => (await talk.receive(inbound)) ?? {};

  const settle = async (): Promise<void> => {
    await schedule.tick();
    await outbox.tick();
  };
  /** The next instant at which something may happen, at most `until`. */
  const nextEvent = async (until: Instant): Promise<Instant> => {
    const [job] = await store.read((tx) => tx.find(jobs, { orderBy: 'dueAt', limit: 1 }));
    const [notice] = await store.read((tx) => tx.find(notices, { where: { state: 'pending' }, orderBy: 'dueAt', limit: 1 }));
    const due = [job?.dueAt, notice?.dueAt].flatMap((at) => at ?? []).toSorted()[0] ?? until;
    const earliest = due > clock.now() ? due : plusMs(clock.now(), SECOND_MS);
    return earliest < until ? earliest : until;
  };

  return {
    clock,
    store,
    settle,
    says: async (person: Person, text: string, say: SayOptions = {}): Promise<Reply> => {
      const reply = await receive({
        kind: 'text',
        ...base(person, say.in ?? 'group', say.messageId),
        text: (say.in ?? 'group') === 'group' ? `@党群助手 ${text}` : text,
        pictures: say.pictures ?? 0,
        spoken: false,
        ...(say.quote === undefined ? {} : { quote: say.quote }),
      });
      await outbox.tick();
      return reply;
    },
    clicks: async (
      person: Person,
      action: string,
      click: SayOptions & { cardId?: string; selected?: readonly { key: string; options: readonly string[] }[] } = {},
    ): Promise<Reply> => {
      const reply = await receive({
        kind: 'cardAction',
        ...base(person, click.in ?? 'group', click.messageId),
        cardId: click.cardId ?? 'card',
        action,
        selected: click.selected ?? [],
      });
      await outbox.tick();
      return reply;
    },
    /** A file or picture; what the platform gives out of it, when somebody asks, is `file`. */
    sends: async (
      person: Person,
      file: FetchedFile,
      where: 'group' | 'direct' = 'direct',
      type: 'image' | 'file' = 'file',
    ): Promise<Reply & { fetched: boolean }> => {
      let fetched = false;
      const fetch = (): Promise<FetchedFile> => {
        fetched = true;
        return Promise.resolve(file);
      };
      const reply = await receive({ kind: 'attachment', type, ...base(person, where), fetch });
      await outbox.tick();
      return { ...reply, fetched };
    },
    /** Its member was asked to say it again. */
    givesUp: async (messageId: string): Promise<Reply> => (await talk.giveUp(messageId, '请再发一次')) ?? {},
    /** A message that ended each process that handled it. */
    putsAside: async (person: Person, text: string, messageId: string): Promise<Reply> =>
      (await talk.putAside({ kind: 'text', ...base(person, 'group', messageId), text: `@党群助手 ${text}`, pictures: 0, spoken: false })) ??
      {},
    enters: async (person: Person): Promise<Reply> => receive({ kind: 'entered', ...base(person, 'direct') }),
    /** Lets time pass, stopping at every due job and notice on the way. */
    passes: async ({ until }: { until: Instant }): Promise<void> => {
      await settle();
      while (clock.now() < until) {
        clock.set(await nextEvent(until));
        await settle();
      }
      await settle();
    },
    /** The process is down until then: nothing runs on the way. */
    isDown: async ({ until }: { until: Instant }): Promise<void> => {
      clock.set(until);
      await settle();
    },
    posts: (): readonly Post[] => posts,
    read: <R>(work: (tx: Reader) => Promise<R>): Promise<R> => store.read(work),
    write: <R>(work: (tx: Writer) => Promise<R>): Promise<R> => store.write(work),
    close: (): Promise<void> => store.close(),
  };
}
