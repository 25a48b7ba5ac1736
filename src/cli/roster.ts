import { extname } from 'node:path';
import { z } from 'zod';
import { memberSchema, type Member } from '../conversation/identity/schema.ts';
import { parseCsv } from './csv.ts';
import { CommandError, readTextFile } from './world.ts';

/** What the columns may be called. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  userId: ['账号', '企业微信账号', '成员账号', 'userid', '工号'],
  name: ['姓名', '名字', 'name'],
  department: ['部门', '班组', 'department'],
  partyBranch: ['支部', '党支部', '所在支部', 'branch'],
  roles: ['角色', '职务', 'roles'],
  politicalStatus: ['政治面貌', 'political status', 'politicalstatus'],
  phone: ['手机', '手机号', '电话', 'phone'],
};

const ROLE_WORDS: Readonly<Record<string, Member['roles'][number]>> = {
  职工: 'member',
  成员: 'member',
  党员: 'member',
  member: 'member',
  书记: 'secretary',
  支部书记: 'secretary',
  党群干事: 'secretary',
  secretary: 'secretary',
  委员: 'committeeMember',
  支部委员: 'committeeMember',
  committeemember: 'committeeMember',
  管理员: 'admin',
  admin: 'admin',
};

const STATUS_WORDS: Readonly<Record<string, NonNullable<Member['politicalStatus']>>> = {
  中共党员: 'partyMember',
  党员: 'partyMember',
  预备党员: 'probationary',
  中共预备党员: 'probationary',
  团员: 'leagueMember',
  共青团员: 'leagueMember',
  群众: 'nonMember',
};

export type RosterRow =
  | { readonly ok: true; readonly line: number; readonly member: Member; readonly phone: string | null }
  | { readonly ok: false; readonly line: number; readonly problem: string };

const LIMIT = 100_000;

export async function readRoster(path: string): Promise<readonly RosterRow[]> {
  const [header = [], ...rows] = await cellsOf(path);
  if (rows.length > LIMIT) throw new CommandError(`名单最多 ${LIMIT} 行。`);
  const at = columnsOf(header);
  return rows.flatMap((cells, index) => (cells.every((cell) => cell === '') ? [] : [rowOf(cells, at, index + 2)]));
}

async function cellsOf(path: string): Promise<readonly (readonly string[])[]> {
  const kind = extname(path).toLowerCase();
  if (kind === '.csv') return parseCsv(await readTextFile(path));
  if (kind !== '.xlsx') throw new CommandError('名单只能是 xlsx 或 csv 文件。');
  const { readSheet } = await import('read-excel-file/node');
  const sheet = z.array(z.array(z.unknown())).parse(await readSheet(path));
  // A cell may be a number or a date; ids and phones are meant as written.
  return sheet.map((row) => row.map((cell) => (typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '')));
}

function columnsOf(header: readonly string[]): ReadonlyMap<string, number> {
  const at = new Map<string, number>();
  header.forEach((cell, index) => {
    const name = Object.keys(COLUMNS).find((one) => COLUMNS[one]?.includes(cell.trim().toLowerCase()));
    if (name !== undefined) at.set(name, index);
  });
  for (const needed of ['userId', 'name'])
    if (!at.has(needed)) throw new CommandError(`第一行里没有“${COLUMNS[needed]?.[0] ?? needed}”这一列。`);
  return at;
}

function rowOf(cells: readonly string[], at: ReadonlyMap<string, number>, line: number): RosterRow {
  const cell = (name: string): string => cells[at.get(name) ?? -1]?.trim() ?? '';
  const roleWords = cell('roles')
    .split(/[、,，;；\s]+/u)
    .filter((word) => word !== '');
  const unknownRole = roleWords.find((word) => ROLE_WORDS[word.toLowerCase()] === undefined);
  if (unknownRole !== undefined) return { ok: false, line, problem: `角色“${unknownRole}”不认识，可写：职工、书记、委员、管理员` };
  const status = cell('politicalStatus');
  if (status !== '' && STATUS_WORDS[status] === undefined)
    return { ok: false, line, problem: `政治面貌“${status}”不认识，可写：党员、预备党员、团员、群众` };
  const roles = new Set<Member['roles'][number]>(['member', ...roleWords.flatMap((word) => ROLE_WORDS[word.toLowerCase()] ?? [])]);
  const parsed = memberSchema.safeParse({
    id: cell('userId'),
    name: cell('name'),
    department: cell('department') || null,
    partyBranch: cell('partyBranch') || null,
    roles: [...roles],
    politicalStatus: STATUS_WORDS[status] ?? null,
  });
  if (!parsed.success || parsed.data.id === '' || parsed.data.name === '') return { ok: false, line, problem: '账号或姓名是空的' };
  return { ok: true, line, member: parsed.data, phone: cell('phone') || null };
}

/** Every problem with its line, doubled accounts included. */
export function rosterProblems(rows: readonly RosterRow[]): readonly string[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row) => {
    if (!row.ok) return [`第 ${row.line} 行：${row.problem}`];
    const before = seen.get(row.member.id);
    seen.set(row.member.id, row.line);
    return before === undefined ? [] : [`第 ${row.line} 行：账号“${row.member.id}”和第 ${before} 行重复`];
  });
}
