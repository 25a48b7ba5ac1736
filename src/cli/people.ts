import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { personalCommands } from './personal.ts';
import { readRoster, rosterProblems } from './roster.ts';
import { chatGroups, members, type Member } from '../conversation/identity/schema.ts';
import { robotAddress } from '../channels/wecom-robot/index.ts';
import { planLeaving } from '../conversation/personal/jobs.ts';
import { systemClock } from '../core/clock.ts';
import { targetKeyOf, tryClosed } from '../outbox/outbox.ts';
import { UniqueViolation } from '../store/store.ts';
import { withAudit } from './audited.ts';
import { CommandError, print, withCopy } from './world.ts';

interface GroupOptions {
  readonly chat: string;
  readonly name: string;
  readonly robot: string;
  readonly branch?: string;
}

/** What stands on the command line is seen in the list of processes and stays in the shell's history. */
async function robotFrom(said: string): Promise<string> {
  if (said !== '-') return said.trim();
  if (process.stdin.isTTY) process.stderr.write('请粘贴群机器人的推送地址，再按回车：');
  for await (const line of createInterface({ input: process.stdin })) return line.trim();
  return '';
}

async function addGroup(options: GroupOptions): Promise<void> {
  if (options.chat.trim() === '' || options.name.trim() === '')
    throw new CommandError('--chat（群的 chatid）和 --name（群名）都不能是空的。');
  const robot = await robotFrom(options.robot);
  await withAudit('group add', async (store, { config, vault }) => {
    const address = robotAddress(robot, config.wecomApiBase ?? 'https://qyapi.weixin.qq.com');
    if (address === undefined)
      throw new CommandError('--robot 应为群机器人的完整地址（https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…）或其中的 key。');
    const key = new URL(address.send).searchParams.get('key') ?? '';
    try {
      await store.write(async (tx) => {
        const known = await tx.get(chatGroups, options.chat);
        await tx.put(chatGroups, {
          id: options.chat,
          name: options.name,
          partyBranch: options.branch ?? known?.partyBranch ?? null,
          sealedRobot: vault.seal(robot),
          robotHash: vault.keyedHash(`robot/${key}`),
        });
        // Nothing got through to the old address for long: the new one is to be tried at once.
        await tryClosed(tx, targetKeyOf({ kind: 'group', id: options.chat }), systemClock.now());
      });
    } catch (error) {
      if (error instanceof UniqueViolation) throw new CommandError('这个推送地址已经绑在另一个群上了，请到那个群里另建一个群机器人。');
      throw error;
    }
    print(`已绑定：${options.name}${options.branch === undefined ? '' : `（${options.branch}）`}。`);
  });
}

async function listGroups(): Promise<void> {
  await withCopy(async (store) => {
    const groups = await store.read((tx) => tx.find(chatGroups));
    if (groups.length === 0) print('还没有登记的群。用 group add 绑定第一个。');
    for (const group of groups)
      print(`${group.name}  ${group.id}  ${group.partyBranch ?? '未定支部'}  ${group.sealedRobot === null ? '不能推送' : '能推送'}`);
  });
}

async function importMembers(path: string, { removeMissing = false }: { readonly removeMissing?: boolean }): Promise<void> {
  const rows = await readRoster(path);
  const problems = rosterProblems(rows);
  // All or nothing: half a roster is worse than the old one.
  if (problems.length > 0)
    throw new CommandError(`名单有 ${problems.length} 处要改，一条也没有导入：\n${problems.slice(0, 30).join('\n')}`);
  await withAudit('member import', async (store, { vault }) => {
    const missing = await store.write(async (tx) => {
      for (const { member, phone } of rows.flatMap((row) => (row.ok ? [row] : []))) {
        await tx.put(members, { ...member, ...(phone === null ? {} : { sealedPhone: vault.seal(phone) }) });
      }
      const listed = new Set(rows.flatMap((row) => (row.ok ? [row.member.id] : [])));
      const others = (await tx.find(members)).filter(({ id }) => !listed.has(id));
      if (removeMissing) {
        for (const { id } of others) await tx.delete(members, id);
        await planLeaving(
          tx,
          others.map(({ id, name }) => ({ userId: id, name })),
          systemClock.now(),
        );
      }
      return others;
    });
    print(`已导入 ${rows.length} 人。`);
    if (missing.length > 0) print(missingText(missing, removeMissing));
  });
}

const NAMED = 20;

/** Who left must not stay a secretary without anybody noticing. */
function missingText(missing: readonly Member[], removed: boolean): string {
  const names = missing.slice(0, NAMED).map(({ name, roles }) => `${name}${roles.includes('secretary') ? '（书记）' : ''}`);
  const who = `${names.join('、')}${missing.length > NAMED ? `等${missing.length}人` : ''}`;
  return removed
    ? `已去掉这份名单里没有的 ${missing.length} 人：${who}。`
    : `注意：还有 ${missing.length} 人不在这份名单里，照旧保留：${who}。\n他们已经离开的话，加 --remove-missing 再导入一次。`;
}

export function peopleCommands(program: Command): void {
  const group = program.command('group').description('群：登记、绑定推送地址');
  group
    .command('add')
    .description(
      '把群和它的群机器人绑在一起。例：npm run -s cli -- group add --chat wrXXXX --name 后勤一支部工作群 --robot - --branch 后勤第一党支部（再粘贴推送地址）',
    )
    .requiredOption('--chat <chatid>', '群编号（群里 @机器人 后，可在日志里看到）')
    .requiredOption('--name <name>', '群名')
    .requiredOption('--robot <url-or-key>', '群机器人的推送地址或 key；写 - 就从键盘或管道读，不留在命令历史里')
    .option('--branch <name>', '所属党支部')
    .action(addGroup);
  group.command('list').description('列出登记的群。例：npm run -s cli -- group list').action(listGroups);
  const member = program.command('member').description('职工名单和个人数据');
  member
    .command('import <file>')
    .description('导入名单（xlsx、csv；列：账号、姓名、部门、支部、角色、政治面貌、手机）。例：npm run -s cli -- member import 名单.xlsx')
    .option(
      '--remove-missing',
      '这份是全部名单：原来有、这份里没有的人一并去掉（离职、调走的人不再有书记等权限，占着的报名名额退出来，30 天后删掉他们办完的记录）',
    )
    .action(importMembers);
  personalCommands(member);
}
