/** The named places at which a crash test may end the process. In production every one of them does nothing. */
export type FailpointName =
  | 'journal.beforeWrite'
  | 'journal.afterSync'
  | 'snapshot.beforeRename'
  | 'snapshot.afterRename'
  | 'ack.before'
  | 'unit.beforeCommit'
  | 'job.beforeRun'
  | 'job.afterRun'
  | 'send.beforeRequest'
  | 'send.afterRequest';

export interface Failpoints {
  hit(name: FailpointName): void | Promise<void>;
}

export const noFailpoints: Failpoints = { hit: () => {} };
