import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { wecomCodec } from '../../src/channels/wecom/codec.ts';
import { AES_KEY, TOKEN } from './server.ts';
import { groupId, MEMBERS } from './town.ts';

/** What members write, in the mix of a working day. */
const TEXTS = ['年假有几天', '@党群助手 最近有啥活动', '食堂早饭几点', '帮助', '今日一题', '谢谢', '班车几点发车', '我的消息'];
const PER_SECOND = 50;
const TRIES = 3;

interface Said {
  readonly atMs: number;
  readonly tookMs: number;
  readonly answered: boolean;
}

export interface Crowd {
  /** Whoever the members reach from now on; null = the line is dead. */
  talkTo(port: number | null): void;
  readonly said: readonly Said[];
  stop(): Promise<void>;
}

/** Members talk at 50 messages a second over the encrypted callback, whether they are answered or not. */
export function openCrowd(): Crowd {
  const codec = wecomCodec({ token: TOKEN, aesKey: AES_KEY, receiveId: '' });
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const said: Said[] = [];
  let port: number | null = null;
  let talking = true;

  const sayOne = async (n: number, to: number): Promise<void> => {
    const nonce = randomBytes(8).toString('hex');
    const message = {
      msgid: `storm-${n}-${nonce}`,
      aibotid: 'aib',
      chattype: 'group',
      chatid: groupId(n % 20),
      from: { userid: `member${n % MEMBERS}` },
      msgtype: 'text',
      text: { content: TEXTS[n % TEXTS.length] },
    };
    const { signature, timestamp, encrypt } = codec.seal(JSON.stringify(message), String(Math.floor(Date.now() / 1000)), nonce);
    const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce });
    const atMs = Date.now();
    const begun = performance.now();
    const path = `/wecom/aibot?${query.toString()}`;
    let status = 0;
    // A line that broke: WeCom sends the very same message again, three times in all.
    for (let tries = 0; status === 0 && tries < TRIES; tries += 1) status = await post(agent, to, path, JSON.stringify({ encrypt }));
    said.push({ atMs, tookMs: performance.now() - begun, answered: status === 200 });
  };

  const under = new Set<Promise<void>>();
  const talk = (async () => {
    const begun = performance.now();
    for (let n = 0; ; n += 1) {
      await pause(Math.max(0, begun + (n * 1_000) / PER_SECOND - performance.now()));
      if (!talking) return;
      if (port === null) continue;
      const one = sayOne(n, port).finally(() => under.delete(one));
      under.add(one);
    }
  })();

  return {
    talkTo: (next) => {
      port = next;
    },
    said,
    stop: async () => {
      talking = false;
      await talk;
      await Promise.all(under);
      agent.destroy();
    },
  };
}

/** The status; 0 when the connection broke. */
function post(agent: Agent, port: number, path: string, body: string): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request({ agent, port, path, method: 'POST', headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', () => resolve(0));
    });
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
