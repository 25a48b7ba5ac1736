import type { ChatGroup, Directory, Person, Role } from '../../core/person.ts';
import { isSecretary } from '../../core/person.ts';
import { derived } from '../../store/derived.ts';
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

const peopleSeen = new WeakMap<AppointedRoles, WeakMap<Member, Person>>();

/** A row never changes, so whom it stands for is worked out once. */
function personIn(member: Member, appointed: AppointedRoles): Person {
  const people = peopleSeen.get(appointed) ?? new WeakMap<Member, Person>();
  peopleSeen.set(appointed, people);
  const person = people.get(member) ?? personOf(member.id, member, appointed);
  people.set(member, person);
  return person;
}

function groupOf(record: ChatGroupRecord): ChatGroup {
  return { id: record.id, name: record.name, partyBranch: record.partyBranch, canPush: record.sealedRobot !== null };
}

/** Everybody as the settings see them; drawn anew only when somebody of the roster changed. */
interface Roster {
  readonly people: readonly Person[];
  readonly secretaries: readonly Person[];
}

const rosters = new WeakMap<AppointedRoles, (tx: Reader) => Promise<Roster>>();
const allGroups = derived(chatGroups, (records) => records.map((record) => groupOf(record)));

/** Who is who, as one transaction sees it. */
export function directoryIn(tx: Reader, appointed: AppointedRoles): Directory {
  let roster: Promise<Roster> | undefined;
  const everyone = (): Promise<Roster> => {
    roster ??= rosterReader(appointed)(tx);
    return roster;
  };
  return {
    person: async (userId) => {
      const member = await tx.get(members, userId);
      return member === undefined ? personOf(userId, undefined, appointed) : personIn(member, appointed);
    },
    everyone: async () => (await everyone()).people,
    peopleNamed: async (name) => {
      const { people } = await everyone();
      const exact = people.filter((person) => person.name === name);
      return exact.length > 0 || name.length < 2 ? exact : people.filter((person) => person.name.endsWith(name));
    },
    secretariesOf: async (partyBranch) => {
      const { secretaries } = await everyone();
      const own = secretaries.filter((person) => person.partyBranch === partyBranch);
      return partyBranch !== null && own.length > 0 ? own : secretaries;
    },
    group: async (chatId) => {
      const record = await tx.get(chatGroups, chatId);
      return record === undefined ? undefined : groupOf(record);
    },
    groups: () => allGroups(tx),
  };
}

function rosterReader(appointed: AppointedRoles): (tx: Reader) => Promise<Roster> {
  const known = rosters.get(appointed);
  if (known !== undefined) return known;
  const reader = derived(members, (all) => rosterOf(all, appointed));
  rosters.set(appointed, reader);
  return reader;
}

function rosterOf(all: readonly Member[], appointed: AppointedRoles): Roster {
  const ids = new Set(all.map(({ id }) => id));
  const missing = [...new Set([...appointed.secretaries, ...appointed.admins])].filter((id) => !ids.has(id));
  const people = [...all.map((member) => personIn(member, appointed)), ...missing.map((id) => personOf(id, undefined, appointed))];
  return { people, secretaries: people.filter((person) => isSecretary(person)) };
}
