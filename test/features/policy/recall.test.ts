import { afterEach, beforeEach, expect, test } from 'vitest';
import { settle } from '../../../src/conversation/settle.ts';
import { directoryIn } from '../../../src/conversation/identity/directory.ts';
import { policyFeature } from '../../../src/features/policy/index.ts';
import { storePolicy, withdrawPolicy, type ImportOptions } from '../../../src/features/policy/import.ts';
import { parsePolicy } from '../../../src/features/policy/parse/parse-policy.ts';
import { policyDocuments } from '../../../src/features/policy/schema.ts';
import { notices } from '../../../src/outbox/outbox.ts';
import type { DomainEvent } from '../../../src/core/events.ts';
import type { Writer } from '../../../src/store/store.ts';
import { chenTao, liQiang, wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { countedIds } from '../../support/ids.ts';
import { workdays } from '../../support/workdays.ts';
import { openLoop } from './loop-chat.ts';

const alone = { in: 'direct' } as const;
const NOW = '2026-11-21T01:00:00.000Z';
const ids = countedIds();
let chat: Awaited<ReturnType<typeof openLoop>>;
beforeEach(async () => {
  chat = await openLoop();
});
afterEach(() => chat.close());

/** Fifty things that may be borrowed, a clause for each. */
const THINGS = [...'帐篷睡袋水壶雨伞灯笼篮球足球排球铁锹锄头扫帚拖把梯子绳索音响话筒相机投影横幅桌布'].reduce<string[]>(
  (pairs, character, index) => (index % 2 === 0 ? [...pairs, character] : [...pairs.slice(0, -1), `${pairs.at(-1) ?? ''}${character}`]),
  [],
);
const NUMERALS = '一二三四五六七八九十';
const labelOf = (n: number): string =>
  `第${n <= 10 ? (NUMERALS[n - 1] ?? '') : `${n >= 20 ? (NUMERALS[Math.floor(n / 10) - 1] ?? '') : ''}十${n % 10 === 0 ? '' : (NUMERALS[(n % 10) - 1] ?? '')}`}条`;
const rule = (clauses: readonly string[], more = ''): string =>
  `---\ntitle: 文体器材借用办法\nnumber: 测〔2026〕5号\ninForceFrom: 2026-01-01\n${more}---\n${clauses.map((text, index) => `**${labelOf(index + 1)}** ${text}`).join('\n\n')}\n`;
const FIFTY = Array.from({ length: 50 }, (_, index) => {
  const thing = THINGS[index] ?? `${index}号器材`;
  return `借用${thing}的，押金${index + 10}元，最长${index + 3}天。`;
});

async function announce(work: (tx: Writer) => Promise<readonly DomainEvent[]>): Promise<void> {
  await chat.write(async (tx) => {
    const situation = {
      tx,
      now: NOW,
      zone: 'Asia/Shanghai',
      ids,
      calendar: workdays,
      directory: directoryIn(tx, { secretaries: [], admins: [] }),
      publicUrl: '',
    };
    await settle([policyFeature()], situation, 'policy', { events: await work(tx) });
  });
}
const importRule = (text: string, more: Partial<ImportOptions> = {}): Promise<void> =>
  announce(async (tx) => (await storePolicy(tx, parsePolicy('a.md', text), { now: NOW, today: '2026-11-21', ...more })).events);
const recallsOf = async (person: { userId: string }): Promise<readonly string[]> =>
  (await chat.mailOf(person)).filter((text) => text.includes('您问过的规定改了'));
const everybodyTold = async (): Promise<readonly string[]> =>
  (await chat.read((tx) => tx.find(notices))).filter(({ key }) => key.startsWith('policy.recall')).map(({ targetKey }) => targetKey);

test('one clause of fifty is replaced: exactly its past askers hear, once, alone, with the old words and the new', async () => {
  await importRule(rule(FIFTY));
  expect((await chat.says(zhangWei, '借帐篷押金多少', alone)).text).toContain('押金10元');
  expect((await chat.says(liQiang, '帐篷最长能借几天')).text).toContain('借用帐篷');
  expect((await chat.says(zhaoJing, '借雨伞押金多少', alone)).text).toContain('借用雨伞');
  await chat.says(chenTao, '年假能不能跨年用', alone);
  const changed = FIFTY.with(0, '借用帐篷的，押金100元，最长3天。');
  await importRule(rule(changed));
  expect((await everybodyTold()).toSorted()).toEqual(['person:liqiang', 'person:zhangwei']);
  const [notice = ''] = await recallsOf(zhangWei);
  expect(notice).toContain('《文体器材借用办法》第一条（您 2026-11-21 问过）');
  expect(notice).toContain('原来：借用帐篷的，押金10元，最长3天。');
  expect(notice).toContain('现在：借用帐篷的，押金100元，最长3天。');
  expect(notice.split('\n').length).toBeLessThanOrEqual(6);
  expect(chat.posts().some(({ content }) => 'text' in content && content.text.includes('押金100元'))).toBe(false);

  await importRule(rule(changed));
  expect(await everybodyTold()).toHaveLength(2);
});

test('a clause that only moved tells nobody, and its askers still hear when it changes under its new number', async () => {
  await importRule(rule(FIFTY));
  await chat.says(zhangWei, '借雨伞押金多少', alone);
  const moved = ['器材室设在文体中心一层。', ...FIFTY];
  await importRule(rule(moved));
  expect(await everybodyTold()).toEqual([]);
  const at = moved.findIndex((text) => text.includes('雨伞'));
  await importRule(rule(moved.with(at, '借用雨伞的，免押金，最长6天。')));
  expect(await recallsOf(zhangWei)).toHaveLength(1);
  expect((await recallsOf(zhangWei))[0]).toContain('现在：借用雨伞的，免押金');
});

test('who asked two versions ago is told from what they read, and who asked after the change nothing', async () => {
  await importRule(rule(FIFTY));
  await chat.says(zhangWei, '借帐篷押金多少', alone);
  await importRule(rule(FIFTY.with(0, '借用帐篷的，押金20元，最长3天。')));
  await chat.says(liQiang, '借帐篷押金多少', alone);
  await importRule(rule(FIFTY.with(0, '借用帐篷的，押金30元，最长3天。')));
  expect(await recallsOf(zhangWei)).toHaveLength(2);
  expect((await recallsOf(zhangWei))[1]).toContain('原来：借用帐篷的，押金20元');
  expect(await recallsOf(liQiang)).toHaveLength(1);
  expect(await recallsOf(wangMin)).toEqual([]);
});

test('several clauses that one person asked about are told in one message', async () => {
  await importRule(rule(FIFTY));
  await chat.says(zhangWei, '借帐篷押金多少', alone);
  await chat.says(zhangWei, '借雨伞押金多少', alone);
  await importRule(rule(FIFTY.map((text) => text.replace('押金', '预付押金'))));
  const told = await recallsOf(zhangWei);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('借用帐篷');
  expect(told[0]).toContain('借用雨伞');
});

test('a clause that is gone, and a document that is withdrawn, are told too', async () => {
  await importRule(rule(FIFTY));
  await chat.says(zhangWei, '借帐篷押金多少', alone);
  await chat.says(liQiang, '借雨伞押金多少', alone);
  await importRule(rule(FIFTY.slice(1)));
  expect((await recallsOf(zhangWei))[0]).toContain('这一条删去了');
  expect(await recallsOf(liQiang)).toEqual([]);
  await announce(async (tx) => {
    const current = (await tx.find(policyDocuments)).find(({ title, superseded }) => title === '文体器材借用办法' && !superseded);
    return current === undefined ? [] : withdrawPolicy(tx, current, '2026-11-21');
  });
  expect((await recallsOf(liQiang))[0]).toContain('整份规定已撤下');
  expect(await recallsOf(zhangWei)).toHaveLength(1);
});

test('who opened the whole clause under a colleague’s answer is told too', async () => {
  const long = '借用帐篷的，押金10元。雨天不外借，损坏的照价赔偿，遗失配件的由器材室估价后从押金中扣除。最长3天。';
  await importRule(rule(FIFTY.with(0, long)));
  const answer = await chat.says(zhangWei, '借帐篷押金多少');
  const whole = answer.card?.buttons?.find(({ label }) => label === '看全文')?.action ?? '';
  expect((await chat.clicks(zhaoJing, whole)).text).toContain('损坏的照价赔偿');
  await importRule(rule(FIFTY.with(0, '借用帐篷的，押金10元，最长9天。')));
  expect((await everybodyTold()).toSorted()).toEqual(['person:zhangwei', 'person:zhaojing']);
});

test('new words that are for others only are not told', async () => {
  await importRule(rule(FIFTY));
  await chat.says(zhangWei, '借帐篷押金多少', alone);
  await importRule(rule(FIFTY.with(0, '借用帐篷的，押金999元，最长3天。')), { scope: ['后勤第三党支部'] });
  const [notice = ''] = await recallsOf(zhangWei);
  expect(notice).toContain('不再适用于您');
  expect(notice).not.toContain('999');
});

test('new words that hold later say from when', async () => {
  await importRule(rule(FIFTY));
  await chat.says(zhangWei, '借帐篷押金多少', alone);
  await importRule(rule(FIFTY.with(0, '借用帐篷的，押金50元，最长3天。')).replace('2026-01-01', '2027-01-01'));
  expect((await recallsOf(zhangWei))[0]).toContain('2027年1月1日起');
});
