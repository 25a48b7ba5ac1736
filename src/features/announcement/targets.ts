import { isSecretary, type ChatGroup, type Person } from '../../core/person.ts';
import type { Situation, Utterance } from '../feature.ts';

const EVERY_GROUP = /(?:所有|全部|各个?|每个|三个)(?:支部)?的?(?:工作)?群/u;
const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** Names by which people call a group: whole, without 工作, and "一支部群" from its number. */
function namesOf(group: ChatGroup): readonly string[] {
  const ordinal = ORDINALS.find((one) => group.name.includes(`${one}支部`) || group.partyBranch?.includes(`第${one}党支部`) === true);
  const short =
    ordinal === undefined
      ? []
      : [`第${ordinal}支部工作群`, `第${ordinal}支部群`, `${ordinal}支部工作群`, `${ordinal}支部群`, `${ordinal}支部和`, `${ordinal}支部`];
  return [group.name, group.name.replace('工作群', '群'), ...short];
}

/** Secretaries post to groups of their own party branch, administrators to all. */
export function mayPostTo(person: Person, group: ChatGroup): boolean {
  return person.roles.includes('admin') || (isSecretary(person) && group.partyBranch === person.partyBranch);
}

/**
 * The groups that an announcement goes to: those named, else the group it is said in, else the group of the secretary's
 * branch.
 */
export async function targetsOf(
  situation: Situation,
  said: Utterance,
): Promise<{ readonly groups: readonly ChatGroup[]; readonly words: readonly string[] }> {
  const all = await situation.directory.groups();
  const own = all.filter((group) => mayPostTo(situation.person, group));
  const every = EVERY_GROUP.exec(said.text)?.[0];
  if (every !== undefined) return { groups: own, words: [every] };
  // Also groups of others: to be refused by name, not quietly replaced by one's own.
  const named = all.flatMap((group) =>
    namesOf(group)
      .filter((name) => said.text.includes(name.toLowerCase()))
      .slice(0, 1)
      .map((name) => ({ group, name })),
  );
  if (named.length > 0) return { groups: named.map(({ group }) => group), words: named.map(({ name }) => name) };
  if (situation.group !== undefined && own.some((group) => group.id === situation.group?.id))
    return { groups: [situation.group], words: [] };
  return {
    groups: situation.chat.kind === 'direct' ? own.filter((group) => group.partyBranch === situation.person.partyBranch) : [],
    words: [],
  };
}
