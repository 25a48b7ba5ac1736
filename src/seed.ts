import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { chatGroups, memberSchema, members } from './conversation/identity/schema.ts';
import type { Instant } from './core/clock.ts';
import { ROLES } from './core/person.ts';
import type { Secrets } from './core/secrets.ts';
import type { Feature, SeedFiles } from './features/feature.ts';
import { counters } from './store/counters.ts';
import type { Reader, Store, Writer } from './store/store.ts';

const SEED_FOLDER = fileURLToPath(new URL('../data/seed', import.meta.url));

/** The shipped, fictitious organization: also what the simulator shows. */
export const organizationSchema = z.object({
  name: z.string(),
  partyBranches: z.array(z.object({ name: z.string() })),
  people: z.array(
    z.object({
      userId: z.string(),
      name: z.string(),
      department: z.string(),
      partyBranch: z.string(),
      roles: z.array(z.enum(ROLES)),
      politicalStatus: memberSchema.shape.politicalStatus.unwrap(),
    }),
  ),
  groups: z.array(
    z.object({ chatId: z.string(), name: z.string(), partyBranch: z.string(), robotKey: z.string(), members: z.array(z.string()) }),
  ),
});
export type Organization = z.infer<typeof organizationSchema>;

export const seedFiles: SeedFiles = {
  json: async (path) => {
    const read: unknown = JSON.parse(await readFile(join(SEED_FOLDER, path), 'utf8'));
    return read;
  },
  texts: async (folder) => {
    const names = (await readdir(join(SEED_FOLDER, folder))).toSorted();
    return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(SEED_FOLDER, folder, name), 'utf8') })));
  },
};

/** Says that what is in the store was invented. */
const DEMO_MARK = 'seed.demo';

/** Whether the store was once filled with the fictitious branch. */
export async function isDemo(store: Store): Promise<boolean> {
  return (await store.read((tx) => tx.get(counters, DEMO_MARK))) !== undefined;
}

export async function readOrganization(): Promise<Organization> {
  return organizationSchema.parse(await seedFiles.json('organization.json'));
}

/**
 * Fills an empty store with the fictitious organization and what the features ship. Does nothing when anybody is known
 * already. `bindRobots`: the groups get the simulator's push keys (useless, and so left out, against the real WeCom).
 */
export async function sow(
  store: Store,
  features: readonly Feature[],
  options: { now: Instant; secrets: Secrets; bindRobots: boolean },
): Promise<boolean> {
  const isEmpty = async (tx: Reader): Promise<boolean> => (await tx.find(members, { limit: 1 })).length === 0;
  if (!(await store.read(isEmpty))) return false;
  const organization = await readOrganization();
  // One transaction: a start that is cut leaves an empty store, not half an organization.
  return store.write(async (tx) => {
    // Of several processes that start at once on one database, one sows.
    if (!(await isEmpty(tx))) return false;
    await tx.put(counters, { id: DEMO_MARK, last: 1 });
    await sowOrganization(tx, organization, options);
    for (const feature of features) await feature.seed?.(tx, seedFiles, options.now);
    return true;
  });
}

async function sowOrganization(tx: Writer, organization: Organization, options: { secrets: Secrets; bindRobots: boolean }): Promise<void> {
  for (const { userId, ...person } of organization.people) await tx.put(members, { id: userId, ...person });
  for (const group of organization.groups) {
    await tx.put(chatGroups, {
      id: group.chatId,
      name: group.name,
      partyBranch: group.partyBranch,
      sealedRobot: options.bindRobots ? options.secrets.seal(group.robotKey) : null,
      robotHash: options.bindRobots ? options.secrets.keyedHash(`robot/${group.robotKey}`) : null,
    });
  }
}
