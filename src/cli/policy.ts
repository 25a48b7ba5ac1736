import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { systemClock } from '../core/clock.ts';
import type { Instant } from '../core/clock.ts';
import { PlatformError } from '../core/errors.ts';
import { faultOf } from '../core/log.ts';
import {
  answerSearchLine,
  askPolicy,
  evaluateRetriever,
  evaluateSecond,
  freshSearch,
  opinionOn,
  policyGaps,
  type SecondOpinion,
} from '../features/policy/index.ts';
import { corpusLine, queryLine, readLines, type Evaluation } from '../features/policy/evaluate.ts';
import type { Store } from '../store/store.ts';
import { answerLines } from './lines.ts';
import { documentCommands } from './policy-documents.ts';
import { CommandError, print, readTextFile, secondOpinion, settings, withCopy } from './world.ts';

async function ask(question: string): Promise<void> {
  await withCopy(async (store, config) => {
    const now = systemClock.now();
    const second = secondOpinion(config);
    const opinion = second === undefined ? undefined : await opinionFor(store, second, question, now, config.zone);
    print(await store.write((tx) => askPolicy(tx, question, now, config.zone, opinion)));
  });
}

async function opinionFor(
  store: Store,
  second: SecondOpinion,
  question: string,
  now: Instant,
  zone: string,
): Promise<Awaited<ReturnType<typeof opinionOn>>> {
  try {
    await second.ready(store);
  } catch (error) {
    process.stderr.write(`向量服务没有答好（${codeOf(error)}），这次不用它。\n`);
  }
  return opinionOn(store, question, now, zone, second);
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
  const nowMs = (): number => performance.now();
  const own = evaluateRetriever(corpus, queries, nowMs);
  printMeasures(own.evaluation);
  print(JSON.stringify(own.evaluation));
  const counted = new Map<string, number>();
  const second = secondOpinion(settings(), ({ service, outcome }) => {
    const name = `${service} ${outcome}`;
    counted.set(name, (counted.get(name) ?? 0) + 1);
  });
  const joined = second === undefined ? undefined : await withServices(() => evaluateSecond(corpus, queries, nowMs, second));
  if (joined !== undefined) {
    print('加上向量、重排服务：');
    printMeasures(joined.evaluation);
    print(JSON.stringify({ ...joined.evaluation, services: Object.fromEntries(counted) }));
  }
  const { run } = joined ?? own;
  if (options.run !== undefined) await writeFile(options.run, run.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

async function withServices<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new CommandError(`向量服务没有答好（${codeOf(error)}），只测了内置检索。`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof PlatformError ? error.code : faultOf(error).fault;
}

function printMeasures(evaluation: Evaluation): void {
  const figure = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(4));
  print('| Recall@1 | Recall@5 | MRR@10 | nDCG@10 | AUROC | p50 ms | p99 ms |\n|---:|---:|---:|---:|---:|---:|---:|');
  print(
    `| ${[evaluation.recallAt1, evaluation.recallAt5, evaluation.mrrAt10, evaluation.ndcgAt10, evaluation.auroc, evaluation.p50Ms, evaluation.p99Ms].map(figure).join(' | ')} |`,
  );
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
    .description(
      '评测检索；设了向量、重排模型时再测一遍加上它们的。例：npm run -s cli -- policy evaluate --corpus corpus.jsonl --queries queries.jsonl',
    )
    .requiredOption('--corpus <file>', '语料，每行 {"id","doc","title","text"}')
    .requiredOption('--queries <file>', '问题，每行 {"id","question","relevant","answerable"}')
    .option('--run <file>', '把每个问题的结果写到这个文件')
    .action(evaluate);
}
