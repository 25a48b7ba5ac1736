import { chatGroups, members } from '../../src/conversation/identity/schema.ts';
import { systemClock, type Instant } from '../../src/core/clock.ts';
import { noFailpoints } from '../../src/core/failpoints.ts';
import { silentLog } from '../../src/core/log.ts';
import { secretsOf } from '../../src/core/secrets.ts';
import { keep } from '../../src/features/announcement/repo/announcements.ts';
import { announcements, announcementSchema } from '../../src/features/announcement/schema/announcement.ts';
import { manners, mannersSchema } from '../../src/features/announcement/schema/manners.ts';
import { jobs } from '../../src/schedule/job.ts';
import { nodeFiles, openJsonStore } from '../../src/store/json/index.ts';

export const SECRET_KEY = Buffer.alloc(32, 9);
export const MEMBERS = 200;
export const POST = '今早八点半安全例会';
const BRANCH = '后勤第一党支部';
const AT_ONCE = 200;

export const groupId = (index: number): string => `group-${index}`;
export const robotOf = (index: number): string => `robot-${index}`;

/**
 * A store in which every group has its robot and a post that is due at `dueAt`: half of them one announcement to a
 * thousand groups, half a thousand announcements to one group each.
 */
export async function fillTown(folder: string, groups: number, dueAt: Instant): Promise<void> {
  const secrets = secretsOf(SECRET_KEY);
  const store = await openJsonStore({
    folder,
    collections: [members, chatGroups, announcements, manners, jobs],
    files: nodeFiles,
    clock: systemClock,
    failpoints: noFailpoints,
    log: silentLog,
    onFatal: (error) => {
      throw error;
    },
    snapshotAfterBytes: 64 * 1024 * 1024,
  });
  const post = (id: string, groupIds: readonly string[]): Promise<void> =>
    store.write((tx) =>
      keep(
        tx,
        announcementSchema.parse({
          id,
          number: id,
          content: POST,
          groupIds,
          mentionAll: false,
          plan: { kind: 'once', at: dueAt },
          partyBranch: BRANCH,
          createdBy: 'secretary',
          status: 'active',
          nextAt: dueAt,
          createdAt: systemClock.now(),
        }),
      ),
    );
  const person = (id: string, roles: ('member' | 'secretary')[]) =>
    ({ id, name: id, department: null, partyBranch: BRANCH, roles, politicalStatus: null }) as const;
  await store.write(async (tx) => {
    await tx.put(members, person('secretary', ['member', 'secretary']));
    // A storm may be due at any hour of the real clock, also at night.
    await tx.put(manners, mannersSchema.parse({ id: BRANCH, quietFrom: '00:00', quietUntil: '00:00', weeklyCap: 5 }));
    for (let i = 0; i < MEMBERS; i += 1) await tx.put(members, person(`member${i}`, ['member']));
  });
  for (let from = 0; from < groups; from += AT_ONCE) {
    await store.write(async (tx) => {
      for (let i = from; i < Math.min(groups, from + AT_ONCE); i += 1) {
        await tx.put(chatGroups, {
          id: groupId(i),
          name: `第${i + 1}工作群`,
          partyBranch: BRANCH,
          sealedRobot: secrets.seal(robotOf(i)),
          robotHash: secrets.keyedHash(`robot/${robotOf(i)}`),
        });
      }
    });
  }
  const half = Math.floor(groups / 2);
  await post(
    'N0',
    Array.from({ length: half }, (_, i) => groupId(i)),
  );
  await Promise.all(Array.from({ length: groups - half }, (_, i) => post(`N${i + 1}`, [groupId(half + i)])));
  await store.close();
}
