import { z } from 'zod';
import type { Instant } from '../../core/clock.ts';
import { instantOf, localDateOf, plusDays, weekdayOf } from '../../core/zone.ts';
import type { Writer } from '../../store/store.ts';
import type { SeedFiles } from '../feature.ts';
import { planJobs } from './planning.ts';
import { nextActivityNumber, saveActivity } from './repo.ts';
import { USUAL_REMINDER, usualDeadline } from './rules/plan.ts';
import { activityPackages, packageSchema, type Activity } from './schema.ts';

/** The fictitious organization lives in China, whatever the machine's zone. */
const ZONE = 'Asia/Shanghai';
const organizationSchema = z.object({
  people: z.array(z.object({ userId: z.string(), partyBranch: z.string(), roles: z.array(z.string()) })),
  groups: z.array(z.object({ chatId: z.string(), partyBranch: z.string() })),
});
type Sample = {
  readonly title: string;
  readonly place: string;
  readonly capacity: number | null;
  readonly weekday: number;
  readonly time: string;
  readonly endTime: string;
  readonly note: string;
};

/** The catalogue, and in every group something to join; the smallest can be filled in a demonstration. */
export async function seedActivities(tx: Writer, files: SeedFiles, now: Instant): Promise<void> {
  for (const one of z.array(packageSchema).parse(await files.json('packages.json'))) await tx.put(activityPackages, one);
  const organization = organizationSchema.parse(await files.json('organization.json'));
  for (const { chatId, partyBranch } of organization.groups) {
    const secretary = organization.people.find((person) => person.partyBranch === partyBranch && person.roles.includes('secretary'));
    if (secretary === undefined) continue;
    for (const sample of samples) {
      const activity = await activityFrom(tx, sample, { chatId, partyBranch, createdBy: secretary.userId, now });
      await saveActivity(tx, activity);
      await planJobs(tx, activity, { now, zone: ZONE });
    }
  }
}

async function activityFrom(
  tx: Writer,
  sample: Sample,
  home: { readonly chatId: string; readonly partyBranch: string; readonly createdBy: string; readonly now: Instant },
): Promise<Activity> {
  const number = await nextActivityNumber(tx);
  const day = comingDay(localDateOf(home.now, ZONE), sample.weekday);
  const startsAt = instantOf(day, sample.time, ZONE);
  return {
    id: `sample-${number}`,
    number,
    title: sample.title,
    startsAt,
    endsAt: instantOf(day, sample.endTime, ZONE),
    place: sample.place,
    capacity: sample.capacity,
    signupClosesAt: usualDeadline(startsAt, { now: home.now, zone: ZONE }),
    closesByDefault: true,
    reminders: [USUAL_REMINDER],
    note: sample.note,
    groupIds: [home.chatId],
    partyBranch: home.partyBranch,
    createdBy: home.createdBy,
    createdAt: home.now,
    status: 'open',
    closedBy: null,
    revision: 1,
  };
}

/** The next such weekday that is at least three days away, so that nothing is over before it is tried. */
function comingDay(today: string, weekday: number): string {
  const earliest = plusDays(today, 3);
  return plusDays(earliest, (weekday - weekdayOf(earliest) + 7) % 7);
}

const samples: readonly Sample[] = [
  { title: '健步走', place: '滨江公园东门', capacity: 30, weekday: 6, time: '07:30', endTime: '09:30', note: '穿运动鞋，饮水现场有。' },
  {
    title: '急救培训',
    place: '多功能厅',
    capacity: 3,
    weekday: 5,
    time: '14:00',
    endTime: '16:00',
    note: '学心肺复苏，名额少，满了可以候补。',
  },
  { title: '主题党日', place: '党员活动室', capacity: null, weekday: 4, time: '15:30', endTime: '17:00', note: '党员参加，群众欢迎旁听。' },
];
