import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import { PlatformError, type Disposition } from '../../src/core/errors.ts';
import { noFailpoints } from '../../src/core/failpoints.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Content, Target } from '../../src/core/message.ts';
import { dispatcher, type Dispatcher } from '../../src/outbox/dispatcher.ts';
import { countNotices } from '../../src/outbox/count.ts';
import { enqueue, isUndecided, notices, outboxCollections, withdraw, type Notice } from '../../src/outbox/outbox.ts';
import { counters } from '../../src/store/counters.ts';
import { openTestStore } from '../support/store.ts';
import type { Store } from '../../src/store/store.ts';
import { setClock, type SetClock } from '../support/clock.ts';
import { countedIds } from '../support/ids.ts';

const abilities = {
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
const ids = countedIds();

let store: Store;
let clock: SetClock;
let sent: { to: Target; content: Content; part: number; at: string }[];
let answer: (to: Target, content: Content, part: number) => Promise<void>;
let reported: Notice[];
let done: Notice[];
let outbox: Dispatcher;

function start(messagesFor?: Channel['messagesFor']): Dispatcher {
  const channel: Channel = {
    name: 'fake',
    abilities,
    ...(messagesFor === undefined ? {} : { messagesFor }),
    deliver: async (to, content, part) => {
      await answer(to, content, part);
      sent.push({ to, content, part, at: clock.now() });
    },
  };
  return dispatcher({
    store,
    channels: [channel],
    clock,
    failpoints: noFailpoints,
    log: silentLog,
    chance: () => 0.5,
    settled: async (_tx, notice) => void (isUndecided(notice) ? reported : done).push(notice),
    held: async () => {},
  });
}

beforeEach(async () => {
  store = await openTestStore([...outboxCollections, counters]);
  clock = setClock('2026-11-21T01:00:00.000Z');
  sent = [];
  reported = [];
  done = [];
  answer = () => Promise.resolve();
  outbox = start();
});
afterEach(() => store.close());

function owe(
  text: string,
  more: { group?: string; key?: string; dueAt?: string; expiresAt?: string; priority?: 'urgent' } = {},
): Promise<void> {
  const { group = 'g1', key = text, ...rest } = more;
  return store.write((tx) =>
    enqueue(tx, 'test', { key, to: { kind: 'group', id: group }, content: { kind: 'text', text }, ...rest }, { now: clock.now(), ids }),
  );
}

async function stateOf(key: string): Promise<string | undefined> {
  const [notice] = await store.read((tx) => tx.find(notices, { where: { key } }));
  return notice?.state;
}

function fails(disposition: Disposition, retryAfterMs?: number): PlatformError {
  return new PlatformError({
    channel: 'fake',
    method: 'send',
    code: 'x',
    disposition,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

const texts = (): string[] => sent.map(({ content }) => (content.kind === 'text' ? content.text : content.kind));

/** Second by second, as the cron tick does. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += SECOND_MS) {
    clock.advance(SECOND_MS);
    await outbox.tick();
  }
}

describe('what goes out', () => {
  it('what is not done with is counted by state for the monitor', async () => {
    await owe('later', { dueAt: '2026-11-21T02:00:00.000Z' });
    await owe('now');
    await outbox.tick();
    expect(await countNotices(store)).toEqual({ pending: 1, sending: 0, dead: 0, unknown: 0, held: 0, expired: 0 });
  });

  it('a notice goes out when it is due, not before', async () => {
    await owe('later', { dueAt: '2026-11-21T01:00:10.000Z' });
    await outbox.tick();
    expect(texts()).toEqual([]);
    await pass(11 * SECOND_MS);
    expect(texts()).toEqual(['later']);
  });

  it('the same key is queued once, however often it is owed', async () => {
    await owe('once', { key: 'k' });
    await owe('once more', { key: 'k' });
    await outbox.tick();
    await owe('and again', { key: 'k' });
    await outbox.tick();
    expect(texts()).toEqual(['once']);
  });

  it('notices of one group leave in the order in which they fell due', async () => {
    await owe('b', { dueAt: '2026-11-21T00:59:00.000Z' });
    await owe('c');
    await owe('a', { dueAt: '2026-11-21T00:58:00.000Z' });
    await outbox.tick();
    expect(texts()).toEqual(['a', 'b', 'c']);
  });

  /** The most messages within any 60 seconds. */
  const mostInAMinute = (): number => {
    const times = sent.map(({ at }) => Date.parse(at));
    return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + MINUTE_MS).length));
  };

  it('O15: a group robot gets at most 18 messages in any 60 seconds, however often the program starts again', async () => {
    for (let i = 0; i < 60; i += 1) await owe(`m${i}`);
    for (let restart = 0; restart < 10; restart += 1) {
      outbox = start();
      await outbox.recover({ alone: true });
      await pass(6 * SECOND_MS);
    }
    await pass(3 * MINUTE_MS);
    expect(texts()).toEqual(Array.from({ length: 60 }, (_, i) => `m${i}`));
    expect(mostInAMinute()).toBe(18);
  });

  it('O16: what is owed on both sides of a full minute does not leave at once', async () => {
    clock.set('2026-11-21T01:00:59.000Z');
    for (let i = 0; i < 18; i += 1) await owe(`before${i}`);
    await outbox.tick();
    for (let i = 0; i < 18; i += 1) await owe(`after${i}`);
    await pass(59 * SECOND_MS);
    expect(sent).toHaveLength(18);
    await pass(2 * SECOND_MS);
    expect(sent).toHaveLength(36);
    expect(mostInAMinute()).toBe(18);
  });

  it('T02: a clock that is set back an hour silences no group for that hour', async () => {
    for (let i = 0; i < 18; i += 1) await owe(`m${i}`);
    await outbox.tick();
    clock.jump(-60 * MINUTE_MS);
    await owe('after', { dueAt: clock.now() });
    await pass(2 * MINUTE_MS);
    expect(texts().at(-1)).toBe('after');
  });

  it('T01: a clock that is set an hour ahead makes no burst: the limit is that of the minute that really passes', async () => {
    for (let i = 0; i < 40; i += 1) await owe(`m${i}`);
    await outbox.tick();
    clock.jump(60 * MINUTE_MS);
    await outbox.tick();
    await pass(55 * SECOND_MS);
    expect(sent).toHaveLength(18);
    await pass(10 * SECOND_MS);
    expect(sent).toHaveLength(36);
  });

  it('a busy group does not hold up another', async () => {
    for (let i = 0; i < 30; i += 1) await owe(`m${i}`);
    await owe('other', { group: 'g2' });
    await outbox.tick();
    expect(texts()).toContain('other');
  });
});

describe('what does not go out', () => {
  it('O01: is tried again after 5 s, 30 s, 2 min and 10 min, then it is dead and reported', async () => {
    const tries: number[] = [];
    answer = () => {
      tries.push(Date.parse(clock.now()));
      return Promise.reject(fails('retry'));
    };
    await owe('x');
    await outbox.tick();
    await pass(14 * MINUTE_MS);
    expect(tries.map((at) => Math.round((at - (tries[0] ?? 0)) / 1000))).toEqual([0, 5, 35, 155, 755]);
    expect(await stateOf('x')).toBe('dead');
    expect(reported.map((notice) => notice.key)).toEqual(['x']);
  });

  it('O02: a send whose answer was lost is unknown: never sent again by itself, and reported', async () => {
    answer = () => Promise.reject(fails('unknown'));
    await owe('x');
    await outbox.tick();
    answer = () => Promise.resolve();
    await pass(20 * MINUTE_MS);
    expect(sent).toEqual([]);
    expect(await stateOf('x')).toBe('unknown');
    expect(reported).toHaveLength(1);
  });

  it('O14: what was being sent when the process died is unknown after the start, and not sent again', async () => {
    await owe('x');
    answer = () => new Promise(() => {});
    void outbox.tick();
    await expect.poll(() => stateOf('x')).toBe('sending');
    outbox = start();
    await outbox.recover({ alone: true });
    expect(await stateOf('x')).toBe('unknown');
    expect(reported).toHaveLength(1);
    answer = () => Promise.resolve();
    await pass(20 * MINUTE_MS);
    expect(sent).toEqual([]);
  });

  it('O10: a rate limit of the platform pauses all of the group and no other, keeps the order and does not count as a try', async () => {
    let first = true;
    answer = () => {
      if (!first) return Promise.resolve();
      first = false;
      return Promise.reject(fails('pause', MINUTE_MS));
    };
    await owe('a');
    await owe('b');
    await outbox.tick();
    await owe('other', { group: 'g2' });
    await owe('urgent', { priority: 'urgent' });
    await pass(50 * SECOND_MS);
    expect(texts()).toEqual(['other']);
    await pass(20 * SECOND_MS);
    expect(texts()).toEqual(['other', 'urgent', 'a', 'b']);
    const [notice] = await store.read((tx) => tx.find(notices, { where: { key: 'a' } }));
    expect(notice?.attempts).toBe(1);
  });

  it.each(['permanent', 'brokenTarget'] as const)(
    'O12: a %s failure is dead at once, never tried again, and reported',
    async (disposition) => {
      answer = () => Promise.reject(fails(disposition));
      await owe('x');
      await outbox.tick();
      expect(await stateOf('x')).toBe('dead');
      answer = () => Promise.resolve();
      await pass(20 * MINUTE_MS);
      expect(sent).toEqual([]);
      expect(reported).toMatchObject([{ key: 'x', state: 'dead', failure: 'x' }]);
    },
  );

  it('past its expiry it is reported, not sent', async () => {
    answer = () => Promise.reject(fails('retry'));
    await owe('x', { expiresAt: '2026-11-21T01:00:20.000Z' });
    await outbox.tick();
    answer = () => Promise.resolve();
    clock.advance(MINUTE_MS);
    await outbox.tick();
    expect(texts()).toEqual([]);
    expect(await stateOf('x')).toBe('expired');
    expect(reported).toHaveLength(1);
  });

  it('O24: a later notice of the group waits behind one that is being retried', async () => {
    let tries = 0;
    answer = () => {
      tries += 1;
      return tries === 1 ? Promise.reject(fails('retry')) : Promise.resolve();
    };
    await owe('a');
    await outbox.tick();
    await owe('b');
    await outbox.tick();
    expect(texts()).toEqual([]);
    await pass(10 * SECOND_MS);
    expect(texts()).toEqual(['a', 'b']);
  });

  it('O24: but no longer than that one is of use', async () => {
    answer = (_, content) => ('text' in content && content.text === 'a' ? Promise.reject(fails('retry')) : Promise.resolve());
    await owe('a', { expiresAt: '2026-11-21T01:01:00.000Z' });
    await owe('b');
    await pass(MINUTE_MS);
    expect(texts()).toEqual([]);
    await pass(2 * SECOND_MS);
    expect(texts()).toEqual(['b']);
    expect(reported.map(({ key, state }) => `${key} ${state}`)).toEqual(['a expired']);
  });

  it('an error that is no platform error counts as unknown: it may have happened after the send', async () => {
    answer = () => Promise.reject(new TypeError('bug'));
    await owe('x');
    await outbox.tick();
    expect(await stateOf('x')).toBe('unknown');
  });

  it('newer news of a topic takes the place of older news that waits; what was taken back does not go out', async () => {
    const news = (key: string, topic: string): Promise<void> =>
      store.write((tx) =>
        enqueue(
          tx,
          'test',
          { key, topic, to: { kind: 'group', id: 'g1' }, content: { kind: 'text', text: key } },
          { now: clock.now(), ids },
        ),
      );
    await news('old', 'chase');
    await news('new', 'chase');
    await news('gone', 'filed');
    await store.write((tx) => withdraw(tx, 'filed'));
    await outbox.tick();
    expect(texts()).toEqual(['new']);
    await news('newer', 'chase');
    await outbox.tick();
    expect(texts()).toEqual(['new', 'newer']);
  });

  it('a target in trouble does not hold up the round', async () => {
    let tries = 0;
    answer = (to) => {
      tries += 1;
      return to.kind === 'group' && to.id === 'slow' ? Promise.reject(fails('unknown')) : Promise.resolve();
    };
    for (let i = 0; i < 10; i += 1) await owe(`slow${i}`, { group: 'slow' });
    await owe('fast', { group: 'g2' });
    await outbox.tick();
    expect(tries).toBe(2);
    expect(texts()).toEqual(['fast']);
  });

  it('what was withdrawn while it was under way stays withdrawn', async () => {
    let gone = (): void => {};
    answer = () => new Promise((resolve) => (gone = resolve));
    await owe('x');
    const ticking = outbox.tick();
    await expect.poll(() => stateOf('x')).toBe('sending');
    const [notice] = await store.read((tx) => tx.find(notices, { where: { key: 'x' } }));
    await store.write((tx) => tx.delete(notices, notice?.id ?? ''));
    gone();
    await ticking;
    expect(await stateOf('x')).toBeUndefined();
  });

  it('a notice for a group is dead at once where nothing can push, with the reason', async () => {
    const deaf = dispatcher({
      store,
      clock,
      failpoints: noFailpoints,
      log: silentLog,
      chance: () => 0.5,
      channels: [{ name: 'hears-only', abilities: { ...abilities, pushesToGroups: false } }],
      settled: async (_tx, notice) => void reported.push(notice),
      held: async () => {},
    });
    await owe('x');
    await deaf.tick();
    expect(reported).toMatchObject([{ key: 'x', state: 'dead', reason: 'unbound' }]);
  });

  it('a notice to a person whom no channel reaches is held for their next visit', async () => {
    await store.write((tx) =>
      enqueue(
        tx,
        'test',
        { key: 'p', to: { kind: 'person', userId: 'zhangwei' }, content: { kind: 'text', text: 'hi' } },
        { now: clock.now(), ids },
      ),
    );
    await outbox.tick();
    expect(await stateOf('p')).toBe('held');
  });
});
