import { activities, signups, type Activity, type Signup } from '../../src/features/activity/schema.ts';
import { announcements, type Announcement } from '../../src/features/announcement/schema/announcement.ts';
import { suggestions, type Suggestion } from '../../src/features/suggestion/schema.ts';
import { chatGroups, members } from '../../src/conversation/identity/schema.ts';
import { answers } from '../../src/conversation/schema.ts';
import { systemClock } from '../../src/core/clock.ts';
import { noFailpoints } from '../../src/core/failpoints.ts';
import { silentLog } from '../../src/core/log.ts';
import { secretsOf } from '../../src/core/secrets.ts';
import { notices, type Notice } from '../../src/outbox/outbox.ts';
import { jobs, occurrences } from '../../src/schedule/job.ts';
import { readOrganization, type Organization } from '../../src/seed.ts';
import { nodeFiles, openJsonStore, readStore } from '../../src/store/json/index.ts';
import type { Collection, Document, Store } from '../../src/store/store.ts';

/** The secret key of every bot under test, so that the checker knows under which hash an answer is kept. */
export const SECRET_KEY = Buffer.alloc(32, 7);
export const secrets = secretsOf(SECRET_KEY);

/** The roster and the groups with their robots, and nothing else: small snapshots, quick starts. */
export async function fillFolder(folder: string, files = nodeFiles): Promise<Organization> {
  const organization = await readOrganization();
  const store = await openJsonStore({
    folder,
    collections: [members, chatGroups],
    files,
    clock: systemClock,
    failpoints: noFailpoints,
    log: silentLog,
    onFatal: () => {},
    snapshotAfterBytes: 1_000_000,
  });
  await fillStore(store, organization);
  await store.close();
  return organization;
}

export async function fillStore(store: Store, organization: Organization): Promise<void> {
  await store.write(async (tx) => {
    for (const { userId, ...person } of organization.people) await tx.put(members, { id: userId, ...person });
    for (const { chatId, name, partyBranch, robotKey } of organization.groups)
      await tx.put(chatGroups, {
        id: chatId,
        name,
        partyBranch,
        sealedRobot: secrets.seal(robotKey),
        robotHash: secrets.keyedHash(`robot/${robotKey}`),
      });
  });
}

/** What stands in a folder, read from its bytes as `cli store export` does. */
export interface Kept {
  readonly activities: readonly Activity[];
  readonly signups: readonly Signup[];
  readonly announcements: readonly Announcement[];
  readonly suggestions: readonly Suggestion[];
  readonly notices: readonly Notice[];
  readonly answers: readonly { readonly id: string; readonly reply: { readonly text?: string } | null }[];
  readonly jobs: readonly { readonly id: string; readonly dueAt: string }[];
  readonly occurrences: readonly { readonly id: string; readonly outcome: string }[];
}

export async function readKept(folder: string, files = nodeFiles): Promise<Kept> {
  const found = new Map<string, readonly unknown[]>();
  for (const { name, documents } of await readStore(files, folder)) found.set(name, [...documents]);
  return keptOf(found);
}

export function keptOf(found: ReadonlyMap<string, readonly unknown[]>): Kept {
  const rows = <D extends Document>(of: Collection<D>): readonly D[] => (found.get(of.name) ?? []).map((row) => of.schema.parse(row));
  return {
    activities: rows(activities),
    signups: rows(signups),
    announcements: rows(announcements),
    suggestions: rows(suggestions),
    notices: rows(notices),
    answers: rows(answers),
    jobs: rows(jobs),
    occurrences: rows(occurrences),
  };
}
