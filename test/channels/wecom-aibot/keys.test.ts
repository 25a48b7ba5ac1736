import { describe, expect, it } from 'vitest';
import { CRYPTO_CODES } from '../../../src/channels/wecom/crypto-error.ts';
import { keysOf, openWith } from '../../../src/channels/wecom-aibot/keys.ts';
import { zhangWei } from '../../support/cast.ts';
import { AES_KEY, aibotWorld, TOKEN, type AibotWorld } from '../../support/wecom-aibot.ts';
import { wecomClient, type WecomClient } from '../../support/wecom-client.ts';

const NEXT = { token: 'NextToken42', aesKey: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ' };
const OTHER = { token: 'OtherToken', aesKey: 'QPONMLKJIHGFEDCBAzyxwvutsrqponmlkjihgfedcba' };

const changing = (): Promise<AibotWorld> =>
  aibotWorld(async () => ({ text: '好' }), undefined, undefined, undefined, undefined, undefined, NEXT);
const sealing = ({ url, time }: AibotWorld, keys: { token: string; aesKey: string }): WecomClient =>
  wecomClient({ url, ...keys, clock: time.clock });

describe('S01: while the keys are changed in the console', () => {
  it.each([
    ['the old ones', { token: TOKEN, aesKey: AES_KEY }],
    ['the new ones', NEXT],
  ])('a message under %s is taken, and answered under the same', async (_, keys) => {
    await using world = await changing();
    // The client opens the answer with its own keys: under others it could not.
    expect((await sealing(world, keys).say({ userId: zhangWei.userId, text: '你好' })).text).toBe('好');
    expect((await sealing(world, keys).verifyUrl('echo')).body).toBe('echo');
  });

  it('others are refused as ever, and so is one key with the other token', async () => {
    await using world = await changing();
    for (const keys of [OTHER, { token: 'OtherToken', aesKey: AES_KEY }, { token: TOKEN, aesKey: NEXT.aesKey }]) {
      expect((await sealing(world, keys).say({ userId: zhangWei.userId, text: '你好' })).status).toBe(403);
      expect((await sealing(world, keys).verifyUrl('echo')).status).toBe(403);
    }
    expect(world.heard).toEqual([]);
  });

  it('before and after, the others are none of ours', async () => {
    await using world = await aibotWorld(async () => ({ text: '好' }));
    expect((await sealing(world, NEXT).say({ userId: zhangWei.userId, text: '你好' })).status).toBe(403);
  });

  it('what is signed with one token is not tried with the other key: a wrong cipher stays one', () => {
    const random = (bytes: number): Uint8Array => new Uint8Array(bytes);
    const [first, second] = [keysOf({ token: TOKEN, aesKey: AES_KEY }, random), keysOf(NEXT, random)];
    const sealed = keysOf({ token: TOKEN, aesKey: NEXT.aesKey }, random).codec.seal('{}', '1', 'n');
    const code = ((): unknown => {
      try {
        return openWith([first, second], sealed).plain;
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error;
      }
    })();
    expect(code).not.toBe(CRYPTO_CODES.signature);
    expect(Object.values<unknown>(CRYPTO_CODES)).toContain(code);
  });
});
