import { activityFeature } from '../../../src/features/activity/index.ts';
import { activities, signups, type Activity, type Signup } from '../../../src/features/activity/schema.ts';
import { planJobs } from '../../../src/features/activity/planning.ts';
import { openChat } from '../../support/chat.ts';
import { activity } from './facts.ts';

/** A chat in which these activities are published already, their jobs planned. */
export async function chatWith(...published: readonly Partial<Activity>[]) {
  const chat = await openChat({ features: [activityFeature()] });
  await chat.write(async (tx) => {
    for (const [index, changes] of published.entries()) {
      const one = activity({ id: `a${index + 1}`, number: index + 101, ...changes });
      await tx.put(activities, one);
      await planJobs(tx, one, { now: chat.clock.now(), zone: 'Asia/Shanghai' });
    }
  });
  return {
    ...chat,
    activity: (id = 'a1'): Promise<Activity | undefined> => chat.read((tx) => tx.get(activities, id)),
    all: (): Promise<readonly Activity[]> => chat.read((tx) => tx.find(activities)),
    /** name: state, in order */
    list: async (id = 'a1'): Promise<readonly string[]> => {
      const rows: readonly Signup[] = await chat.read((tx) => tx.find(signups, { where: { activityId: id }, orderBy: 'order' }));
      return rows.map((row) => `${row.name} ${row.state}`);
    },
  };
}
export type TestChat = Awaited<ReturnType<typeof chatWith>>;

export const walk: Partial<Activity> = {
  title: '健步走',
  startsAt: '2026-11-27T23:30:00.000Z',
  signupClosesAt: '2026-11-27T12:00:00.000Z',
  place: '滨江公园',
  capacity: 30,
};
export const training: Partial<Activity> = { title: '急救培训', capacity: 2 };
