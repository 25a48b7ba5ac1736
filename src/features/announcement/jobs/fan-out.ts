import type { JobHandler } from '../../feature.ts';
import { fanOutMore } from '../departure.ts';

/** The next groups of a sending. However late: what is past its use is told by the outbox, group by group. */
export const fanOutJob: JobHandler = {
  run: (situation, job) => fanOutMore(situation, job.ref),
  missed: (situation, job) => fanOutMore(situation, job.ref),
};
