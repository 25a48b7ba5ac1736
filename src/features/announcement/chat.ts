import { refused } from '../../core/decision.ts';
import { formatInstant } from '../../core/zh/format.ts';
import type { Outcome, Situation, Turn, Utterance } from '../../features/feature.ts';
import { confirmCard } from './cards.ts';
import { dropDraft, keepDraft } from './drafts.ts';
import { postNotices } from './posts.ts';
import { announcementFor, announcementsOf, countActive, create, keep } from './repo.ts';
import { changeStatus, checkDraft, isProvisional, type Change } from './rules.ts';
import type { Draft } from './schema.ts';
import { actOf, contentOf, mentionsAll, planOf } from './slots.ts';
import { mayPostTo, targetsOf } from './targets.ts';
import { texts } from './texts.ts';

export const CONFIRM = 'announcement.confirm';

/** One sentence: a new announcement, or a change of one that is planned. */
export function changeOrCreate(turn: Turn): Promise<Outcome> {
  const act = actOf(turn.said);
  return act === 'create' ? draftFrom(turn) : change(turn, act === 'cancel' ? 'delete' : act);
}

async function draftFrom(turn: Turn): Promise<Outcome> {
  const { groups, words } = await targetsOf(turn, turn.said);
  return preview(turn, {
    content: contentOf(turn.said, words),
    plan: planOf(turn.said),
    groupIds: groups.map((group) => group.id),
    mentionAll: mentionsAll(turn.said),
  });
}

/** Shows what would happen, or asks for the one thing that is missing. Nothing is sent. */
export async function preview(situation: Situation, draft: Draft): Promise<Outcome> {
  const token = situation.ids.id();
  await keepDraft(situation, token, draft);
  const checked = await checkedDraft(situation, draft);
  const wantsContent = !checked.ok && checked.refusal.code === 'noContent';
  const ask = { dialog: CONFIRM, data: { token, wantsContent } };
  if (!checked.ok) return { reply: { text: texts.refused(checked.refusal, situation) }, ask };
  const names = await Promise.all(draft.groupIds.map(async (id) => (await situation.directory.group(id))?.name ?? id));
  return {
    reply: {
      text: texts.preview(
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
async function checkedDraft(situation: Situation, draft: Draft): Promise<ReturnType<typeof checkDraft>> {
  for (const id of draft.groupIds) {
    const group = await situation.directory.group(id);
    if (group === undefined || !mayPostTo(situation.person, group)) return refused({ code: 'notYours', group: group?.name ?? id });
    if (!group.canPush) return refused({ code: 'noPush', group: group.name });
  }
  return checkDraft(draft, await countActive(situation.tx, situation.person.partyBranch), situation);
}

/** The member said yes to exactly this draft. */
export async function confirm(situation: Situation, draft: Draft): Promise<{ readonly text: string; readonly outcome: Outcome }> {
  const checked = await checkedDraft(situation, draft);
  if (!checked.ok) return { text: texts.refused(checked.refusal, situation), outcome: { ask: null } };
  const { plan, times } = checked.facts;
  const [first = situation.now] = times;
  const now = plan.kind === 'now';
  const announcement = await create(situation.tx, {
    ...draft,
    plan,
    id: situation.ids.id(),
    partyBranch: situation.person.partyBranch,
    createdBy: situation.person.userId,
    status: now ? 'done' : 'active',
    nextAt: now ? null : first,
    createdAt: situation.now,
  });
  await dropDraft(situation);
  return {
    text: texts.confirmed(announcement.number, plan, first, situation),
    outcome: {
      ask: null,
      focus: { about: { kind: 'announcement', id: announcement.id } },
      ...(now ? { notices: postNotices(announcement, situation.now, false, situation.zone) } : {}),
    },
  };
}

/** What the words change in an open draft; undefined when they are no change of it. */
export async function amended(turn: Turn, draft: Draft): Promise<Draft | undefined> {
  const next = amendment(turn.said, draft);
  const { groups, words } = await targetsOf(turn, turn.said);
  const toGroups =
    /发到|群/u.test(turn.said.text) && words.length > 0 ? { ...(next ?? draft), groupIds: groups.map((group) => group.id) } : undefined;
  return toGroups ?? next;
}

function amendment(said: Utterance, draft: Draft): Draft | undefined {
  const content = /^(?:把)?(?:内容|文字|正文)(?:改(?:成|为|一下)?|换成|是)?[:：,，\s]*([\s\S]+)$/u.exec(said.written.trim())?.[1];
  if (content !== undefined) return { ...draft, content: content.trim() };
  if (draft.content === '' && said.times.length === 0) return { ...draft, content: contentOf(said) };
  const plan = planOf(said);
  const onlyTime = plan !== null && (/改|换|推迟|提前|时间/u.test(said.text) || draft.plan === null || contentOf(said) === '');
  return onlyTime ? { ...draft, plan } : undefined;
}

async function change(turn: Turn, to: Change): Promise<Outcome> {
  const ids = [...new Set(turn.said.mentioned.filter(({ entity }) => entity.kind === 'announcement').map(({ entity }) => entity.id))];
  const about = turn.said.focus.about;
  const [id = about?.kind === 'announcement' ? about.id : undefined] = ids;
  const found = id === undefined || ids.length > 1 ? undefined : await announcementFor(turn.tx, turn.person, id);
  if (found === undefined) return { reply: { text: texts.which } };
  const decision = changeStatus(found, to, turn);
  if (!decision.ok) return { reply: { text: texts.notChanged[decision.refusal.code] } };
  await keep(turn.tx, decision.facts);
  const next = decision.facts.nextAt === null ? '' : formatInstant(decision.facts.nextAt, turn.zone, turn.now);
  return { reply: { text: texts.changed[to](decision.facts, next) }, focus: { about: { kind: 'announcement', id: found.id } } };
}

export async function showList(turn: Turn): Promise<Outcome> {
  const items = await announcementsOf(turn.tx, turn.person);
  if (items.length === 0) return { reply: { text: texts.none } };
  return { reply: { text: texts.list(items, turn) }, focus: { list: items.map((item) => ({ kind: 'announcement', id: item.id })) } };
}
