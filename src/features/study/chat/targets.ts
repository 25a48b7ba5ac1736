import type { ChatGroup } from '../../../core/person.ts';
import type { Turn } from '../../feature.ts';
import { managedGroups } from '../repo/prompts.ts';

const EVERY_GROUP = /(?:所有|全部|各个?|每个|[两三]个)(?:支部)?的?(?:工作)?群/u;

/** The groups that a sentence about the daily prompt is about: the named ones, else this one, else those of the own branch. */
export async function groupsMeant(turn: Turn): Promise<readonly ChatGroup[]> {
  const managed = await managedGroups(turn);
  if (EVERY_GROUP.test(turn.said.text)) return managed;
  const named = managed.filter((group) =>
    [group.name, group.name.replace('工作群', '群')].some((name) => turn.said.text.includes(name.toLowerCase())),
  );
  if (named.length > 0) return named;
  if (turn.chat.kind === 'group') return managed.filter((group) => group.id === turn.chat.id);
  return managed.filter((group) => group.partyBranch === turn.person.partyBranch);
}
