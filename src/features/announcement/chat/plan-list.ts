import { formatInstant } from '../../../core/zh/format.ts';
import { plusMs } from '../../../core/clock.ts';
import type { Outcome, Turn } from '../../feature.ts';
import { USEFUL_MS } from '../departure.ts';
import { sentBy } from '../repo/sendings.ts';
import { announcementFor, announcementNumbered, announcementsOf, keep } from '../repo/announcements.ts';
import { changeStatus, type Change } from '../rules/life.ts';
import { recallTexts } from '../texts/recall.ts';
import { planTexts } from '../texts/plan-list.ts';
import { takesBack } from '../slots/act.ts';
import { numberIn } from '../slots/meant.ts';
import { askToDelete } from './delete.ts';
import { recall } from './recall.ts';
import { whichPlanned } from './which.ts';

const LOOKED_AT = 10;
/** All of a plan, not the one post that is on its way. */
const DELETES = /删|作废|不要了|停掉/u;

export async function changePlanned(turn: Turn, to: Change): Promise<Outcome> {
  const spokenOf = to === 'delete' && namesNoOther(turn) && !DELETES.test(turn.said.text) ? await takeBack(turn) : undefined;
  if (spokenOf !== undefined) return spokenOf;
  const which = await whichPlanned(turn);
  if ('ask' in which) return (to !== 'resume' && namesNoOther(turn) ? await takeBack(turn) : undefined) ?? which.ask;
  const { found } = which;
  const decision = changeStatus(found, to, turn);
  if (!decision.ok) return { reply: { text: planTexts.notChanged[decision.refusal.code] } };
  // What a robot's pause holds back belongs to the plan that is stopped (reliability T14).
  const recalled = to === 'resume' ? undefined : await recall(turn, found);
  const withdraw = recalled?.withdraw === undefined ? {} : { withdraw: recalled.withdraw };
  const too = recalled?.reply?.text === undefined ? '' : `${recalled.reply.text}\n`;
  if (to === 'delete') {
    const asked = askToDelete(found);
    return { ...asked, ...withdraw, reply: { text: `${too}${asked.reply?.text ?? ''}` } };
  }
  await keep(turn.tx, decision.facts);
  const next = decision.facts.nextAt === null ? '' : formatInstant(decision.facts.nextAt, turn.zone, turn.now);
  return {
    ...withdraw,
    reply: { text: `${too}${planTexts.changed[to](decision.facts, next)}` },
    focus: { about: { kind: 'announcement', id: found.id } },
  };
}

/** 撤回, 撤回N1, 这条不发了: no words that mean some other post than the one on its way. */
function namesNoOther({ said }: Turn): boolean {
  return numberIn(said) !== undefined || takesBack(said) || said.text.replaceAll(ONLY_ORDER, '') === '';
}

const ONLY_ORDER =
  /撤[回销了掉]|取消|[别不]发了?|不要了?|停掉?|快|赶紧|先|把|将|给|都|吧|了|那|这|它|条|个|公告|通知|提醒|刚刚?|才|发|的|[,，。.!！~\s]/gu;

/** An order on a number that is none of those that can be changed: it may be on its way for the last time. */
export async function onStrangeNumber(turn: Turn, number: string): Promise<Outcome> {
  const stops = /删|取消|停|别发|不用?发|撤/u.test(turn.said.text);
  return (stops ? await takeBack(turn) : undefined) ?? { reply: { text: planTexts.notAmongThem(number) } };
}

/** 全部停发: in an emergency nobody goes through a list. What is on its way and can still be taken back is. */
export async function changeAll(turn: Turn, to: 'pause' | 'resume'): Promise<Outcome> {
  const changed: string[] = [];
  const withdrawn: string[] = [];
  if (to === 'pause') {
    for (const sending of await sentBy(turn.tx, turn.person, LOOKED_AT)) {
      const owner = sending.recalledAt === null ? await announcementFor(turn.tx, turn.person, sending.announcementId) : undefined;
      const recalled = owner === undefined ? undefined : await recall(turn, owner);
      withdrawn.push(...(recalled?.withdraw ?? []));
    }
  }
  for (const item of await announcementsOf(turn.tx, turn.person)) {
    const decision = changeStatus(item, to, turn);
    if (!decision.ok) continue;
    await keep(turn.tx, decision.facts);
    changed.push(item.number);
  }
  if (changed.length === 0 && withdrawn.length === 0) return { reply: { text: planTexts.notChanged.already } };
  return {
    reply: { text: planTexts.changedAll[to](changed, withdrawn.length > 0) },
    ...(withdrawn.length === 0 ? {} : { withdraw: withdrawn }),
  };
}

/** Of one by its number, or just spoken of: what has not left is taken back, and what has is too late. */
async function takeBack(turn: Turn): Promise<Outcome | undefined> {
  const number = numberIn(turn.said);
  const about = turn.said.focus.about;
  const spokenOf = about?.kind === 'announcement' ? about.id : await lastOnItsWay(turn);
  const found =
    number === undefined ? await announcementFor(turn.tx, turn.person, spokenOf) : await announcementNumbered(turn.tx, turn.person, number);
  if (found === undefined) return undefined;
  const recalled = await recall(turn, found);
  if (recalled !== undefined) return recalled;
  return found.status === 'done' ? { reply: { text: recallTexts.tooLate(found) } } : undefined;
}

/** The author's own last post that has not left everywhere, as far as one can tell; '' when none is on its way. */
async function lastOnItsWay({ tx, person, now }: Turn): Promise<string> {
  const recent = await sentBy(tx, person, LOOKED_AT);
  const waiting = recent.find((one) => one.createdBy === person.userId && one.recalledAt === null && plusMs(one.leavesAt, USEFUL_MS) > now);
  return waiting?.announcementId ?? '';
}

export async function showList(turn: Turn): Promise<Outcome> {
  const items = await announcementsOf(turn.tx, turn.person);
  if (items.length === 0) return { reply: { text: planTexts.none } };
  return { reply: { text: planTexts.list(items, turn) }, focus: { list: items.map((item) => ({ kind: 'announcement', id: item.id })) } };
}
