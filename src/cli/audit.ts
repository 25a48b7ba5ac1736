import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { z } from 'zod';
import { firstMisfit, keyForgotten } from '../conversation/audit/chain.ts';
import { actorCode } from '../conversation/audit/record.ts';
import { AUDIT_KEPT_MS, auditEntries, type AuditEntry } from '../conversation/audit/schema.ts';
import { members } from '../conversation/identity/schema.ts';
import { DAY_MS, plusMs, systemClock } from '../core/clock.ts';
import { formatInstant } from '../core/zh/format.ts';
import { instantOf, localDateOf, localTimeOf } from '../core/zone.ts';
import { jsonOrNull } from './json-or-null.ts';
import { CommandError, print, secrets, withCopy } from './world.ts';

interface Which {
  readonly by?: string;
  readonly since?: string;
  readonly about?: string;
}

const MOST = 1_000;
const VIA: Readonly<Record<AuditEntry['via'], string>> = { chat: '聊天', page: '网页', command: '命令行' };
const day = z.iso.date();

async function list({ by, since, about }: Which): Promise<void> {
  await withCopy(async (store, { zone }) => {
    const parsed = since === undefined ? undefined : day.safeParse(since);
    if (parsed?.success === false) throw new CommandError('--since 应为日期，如 2026-11-01。');
    const from = parsed === undefined ? undefined : instantOf(parsed.data, '00:00', zone);
    const found = await store.read((tx) => tx.find(auditEntries, { orderBy: 'at', ...(from === undefined ? {} : { from }) }));
    const wanted = found.filter(
      (entry) => (by === undefined || entry.actor === by) && (about === undefined || rowsOf(entry).some((row) => row.includes(about))),
    );
    const names = new Map((await store.read((tx) => tx.find(members))).map(({ id, name }) => [id, name]));
    for (const entry of wanted.slice(-MOST)) print(lineOf(entry, names, zone));
    print(`共 ${wanted.length} 条${wanted.length > MOST ? `，只列最近 ${MOST} 条` : ''}。`);
  });
}

function rowsOf({ changed, shown }: AuditEntry): readonly string[] {
  return [
    ...changed.map(({ collection, id, act }) => `${act === 'put' ? '改' : '删'} ${collection}/${id}`),
    ...shown.map(({ kind, id }) => `看 ${kind}/${id}`),
  ];
}

function lineOf(entry: AuditEntry, names: ReadonlyMap<string, string>, zone: string): string {
  const { hour, minute, second } = localTimeOf(entry.at, zone);
  const clock = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
  const name = names.get(entry.actor);
  const who = name === undefined ? entry.actor : `${name}（${entry.actor}）`;
  const more = entry.more === 0 ? '' : ` 等 ${entry.more} 项`;
  return `${localDateOf(entry.at, zone)} ${clock}  ${who}  ${VIA[entry.via]}  ${entry.what}  ${rowsOf(entry).join('、')}${more}`;
}

const logged = z.object({ time: z.iso.datetime(), msg: z.literal('audit'), actor: z.string(), order: z.number(), seal: z.string() });

/** `logs`: what a log collector holds. An entry whose seal stands there must stand in the data. */
async function check(logs: readonly string[]): Promise<void> {
  await withCopy(async (store, config) => {
    const vault = await secrets(config);
    const seal = (text: string): string => vault.keyedHash(text);
    const entries = await store.read((tx) => tx.find(auditEntries, { orderBy: 'at' }));
    const actors = [...new Set(entries.map(({ actor }) => actor))];
    const forgotten = await store.read((tx) => keyForgotten(tx, seal));
    const problems: string[] = [];
    for (const actor of actors) {
      const misfit = await store.read((tx) => firstMisfit(tx, actor, seal, forgotten));
      if (misfit !== null) problems.push(`${actor} 的第 ${misfit.order} 条对不上：它或它前面的记录被改过、删过。`);
    }
    const known = new Map(entries.map((entry) => [`${actorCode(entry.actor, seal)}#${entry.order}`, entry.seal]));
    // A lost key had made the codes of the actors, too: the seals themselves are the same in the log and in the data.
    const unproven = new Set(entries.filter((entry) => forgotten?.hadSealed(entry)).map(({ order, seal: then }) => `${order} ${then}`));
    // What is older goes by itself.
    const since = plusMs(systemClock.now(), DAY_MS - AUDIT_KEPT_MS);
    let compared = 0;
    for (const path of logs) {
      for await (const line of createInterface({ input: createReadStream(path) })) {
        const found = logged.safeParse(jsonOrNull(line.slice(Math.max(0, line.indexOf('{')))));
        if (!found.success || found.data.time < since) continue;
        const { actor, order, seal: then } = found.data;
        compared += 1;
        if (known.get(`${actor}#${order}`) !== then && !unproven.has(`${order} ${then}`))
          problems.push(`日志里有、数据里没有（或不一样）：${found.data.time} ${actor} 的第 ${order} 条。`);
      }
    }
    if (logs.length > 0 && compared === 0 && entries.some(({ at }) => at >= since))
      throw new CommandError('这些日志里一条操作记录的封印也没有，比不了。请给出服务的日志原文件（LOG_LEVEL 要是 info），时间也要对得上。');
    if (problems.length > 0) throw new CommandError(`操作记录对不上：\n${problems.join('\n')}`);
    if (forgotten !== undefined && unproven.size > 0)
      print(
        `提醒：${formatInstant(forgotten.at, config.zone)}换过密钥（store forget-key），之前的 ${unproven.size} 条只能看前后连不连得上，内容没法核对。`,
      );
    print(
      `操作记录 ${entries.length} 条，${actors.length} 人，前后连得上，${unproven.size === 0 ? '' : '换密钥以后的'}没有改过。${logs.length === 0 ? '' : `和日志比了 ${compared} 条，都一致。`}`,
    );
  });
}

export function auditCommands(program: Command): void {
  const audit = program.command('audit').description('操作记录：书记、管理员和命令行做过什么');
  audit
    .command('list')
    .description(
      '列出操作记录：什么时候、谁、做了什么、动了或看了哪些数据（服务可以开着）。例：npm run -s cli -- audit list --by wangmin --since 2026-11-01',
    )
    .option('--by <userid>', '只看这个账号的')
    .option('--since <date>', '从哪天起')
    .option('--about <id>', '只看和这条数据有关的')
    .action(list);
  audit
    .command('check [log...]')
    .description('核对操作记录有没有被改过、删过；带上服务的日志文件，就和日志再比一遍。例：npm run -s cli -- audit check 服务.log')
    .action(check);
}
