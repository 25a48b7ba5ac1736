import { formatInstant } from '../../../core/zh/format.ts';
import type { Outcome, Turn } from '../../feature.ts';
import { announcementFor, announcementsOf, keep } from '../repo/announcements.ts';
import { recall } from './recall.ts';
import { changeStatus, type Change } from '../rules/life.ts';
import { recallTexts } from '../texts/recall.ts';
import { planTexts } from '../texts/plan-list.ts';

export async function changePlanned(turn: Turn, to: Change): Promise<Outcome> {
  const ids = [...new Set(turn.said.mentioned.filter(({ entity }) => entity.kind === 'announcement').map(({ entity }) => entity.id))];
  const about = turn.said.focus.about;
  const [id = about?.kind === 'announcement' ? about.id : undefined] = ids;
  const found = id === undefined || ids.length > 1 ? undefined : await announcementFor(turn.tx, turn.person, id);
  if (found === undefined) return { reply: { text: planTexts.which } };
  const recalled = to === 'delete' ? await recall(turn, found) : undefined;
  if (recalled !== undefined) return recalled;
  if (to === 'delete' && found.status === 'done') return { reply: { text: recallTexts.tooLate(found) } };
  const decision = changeStatus(found, to, turn);
  if (!decision.ok) return { reply: { text: planTexts.notChanged[decision.refusal.code] } };
  await keep(turn.tx, decision.facts);
  const next = decision.facts.nextAt === null ? '' : formatInstant(decision.facts.nextAt, turn.zone, turn.now);
  return { reply: { text: planTexts.changed[to](decision.facts, next) }, focus: { about: { kind: 'announcement', id: found.id } } };
}

export async function showList(turn: Turn): Promise<Outcome> {
  const items = await announcementsOf(turn.tx, turn.person);
  if (items.length === 0) return { reply: { text: planTexts.none } };
  return { reply: { text: planTexts.list(items, turn) }, focus: { list: items.map((item) => ({ kind: 'announcement', id: item.id })) } };
}
