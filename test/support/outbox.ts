import type { Abilities, Channel } from '../../src/channels/channel.ts';
import { SECOND_MS } from '../../src/core/clock.ts';
import { PlatformError, type Disposition } from '../../src/core/errors.ts';
import { noFailpoints } from '../../src/core/failpoints.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Content, Target } from '../../src/core/message.ts';
import { dispatcher, type Dispatcher } from '../../src/outbox/dispatcher.ts';
import { enqueue, notices, outboxCollections, type Notice } from '../../src/outbox/outbox.ts';
import { counters } from '../../src/store/counters.ts';
import { openTestStore } from './store.ts';
import { setClock } from './clock.ts';
import { countedIds } from './ids.ts';

export const abilities: Abilities = {
  hearsGroups: false,
  answers: false,
  pushesToGroups: true,
  pushesToPeople: false,
  buttons: false,
  mentions: true,
  perMinute: 18,
  textLimitBytes: 2048,
  markdownLimitBytes: 4096,
};

interface Sent {
  readonly to: Target;
  readonly text: string;
  readonly part: number;
  readonly at: string;
}

export type Answer = (to: Target, text: string, part: number) => Promise<void>;

interface Owing {
  readonly group?: string;
  readonly key?: string;
  readonly dueAt?: string;
  readonly expiresAt?: string;
  readonly priority?: 'urgent';
  readonly topic?: string;
}

export function fails(disposition: Disposition, retryAfterMs?: number, mostTries?: number): PlatformError {
  return new PlatformError({
    channel: 'fake',
    method: 'send',
    code: 'x',
    disposition,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(mostTries === undefined ? {} : { mostTries }),
  });
}

/** An outbox over a real store, a clock that is set, and a platform that answers as told. */
export async function openOutbox(options: { answer?: Answer; partsOf?: (text: string) => number } = {}) {
  const ids = countedIds();
  const clock = setClock('2026-11-21T01:00:00.000Z');
  const store = await openTestStore([...outboxCollections, counters]);
  const sent: Sent[] = [];
  const settled: Notice[] = [];
  let { answer = () => Promise.resolve() } = options;
  const words = (content: Content): string => ('text' in content ? content.text : content.kind);
  const channel: Channel = {
    name: 'fake',
    abilities,
    messagesFor: (content) => options.partsOf?.(words(content)) ?? 1,
    deliver: async (to, content, part) => {
      await answer(to, words(content), part);
      sent.push({ to, text: words(content), part, at: clock.now() });
    },
  };
  /** One more process on the same store. */
  const another = (): Dispatcher =>
    dispatcher({
      store,
      channels: [channel],
      clock,
      failpoints: noFailpoints,
      log: silentLog,
      chance: () => 0.5,
      settled: async (_tx, notice) => void settled.push(notice),
      held: async () => {},
    });
  const outbox = another();
  return {
    store,
    clock,
    outbox,
    another,
    sent,
    /** Ends of notices, as they were told. */
    settled,
    answers: (next: Answer): void => void (answer = next),
    owe: (text: string, { group = 'g1', key = text, ...rest }: Owing = {}): Promise<void> => {
      const draft = { key, to: { kind: 'group', id: group }, content: { kind: 'text', text }, ...rest } as const;
      return store.write((tx) => enqueue(tx, 'test', draft, { now: clock.now(), ids }));
    },
    noticeOf: async (key: string): Promise<Notice | undefined> => (await store.read((tx) => tx.find(notices, { where: { key } })))[0],
    texts: (): readonly string[] => sent.map(({ text }) => text),
    /** Second by second, as the cron tick does. */
    passes: async (ms: number): Promise<void> => {
      for (let passed = 0; passed < ms; passed += SECOND_MS) {
        clock.advance(SECOND_MS);
        await outbox.tick();
      }
    },
    [Symbol.asyncDispose]: () => store.close(),
  };
}
