import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { liveEvent } from '../../src/console/web/simulator/schema.ts';
import { startProcess } from '../support/crash-process.ts';

const SECRETARY = 'wangmin';
const MEMBER = 'zhangwei';
const WAIT_MS = 60_000;

/** The whole way of a file: page API, callback, download, decryption, thread, draft, 确认, question. Nothing of it is faked. */
let folder: string;
let child: ReturnType<typeof startProcess>;
let base: string;
beforeAll(async () => {
  nock.restore();
  folder = await mkdtemp(join(tmpdir(), 'file-import-'));
  child = startProcess('src/main.ts', { PORT: '0', DATA_DIR: join(folder, 'store'), SEED: 'demo', SIMULATOR: 'on', LOG_LEVEL: 'warn' });
  const url = await child.listening;
  if (url === undefined) throw new Error(child.output());
  base = `${url}/simulator/api`;
}, WAIT_MS);
afterAll(async () => {
  child.signal('SIGTERM');
  await child.ended;
  await rm(folder, { recursive: true, force: true });
  nock.activate();
});

async function shows(userId: string, words: string): Promise<string> {
  const response = await fetch(`${base}/events?user=${userId}`, { signal: AbortSignal.timeout(WAIT_MS) });
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const line = block.split('\n').find((one) => one.startsWith('data: '));
      const event = line === undefined ? undefined : liveEvent.parse(JSON.parse(line.slice(6)));
      const messages =
        event?.type === 'snapshot' ? event.chats.flatMap((chat) => chat.messages) : event?.type === 'message' ? [event.message] : [];
      const found = messages.find(({ from, body }) => from === 'bot' && 'text' in body && body.text.includes(words));
      if (found !== undefined && 'text' in found.body) return found.body.text;
    }
  }
  throw new Error(`nothing shows ${words}`);
}

async function send(userId: string, name: string, bytes: Uint8Array): Promise<number> {
  const query = new URLSearchParams({ userId, chatId: `single:${userId}`, clientId: `${userId}-${name}`, name });
  return (await fetch(`${base}/files?${query.toString()}`, { method: 'POST', body: new Uint8Array(bytes) })).status;
}

async function say(userId: string, text: string): Promise<void> {
  const body = JSON.stringify({ userId, chatId: `single:${userId}`, clientId: `${userId}-${text}`, text });
  await fetch(`${base}/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

it(
  'a secretary sends a rule as a PDF, confirms what was read, and a member is answered from it',
  async () => {
    const bytes = new Uint8Array(await readFile(new URL('../fixtures/policy/cooling.pdf', import.meta.url)));
    expect(await send(SECRETARY, '防暑降温.pdf', bytes)).toBe(200);
    expect(await shows(SECRETARY, '读到《后勤服务中心防暑降温管理办法》')).toContain('表格 2 张');
    await say(SECRETARY, '确认');
    await shows(SECRETARY, '已导入《后勤服务中心防暑降温管理办法》');
    await say(MEMBER, '隧道与车辆段地沟的防暑降温津贴是多少');
    expect(await shows(MEMBER, '地沟')).toContain('| 一档 | 隧道与车辆段地沟 | 20 | 28 | 3 |');
    expect(await send(MEMBER, '别的.pdf', bytes)).toBe(200);
    expect(await shows(MEMBER, '文件收到了')).toContain('由书记来导入');
  },
  2 * WAIT_MS,
);
