import { MINUTE_MS, msBetween } from '../../../core/clock.ts';
import { refused } from '../../../core/decision.ts';
import { localDateOf } from '../../../core/zone.ts';
import { timesIn } from '../../../time/read.ts';
import type { Outcome, Situation, Turn } from '../../feature.ts';
import { draftCard } from '../cards/draft.ts';
import { announcementsOf, countActive, newNumber } from '../repo/announcements.ts';
import { sentBy } from '../repo/sendings.ts';
import { takeLatest } from '../repo/attachments.ts';
import { keepDraft, lyingDraft } from '../repo/drafts.ts';
import { capNotes } from './cap.ts';
import { checkDraft, type Refusal, type Wanted } from '../rules/draft.ts';
import { sameTimes, unknownYear } from '../rules/plan.ts';
import { mayPostTo } from '../rules/targets.ts';
import { draftSchema, type Draft } from '../schema/draft.ts';
import type { Order } from '../slots/order.ts';
import { groupNames, orderOf } from '../targets.ts';
import { onTemplate } from './form.ts';
import { firstOrder } from '../slots/two-orders.ts';
import { draftTexts } from '../texts/draft.ts';
import { refusedText, targetNoteText } from '../texts/refusals.ts';

export const CONFIRM = 'announcement.confirm';
const LOOKED_AT = 10;
/** Posts of so long ago are still fresh in the group. */
const LATELY_MS = 30 * MINUTE_MS;

/** One sentence → a draft, shown with absolute times; or a question for all that is missing. */
export async function draftFrom(turn: Turn): Promise<Outcome> {
  const { said, later } = firstOrder(turn.said);
  const { order, chosen } = await orderOf(turn, said);
  const id = turn.ids.id();
  const draft = draftSchema.parse({
    id,
    number: await newNumber(turn.tx),
    content: order.content,
    plan: order.plan,
    groupIds: chosen.groups.map((group) => group.id),
    mentionAll: false,
    ...wishes(order),
    ...linkIn(order),
    ...(await carried(turn, id, order)),
  });
  const notes = [
    ...(await leftLying(turn)),
    ...(chosen.note === null ? [] : [targetNoteText(chosen.note)]),
    ...guessNote(turn, order),
    ...(await alikeNote(turn, draft)),
    ...(later === null ? [] : [draftTexts.oneOrder(later)]),
    ...(order.moreTimeWords === null ? [] : [draftTexts.oneTime(order.moreTimeWords)]),
  ];
  const template = order.options.template;
  if (template === undefined) return preview(turn, draft, notes);
  const filled = await onTemplate(turn, draft, order, template);
  return 'answer' in filled ? filled.answer : preview(turn, filled, notes);
}

/** A draft that waits for its 确认 gives way to a new one: that is said, or somebody waits for it to go out. */
async function leftLying(turn: Turn): Promise<readonly string[]> {
  const { pending, beneath } = turn.said.focus;
  if (pending?.dialog !== CONFIRM && beneath?.dialog !== CONFIRM) return [];
  const lying = await lyingDraft(turn);
  return lying === undefined || lying.content === '' ? [] : [draftTexts.leftLying(lying.content)];
}

/** Confirmed twice by mistake, it would be posted twice. */
async function alikeNote({ tx, person, now }: Turn, draft: Draft): Promise<readonly string[]> {
  const isSame = ({ content, groupIds }: { readonly content: string; readonly groupIds: readonly string[] }): boolean =>
    content === draft.content && groupIds.some((id) => draft.groupIds.includes(id));
  if (draft.plan?.kind === 'now') {
    const lately = (await sentBy(tx, person, LOOKED_AT)).find(
      (one) => one.recalledAt === null && msBetween(one.leavesAt, now) < LATELY_MS && isSame(one),
    );
    return lately === undefined ? [] : [draftTexts.sentLately(lately.number)];
  }
  const planned = (await announcementsOf(tx, person)).find(
    (one) => one.status === 'active' && isSame(one) && sameTimes(one.plan, draft.plan),
  );
  return planned === undefined ? [] : [draftTexts.plannedAlready(planned.number)];
}

/** 国庆后第一个工作日 of a year whose holidays are not published. */
function guessNote({ calendar, zone }: Turn, { plan, timeWords }: Order): readonly string[] {
  if (plan?.kind !== 'once' || timeWords === null || !/工作日|上班|节后|放假|国庆|春节/u.test(timeWords)) return [];
  const date = localDateOf(plan.at, zone);
  return calendar.isWorkday(date) === undefined ? [draftTexts.unknownYear(Number(date.slice(0, 4)))] : [];
}

/** The picture or file that was sent before goes with it. */
async function carried({ tx, person }: Turn, id: string, { options }: Order): Promise<Partial<Draft>> {
  if (options.kind !== 'image' && options.kind !== 'file') return {};
  return { attachmentId: await takeLatest(tx, person.userId, options.kind, id) };
}

/** A card leads where the text has a link. */
function linkIn({ options, content }: Order): Partial<Draft> {
  const link = /https?:\/\/[^\s，。；、）]+/u.exec(content)?.[0];
  if (options.kind !== 'card' || link === undefined) return {};
  return {
    link,
    content: content
      .replace(link, '')
      .replace(/[\s，,：:]+$/u, '')
      .trim(),
  };
}

function wishes({ options }: Order): Partial<Draft> {
  const { acknowledge, lookFirst, reviewerId, urgent, mentionAll, mentions, kind, title, whenMissed } = options;
  return {
    ...(acknowledge === undefined ? {} : { acknowledge }),
    ...(lookFirst === undefined ? {} : { lookFirst }),
    ...(whenMissed === undefined ? {} : { whenMissed }),
    ...(reviewerId === undefined ? {} : { review: { reviewerId } }),
    ...(urgent === undefined ? {} : { urgent }),
    ...(mentionAll === undefined ? {} : { mentionAll }),
    ...(mentions === undefined ? {} : { mentions: [...mentions] }),
    ...(kind === undefined ? {} : { kind }),
    ...(title === undefined ? {} : { title }),
  };
}

/** Shows what would happen, or asks for what is missing. Nothing is sent. */
export async function preview(situation: Situation, draft: Draft, notes: readonly string[] = []): Promise<Outcome> {
  const token = situation.ids.id();
  await keepDraft(situation, token, draft);
  const checked = await checkedDraft(situation, draft);
  const wants = checked.ok ? [] : wantedBy(checked.refusal);
  const ask = { dialog: CONFIRM, data: { token, wants, all: false, doubt: null } };
  if (!checked.ok) {
    // A note that says which groups there are already asks for the group.
    const asked = notes.length > 0 && wants.length === 1 && wants[0] === 'groups' ? [] : [refusedText(checked.refusal, situation)];
    return { reply: { text: [...notes, ...asked].join('\n') }, ask };
  }
  const { plan, times } = checked.facts;
  const warned = [...notes, ...(await capNotes(situation, draft, times[0] ?? situation.now))];
  const text = draftTexts.preview({
    draft,
    groups: await groupNames(situation, draft.groupIds),
    calls: await peopleNames(situation, draft.mentions),
    reviewer: draft.review === null ? null : await reviewerName(situation, draft.review.reviewerId),
    plan,
    times,
    unknownYear: unknownYear(plan, situation),
    notes: warned,
    place: situation,
  });
  return { reply: { text, card: draftCard(`announcement_${situation.ids.id()}`, token) }, ask };
}

function wantedBy(refusal: Refusal): readonly Wanted[] {
  if (refusal.code === 'blanks') return ['blanks'];
  return refusal.code === 'missing' ? refusal.what : [];
}

async function peopleNames({ directory }: Situation, userIds: readonly string[]): Promise<readonly string[]> {
  return Promise.all(userIds.map(async (userId) => (await directory.person(userId)).name));
}

async function reviewerName({ directory }: Situation, userId: string | null): Promise<string | null> {
  return userId === null ? null : (await directory.person(userId)).name;
}

/** The rules, and whether this person may post to every group that is meant, and the bot can. */
export async function checkedDraft(situation: Situation, draft: Draft): Promise<ReturnType<typeof checkDraft>> {
  for (const id of draft.groupIds) {
    const group = await situation.directory.group(id);
    if (group === undefined || !mayPostTo(situation.person, group)) return refused({ code: 'notYours', group: group?.name ?? id });
    if (!group.canPush) return refused({ code: 'noPush', group: group.name });
  }
  const [noDay] = timesIn(draft.content, situation).impossibleDates;
  if (noDay !== undefined) return refused({ code: 'noSuchDay', date: noDay.date });
  return checkDraft(draft, await countActive(situation.tx, situation.person.partyBranch), situation);
}
