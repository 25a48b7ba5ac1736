import type { Outcome, Turn } from '../../feature.ts';
import { newNumber } from '../repo/announcements.ts';
import { deliveriesOf, hasArrived, latestOf, sentBy } from '../repo/sendings.ts';
import { announcements } from '../schema/announcement.ts';
import { draftSchema } from '../schema/draft.ts';
import type { Sending } from '../schema/sending.ts';
import { correctionIn } from '../slots/after.ts';
import { numberIn, sendingMeant } from '../slots/meant.ts';
import { afterTexts } from '../texts/after.ts';
import { preview } from './draft.ts';

const LOOKED_AT = 50;

/**
 * What was sent cannot be fetched back: a new post says what counts and which words it replaces, to exactly the groups that
 * have those. It is a draft like any other, seen and confirmed before it leaves.
 */
export async function correct(turn: Turn): Promise<Outcome> {
  const content = correctionIn(turn.said) ?? '';
  const meant = await toCorrect(turn);
  if (meant === undefined) return { reply: { text: afterTexts.correctWhich } };
  if (content === '') return { reply: { text: afterTexts.correctWhat }, focus: { about: aboutOf(meant) } };
  const groupIds = (await deliveriesOf(turn.tx, meant.id)).filter(hasArrived).map(({ groupId }) => groupId);
  if (groupIds.length === 0) return { reply: { text: afterTexts.nothingArrived(meant) } };
  const plan = (await turn.tx.get(announcements, meant.announcementId))?.plan;
  const draft = draftSchema.parse({
    id: turn.ids.id(),
    number: await newNumber(turn.tx),
    content: afterTexts.correction(content, meant, turn),
    plan: { kind: 'now' },
    groupIds,
    mentionAll: false,
    urgent: meant.urgent,
    urgentReason: meant.urgentReason,
    acknowledge: meant.acknowledge,
    corrects: meant.id,
  });
  return preview(turn, draft, plan?.kind === 'repeated' ? [afterTexts.onlyThisOnce(meant)] : []);
}

/** The named one, the one talked about, else the last that left; always the end of its chain: nobody corrects what is void. */
export async function toCorrect(turn: Turn): Promise<Sending | undefined> {
  const left = (await sentBy(turn.tx, turn.person, LOOKED_AT)).filter((one) => one.recalledAt === null);
  const named = numberIn(turn.said) !== undefined || turn.said.quote !== null;
  const meant = sendingMeant(turn.said, left) ?? (named ? undefined : left[0]);
  return meant === undefined ? undefined : latestOf(turn.tx, meant);
}

export function aboutOf(sending: Sending): { readonly kind: string; readonly id: string } {
  return { kind: 'announcement', id: sending.announcementId };
}
