import type { ChatGroup, Person } from '../../../core/person.ts';
import type { Situation } from '../../feature.ts';

/** Where an activity goes when nobody says it: the group it is said in; in the single chat the groups of the own branch. */
export async function usualGroups(situation: Situation): Promise<readonly string[]> {
  if (situation.chat.kind === 'group') return [situation.chat.id];
  const branch = situation.person.partyBranch;
  return branch === null
    ? []
    : (await situation.directory.groups()).filter((group) => group.partyBranch === branch).map((group) => group.id);
}

/** Secretaries publish to groups of their own party branch, administrators to all. */
function mayPostTo(person: Person, group: ChatGroup): boolean {
  return person.roles.includes('admin') || group.partyBranch === person.partyBranch;
}

/** Groups by the words they are called: 一支部 is 后勤一支部工作群. Only those that this person may post to. */
export async function calledGroups(
  situation: Situation,
  words: readonly string[],
): Promise<{ readonly ids: readonly string[]; readonly unknown: readonly string[]; readonly known: readonly string[] }> {
  const groups = (await situation.directory.groups()).filter((group) => mayPostTo(situation.person, group));
  const found = words.map((word) => ({ word, groups: groups.filter((group) => isCalled(group, word)) }));
  return {
    ids: [...new Set(found.flatMap((one) => one.groups.map((group) => group.id)))],
    unknown: found.filter((one) => one.groups.length === 0).map((one) => one.word),
    known: groups.map((group) => group.name),
  };
}

export async function groupNames(situation: Situation, ids: readonly string[]): Promise<readonly string[]> {
  return Promise.all(ids.map(async (id) => (await situation.directory.group(id))?.name ?? '本群'));
}

function isCalled(group: ChatGroup, word: string): boolean {
  const short = (name: string): string => name.replaceAll(/第|党|工作群|群/gu, '');
  const wanted = short(word);
  return wanted.length > 0 && (short(group.name).includes(wanted) || short(group.partyBranch ?? '').includes(wanted));
}
