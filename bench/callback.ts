import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wecomCodec } from '../src/channels/wecom/codec.ts';
import { timeParts } from './callback-parts.ts';

const TOKEN = 'benchtoken';
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const CONNECTIONS = 64;
const SECONDS = 6;
const ROUNDS = 3;
/** A large branch; all of them want the same few places. */
const MEMBERS = 200;

/** What members write, in the mix of a working day. */
const TEXTS = [
  '年假有几天',
  '@党群助手 最近有啥活动',
  '报名健步走',
  '健步走我不去了',
  '食堂早饭几点',
  '帮助',
  '今日一题',
  '@党群助手 都谁报了健步走',
  '谢谢',
  '班车几点发车',
];

interface Result {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

const codec = wecomCodec({ token: TOKEN, aesKey: AES_KEY, receiveId: '' });

function sealedRequest(n: number): { path: string; body: string } {
  const nonce = randomBytes(8).toString('hex');
  const message = {
    msgid: `bench-${n}-${nonce}`,
    aibotid: 'aib',
    chattype: 'group',
    chatid: 'wrSIM_HouQin_First_0001',
    from: { userid: `member${n % MEMBERS}` },
    msgtype: 'text',
    text: { content: TEXTS[n % TEXTS.length] },
  };
  const { signature, timestamp, encrypt } = codec.seal(JSON.stringify(message), String(Math.floor(Date.now() / 1000)), nonce);
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce });
  return { path: `/wecom/aibot?${query.toString()}`, body: JSON.stringify({ encrypt }) };
}

function post(agent: Agent, port: number, { path, body }: { path: string; body: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, port, path, method: 'POST', headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function load(port: number): Promise<Result> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  let failed = 0;
  let n = 0;
  const until = performance.now() + SECONDS * 1000;
  const worker = async (): Promise<void> => {
    while (performance.now() < until) {
      n += 1;
      const message = sealedRequest(n);
      const sentAt = performance.now();
      const status = await post(agent, port, message);
      times.push(performance.now() - sentAt);
      if (status !== 200) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: times.length / SECONDS, p50: at(0.5), p99: at(0.99), failed };
}

async function start(file: string, dataDir: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url))], {
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: dataDir,
      SEED: 'demo',
      LOG_LEVEL: 'error',
      WECOM_AIBOT_TOKEN: TOKEN,
      WECOM_AIBOT_AES_KEY: AES_KEY,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${file} ended before it listened`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      const found = /listening on http:\/\/[^:]+:(\d+)/u.exec(chunk.toString());
      if (found?.[1] !== undefined) resolve(Number(found[1]));
    });
  });
  return { child, port };
}

async function measure(file: string): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dangqun-bench-'));
  const { child, port } = await start(file, dataDir);
  try {
    await load(port).then(() => undefined);
    return await load(port);
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
    await rm(dataDir, { recursive: true, force: true });
  }
}

function median(results: readonly Result[]): Result {
  const sorted = results.toSorted((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

/**
 * The whole path (decrypt → understand → answer with a durable commit → encrypt) beside a bare Koa + router that only
 * verifies, decrypts and encrypts: alternating rounds, a warm-up each, the median round of each.
 */
export async function run(): Promise<void> {
  const bare: Result[] = [];
  const whole: Result[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await measure('./callback-bare.ts'));
    whole.push(await measure('../src/main.ts'));
  }
  const [a, b] = [median(bare), median(whole)];
  const row = (name: string, result: Result): string =>
    `| ${name} | ${Math.round(result.perSecond)} | ${result.p50.toFixed(1)} | ${result.p99.toFixed(1)} | ${result.failed} |\n`;
  process.stdout.write(
    `${CONNECTIONS} connections, ${SECONDS} s a round, median of ${ROUNDS} rounds\n\n| path | messages/s | p50 ms | p99 ms | not 200 |\n|---|---:|---:|---:|---:|\n`,
  );
  process.stdout.write(row('bare Koa + router: verify, decrypt, encrypt', a) + row('whole path with durable commit', b));
  process.stdout.write(`\nratio whole : bare = 1 : ${(a.perSecond / b.perSecond).toFixed(2)}\n\n`);
  const parts = await timeParts();
  process.stdout.write('| part of one message, alone | µs |\n|---|---:|\n');
  for (const [name, microseconds] of Object.entries(parts)) process.stdout.write(`| ${name} | ${Math.round(microseconds)} |\n`);
  process.stdout.write(
    `${JSON.stringify({ bench: 'callback', bare: a, whole: b, ratio: a.perSecond / b.perSecond, microseconds: parts })}\n`,
  );
}
