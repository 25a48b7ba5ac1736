import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { runCommand } from '../support/command.ts';
import { startProcess, type Started } from '../support/crash-process.ts';
import { AES_KEY, TOKEN } from '../support/wecom-aibot.ts';
import { wecomClient } from '../support/wecom-client.ts';

const WORDS = '更衣室的锁坏了三周没人管';
const MESSAGE = 'canary-anonymous-message';
const AUTHOR = 'zhangwei';

let folder: string;
let bot: Started;

const settings = (): Record<string, string> => ({
  DATA_DIR: join(folder, 'store'),
  SEED: 'demo',
  SIMULATOR: 'off',
  WECOM_AIBOT_TOKEN: TOKEN,
  WECOM_AIBOT_AES_KEY: AES_KEY,
});

beforeAll(async () => {
  nock.restore();
  folder = await mkdtemp(join(tmpdir(), 'anonymous-'));
  bot = startProcess('src/main.ts', { ...settings(), PORT: '0', LOG_LEVEL: 'trace' });
}, 60_000);
afterAll(async () => {
  bot.signal('SIGTERM');
  await bot.ended;
  await rm(folder, { recursive: true, force: true });
  nock.activate();
});

/** Everything that was written to disk, line by line. */
async function linesOnDisk(): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'utf8')));
  return texts.flatMap((text) => text.split('\n'));
}

it('N02, N09: no line on the disk, in a backup or in the log holds the words and their author, and none the message', async () => {
  const url = (await bot.listening) ?? '';
  const wecom = wecomClient({ url: `${url}/wecom/aibot`, token: TOKEN, aesKey: AES_KEY, clock: systemClock });
  await wecom.say({ userId: AUTHOR, text: '帮助' });
  const { text } = await wecom.say({ userId: AUTHOR, text: `匿名：${WORDS}`, msgid: MESSAGE });
  await wecom.say({ userId: AUTHOR, text: '帮助' });
  const receipt = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/u.exec(text ?? '')?.[0] ?? '';
  expect(receipt).not.toBe('');

  const journal = await linesOnDisk();
  expect((await runCommand(['backup', join(folder, 'backup.json')], { env: settings() })).code).toBe(0);
  bot.signal('SIGTERM');
  await bot.ended;
  const all = [...journal, ...(await linesOnDisk()), ...bot.output().split('\n')];
  const withWords = all.filter((line) => line.includes(WORDS));
  // In the journal, in the snapshot of the end, and in the backup.
  expect(withWords.length).toBeGreaterThanOrEqual(3);
  for (const line of withWords) expect(line).not.toMatch(/zhangwei|张伟/u);
  for (const line of all) for (const trace of [MESSAGE, receipt, receipt.replaceAll('-', '')]) expect(line).not.toContain(trace);
  expect(bot.output()).not.toMatch(/更衣室|zhangwei|张伟/u);
}, 60_000);
