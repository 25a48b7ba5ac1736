import type { Command } from 'commander';
import { allFeatures } from '../feature-list.ts';
import { answerUnderstandLine, lineSchema } from '../conversation/understand/stdio.ts';
import { understander } from '../conversation/understand/read.ts';
import { systemClock } from '../core/clock.ts';
import { answerTimeLine, describeTime } from '../time/stdio.ts';
import { shippedWorkdays } from '../workdays.ts';
import { answerLines } from './lines.ts';
import { CommandError, print, settings } from './world.ts';

/** Names by which the labelled sets call the bot, beside the configured ones. */
const SET_NAMES = ['红管家'];

async function understand(): Promise<void> {
  const calendar = await shippedWorkdays();
  const reader = understander(allFeatures());
  const botNames = [...settings().botNames, ...SET_NAMES];
  await answerLines(async (line) => {
    const { id, intent, slots } = answerUnderstandLine(lineSchema.parse(JSON.parse(line)), { understander: reader, calendar, botNames });
    return Promise.resolve({ id, intent, slots });
  });
}

async function time(words: string | undefined, options: { stdio?: boolean }): Promise<void> {
  const calendar = await shippedWorkdays();
  if (options.stdio === true) return answerLines((line) => Promise.resolve(answerTimeLine(JSON.parse(line), calendar)));
  if (words === undefined) throw new CommandError('请写上要看的话，例如：npm run -s cli -- time "每周五下午5点"');
  print(describeTime(words, { now: systemClock.now(), zone: settings().zone, calendar }));
}

export function readingCommands(program: Command): void {
  program
    .command('understand')
    .description('理解接口，逐行 JSON。例：npm run -s cli -- understand --stdio < 句子.jsonl')
    .requiredOption('--stdio', '从标准输入读，往标准输出写')
    .action(understand);
  program
    .command('time [words]')
    .description('看一句话里的时间是怎么理解的。例：npm run -s cli -- time "每周五下午5点"')
    .option('--stdio', '从标准输入读逐行 JSON，往标准输出写')
    .action(time);
}
