import type { ChatGroup, Directory, Person, Role } from '../../core/person.ts';
import { isSecretary } from '../../core/person.ts';
import type { Reader } from '../../store/store.ts';
import { chatGroups, members, type ChatGroupRecord, type Member } from './schema.ts';

/** Roles that the settings give, over those of the roster. */
export interface AppointedRoles {
  readonly secretaries: readonly string[];
  readonly admins: readonly string[];
}

function personOf(userId: string, member: Member | undefined, appointed: AppointedRoles): Person {
  const roles = new Set<Role>(member?.roles ?? ['member']);
  if (appointed.secretaries.includes(userId)) roles.add('secretary');
  if (appointed.admins.includes(userId)) roles.add('admin');
  return {
    userId,
    name: member?.name ?? userId,
    roles: [...roles],
    department: member?.department ?? null,
    partyBranch: member?.partyBranch ?? null,
  };
}

function groupOf(record: ChatGroupRecord): ChatGroup {
  return { id: record.id, name: record.name, partyBranch: record.partyBranch, canPush: record.sealedRobot !== null };
}

/** Who is who, as one transaction sees it. */
export function directoryIn(tx: Reader, appointed: AppointedRoles): Directory {
  let roster: Promise<readonly Person[]> | undefined;
  const everyone = (): Promise<readonly Person[]> => {
    roster ??= allPeople(tx, appointed);
    return roster;
  };
  return {
    person: async (userId) => personOf(userId, await tx.get(members, userId), appointed),
    everyone,
    peopleNamed: async (name) => {
      const people = await everyone();
      const exact = people.filter((person) => person.name === name);
      return exact.length > 0 || name.length < 2 ? exact : people.filter((person) => person.name.endsWith(name));
    },
    secretariesOf: async (partyBranch) => {
      const secretaries = (await everyone()).filter((person) => isSecretary(person));
      const own = secretaries.filter((person) => person.partyBranch === partyBranch);
      return partyBranch !== null && own.length > 0 ? own : secretaries;
    },
    group: async (chatId) => {
      const record = await tx.get(chatGroups, chatId);
      return record === undefined ? undefined : groupOf(record);
    },
    groups: async () => (await tx.find(chatGroups)).map((record) => groupOf(record)),
  };
}

async function allPeople(tx: Reader, appointed: AppointedRoles): Promise<readonly Person[]> {
  const known = await tx.find(members);
  const people = known.map((member) => personOf(member.id, member, appointed));
  const missing = [...new Set([...appointed.secretaries, ...appointed.admins])].filter((id) => !known.some((member) => member.id === id));
  return [...people, ...missing.map((id) => personOf(id, undefined, appointed))];
}
