import { createHmac } from 'node:crypto';
import { readSheet } from 'read-excel-file/node';
import { afterEach, describe, expect, it } from 'vitest';
import { readFile } from '../../../src/features/policy/parse/read-file.ts';
import { unpack } from '../../../src/features/policy/parse/zip.ts';
import { exportPages } from '../../../src/features/activity/api.ts';
import { listExports, signups } from '../../../src/features/activity/schema.ts';
import { members } from '../../../src/conversation/identity/schema.ts';
import { directoryIn } from '../../../src/conversation/identity/directory.ts';
import { chenTao, wangMin, zhangWei } from '../../support/cast.ts';
import { signup } from './facts.ts';
import { chatWith, walk, type TestChat } from './open.ts';

let chat: TestChat;
afterEach(() => chat.close());

async function link(): Promise<string> {
  const { text } = await chat.says(wangMin, '导出健步走名单', { in: 'direct' });
  return /\/h5\/export\/(\w+)/u.exec(text ?? '')?.[1] ?? '';
}

/** Opens the page as a browser would. */
function visit(method: 'GET' | 'POST', token: string) {
  const page = exportPages.find((one) => one.method === method);
  if (page === undefined) throw new Error(`no ${method} page`);
  return chat.write((tx) =>
    page.handle({
      tx,
      now: chat.clock.now(),
      zone: 'Asia/Shanghai',
      params: { token },
      directory: directoryIn(tx, { secretaries: [], admins: [] }),
      keyedHash: (text) => createHmac('sha256', 'test').update(text).digest('hex'),
    }),
  );
}

/** The list with these people on it, whom no roster knows. */
async function listOf(names: readonly string[]): Promise<Uint8Array> {
  chat = await chatWith(walk);
  await chat.write(async (tx) => {
    for (const [index, name] of names.entries())
      await tx.put(signups, signup('', index + 1, { id: `a1:guest:${index}`, userId: null, name, broughtBy: 'zhangwei' }));
  });
  return new Uint8Array(Buffer.from((await visit('POST', await link())).body));
}

async function rowsOf(body: string | Uint8Array): Promise<readonly (readonly unknown[])[]> {
  return readSheet(Buffer.from(body));
}

describe('the list as a file', () => {
  it('is downloaded once; opening the page uses nothing up', async () => {
    chat = await chatWith(walk);
    await chat.says(zhangWei, '报名健步走');
    await chat.says(zhangWei, '健步走算上小蔡');
    const token = await link();
    for (const _ of [1, 2]) expect(await visit('GET', token)).toMatchObject({ status: 200, body: expect.stringContaining('下载') });
    const file = await visit('POST', token);
    expect(file).toMatchObject({ status: 200, fileName: '健步走报名名单.xlsx' });
    expect(await rowsOf(file.body)).toEqual([
      ['序号', '姓名', '部门', '状态', '报名时间', '由谁代报'],
      ['1', '张伟', '维修班', '已报名', '11月21日（周六）09:00', null],
      ['2', '小蔡', '（名册外）', '已报名', '11月21日（周六）09:00', '张伟'],
    ]);
    expect((await visit('POST', token)).status).toBe(404);
    expect((await visit('GET', token)).status).toBe(404);
  });

  it('is gone after ten minutes, and a guessed link is no different', async () => {
    chat = await chatWith(walk);
    const token = await link();
    chat.clock.set('2026-11-21T01:10:00.000Z');
    const old = await visit('POST', token);
    expect(old.status).toBe(404);
    expect(await visit('POST', 'guessed')).toEqual(old);
  });

  it('is kept under a keyed hash: the store does not hold the token', async () => {
    chat = await chatWith(walk);
    const token = await link();
    const kept = JSON.stringify(await chat.read((tx) => tx.find(listExports)));
    expect(token).toHaveLength(32);
    expect(kept).not.toContain(token);
  });

  it('is for the secretary alone, and its link never stands in a group', async () => {
    chat = await chatWith(walk);
    expect((await chat.says(wangMin, '导出健步走名单')).text).not.toContain('/h5/');
    expect((await chat.says(zhangWei, '导出健步走名单', { in: 'direct' })).text).not.toContain('/h5/');
    expect((await chat.says(chenTao, '导出健步走名单', { in: 'direct' })).text).not.toContain('/h5/');
  });

  it('U12: opens nothing once whoever asked for it may not see the list any more', async () => {
    chat = await chatWith(walk);
    const token = await link();
    await chat.write(async (tx) => {
      const member = await tx.get(members, 'wangmin');
      if (member !== undefined) await tx.put(members, { ...member, roles: ['member'] });
    });
    for (const method of ['GET', 'POST'] as const) expect((await visit(method, token)).status).toBe(404);
  });

  it('U13: is made for no secretary of another branch, and holds nothing but what a list of names needs', async () => {
    chat = await chatWith(walk);
    await chat.write(async (tx) => {
      const member = await tx.get(members, chenTao.userId);
      if (member !== undefined) await tx.put(members, { ...member, roles: ['member', 'secretary'] });
      const author = await tx.get(members, zhangWei.userId);
      if (author !== undefined) await tx.put(members, { ...author, politicalStatus: 'partyMember', sealedPhone: 'sealed-139' });
    });
    await chat.says(zhangWei, '报名健步走');
    expect((await chat.says(chenTao, '导出健步走名单', { in: 'direct' })).text).not.toContain('/h5/');
    expect(await chat.read((tx) => tx.count(listExports))).toBe(0);
    expect(await rowsOf((await visit('POST', await link())).body)).toEqual([
      ['序号', '姓名', '部门', '状态', '报名时间', '由谁代报'],
      ['1', '张伟', '维修班', '已报名', '11月21日（周六）09:00', null],
    ]);
  });

  it('X04: shows a title with markup as words', async () => {
    chat = await chatWith({ ...walk, title: '健步走<script>' });
    expect((await visit('GET', await link())).body).not.toContain('<script>');
  });

  it('U09: names that look like formulas stay names', async () => {
    const file = await listOf(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '＝1+1', '\tTAB', '\rCR', '张\u0000伟']);
    const read = (await rowsOf(file)).slice(1).map((row) => row[1]);
    // The reader trims blanks, hence no TAB.
    expect(read).toEqual(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '＝1+1', 'TAB', 'CR', '张伟']);
    const { parts } = await unpack(file, (name) => name.startsWith('xl/worksheets/'));
    for (const part of parts.values()) {
      expect(part.includes('<f>')).toBe(false);
      for (const [cell] of part.toString().matchAll(/<c [^>]*>/gu)) expect(cell).toMatch(/ t="(?:s|inlineStr)"/u);
    }
  });

  it('U10: quotes, line breaks, commas and semicolons stay in their cell, whoever reads it', async () => {
    const names = ['"引号"', '两\n行', '李,四;王;"五"', "'单引号'"];
    const file = await listOf(names);
    expect((await rowsOf(file)).slice(1).map((row) => row[1])).toEqual(names);
    const { clauses } = await readFile(file, 'a.xlsx', {});
    expect(clauses[0]?.table?.rows.map((row) => row[1])).toEqual(names.map((name) => name.replace('\n', ' ')));
  });
});
