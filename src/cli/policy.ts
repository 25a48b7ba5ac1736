import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { systemClock } from '../core/clock.ts';
import { answerSearchLine, askPolicy, evaluateRetriever, freshSearch, policyGaps } from '../features/policy/index.ts';
import { corpusLine, queryLine, readLines } from '../features/policy/evaluate.ts';
import { answerLines } from './lines.ts';
import { documentCommands } from './policy-documents.ts';
import { print, readTextFile, withCopy } from './world.ts';

async function ask(question: string): Promise<void> {
  await withCopy(async (store, config) => print(await store.write((tx) => askPolicy(tx, question, systemClock.now(), config.zone))));
}

async function gaps(): Promise<void> {
  await withCopy(async (store, config) => print(await store.read((tx) => policyGaps(tx, systemClock.now(), config.zone))));
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
  documentCommands(policy);
  policy.command('ask <question>').description('按职工看到的样子回答。例：npm run -s cli -- policy ask "年假有几天"').action(ask);
  policy.command('gaps').description('没答上的问题（按相似归类）和数字对不上的条款。例：npm run -s cli -- policy gaps').action(gaps);
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
