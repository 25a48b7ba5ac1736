import type { ChatGroup } from '../../core/person.ts';
import type { Situation, Utterance } from '../feature.ts';
import { latestOf } from './repo/attachments.ts';
import { chooseGroups, mayPostTo, type Chosen } from './rules/targets.ts';
import { readOrder, type Order } from './slots/order.ts';

/** The sentence read against the groups that exist, with what its words about groups come to. */
export async function orderOf(situation: Situation, said: Utterance): Promise<{ readonly order: Order; readonly chosen: Chosen }> {
  const all = await situation.directory.groups();
  const carries: ('image' | 'file')[] = [];
  for (const type of ['image', 'file'] as const)
    if ((await latestOf(situation.tx, situation.person.userId, type)) !== undefined) carries.push(type);
  const order = readWithin(said, all, carries, situation);
  return { order, chosen: chooseGroups(order.groups, { all, person: situation.person, here: situation.group }) };
}

/** "提醒食堂的同事…" by somebody who cannot post there: who is spoken of is no target then. */
function readWithin(said: Utterance, all: readonly ChatGroup[], carries: readonly ('image' | 'file')[], { person }: Situation): Order {
  const order = readOrder(said, all, carries);
  const others = order.groups.addressed.some((group) => !mayPostTo(person, group));
  return others
    ? readOrder(
        said,
        all.filter((group) => mayPostTo(person, group)),
        carries,
      )
    : order;
}

export async function groupNames(situation: Pick<Situation, 'directory'>, groupIds: readonly string[]): Promise<readonly string[]> {
  return Promise.all(groupIds.map(async (id) => (await situation.directory.group(id))?.name ?? id));
}

/** Every group by the name that people know it by. */
export async function namesOfGroups({ directory }: Pick<Situation, 'directory'>): Promise<ReadonlyMap<string, string>> {
  return new Map((await directory.groups()).map(({ id, name }) => [id, name]));
}
