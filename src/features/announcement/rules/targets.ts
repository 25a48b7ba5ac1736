import { isSecretary, type ChatGroup, type Person } from '../../../core/person.ts';

/** Secretaries post to groups of their own party branch, administrators to all. */
export function mayPostTo(person: Person, group: ChatGroup): boolean {
  return person.roles.includes('admin') || (isSecretary(person) && group.partyBranch === person.partyBranch);
}

/** Who is asked for; see slots/groups.ts, which reads it from words. */
interface Wish {
  readonly named: readonly ChatGroup[];
  readonly except: readonly ChatGroup[];
  readonly every: 'all' | 'branches' | null;
  readonly count: number | null;
  readonly here: boolean;
  readonly unknown: readonly string[];
}

interface Reach {
  readonly all: readonly ChatGroup[];
  readonly person: Person;
  /** The group in which it was said. */
  readonly here: ChatGroup | undefined;
}

/** What has to be said about the choice. */
export type TargetNote =
  /** More was asked for than this person may post to. */
  | { readonly code: 'onlyOwn'; readonly names: readonly string[] }
  | { readonly code: 'unknownGroup'; readonly name: string; readonly names: readonly string[] }
  /** 三个群 of five: which? */
  | { readonly code: 'whichOf'; readonly count: number; readonly names: readonly string[] };

export interface Chosen {
  /** Also named groups of others: they are refused by name, not quietly replaced. */
  readonly groups: readonly ChatGroup[];
  readonly note: TargetNote | null;
}

/** Names first, then "all", a number, here; without a word the group it is said in, or those of the author's party branch. */
export function chooseGroups(wish: Wish, { all, person, here }: Reach): Chosen {
  const own = all.filter((group) => mayPostTo(person, group));
  const names = own.map(({ name }) => name);
  const [stranger] = wish.unknown;
  if (stranger !== undefined && wish.named.length === 0) return { groups: [], note: { code: 'unknownGroup', name: stranger, names } };
  if (wish.named.length > 0) return { groups: wish.named, note: null };
  if (wish.every !== null) {
    const meant = (group: ChatGroup): boolean => (wish.every === 'all' || group.partyBranch !== null) && !includes(wish.except, group);
    return { groups: own.filter(meant), note: all.filter(meant).length > own.filter(meant).length ? { code: 'onlyOwn', names } : null };
  }
  if (wish.count !== null) return counted(wish.count, own, all);
  const branch = own.filter((group) => group.partyBranch === person.partyBranch);
  if (here !== undefined && includes(own, here)) return { groups: [here], note: null };
  return { groups: here === undefined || wish.here ? branch : [], note: null };
}

function counted(count: number, own: readonly ChatGroup[], all: readonly ChatGroup[]): Chosen {
  const names = own.map(({ name }) => name);
  const branches = own.filter((group) => group.partyBranch !== null);
  const exact = [own, branches].find((groups) => groups.length === count);
  if (exact !== undefined) return { groups: exact, note: null };
  if (own.length < count) return { groups: own, note: all.length > own.length ? { code: 'onlyOwn', names } : null };
  return { groups: [], note: { code: 'whichOf', count, names } };
}

function includes(groups: readonly ChatGroup[], group: ChatGroup): boolean {
  return groups.some(({ id }) => id === group.id);
}
