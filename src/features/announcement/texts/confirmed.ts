import { msBetween, type Instant } from '../../../core/clock.ts';
import { formatInstant } from '../../../core/zh/format.ts';
import { UNDO_MS } from '../rules/leaving.ts';
import type { Announcement } from '../schema/announcement.ts';
import type { Manners } from '../schema/manners.ts';
import type { Place } from './words.ts';

/** What was agreed: when it leaves, and until when it can be taken back. */
export function confirmedText(
  { number, plan, urgent }: Announcement,
  { first, leaves, quiet }: { readonly first: Instant; readonly leaves: Instant; readonly quiet: Manners },
  { zone, now }: Place,
): string {
  const hours = `安静时段（${quiet.quietFrom}–${quiet.quietUntil}）`;
  if (plan.kind === 'now') {
    if (urgent) return `好，紧急通知马上发到群里，编号 ${number}。\n发错了说“更正：…”。`;
    if (msBetween(now, leaves) <= UNDO_MS) return `好，60 秒后发到群里，编号 ${number}。\n60 秒内可撤：说“撤回”就不发。`;
    return `好。现在是${hours}，会在 ${formatInstant(leaves, zone, now)} 发出，编号 ${number}。\n在那之前说“撤回”就不发；等不了就标“紧急”并说明原因。`;
  }
  return [
    `定好了，编号 ${number}。`,
    `下次发出：${formatInstant(leaves, zone, now)}。`,
    ...(leaves > first ? [`原定的 ${formatInstant(first, zone, now)} 在${hours}里，所以推到这时。`] : []),
    '发“公告列表”可以查看、暂停或删除。',
  ].join('\n');
}
