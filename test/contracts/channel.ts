import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { PlatformError } from '../../src/core/errors.ts';
import type { Content, Target } from '../../src/core/message.ts';

/** A channel at work against a faked platform. */
export interface ChannelWorld extends AsyncDisposable {
  readonly channel: Channel;
}

/** A channel that speaks on its own initiative. */
export interface PushWorld extends ChannelWorld {
  readonly target: Target;
  /** Every message that reached the platform, as the words a member would read. */
  readonly arrived: () => readonly string[];
  /** From now on the platform refuses everything for good. */
  readonly refuse: () => void;
  /** What must never show in an error: keys, addresses. */
  readonly secrets: readonly string[];
}

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const contents: readonly Content[] = [
  { kind: 'text', text: '明天 9:00 开会' },
  { kind: 'text', text: '很长的通知。'.repeat(1_000), mentions: ['wangmin'] },
  { kind: 'markdown', text: '**公告**\n\n- 一\n- 二' },
  { kind: 'card', card: { id: 'c1', title: '健步走', buttons: [{ label: '报名', action: 'activity.signUp:A3' }] } },
  { kind: 'image', base64: PNG },
  { kind: 'file', name: '台账.xlsx', base64: Buffer.from('0123456789').toString('base64') },
];

/** What every channel promises, whatever the platform. */
export function channelContract(name: string, create: () => Promise<ChannelWorld>): void {
  describe(`${name} keeps the promises of a channel`, () => {
    it('its abilities agree with what it offers', async () => {
      await using world = await create();
      const { name: shown, abilities, deliver, messagesFor, routes } = world.channel;
      const pushes = abilities.pushesToGroups || abilities.pushesToPeople;
      expect(shown).toBe(name);
      expect([deliver !== undefined, messagesFor !== undefined, abilities.perMinute > 0]).toEqual([pushes, pushes, pushes]);
      expect(routes !== undefined).toBe(abilities.answers || abilities.hearsGroups);
      expect(Math.min(abilities.textLimitBytes, abilities.markdownLimitBytes)).toBeGreaterThanOrEqual(1_024);
    });

    it('stopping it twice does no harm', async () => {
      await using world = await create();
      await world.channel.stop?.();
      expect(await world.channel.stop?.()).toBeUndefined();
    });
  });
}

/** What a channel that pushes promises besides. */
export function pushContract(name: string, create: () => Promise<PushWorld>): void {
  const failureOf = async (world: PushWorld, target: Target, content: Content): Promise<unknown> =>
    world.channel.deliver?.(target, content, 0).catch((error: unknown) => error);
  const deliverWhole = async (world: PushWorld, content: Content): Promise<void> => {
    for (let part = 0; part < (world.channel.messagesFor?.(content) ?? 0); part += 1)
      await world.channel.deliver?.(world.target, content, part);
  };

  describe(`${name} keeps the promises of a channel that pushes`, () => {
    it.each(contents)('a content ($kind) becomes as many messages as was said beforehand', async (content) => {
      await using world = await create();
      await deliverWhole(world, content);
      expect(world.arrived()).toHaveLength(world.channel.messagesFor?.(content) ?? 0);
    });

    it('a long text arrives whole, in order, in pieces within the limit', async () => {
      await using world = await create();
      const text = Array.from({ length: 900 }, (_, index) => `第${index}条👨‍👩‍👧。`).join('');
      await deliverWhole(world, { kind: 'text', text });
      const longest = Math.max(...world.arrived().map((piece) => Buffer.byteLength(piece)));
      const count = world.arrived().length;
      world.arrived().forEach((piece, index) => expect(piece.startsWith(`（${index + 1}/${count}）\n`)).toBe(true));
      expect(
        world
          .arrived()
          .map((piece) => piece.replace(/^（\d+\/\d+）\n/u, ''))
          .join(''),
      ).toBe(text);
      expect(longest).toBeLessThanOrEqual(world.channel.abilities.textLimitBytes);
    });

    it('a kind of target it cannot reach is refused for good', async () => {
      await using world = await create();
      const { pushesToPeople, pushesToGroups } = world.channel.abilities;
      const people: readonly Target[] = pushesToPeople ? [] : [{ kind: 'person', userId: 'zhangwei' }];
      const groups: readonly Target[] = pushesToGroups ? [] : [{ kind: 'group', id: 'wrGroup' }];
      for (const target of [...people, ...groups]) {
        expect(await failureOf(world, target, { kind: 'text', text: '好' })).toMatchObject({ disposition: 'permanent' });
      }
      expect(world.arrived()).toEqual([]);
    });

    it('a refusal is a PlatformError of this channel, without address, key or text', async () => {
      await using world = await create();
      world.refuse();
      const error = await failureOf(world, world.target, { kind: 'text', text: '不能进日志的话' });
      expect(error).toBeInstanceOf(PlatformError);
      expect(error).toMatchObject({ channel: name });
      const shown = `${String(error)} ${JSON.stringify(error)} ${error instanceof Error ? `${error.stack} ${String(error.cause)}` : ''}`;
      for (const secret of [...world.secrets, '不能进日志的话']) expect(shown).not.toContain(secret);
    });
  });
}
