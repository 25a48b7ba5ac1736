import nock from 'nock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setAside } from '../../src/conversation/set-aside.ts';
import { nodeFiles, readStore } from '../../src/store/json/index.ts';
import { crashBot } from '../support/crash-bot.ts';
import { acknowledged, findings } from '../support/crash-history.ts';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

const title = '健步走';
const signUp = { means: { kind: 'signUp', title } } as const;

async function begun(crashes: readonly string[]) {
  const bot = await crashBot({ crashes });
  await bot.says('wangmin', '下周六上午九点在滨江公园办健步走，3人，发到一支部群', { in: 'direct' });
  await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });
  return bot;
}

it('C04: kill -9 after “正在查” and before the message is handled: the next process handles it and ends the stream', async () => {
  await using bot = await begun(['unit.beforeCommit:3:linger']);
  const spoken = await bot.says('zhangwei', '健步走报名 满了就候补', signUp);
  expect(bot.kills()).toBe(1);
  expect(spoken.answers.map(({ text }) => text)).toEqual([expect.stringContaining('报上了')]);
  await bot.comesAgain(spoken);
  expect(await findings(bot)).toEqual([]);
}, 60_000);

it('C20: a message that ends every process which handles it is set aside at the third start, which succeeds', async () => {
  await using bot = await begun(['unit.beforeCommit:3:linger', 'unit.beforeCommit:1', 'unit.beforeCommit:1']);
  const spoken = await bot.says('zhangwei', '健步走报名 满了就候补');
  expect(bot.kills()).toBe(3);
  const trace = /[0-9A-F]{8}/u.exec(spoken.answers[0]?.text ?? '')?.[0];
  await bot.settled();
  const kept = await readStore(nodeFiles, bot.folder);
  const aside = [...(kept.find(({ name }) => name === setAside.name)?.documents ?? [])];
  expect(aside).toMatchObject([{ id: trace, kind: 'text', fault: 'ProcessEnded' }]);
  // Whoever can mend it has heard.
  const told = (await bot.settled()).notices.filter(({ key }) => key.startsWith('set-aside:'));
  expect(told.map(({ targetKey }) => targetKey)).toEqual(['person:wangmin']);
  expect((await bot.says('zhaojing', '健步走报名 满了就候补')).answers[0]?.text).toContain('报上了');
}, 60_000);

it('C21: killed in the middle of a burst, as for want of memory: the next start takes up what was taken, one by one', async () => {
  await using bot = await begun(['unit.beforeCommit:3:linger']);
  const people = ['zhangwei', 'zhaojing', 'sunlei', 'zhouting', 'wujianguo', 'zhengli', 'fengtao', 'chenxiaoyan'];
  const burst = await Promise.all([...people, ...people, ...people].map((userId) => bot.says(userId, '健步走报名 满了就候补', signUp)));
  expect(bot.kills()).toBe(1);
  expect(burst.filter((spoken) => !acknowledged(spoken))).toEqual([]);
  expect(await findings(bot)).toEqual([]);
}, 60_000);
