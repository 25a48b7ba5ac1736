import { plusMs, SECOND_MS } from '../../../core/clock.ts';
import { localDateOf, localTimeOf } from '../../../core/zone.ts';
import { formatInstant } from '../../../core/zh/format.ts';
import type { Outcome, Turn } from '../../feature.ts';
import { announcementFor } from '../repo/announcements.ts';
import { lyingDraft } from '../repo/drafts.ts';
import type { Announcement } from '../schema/announcement.ts';
import type { Plan } from '../schema/plan.ts';
import { momentIn } from '../slots/once-more.ts';
import { earlier } from '../slots/plan.ts';
import { onceMoreTexts } from '../texts/once-more.ts';
import { copyOf } from './copy.ts';
import { CONFIRM, preview } from './draft.ts';

/** Of another day it would be said on the wrong one. */
const OTHER_DAY = /今天|明天|后天|今晚|明晚|(?:本|这|下个?)(?:周|星期|礼拜)/u;

/** The announcement that was spoken of is told once more, so long before what it tells of. */
export async function remindBefore(turn: Turn, seconds: number): Promise<Outcome> {
  const { pending, about } = turn.said.focus;
  const open = pending?.dialog === CONFIRM ? await lyingDraft(turn) : undefined;
  // Of a draft nobody knows yet whether it goes out at all.
  if (open !== undefined) return preview(turn, open, [onceMoreTexts.confirmFirst(turn.said.written)]);
  const found = about?.kind === 'announcement' ? await announcementFor(turn.tx, turn.person, about.id) : undefined;
  if (found === undefined) return { reply: { text: onceMoreTexts.which } };
  const told = toldBefore(found, seconds, turn);
  if (told === undefined) return { reply: { text: onceMoreTexts.noMoment(found.number) }, focus: { about } };
  if (told.plan.kind === 'once' && told.plan.at <= turn.now) return { reply: { text: onceMoreTexts.past(found.number) }, focus: { about } };
  return preview(
    turn,
    await copyOf(turn, found, told),
    OTHER_DAY.test(told.content.replace(/^今天|今天(?=\d)/u, '')) ? [onceMoreTexts.otherDay] : [],
  );
}

/** What it tells of stands in its words; where it does not, its own time is meant. On the day itself 明天 would be wrong. */
function toldBefore(found: Announcement, seconds: number, turn: Turn): { readonly content: string; readonly plan: Plan } | undefined {
  const { content, createdAt } = found;
  const moment =
    found.plan.kind === 'repeated'
      ? undefined
      : momentIn(content, { ...turn.said.time, now: found.plan.kind === 'once' ? found.plan.at : createdAt });
  if (moment === undefined) {
    const plan = earlier(found.plan, seconds);
    return plan === undefined ? undefined : { content, plan };
  }
  const at = plusMs(moment.at, -seconds * SECOND_MS);
  const words = dayAndHour(moment.at, at, turn.zone);
  return { content: `${content.slice(0, moment.start)}${words}${content.slice(moment.end)}`, plan: { kind: 'once', at } };
}

function dayAndHour(event: string, told: string, zone: string): string {
  if (localDateOf(event, zone) !== localDateOf(told, zone)) return formatInstant(event, zone, told);
  const { hour, minute } = localTimeOf(event, zone);
  return `今天${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
