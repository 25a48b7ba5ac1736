import type { AnyCollection } from '../store/store.ts';
import { counters } from '../store/counters.ts';
import { outboxCollections } from '../outbox/outbox.ts';
import { jobs, occurrences } from '../schedule/job.ts';
import { chatGroups, members } from './identity/schema.ts';
import { auditEntries } from './audit/schema.ts';
import { answers, conversations } from './schema.ts';
import { setAside } from './set-aside.ts';
import { workdayTables } from './workdays/schema.ts';

/** What the house itself keeps; features add theirs. */
export const houseCollections: readonly AnyCollection[] = [
  counters,
  ...outboxCollections,
  jobs,
  occurrences,
  members,
  chatGroups,
  answers,
  conversations,
  workdayTables,
  setAside,
  auditEntries,
];
