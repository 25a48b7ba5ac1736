import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KeptVector } from '../../../../src/features/policy/index.ts';
import { withdrawByName } from '../../../../src/features/policy/index.ts';
import { openVectors } from '../../../../src/features/policy/opinion/vectors.ts';
import { openSecondChat, shelfOf, TENTS } from './chat.ts';
import { openService } from './service.ts';

let service: Awaited<ReturnType<typeof openService>>;
let chat: Awaited<ReturnType<typeof openSecondChat>>;
let kept: KeptVector[];

beforeEach(async () => {
  kept = [];
  service = await openService();
  service.behaviour.means = (text) => [text.length, 1];
  chat = await openSecondChat(service, { shelf: shelfOf(kept) });
});
afterEach(async () => {
  await chat.close();
  await service.close();
});

/** A rule with so many clauses. */
const rule = (count: number, number = '测〔2026〕10号'): string =>
  `---\ntitle: 编号办法\nnumber: ${number}\n---\n${Array.from({ length: count }, (_, at) => `**第${at + 1}条** 第 ${at + 1} 号柜由 ${at + 1} 号班组保管。\n`).join('')}`;
const texts = (): readonly string[] => service.asked.flatMap((asked) => asked.texts);

async function restarted(model = service): Promise<void> {
  await chat.close();
  service.asked.length = 0;
  chat = await openSecondChat(model, { shelf: shelfOf(kept) });
}

describe('clauses are embedded behind everybody’s back', () => {
  test('each with its document’s title, at most ten in a request', async () => {
    await chat.stores(rule(23));
    await chat.embedded();
    expect(chat.vectors.size()).toBe(28);
    expect(Math.max(...service.asked.map((asked) => asked.texts.length))).toBe(10);
    expect(texts()).toContain('露营装备借用办法  第四条\n炉具不外借，需要时由工会派人操作。');
  });

  test('a document that comes is embedded within ten seconds, and nothing else again', async () => {
    await chat.embedded();
    service.asked.length = 0;
    await chat.stores(rule(2));
    await chat.looks();
    expect(texts()).toHaveLength(2);
    expect(chat.vectors.size()).toBe(7);
  });

  test('of a new version only the clauses that changed are paid for', async () => {
    await chat.embedded();
    service.asked.length = 0;
    await chat.stores(TENTS.replace('最长五天', '最长七天'));
    await chat.looks();
    expect(texts()).toEqual([expect.stringContaining('最长七天')]);
    expect(chat.vectors.size()).toBe(5);
  });

  test('a document that is withdrawn leaves the memory', async () => {
    await chat.embedded();
    await chat.write((tx) => withdrawByName(tx, '露营装备借用办法', '2026-11-20'));
    await chat.looks();
    expect(chat.vectors.size()).toBe(0);
  });

  test('after a restart nothing is paid for twice', async () => {
    await chat.embedded();
    await restarted();
    await chat.embedded();
    expect(service.asked).toEqual([]);
    expect(chat.vectors.size()).toBe(5);
  });

  test('what was under way when the process ended goes on where it was', async () => {
    await chat.embedded();
    kept.splice(3);
    await restarted();
    await chat.embedded();
    expect(texts()).toHaveLength(2);
  });
});

describe('a service that fails meanwhile', () => {
  test('is tried again after one second, then two, then four; what it gave stays', async () => {
    service.behaviour.instead = (response) => void response.writeHead(503).end();
    chat.time.fire(0);
    for (const ms of [1_000, 2_000, 4_000]) {
      await chat.time.armed(ms);
      expect(chat.vectors.size()).toBe(0);
      if (ms === 4_000) service.behaviour.instead = undefined;
      chat.time.fire(ms);
    }
    await chat.time.armed(10_000);
    expect(chat.vectors.size()).toBe(5);
  });

  test('one text that it refuses keeps no other out, and is not sent again', async () => {
    await chat.embedded();
    await chat.stores(rule(3));
    service.behaviour.instead = undefined;
    const means = service.behaviour.means;
    service.behaviour.means = (text) => {
      if (text.includes('第 2 号柜')) throw new Error('never');
      return means(text);
    };
    service.behaviour.instead = (response, _path) => {
      const sent = service.asked.at(-1)?.texts ?? [];
      if (sent.some((text) => text.includes('第 2 号柜'))) return void response.writeHead(400).end();
      response.setHeader('content-type', 'application/json');
      return void response.end(JSON.stringify({ data: sent.map((text, index) => ({ index, embedding: means(text) })) }));
    };
    await chat.looks();
    expect(chat.vectors.size()).toBe(7);
    service.asked.length = 0;
    await chat.stores(rule(1, '测〔2026〕11号'));
    await chat.looks();
    expect(texts().join('\n')).not.toContain('第 2 号柜');
  });

  test('one that refuses everything from the first is a service to wait for, not a lot of bad texts', async () => {
    service.behaviour.instead = (response) => void response.writeHead(400).end();
    chat.time.fire(0);
    await chat.time.armed(1_000);
    service.behaviour.instead = undefined;
    chat.time.fire(1_000);
    await chat.time.armed(10_000);
    expect(chat.vectors.size()).toBe(5);
  });

  test('another model behind the same name does not mix with what is there', async () => {
    await chat.embedded();
    service.behaviour.means = () => [1, 2, 3];
    await chat.stores(rule(1));
    chat.time.fire(10_000);
    await chat.time.armed(1_000);
    expect(chat.vectors.dimensions()).toBe(2);
    expect(chat.vectors.size()).toBe(5);
  });
});

test('the memory has a bound: what does not fit is not taken', () => {
  const vectors = openVectors(6);
  const unit = Float32Array.of(1, 0);
  expect(['a', 'b', 'c', 'd'].map((key) => vectors.put(key, unit))).toEqual(['put', 'put', 'put', 'full']);
  vectors.keepOnly(new Set(['a']));
  expect(vectors.put('d', unit)).toBe('put');
});
