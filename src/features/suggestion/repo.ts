import { DAY_MS, plusMs, type Instant, type LocalDate } from '../../core/clock.ts';
import type { Chat } from '../../core/message.ts';
import { isSecretary, type Directory, type Person } from '../../core/person.ts';
import { nextNumber } from '../../store/counters.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { isPublicIn, mayHandle, maySayIn, maySee } from './rules/access.ts';
import { suggestions, type Status, type Suggestion } from './schema.ts';

/** On whose behalf something is loaded. */
export interface Asker {
  readonly tx: Reader;
  readonly now: Instant;
  readonly person: Person;
  readonly chat: Chat;
  readonly directory: Directory;
}

const OPEN: readonly Status[] = ['filed', 'accepted', 'assigned', 'answered'];
/** How long one that is over can still be meant by its title or in a list. */
const REMEMBERED_MS = 60 * DAY_MS;

/** The suggestion, when the asker may know of it from this chat. The only way by which chat code loads one. */
export async function suggestionFor(asker: Asker, id: string): Promise<Suggestion | undefined> {
  return within(asker, await asker.tx.get(suggestions, id));
}

export async function suggestionByNumber(asker: Asker, number: number): Promise<Suggestion | undefined> {
  const [found] = await asker.tx.find(suggestions, { where: { number }, limit: 1 });
  return within(asker, found);
}

/** By the label that secretaries see, for those who may handle it. */
export async function suggestionByLabel(asker: Asker, label: string): Promise<Suggestion | undefined> {
  const [found] = await asker.tx.find(suggestions, { where: { label }, limit: 1 });
  return found !== undefined && mayHandle(found, asker.person) ? found : undefined;
}

/** By the hash of its receipt: who has the receipt may read it, whoever it is. */
export async function suggestionByReceipt(tx: Reader, receiptHash: string): Promise<Suggestion | undefined> {
  const [found] = await tx.find(suggestions, { where: { receiptHash }, limit: 1 });
  return found;
}

const LAST_OF_ONE = 20;

/** What a member filed under their name, the newest. */
export function lastOf(tx: Reader, authorId: string): Promise<readonly Suggestion[]> {
  return tx.find(suggestions, { where: { authorId }, orderBy: 'filedOn', descending: true, limit: LAST_OF_ONE });
}

/** Came to an end within these days, both included: closed then, or filed then and never closed. */
export async function endedBetween(
  tx: Reader,
  { from, upTo }: { readonly from: LocalDate; readonly upTo: LocalDate },
): Promise<readonly Suggestion[]> {
  const filed = await tx.find(suggestions, { orderBy: 'filedOn', from, upTo });
  return [...(await tx.find(suggestions, { orderBy: 'closedOn', from, upTo })), ...filed.filter(({ closedOn }) => closedOn === null)];
}

/** All that this member filed under their name. */
export function allOf(tx: Reader, authorId: string): Promise<readonly Suggestion[]> {
  return tx.find(suggestions, { where: { authorId }, orderBy: 'filedOn' });
}

/** With these states, whose news this member wanted to hear. A list of people has no index: for what is seldom asked. */
export async function secondedBy(tx: Reader, userId: string, statuses: readonly Status[]): Promise<readonly Suggestion[]> {
  return (await allWith(tx, statuses)).filter(({ seconds }) => seconds.some((one) => one.userId === userId));
}

/** What the asker may mean here: own ones (in a group those said in it), those to be done, and the branch's for its secretary. */
export async function suggestionsFor(asker: Asker): Promise<readonly Suggestion[]> {
  const { tx, person, now } = asker;
  const since = plusMs(now, -REMEMBERED_MS).slice(0, 10);
  const own = await tx.find(suggestions, { where: { authorId: person.userId }, orderBy: 'filedOn', descending: true, limit: 50 });
  const given = await givenTo(tx, person.userId);
  const managed = isSecretary(person) ? await managedBy(asker, since) : [];
  const all = new Map([...own, ...given, ...managed].map((suggestion) => [suggestion.id, suggestion]));
  return [...all.values()].filter((suggestion) => within(asker, suggestion) !== undefined).toSorted(byNumberThenChance);
}

/** Hardly anybody was ever given one: that is one look instead of one for each status. */
export async function givenTo(tx: Reader, assigneeId: string): Promise<readonly Suggestion[]> {
  const [ever] = await tx.find(suggestions, { where: { assigneeId }, limit: 1 });
  if (ever === undefined) return [];
  const given = await Promise.all(OPEN.map((status) => tx.find(suggestions, { where: { assigneeId, status } })));
  return given.flat();
}

/** Of each status in each group: a group that has more open has other worries than likeness, and filing must not slow down. */
const NEWEST_OPEN = 60;

/** Open ones that others may see as similar, the newest: said in this group, or in a group of the asker's branch. */
export async function publicOpenFor(asker: Asker): Promise<readonly Suggestion[]> {
  const groupIds = await groupsInReach(asker);
  const found: Suggestion[] = [];
  for (const groupId of groupIds)
    for (const status of OPEN)
      found.push(
        ...(await asker.tx.find(suggestions, {
          where: { groupId, status },
          orderBy: 'number',
          descending: true,
          limit: NEWEST_OPEN,
        })),
      );
  return found.filter((suggestion) => isPublicIn(suggestion, asker.chat, groupIds));
}

/** One of those, however old it is. */
export async function publicOpenOne(
  asker: Asker,
  by: { readonly number: number } | { readonly id: string },
): Promise<Suggestion | undefined> {
  const found =
    'id' in by ? await asker.tx.get(suggestions, by.id) : (await asker.tx.find(suggestions, { where: { number: by.number }, limit: 1 }))[0];
  if (found === undefined || !OPEN.includes(found.status)) return undefined;
  return isPublicIn(found, asker.chat, await groupsInReach(asker)) ? found : undefined;
}

async function groupsInReach({ chat, person, directory }: Asker): Promise<readonly string[]> {
  if (chat.kind === 'group') return [chat.id];
  const branch = person.partyBranch;
  return branch === null ? [] : (await directory.groups()).filter((group) => group.partyBranch === branch).map((group) => group.id);
}

/** For jobs, which act for nobody. */
export async function allWith(tx: Reader, statuses: readonly Status[]): Promise<readonly Suggestion[]> {
  const found: Suggestion[] = [];
  for (const status of statuses) found.push(...(await tx.find(suggestions, { where: { status } })));
  return found;
}

/** Everything of a branch that was filed or closed in the period, for its rates. */
export async function ofPeriod(asker: Asker, first: LocalDate, last: LocalDate): Promise<readonly Suggestion[]> {
  const filed = await asker.tx.find(suggestions, { orderBy: 'filedOn', from: first, upTo: last });
  const closed = await asker.tx.find(suggestions, { orderBy: 'closedOn', from: first, upTo: last });
  const all = new Map([...filed, ...closed].map((suggestion) => [suggestion.id, suggestion]));
  return [...all.values()].filter((suggestion) => mayHandle(suggestion, asker.person));
}

export async function save(tx: Writer, suggestion: Suggestion): Promise<void> {
  await tx.put(suggestions, suggestion);
}

export async function nextSuggestionNumber(tx: Writer): Promise<number> {
  return nextNumber(tx, 'suggestion');
}

export async function isLabelFree(tx: Reader, label: string): Promise<boolean> {
  return (await tx.count(suggestions, { where: { label } })) === 0;
}

/** A secretary works on private ones in a group too, by number; their words are not said there (`maySayIn`). */
function within(asker: Asker, suggestion: Suggestion | undefined): Suggestion | undefined {
  if (suggestion === undefined || !maySee(suggestion, asker.person)) return undefined;
  const works = mayHandle(suggestion, asker.person) || suggestion.assigneeId === asker.person.userId;
  return works || maySayIn(suggestion, asker.chat) ? suggestion : undefined;
}

async function managedBy(asker: Asker, since: LocalDate): Promise<readonly Suggestion[]> {
  const { tx, person } = asker;
  const everywhere = person.roles.includes('admin');
  const found: Suggestion[] = [];
  for (const status of OPEN) {
    const own = everywhere ? { status } : { partyBranch: person.partyBranch, status };
    found.push(...(await tx.find(suggestions, { where: own })));
  }
  return [...found, ...(await tx.find(suggestions, { orderBy: 'closedOn', from: since }))];
}

/** Numbered ones in their order; anonymous ones after them in the order of their random ids, which tells nothing. */
function byNumberThenChance(a: Suggestion, b: Suggestion): number {
  if (a.number !== null && b.number !== null) return a.number - b.number;
  if (a.number === null && b.number === null) return a.id < b.id ? -1 : 1;
  return a.number === null ? 1 : -1;
}
