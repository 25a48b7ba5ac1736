import { MINUTE_MS, plusMs, type Instant } from '../../core/clock.ts';
import { cancelJob, planJob } from '../../schedule/job.ts';
import { formatInstant } from '../../core/zh/format.ts';
import type { JobOutcome, JobSituation, NoticeDraft } from '../feature.ts';
import type { Writer } from '../../store/store.ts';
import type { Content } from '../../core/message.ts';
import { postContents } from './posts.ts';
import { attachmentOf } from './repo/attachments.ts';
import { announcements, type Announcement } from './schema/announcement.ts';
import { sendingId, sendings, type Sending } from './schema/sending.ts';

/** An announcement that could not leave within half an hour is reported, not sent. */
export const USEFUL_MS = 30 * MINUTE_MS;
/** Groups in one transaction: more would keep members waiting for their answers. */
const GROUPS_AT_ONCE = 40;

export const FAN_OUT_JOB = 'announcement.fanOut';

/** Newer news never takes the place of a post, so every notice has a topic of its own; by it the post is taken back. */
export function topicsOf(sending: Sending): readonly string[] {
  return Array.from({ length: sending.parts }, (_, part) => `announcement:${sending.id}:${part}`);
}

/** The sending and part of a notice's topic. */
export function readTopic(topic: string): { readonly sendingId: string; readonly part: number } | undefined {
  const found = /^announcement:(.+):(\d+)$/u.exec(topic);
  return found?.[1] === undefined ? undefined : { sendingId: found[1], part: Number(found[2]) };
}

/** Puts one occurrence on its way: from here on it is a row of its own, and owed to each of its groups. */
export async function depart(
  situation: JobSituation,
  announcement: Announcement,
  when: { readonly plannedAt: Instant; readonly leavesAt: Instant; readonly late: boolean },
): Promise<JobOutcome> {
  const sending: Sending = {
    ...when,
    id: sendingId(announcement.id, when.plannedAt),
    announcementId: announcement.id,
    number: announcement.number,
    partyBranch: announcement.partyBranch,
    createdBy: announcement.createdBy,
    content: announcement.content,
    groupIds: announcement.groupIds,
    urgent: announcement.urgent,
    urgentReason: announcement.urgentReason,
    parts: postContents(announcement, undefined, await attachmentOf(situation.tx, announcement)).length,
    acknowledge: announcement.acknowledge,
    recalledAt: null,
    corrects: announcement.corrects,
    correctedBy: null,
    remindedAt: null,
  };
  await situation.tx.put(sendings, sending);
  await markCorrected(situation, sending);
  return fanOut(situation, sending, announcement, 0);
}

/** The older words point to the newer ones, and the newer keep to the end of the chain. */
async function markCorrected({ tx }: JobSituation, sending: Sending): Promise<void> {
  const older = sending.corrects === null ? undefined : await tx.get(sendings, sending.corrects);
  if (older !== undefined) await tx.put(sendings, { ...older, correctedBy: sending.id });
}

/** Owes the posts of some groups and plans the rest, so that thousands of groups do not stand between a member and an answer. */
async function fanOut(situation: JobSituation, sending: Sending, announcement: Announcement, from: number): Promise<JobOutcome> {
  const next = from + GROUPS_AT_ONCE;
  if (next < sending.groupIds.length) {
    const ref = `${sending.id}#${next}`;
    await planJob(situation.tx, { id: `${FAN_OUT_JOB}:${ref}`, kind: FAN_OUT_JOB, ref, dueAt: situation.now });
  }
  const attachment = await attachmentOf(situation.tx, announcement);
  const contents = postContents(
    announcement,
    sending.late ? formatInstant(sending.plannedAt, situation.zone, sending.plannedAt) : undefined,
    attachment,
  );
  return { notices: noticesFor(sending, contents, sending.groupIds.slice(from, next)) };
}

/** The groups that are not owed it yet never will be. */
export async function stopFanOut(tx: Writer, { id, groupIds }: Sending): Promise<void> {
  for (let from = GROUPS_AT_ONCE; from < groupIds.length; from += GROUPS_AT_ONCE) await cancelJob(tx, `${FAN_OUT_JOB}:${id}#${from}`);
}

export async function fanOutMore(situation: JobSituation, ref: string): Promise<JobOutcome> {
  const [id = '', from = '0'] = ref.split('#');
  const sending = await situation.tx.get(sendings, id);
  const announcement = sending === undefined ? undefined : await situation.tx.get(announcements, sending.announcementId);
  if (sending === undefined || announcement === undefined || sending.recalledAt !== null) return {};
  return fanOut(situation, sending, announcement, Number(from));
}

/** The key makes each group hear an occurrence once, whatever happens in between. */
function noticesFor(sending: Sending, contents: readonly Content[], groupIds: readonly string[]): readonly NoticeDraft[] {
  const { plannedAt, leavesAt, announcementId } = sending;
  return groupIds.flatMap((groupId) =>
    contents.map((content, part) => ({
      key: `announcement:${announcementId}:${plannedAt}:${groupId}${part === 0 ? '' : `:${part + 1}`}`,
      to: { kind: 'group', id: groupId },
      content,
      about: { kind: 'announcement', id: announcementId },
      topic: `announcement:${sending.id}:${part}`,
      priority: sending.urgent ? 'urgent' : 'normal',
      dueAt: leavesAt,
      expiresAt: plusMs(leavesAt, USEFUL_MS),
    })),
  );
}
