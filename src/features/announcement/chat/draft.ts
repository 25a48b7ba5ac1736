import { refused } from '../../../core/decision.ts';
import type { Outcome, Situation, Turn } from '../../feature.ts';
import { confirmCard } from '../cards/draft.ts';
import { countActive, newNumber } from '../repo/announcements.ts';
import { keepDraft } from '../repo/drafts.ts';
import { checkDraft } from '../rules/draft.ts';
import { isProvisional } from '../rules/plan.ts';
import { draftSchema, type Draft } from '../schema/draft.ts';
import { contentOf, mentionsAll } from '../slots/content.ts';
import { planOf } from '../slots/plan.ts';
import { mayPostTo, targetsOf } from '../targets.ts';
import { draftTexts } from '../texts/draft.ts';
import { refusedText } from '../texts/refusals.ts';

export const CONFIRM = 'announcement.confirm';

export async function draftFrom(turn: Turn): Promise<Outcome> {
  const { groups, words } = await targetsOf(turn, turn.said);
  return preview(turn, {
    ...plainDraft(turn.ids.id(), await newNumber(turn.tx)),
    content: contentOf(turn.said, words),
    plan: planOf(turn.said),
    groupIds: groups.map((group) => group.id),
    mentionAll: mentionsAll(turn.said),
  });
}

function plainDraft(id: string, number: string): Draft {
  return draftSchema.parse({ id, number, content: '', plan: null, groupIds: [], mentionAll: false });
}

/** Shows what would happen, or asks for the one thing that is missing. Nothing is sent. */
export async function preview(situation: Situation, draft: Draft): Promise<Outcome> {
  const token = situation.ids.id();
  await keepDraft(situation, token, draft);
  const checked = await checkedDraft(situation, draft);
  const wantsContent = !checked.ok && checked.refusal.code === 'noContent';
  const ask = { dialog: CONFIRM, data: { token, wantsContent } };
  if (!checked.ok) return { reply: { text: refusedText(checked.refusal, situation) }, ask };
  const names = await Promise.all(draft.groupIds.map(async (id) => (await situation.directory.group(id))?.name ?? id));
  return {
    reply: {
      text: draftTexts.preview(
        draft.content,
        names,
        checked.facts.plan,
        checked.facts.times,
        draft.mentionAll,
        isProvisional(checked.facts.plan, situation),
        situation,
      ),
      card: confirmCard(`announcement_${situation.ids.id()}`, token),
    },
    ask,
  };
}

/** The rules, and whether this person may post to every group that is meant, and the bot can. */
export async function checkedDraft(situation: Situation, draft: Draft): Promise<ReturnType<typeof checkDraft>> {
  for (const id of draft.groupIds) {
    const group = await situation.directory.group(id);
    if (group === undefined || !mayPostTo(situation.person, group)) return refused({ code: 'notYours', group: group?.name ?? id });
    if (!group.canPush) return refused({ code: 'noPush', group: group.name });
  }
  return checkDraft(draft, await countActive(situation.tx, situation.person.partyBranch), situation);
}
