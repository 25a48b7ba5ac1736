import { z } from 'zod';
import { formatInstant } from '../../../core/zh/format.ts';
import { isOver } from '../../../core/zh/assent.ts';
import { isSecretary } from '../../../core/person.ts';
import { dialog, type ActionTurn, type NoticeDraft, type Outcome, type Situation, type Turn } from '../../feature.ts';
import { reviewCard } from '../cards/review.ts';
import { keep } from '../repo/announcements.ts';
import { keepManners, mannersOf } from '../repo/manners.ts';
import { unsettledOf, waitingFor } from '../repo/reviews.ts';
import { nextTimes } from '../rules/plan.ts';
import { announcements, type Announcement } from '../schema/announcement.ts';
import { reasonIn, reviewActOf } from '../slots/review.ts';
import { reviewTexts } from '../texts/review.ts';
import { launch } from './launch.ts';
import { seenBy } from './look.ts';

const REASON = 'announcement.reason';

/** 同意N5, 退回N5 …, 待审的公告, 公告要审核. */
export async function review(turn: Turn): Promise<Outcome> {
  const act = reviewActOf(turn.said);
  if (act === 'ruleOn' || act === 'ruleOff') return setRule(turn, act === 'ruleOn');
  const waiting = await waitingFor(turn.tx, turn.person);
  const numbered = waiting.filter(({ number }) => new RegExp(`${number}(?!\\d)`, 'iu').test(turn.said.text));
  const [found, ...others] = numbered.length > 0 ? numbered : waiting;
  if (found === undefined) return { reply: { text: await whyNone(turn) } };
  if (act === 'list' && others.length === 0) return show(turn, found);
  if (others.length > 0) return { reply: { text: reviewTexts.which(waiting) } };
  if (act === 'agree') return (await agree(turn, found)).outcome;
  const reason = reasonIn(turn.said.written, found.number);
  return reason === '' ? askReason(found) : giveBack(turn, found, reason);
}

/** One's own waits for somebody else. */
async function whyNone(turn: Turn): Promise<string> {
  const own = await unsettledOf(turn.tx, turn.person);
  return own.some(({ status }) => status === 'review') ? reviewTexts.own : reviewTexts.none;
}

async function show(turn: Turn, item: Announcement): Promise<Outcome> {
  const author = (await turn.directory.person(item.createdBy)).name;
  const text = reviewTexts.asked(item, author, await seenBy(turn, item), turn);
  return {
    reply: { text, card: reviewCard(`announcement_${turn.ids.id()}`, item, reviewTexts.you) },
    focus: { about: { kind: 'announcement', id: item.id } },
  };
}

async function agree(situation: Situation, item: Announcement): Promise<{ readonly outcome: Outcome; readonly done: boolean }> {
  const [first] = nextTimes(item.plan, 1, situation);
  if (first === undefined) {
    const planned = item.plan.kind === 'once' ? formatInstant(item.plan.at, situation.zone, situation.now) : '';
    return { outcome: { reply: { text: reviewTexts.tooLate(item, planned) } }, done: false };
  }
  const now = item.plan.kind === 'now';
  const opinion = { userId: situation.person.userId, at: situation.now, agrees: true, reason: null };
  const { text, outcome } = await launch(
    situation,
    { ...item, status: now ? 'done' : 'active', nextAt: now ? null : first, opinions: [...item.opinions, opinion] },
    first,
  );
  const news = toAuthor(situation, item, reviewTexts.agreedNews(item, situation.person.name, situation.now, situation));
  return {
    outcome: { ...outcome, reply: { text: reviewTexts.agreed(item, text) }, notices: [...(outcome.notices ?? []), news] },
    done: true,
  };
}

async function giveBack(situation: Situation, item: Announcement, reason: string): Promise<Outcome> {
  const opinion = { userId: situation.person.userId, at: situation.now, agrees: false, reason };
  await keep(situation.tx, { ...item, status: 'returned', nextAt: null, opinions: [...item.opinions, opinion] });
  const author = (await situation.directory.person(item.createdBy)).name;
  return {
    reply: { text: reviewTexts.returned(item, author) },
    notices: [toAuthor(situation, item, reviewTexts.returnedNews(item, situation.person.name, reason))],
    ask: null,
  };
}

function askReason(item: Announcement): Outcome {
  return { reply: { text: reviewTexts.askReason(item) }, ask: { dialog: REASON, data: { id: item.id } } };
}

function toAuthor(situation: Situation, item: Announcement, text: string): NoticeDraft {
  return {
    key: `announcement-opinion:${item.id}:${situation.messageId}`,
    to: { kind: 'person', userId: item.createdBy },
    content: { kind: 'text', text },
    about: { kind: 'announcement', id: item.id },
  };
}

/** The sentence after "退回": all of it is the reason. */
export const reasonDialog = dialog({
  name: REASON,
  schema: z.object({ id: z.string() }),
  reads: (said) =>
    said.text.length <= 200
      ? { intent: 'review_announcement', slots: { action: 'return', reason: said.written }, free: { akin: [], lookupsOnly: true } }
      : undefined,
  answer: async (turn, { id }) => {
    if (isOver(turn.said.text)) return { reply: { text: reviewTexts.kept }, ask: null };
    const item = (await waitingFor(turn.tx, turn.person)).find((one) => one.id === id);
    return item === undefined ? { reply: { text: reviewTexts.none }, ask: null } : giveBack(turn, item, turn.said.written);
  },
});

/** A card in the group can be pressed by everybody: only who has to look moves it. */
async function onWaiting(turn: ActionTurn, act: (item: Announcement) => Promise<Outcome>): Promise<Outcome> {
  const id = turn.args[0] ?? '';
  const item = (await waitingFor(turn.tx, turn.person)).find((one) => one.id === id);
  if (item !== undefined) return act(item);
  const found = await turn.tx.get(announcements, id);
  if (found?.status === 'review')
    return { reply: { text: found.createdBy === turn.person.userId ? reviewTexts.own : reviewTexts.notYours } };
  return { reply: { update: { card: { id: turn.cardId, title: reviewTexts.over({ number: found?.number ?? '' }) }, forEveryone: true } } };
}

export const reviewActions = {
  'announcement.agree': (turn: ActionTurn): Promise<Outcome> =>
    onWaiting(turn, async (item) => {
      const { outcome, done } = await agree(turn, item);
      if (!done) return outcome;
      const card = { id: turn.cardId, title: reviewTexts.cardAgreed(item.number, turn.person.name) };
      return { ...outcome, reply: { ...outcome.reply, update: { card, forEveryone: true } } };
    }),
  'announcement.giveBack': (turn: ActionTurn): Promise<Outcome> => onWaiting(turn, (item) => Promise.resolve(askReason(item))),
};

async function setRule(turn: Turn, approval: boolean): Promise<Outcome> {
  if (!isSecretary(turn.person)) return { reply: { text: reviewTexts.none } };
  const { partyBranch } = turn.person;
  await keepManners(turn.tx, { ...(await mannersOf(turn.tx, partyBranch)), approval });
  return { reply: { text: approval ? reviewTexts.ruleOn : reviewTexts.ruleOff } };
}
