import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { withAudit } from './audited.ts';
import { planForgetting } from '../conversation/personal/jobs.ts';
import { members } from '../conversation/identity/schema.ts';
import { systemClock } from '../core/clock.ts';
import { isJson, type Json } from '../core/json.ts';
import { targetKeyOf } from '../outbox/outbox.ts';
import { CommandError, everythingKept, print, secrets, settings } from './world.ts';

type Row = Readonly<Record<string, Json>>;

/** What is theirs, by collection: a row in which they only happen to stand (who seconded, who works on it) is another's. */
export const THEIRS: Readonly<Record<string, (row: Row, userId: string) => boolean>> = {
  members: (row, userId) => row['id'] === userId,
  conversations: ({ id }, userId) => typeof id === 'string' && id.endsWith(`:${userId}`),
  notices: (row, userId) => row['targetKey'] === targetKeyOf({ kind: 'person', userId }),
  activitySignups: (row, userId) => row['userId'] === userId || (row['userId'] === null && row['broughtBy'] === userId),
  suggestions: (row, userId) => row['authorId'] === userId,
  quizAnswers: (row, userId) => row['userId'] === userId,
  mistakes: (row, userId) => row['userId'] === userId,
  practices: (row, userId) => row['id'] === userId,
  announcementTicks: (row, userId) => row['userId'] === userId,
  policyAnswers: (row, userId) => row['userId'] === userId,
  policyCitations: (row, userId) => row['userId'] === userId,
  policyQuestions: (row, userId) => row['askerId'] === userId,
};

const rowSchema = z.record(z.string(), z.custom<Json>(isJson));
const sealed = z.looseObject({ sealedPhone: z.string() });

async function exportPerson(userId: string, path: string): Promise<void> {
  const config = settings();
  const vault = await secrets(config);
  const found: Record<string, Row[]> = {};
  const kept = everythingKept(config);
  try {
    for await (const { name, documents } of kept) {
      const isTheirs = THEIRS[name];
      if (isTheirs === undefined) continue;
      for await (const document of documents) {
        const row = rowSchema.parse(document);
        if (isTheirs(row, userId)) (found[name] ??= []).push(row);
      }
    }
  } finally {
    await kept.return(undefined);
  }
  const rows = Object.values(found).flat().length;
  if (rows === 0) throw new CommandError(`没有账号“${userId}”的任何数据。账号是名册里的“账号”一列，不是姓名。`);
  // Their own number, in words that they can read.
  const plain = (found[members.name] ?? []).map((row) => {
    const { success, data } = sealed.safeParse(row);
    return success ? { ...data, sealedPhone: undefined, phone: vault.unseal(data.sealedPhone) } : row;
  });
  const collections = { ...found, [members.name]: plain };
  await writeFile(path, `${JSON.stringify({ userId, exportedAt: systemClock.now(), collections }, null, 2)}\n`, {
    flag: 'wx',
    mode: 0o600,
  });
  print(`已写出“${userId}”的 ${rows} 条数据：${path}\n交给本人之前请看一遍：里面可能有别人的名字。匿名建议不在里面：没有存是谁提的。`);
}

async function forgetPerson(userId: string): Promise<void> {
  await withAudit(`member forget ${userId}`, async (store) => {
    const known = await store.write(async (tx) => {
      await planForgetting(tx, userId, systemClock.now());
      return tx.get(members, userId);
    });
    print(`已安排删除“${userId}”办完的记录：服务开着就马上办，没开就在下次启动时办。还没办完的事和名册不动。`);
    if (known === undefined) print('名册上没有这个账号：如果不是离职的人，请核对账号（大小写也要对）。');
    else print('这个人还在名册上。离职的话，请另用 member import --remove-missing 更新名册。');
  });
}

export function personalCommands(member: Command): void {
  member
    .command('export <userid> <file>')
    .description('把一个人的全部数据写成一份 JSON（本人要副本时用；服务可以开着）。例：npm run -s cli -- member export zhangwei 张伟.json')
    .action(exportPerson);
  member
    .command('forget <userid>')
    .description('删除一个人办完的记录（本人要求、又不会自己发“删除我的数据”时用）。例：npm run -s cli -- member forget zhangwei')
    .action(forgetPerson);
}
