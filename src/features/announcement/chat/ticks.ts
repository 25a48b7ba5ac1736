import { formatInstant } from '../../../core/zh/format.ts';
import type { NoticeDraft, Outcome, Situation, Turn } from '../../feature.ts';
import { sentBy } from '../repo/sendings.ts';
import { tickedBy } from '../repo/ticks.ts';
import { groupTicks, missingPeople, type GroupRoster } from '../rules/ticks.ts';
import { sendings, type Sending } from '../schema/sending.ts';
import { sendingMeant } from '../slots/meant.ts';
import { afterTexts } from '../texts/after.ts';

const LOOKED_AT = 50;

async function meantFor(turn: Turn): Promise<Sending | undefined> {
  const asked = (await sentBy(turn.tx, turn.person, LOOKED_AT)).filter(
    (one) => one.acknowledge && one.recalledAt === null && one.leavesAt <= turn.now,
  );
  return sendingMeant(turn.said, asked) ?? asked[0];
}

/** Counts for each group; who has not is for the secretary alone. */
export async function showTicks(turn: Turn): Promise<Outcome> {
  const meant = await meantFor(turn);
  if (meant === undefined) return { reply: { text: afterTexts.ticksNone } };
  const groups = groupTicks(await rosters(turn, meant), await tickedBy(turn.tx, meant.id));
  return {
    reply: { text: afterTexts.ticks(meant, groups, turn.chat.kind === 'direct', turn) },
    focus: { about: { kind: 'announcement', id: meant.announcementId } },
  };
}

/** Once for a post, each in private; the group hears one neutral sentence and no name. */
export async function remindUnticked(turn: Turn): Promise<Outcome> {
  const meant = await meantFor(turn);
  if (meant === undefined) return { reply: { text: afterTexts.ticksNone } };
  if (meant.remindedAt !== null)
    return { reply: { text: afterTexts.remindedBefore(formatInstant(meant.remindedAt, turn.zone, turn.now)) } };
  const found = await rosters(turn, meant);
  const ticked = await tickedBy(turn.tx, meant.id);
  const missing = missingPeople(found, ticked);
  if (missing.length === 0) return { reply: { text: afterTexts.everybodyTicked } };
  await turn.tx.put(sendings, { ...meant, remindedAt: turn.now });
  const about = { kind: 'announcement', id: meant.announcementId };
  const personal = missing.map(({ userId }): NoticeDraft => ({
    key: `announcement-remind:${meant.id}:${userId}`,
    to: { kind: 'person', userId },
    content: { kind: 'text', text: afterTexts.remind(meant, turn) },
    about,
    nudge: false,
  }));
  const neutral = found
    .filter((group) => group.people.some(({ userId }) => !ticked.has(userId)))
    .map((group): NoticeDraft => ({
      key: `announcement-remind:${meant.id}:${group.groupId}`,
      to: { kind: 'group', id: group.groupId },
      content: { kind: 'text', text: afterTexts.remindGroup },
      about,
    }));
  return { reply: { text: afterTexts.reminded(missing.length) }, notices: [...personal, ...neutral], focus: { about } };
}

/** The people of a group are those of its party branch; the author knows what they wrote. */
async function rosters({ directory }: Situation, sending: Sending): Promise<readonly GroupRoster[]> {
  const everyone = await directory.everyone();
  const groups = await Promise.all(sending.groupIds.map((id) => directory.group(id)));
  return groups.flatMap((group) => {
    if (group === undefined) return [];
    const people = everyone.filter(
      ({ partyBranch, userId }) => partyBranch !== null && partyBranch === group.partyBranch && userId !== sending.createdBy,
    );
    return [{ groupId: group.id, name: group.name, people }];
  });
}
