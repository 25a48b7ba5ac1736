import { basename, extname } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Command } from 'commander';
import { systemClock } from '../core/clock.ts';
import { answerSearchLine, askPolicy, evaluateRetriever, freshSearch, importPolicy, parsePolicy } from '../features/policy/index.ts';
import { corpusLine, queryLine, readLines } from '../features/policy/evaluate.ts';
import { answerLines } from './lines.ts';
import { localDateOf } from '../core/zone.ts';
import { announce } from './announce.ts';
import { CommandError, print, readTextFile, withCopy, withStore } from './world.ts';

const TEXTS = new Set(['.md', '.markdown', '.txt']);

const metadataSchema = z.object({
  title: z.string().exactOptional(),
  number: z.string().exactOptional(),
  issuer: z.string().exactOptional(),
  inForceFrom: z.iso.date({ error: '--in-force-from 应为 2026-01-31 这样的日期' }).exactOptional(),
  inForceUntil: z.iso.date({ error: '--in-force-until 应为 2026-01-31 这样的日期' }).exactOptional(),
});

async function importFiles(files: readonly string[], options: unknown): Promise<void> {
  const metadata = metadataSchema.safeParse(options);
  if (!metadata.success) throw new CommandError(metadata.error.issues.map((issue) => issue.message).join('\n'));
  const given = metadata.data;
  const wrong = files.filter((file) => !TEXTS.has(extname(file).toLowerCase()));
  if (wrong.length > 0) throw new CommandError(`本版本只读 md 和 txt，请先另存为文本：${wrong.join('、')}`);
  if (files.length > 1 && (given.title !== undefined || given.number !== undefined))
    throw new CommandError('一次导入多个文件时不能用 --title 和 --number，请逐个导入。');
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await readTextFile(file) })));
  await withStore(async (store, config) => {
    for (const { file, text } of texts) {
      const now = systemClock.now();
      print(
        await store.write(async (tx) => {
          const { said, events } = await importPolicy(tx, parsePolicy(basename(file), text, given), {
            now,
            today: localDateOf(now, config.zone),
          });
          await announce(tx, config, events);
          return said;
        }),
      );
    }
  });
}

async function ask(question: string): Promise<void> {
  await withCopy(async (store, config) => print(await store.write((tx) => askPolicy(tx, question, systemClock.now(), config.zone))));
}

async function searchLines(): Promise<void> {
  let state = freshSearch;
  await answerLines(async (line) => {
    const step = await answerSearchLine(state, line, readTextFile);
    state = step.state;
    return step.answer;
  });
}

async function evaluate(options: { corpus: string; queries: string; run?: string }): Promise<void> {
  const corpus = readLines(await readTextFile(options.corpus), corpusLine);
  const queries = readLines(await readTextFile(options.queries), queryLine);
  const { evaluation, run } = evaluateRetriever(corpus, queries, () => performance.now());
  const figure = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(4));
  print('| Recall@1 | Recall@5 | MRR@10 | nDCG@10 | AUROC | p50 ms | p99 ms |\n|---:|---:|---:|---:|---:|---:|---:|');
  print(
    `| ${[evaluation.recallAt1, evaluation.recallAt5, evaluation.mrrAt10, evaluation.ndcgAt10, evaluation.auroc, evaluation.p50Ms, evaluation.p99Ms].map(figure).join(' | ')} |`,
  );
  print(JSON.stringify(evaluation));
  if (options.run !== undefined) await writeFile(options.run, run.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

export function policyCommands(program: Command): void {
  const policy = program.command('policy').description('制度：导入、提问、检索、评测');
  policy
    .command('import <file...>')
    .description('把制度文件读成条款（md、txt）。例：npm run -s cli -- policy import 食堂管理办法.md')
    .option('--title <title>', '标题')
    .option('--number <number>', '文号')
    .option('--issuer <issuer>', '发文单位')
    .option('--in-force-from <date>', '施行日期，如 2026-01-01')
    .option('--in-force-until <date>', '失效日期，如 2026-12-31')
    .action(importFiles);
  policy.command('ask <question>').description('按职工看到的样子回答。例：npm run -s cli -- policy ask "年假有几天"').action(ask);
  policy
    .command('search')
    .description('检索接口，逐行 JSON。例：npm run -s cli -- policy search --stdio < 请求.jsonl')
    .requiredOption('--stdio', '从标准输入读，往标准输出写')
    .action(searchLines);
  policy
    .command('evaluate')
    .description('评测检索。例：npm run -s cli -- policy evaluate --corpus corpus.jsonl --queries queries.jsonl')
    .requiredOption('--corpus <file>', '语料，每行 {"id","doc","title","text"}')
    .requiredOption('--queries <file>', '问题，每行 {"id","question","relevant","answerable"}')
    .option('--run <file>', '把每个问题的结果写到这个文件')
    .action(evaluate);
}
