import { chatGroups, members } from '../../src/conversation/identity/schema.ts';
import { systemClock } from '../../src/core/clock.ts';
import { silentLog } from '../../src/core/log.ts';
import { readOrganization, type Organization } from '../../src/seed.ts';
import { openPostgresStore } from '../../src/store/postgres/index.ts';
import { fillStore, keptOf, type Kept } from './crash-folder.ts';
import { newDatabase } from './database.ts';

export interface CrashDatabase {
  readonly url: string;
  /** The roster and the groups with their robots, and nothing else. */
  fill(): Promise<Organization>;
  /** What stands in it, read past the program. */
  kept(): Promise<Kept>;
  drop(): Promise<void>;
}

/** What crash-folder.ts is for the JSON engine. */
export async function crashDatabase(): Promise<CrashDatabase> {
  const database = await newDatabase();
  return {
    url: database.url,
    fill: async () => {
      const organization = await readOrganization();
      const store = await openPostgresStore({
        url: database.url,
        collections: [members, chatGroups],
        clock: systemClock,
        log: silentLog,
        chance: Math.random,
      });
      await fillStore(store, organization);
      await store.close();
      return organization;
    },
    kept: async () => {
      const tables = await database.query(
        "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace('dangqun')",
      );
      const found = new Map<string, readonly unknown[]>();
      for (const { name } of tables) {
        const rows = await database.query(`SELECT document FROM dangqun."${String(name)}" ORDER BY id`);
        found.set(
          String(name),
          rows.map((row) => row['document']),
        );
      }
      return keptOf(found);
    },
    drop: () => database.drop(),
  };
}
