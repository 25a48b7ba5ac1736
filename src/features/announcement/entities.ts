import type { Person } from '../../core/person.ts';
import type { Entity, Feature } from '../feature.ts';
import { announcementsOf } from './repo/announcements.ts';
import { unsettledOf, waitingFor } from './repo/reviews.ts';
import { newestToTick } from './repo/sendings.ts';
import type { Announcement } from './schema/announcement.ts';
import { TO_TICK } from './slots/after.ts';

/** What a secretary can mean by a number or by words of the text; and for whoever has to look at one, that one. */
export const announcementEntities: NonNullable<Feature['entities']> = async (situation) => {
  const { tx, person } = situation;
  const toTick = await newestToTick(situation);
  const own = [...(await announcementsOf(tx, person)), ...(await unsettledOf(tx, person))];
  const waiting = (await waitingFor(tx, person)).filter(({ id }) => !own.some((item) => item.id === id));
  return [
    ...own.map((item) => entityOf(item, person, item.status === 'review' ? 'submitted' : item.status)),
    ...waiting.map((item) => entityOf(item, person, 'review')),
    ...(toTick === undefined ? [] : [{ kind: TO_TICK, id: toTick.id, number: toTick.number, title: toTick.content.slice(0, 20) }]),
  ];
};

/** `review`: this person has to look; `submitted`: somebody else has. */
function entityOf(item: Announcement, person: Person, status: string): Entity {
  return {
    kind: 'announcement',
    id: item.id,
    number: item.number,
    title: item.content.slice(0, 20),
    ...(item.nextAt === null ? {} : { startsAt: item.nextAt }),
    mine: item.createdBy === person.userId,
    status,
  };
}
