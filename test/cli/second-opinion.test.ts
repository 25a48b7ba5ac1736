import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openService } from '../features/policy/opinion/service.ts';
import { inTemporaryFolder, runCommand } from '../support/command.ts';

let service: Awaited<ReturnType<typeof openService>>;
beforeEach(async () => {
  service = await openService();
});
afterEach(() => service.close());

const env = (folder: string): Record<string, string> => ({
  DATA_DIR: join(folder, 'store'),
  SEED: 'demo',
  LLM_BASE_URL: service.baseUrl,
  EMBEDDING_MODEL: 'vectors',
});

describe('policy evaluate', () => {
  const corpus = ['登记', '押金', '扣除'].map((word, at) => ({ id: word, title: '帐篷办法', text: `第 ${at + 1} 顶帐篷借用：${word}。` }));
  const query = { id: 'q', question: '帐篷借用', relevant: ['扣除'], answerable: true };

  async function evaluate(folder: string) {
    await writeFile(join(folder, 'corpus.jsonl'), corpus.map((line) => JSON.stringify(line)).join('\n'));
    await writeFile(join(folder, 'queries.jsonl'), JSON.stringify(query));
    const args = ['--corpus', join(folder, 'corpus.jsonl'), '--queries', join(folder, 'queries.jsonl')];
    return runCommand(['policy', 'evaluate', ...args], { env: env(folder) });
  }

  it('tells the own search and, below it, what the services make of it', async () => {
    service.behaviour.means = (text) => (/扣除|^帐篷借用$/u.test(text) ? [1, 0] : [0.1, 1]);
    await inTemporaryFolder(async (folder) => {
      const { out, code } = await evaluate(folder);
      expect(code).toBe(0);
      const [own, joined] = out
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line): unknown => JSON.parse(line));
      expect(own).toMatchObject({ queries: 1, mrrAt10: expect.closeTo(1 / 3) });
      expect(joined).toMatchObject({ queries: 1, services: { 'embedding joined': 1 } });
      expect(joined).not.toMatchObject({ mrrAt10: expect.closeTo(1 / 3) });
    });
  });

  it('a service that does not answer is told; the own figures stand', async () => {
    service.behaviour.instead = (response) => void response.writeHead(500).end();
    await inTemporaryFolder(async (folder) => {
      const { out, err, code } = await evaluate(folder);
      expect(code).toBe(1);
      expect(out).toContain('"mrrAt10"');
      expect(err).toContain('http-500');
    });
  });
});

describe('policy ask', () => {
  it('asks the services, too', async () => {
    await inTemporaryFolder(async (folder) => {
      const { out } = await runCommand(['policy', 'ask', '年假能不能跨年用'], { env: env(folder) });
      expect(out).toContain('第十条');
      expect(service.asked.at(-1)?.texts).toEqual(['年假能不能跨年用']);
    });
  });

  it('answers without them where they are away', async () => {
    service.behaviour.instead = (response) => void response.writeHead(500).end();
    await inTemporaryFolder(async (folder) => {
      const { out, err } = await runCommand(['policy', 'ask', '年假能不能跨年用'], { env: env(folder) });
      expect(out).toContain('第十条');
      expect(err).toContain('这次不用它');
    });
  });
});
