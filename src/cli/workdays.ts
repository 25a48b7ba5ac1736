import type { Command } from 'commander';
import { planApply } from '../conversation/workdays/feature.ts';
import { keepTable, workdayTables } from '../conversation/workdays/schema.ts';
import { workdayTexts } from '../conversation/workdays/texts.ts';
import { systemClock } from '../core/clock.ts';
import { workdayTableSchema, type WorkdayTable } from '../time/calendar.ts';
import { readNotice } from '../time/notice.ts';
import { shippedTables } from '../workdays.ts';
import { withAudit } from './audited.ts';
import { jsonOrNull } from './json-or-null.ts';
import { CommandError, print, readTextFile, withCopy } from './world.ts';

async function importTable(path: string): Promise<void> {
  const table = await tableOf(path);
  await withAudit('workdays import', async (store) => {
    const now = systemClock.now();
    await store.write(async (tx) => {
      await keepTable(tx, table, { importedBy: 'cli', importedAt: now });
      await planApply(tx, table.year, now);
    });
  });
  print(
    `已导入${table.year}年放假安排：${table.holidays.length}个假期，调休上班${table.makeUpWorkdays.length}天。下次启动后，排到这一年的计划会重排。`,
  );
}

/** The notice as it was published, or a table like those in data/seed/workdays. */
async function tableOf(path: string): Promise<WorkdayTable> {
  const text = await readTextFile(path);
  if (text.trimStart().startsWith('{')) {
    const table = workdayTableSchema.safeParse(jsonOrNull(text));
    if (!table.success) throw new CommandError('这个 JSON 不是放假安排，格式见 data/seed/workdays/2026.json。');
    return table.data;
  }
  const { table, problems } = readNotice(text);
  if (table === undefined) throw new CommandError(workdayTexts.problems(problems));
  return table;
}

async function list(): Promise<void> {
  const shipped = await shippedTables();
  await withCopy(async (store) => {
    const imported = await store.read((tx) => tx.find(workdayTables));
    const own = new Set(imported.map(({ year }) => year));
    const known = [...shipped.filter(({ year }) => !own.has(year)), ...imported].toSorted((left, right) => left.year - right.year);
    for (const table of known) print(`${table.year}年  ${own.has(table.year) ? '已导入' : '随程序附带'}  ${table.source}`);
    const last = known.at(-1)?.year ?? 0;
    print(`${last + 1}年放假安排尚未导入，暂按周一至周五。公布后：npm run -s cli -- workdays import 通知.txt`);
  });
}

export function workdayCommands(program: Command): void {
  const command = program.command('workdays').description('放假和调休安排');
  command
    .command('import <file>')
    .description('导入一年的放假安排：国务院通知的全文（txt），或 JSON。例：npm run -s cli -- workdays import 2027放假通知.txt')
    .action(importTable);
  command.command('list').description('列出已知年份的放假安排。例：npm run -s cli -- workdays list').action(list);
}
