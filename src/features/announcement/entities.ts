import type { Feature } from '../feature.ts';
import { announcementsOf } from './repo/announcements.ts';

/** What a secretary can mean by a number or by words of the text. */
export const announcementEntities: NonNullable<Feature['entities']> = async ({ tx, person }) =>
  (await announcementsOf(tx, person)).map((item) => ({
    kind: 'announcement',
    id: item.id,
    number: item.number,
    title: item.content.slice(0, 20),
    ...(item.nextAt === null ? {} : { startsAt: item.nextAt }),
    mine: item.createdBy === person.userId,
  }));
