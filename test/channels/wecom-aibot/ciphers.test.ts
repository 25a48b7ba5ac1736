import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { wecomCodec, type Sealed } from '../../../src/channels/wecom/codec.ts';
import { parseAesKey } from '../../../src/channels/wecom/crypto.ts';
import { signatureOf } from '../../../src/channels/wecom/signature.ts';
import { zhangWei } from '../../support/cast.ts';
import { AES_KEY, aibotWorld, TOKEN, type AibotWorld } from '../../support/wecom-aibot.ts';

// All of these are signed with our token: whoever sends them knows it, and learns nothing more.

/** A message so long that head, message and so much padding fill whole blocks, and that their base64 ends with =. */
function messageFor(padding: number): Buffer {
  const text = { content: `${'帮'.repeat(500)}${'x'.repeat(43 - (padding % 32))}` };
  return Buffer.from(JSON.stringify({ msgid: 'm', chattype: 'single', from: { userid: zhangWei.userId }, msgtype: 'text', text }));
}

const MESSAGE = messageFor(32);
const aes = parseAesKey(AES_KEY);
const answering = (): Promise<AibotWorld> => aibotWorld(async () => ({ text: '好' }));

/** What stands in the cipher: 16 bytes of chance, the length, the message, nobody's id, and 32 bytes of padding. */
function plainOf(message: Uint8Array = MESSAGE, length = message.length, padding: Uint8Array = Buffer.alloc(32, 32)): Buffer {
  const head = Buffer.alloc(20, 7);
  head.writeUInt32BE(length, 16);
  return Buffer.concat([head, message, padding]);
}

function encrypted(plain: Buffer): string {
  const cipher = createCipheriv('aes-256-cbc', aes.key, aes.iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

const good = encrypted(plainOf());
const long = (length: number): string => encrypted(plainOf(MESSAGE, length));

function signed({ time }: AibotWorld, encrypt: string): Sealed {
  const signing = { timestamp: String(Date.parse(time.now()) / 1000), nonce: 'n', encrypt };
  return { ...signing, signature: signatureOf(TOKEN, signing) };
}

/** Everything of the answer but the hour. */
async function answerTo(world: AibotWorld, { signature, timestamp, nonce, encrypt }: Sealed): Promise<object> {
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce });
  const response = await fetch(`${world.url}?${query.toString()}`, { method: 'POST', body: JSON.stringify({ encrypt }) });
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => name !== 'date'),
    body: await response.text(),
  };
}

it('a cipher made here as WeCom makes it is taken', async () => {
  await using world = await answering();
  expect(await answerTo(world, signed(world, good))).toMatchObject({ status: 200 });
  expect(world.heard).toHaveLength(1);
});

describe('a cipher that is not written as WeCom writes it', () => {
  it.each<[string, (cipher: string) => string]>([
    ['a space in it', (cipher) => `${cipher.slice(0, 8)} ${cipher.slice(8)}`],
    ['a space behind it', (cipher) => `${cipher} `],
    ['line breaks', (cipher) => cipher.replaceAll(/.{76}/gu, '$&\r\n')],
    ['the alphabet of addresses', (cipher) => cipher.replaceAll('+', '-').replaceAll('/', '_')],
    ['its padding missing', (cipher) => cipher.replace(/=+$/u, '')],
    ['rubbish behind it', (cipher) => `${cipher}AAAA`],
    ['a sign that is none', (cipher) => `!${cipher}`],
  ])('W07: with %s is refused before it is decrypted', async (_, rewritten) => {
    await using world = await answering();
    const cipher = rewritten(good);
    expect(cipher).not.toBe(good);
    expect(await answerTo(world, signed(world, cipher))).toMatchObject({ status: 403, body: '' });
    expect(world.logged).toMatchObject([{ fields: { kind: 'refused -40010' } }]);
    expect(world.heard).toEqual([]);
  });

  it.each([0, 1, 15, 16, 33, 47, 1_000])('W08: of %d bytes is refused', async (count) => {
    await using world = await answering();
    const cipher = Buffer.from(good, 'base64').subarray(0, count).toString('base64');
    expect(await answerTo(world, signed(world, cipher))).toMatchObject({ status: 403, body: '' });
    expect([world.heard, world.crashes]).toEqual([[], []]);
  });
});

/** A cipher that is right in everything but its padding. */
function padded(padding: Buffer): string {
  const message = messageFor(padding.length);
  return encrypted(plainOf(message, message.length, padding));
}

const paddings = [
  ['of length 0', padded(Buffer.alloc(32, 0))],
  ['of length 33', padded(Buffer.alloc(33, 33))],
  ['of length 255', padded(Buffer.alloc(255, 255))],
  ['with a wrong first byte', padded(Buffer.alloc(32, 32).fill(1, 0, 1))],
  ['with a wrong last byte but one', padded(Buffer.alloc(32, 32).fill(1, 30, 31))],
] as const;

it.each(paddings)('W09: a padding %s is refused', async (_, cipher) => {
  await using world = await answering();
  expect(await answerTo(world, signed(world, cipher))).toMatchObject({ status: 403, body: '' });
  expect(world.heard).toEqual([]);
});

it('W09: whatever is wrong with a cipher or its signature, the answer is the same to the byte', async () => {
  await using world = await answering();
  const faults = [
    ...paddings.map(([, cipher]) => cipher),
    long(MESSAGE.length + 1),
    long(0),
    good.slice(4),
    `${good} `,
    encrypted(plainOf(Buffer.alloc(44, 0xff))),
    '',
  ];
  const answers = [await answerTo(world, { ...signed(world, good), signature: 'f'.repeat(40) })];
  for (const cipher of faults) answers.push(await answerTo(world, signed(world, cipher)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(world.heard).toEqual([]);
});

it.each([
  ['0', 0],
  ['one too little', MESSAGE.length - 1],
  ['one too many', MESSAGE.length + 1],
  ['2^31, which is negative to some', 2 ** 31],
  ['2^32 - 1', 2 ** 32 - 1],
])('W10: a length field of %s is refused, and nothing of that size is made', async (_, length) => {
  await using world = await answering();
  const request = signed(world, long(length));
  const before = process.memoryUsage().arrayBuffers;
  expect(await answerTo(world, request)).toMatchObject({ status: 403, body: '' });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
  expect(world.heard).toEqual([]);
});

it('W10: a message of no length at all is no message', async () => {
  await using world = await answering();
  const empty = encrypted(plainOf(Buffer.alloc(0), 0, Buffer.alloc(12, 12)));
  expect(await answerTo(world, signed(world, empty))).toMatchObject({ status: 400, body: '' });
});

it('W11, I11: what is encrypted with another key, or for another company, is refused and logged, although our token signed it', async () => {
  await using world = await answering();
  const strangers = [
    { aesKey: 'zHQnyi8GBcCWk8D8Mdjn7uEH9NrXSWiBfvPWQvMn0H8', receiveId: '' },
    { aesKey: AES_KEY, receiveId: 'wwAnotherCompany' },
  ];
  for (const stranger of strangers) {
    const { seal } = wecomCodec({ token: TOKEN, ...stranger, random: (count) => new Uint8Array(count).fill(7) });
    const sealed = seal(MESSAGE.toString(), String(Date.parse(world.time.now()) / 1000), 'n');
    expect(await answerTo(world, sealed)).toMatchObject({ status: 403, body: '' });
  }
  expect(world.heard).toEqual([]);
  expect(world.logged).toEqual([
    { level: 'warn', message: 'callback not taken', fields: { kind: 'refused -40007', unlogged: 0 } },
    { level: 'warn', message: 'callback not taken', fields: { kind: 'refused -40005', unlogged: 0 } },
  ]);
});
