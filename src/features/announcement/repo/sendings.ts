import { DAY_MS, plusMs, type Instant } from '../../../core/clock.ts';
import { isSecretary, type Person } from '../../../core/person.ts';
import type { Reader } from '../../../store/store.ts';
import type { Situation } from '../../feature.ts';
import { deliveries, type Delivery } from '../schema/delivery.ts';
import { sendings, type Sending } from '../schema/sending.ts';

/** Talked about for so long; older ones are history. */
const READABLE_MS = 14 * DAY_MS;
const READABLE_AT_MOST = 20;

/** The occurrence of an announcement that leaves last, taken back or not; one that is made up for leaves after others that were planned later. */
export async function lastSending(tx: Reader, announcementId: string): Promise<Sending | undefined> {
  const [last] = await tx.find(sendings, { where: { announcementId }, orderBy: 'leavesAt', descending: true, limit: 1 });
  return last;
}

/** The one way to a sending by its id: secretaries see those of their own party branch, nobody else any. */
export async function sendingFor(tx: Reader, asker: Person, id: string): Promise<Sending | undefined> {
  const found = await tx.get(sendings, id);
  return found !== undefined && isSecretary(asker) && found.partyBranch === asker.partyBranch ? found : undefined;
}

/** What the asker's branch sent last or is about to send, newest first: secretaries only, and only of their own branch. */
export async function sentBy(tx: Reader, asker: Person, limit: number): Promise<readonly Sending[]> {
  if (!isSecretary(asker)) return [];
  return tx.find(sendings, { where: { partyBranch: asker.partyBranch }, orderBy: 'leavesAt', descending: true, limit });
}

export function deliveriesOf(tx: Reader, sendingId: string): Promise<readonly Delivery[]> {
  return tx.find(deliveries, { where: { sendingId } });
}

export function hasArrived({ ends }: Delivery): boolean {
  return ends.some(({ state }) => state === 'sent' || state === 'unknown');
}

type Readers = Pick<Situation, 'chat' | 'person' | 'directory' | 'now'> & { readonly tx: Reader };

const FEW = 6;

async function ownGroups(directory: Readers['directory'], { partyBranch }: Readers['person']): Promise<readonly string[]> {
  const groups = await directory.groups();
  return groups.filter((group) => group.partyBranch !== null && group.partyBranch === partyBranch).map(({ id }) => id);
}

/** The posts that this person has on their phone: those of the group they ask in, alone those of their branch's groups. */
export async function readableBy({ tx, chat, person, directory, now }: Readers): Promise<readonly Sending[]> {
  const groupIds = chat.kind === 'group' ? [chat.id] : await ownGroups(directory, person);
  const found = new Map<string, Instant>();
  for (const groupId of groupIds)
    for (const one of await arrivedAt(tx, groupId, plusMs(now, -READABLE_MS))) found.set(one.sendingId, one.at);
  const newest = [...found].toSorted((a, b) => (a[1] < b[1] ? 1 : -1)).slice(0, READABLE_AT_MOST);
  const rows = await Promise.all(newest.map(([id]) => tx.get(sendings, id)));
  return rows.filter((row) => row !== undefined);
}

/** The newest post here that asks to be ticked, looked for among the last few; asked with every message, so it must cost next to nothing. */
export async function newestToTick({ tx, chat, person, directory, now }: Readers): Promise<Sending | undefined> {
  const groupIds = chat.kind === 'group' ? [chat.id] : await ownGroups(directory, person);
  for (const groupId of groupIds) {
    const last = await tx.find(deliveries, {
      where: { groupId },
      orderBy: 'at',
      from: plusMs(now, -READABLE_MS),
      descending: true,
      limit: FEW,
    });
    for (const id of new Set(last.filter(hasArrived).map(({ sendingId }) => sendingId))) {
      const sending = await tx.get(sendings, id);
      if (sending?.acknowledge === true) return sending;
    }
  }
  return undefined;
}

/** What reached a group since then, or may have. */
export async function arrivedAt(tx: Reader, groupId: string, from: Instant): Promise<readonly Delivery[]> {
  const found = await tx.find(deliveries, { where: { groupId }, orderBy: 'at', from, descending: true, limit: 3 * READABLE_AT_MOST });
  return found.filter(hasArrived);
}

/** The end of the chain of corrections: what counts. */
export async function latestOf(tx: Reader, sending: Sending): Promise<Sending> {
  let latest = sending;
  const seen = new Set<string>();
  while (latest.correctedBy !== null && !seen.has(latest.id)) {
    seen.add(latest.id);
    const next = await tx.get(sendings, latest.correctedBy);
    if (next === undefined || next.recalledAt !== null) return latest;
    latest = next;
  }
  return latest;
}
