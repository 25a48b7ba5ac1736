import type { ChatGroup } from '../../../../core/person.ts';
import type { GroupWish } from '../groups.ts';

const ADDS = /(?:再)?(?:加上|加|添上?|也发|还发|还有|抄送|再发|一起发)(?:给|到|上)?|也(?:要)?发|也给/u;

/** The groups after "别发二支部", "再加上食堂群", "只发一支部"; undefined when no group is named. */
export function changedGroups(
  text: string,
  wish: GroupWish,
  groupIds: readonly string[],
  own: readonly ChatGroup[],
): readonly string[] | undefined {
  const except = wish.except.map(({ id }) => id);
  const named = wish.named.map(({ id }) => id);
  if (wish.every !== null && named.length === 0 && !isOnlyExcept(text, wish)) {
    return own.filter((group) => (wish.every === 'all' || group.partyBranch !== null) && !except.includes(group.id)).map(({ id }) => id);
  }
  if (named.length === 0 && except.length === 0) return undefined;
  const base = named.length === 0 || ADDS.test(text) ? groupIds : [];
  return [...new Set([...base, ...named])].filter((id) => !except.includes(id));
}

/** 别发二支部 takes one away from the draft; 除了二支部其他都发 means all the others. */
function isOnlyExcept(text: string, wish: GroupWish): boolean {
  return wish.except.length > 0 && !/其他|其它|剩下|别的|都发|所有|全部/u.test(text);
}
