import { MINUTE_MS } from '../../../core/clock.ts';
import { formatClock, formatDate, formatInstant, joinList } from '../../../core/zh/format.ts';
import { failureWords } from '../../../core/zh/failure.ts';
import { localDateOf } from '../../../core/zone.ts';
import type { Planned } from '../rules/day-plan.ts';
import type { GroupState } from '../rules/history.ts';
import type { Announcement } from '../schema/announcement.ts';
import type { Sending } from '../schema/sending.ts';
import { excerpt, type Place } from './words.ts';

/** What fits on a phone. */
const LINES = 12;
const GROUPS = 8;

const STATES = { planned: '', skipped: '（这次跳过）', held: '（等着发）' } as const;

function summary(states: readonly GroupState[]): string {
  const count = (...wanted: readonly GroupState['state'][]): number => states.filter(({ state }) => wanted.includes(state)).length;
  const parts = [
    [count('sent', 'late'), '个群已发'],
    [count('late'), '个群发晚了'],
    [count('failed'), '个群没发成'],
    [count('unknown'), '个群可能已送达'],
    [count('waiting'), '个群等着发'],
  ] as const;
  return joinList(parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`));
}

function stateWords({ state, at, lateMs, reason, begun }: GroupState, { zone, now }: Place): string {
  const time = at === null ? '' : formatInstant(at, zone, now);
  switch (state) {
    case 'sent':
      return `${time} 已发`;
    case 'late':
      return `${time} 已发，晚了 ${Math.round(lateMs / MINUTE_MS)} 分钟`;
    case 'failed':
      return `没发成：${failureWords(reason)}${begun ? '（前面一段已发出）' : ''}`;
    case 'unknown':
      return failureWords(reason);
    case 'waiting':
      return '等着发';
  }
}

/** What will leave, and what became of what left. */
export const historyTexts = {
  days: (items: readonly Planned[], names: ReadonlyMap<string, string>, { zone, now }: Place): string => {
    const lines: string[] = ['未来 7 天要发的：'];
    let day = '';
    let shown = 0;
    for (const item of items) {
      if (lines.length >= LINES) break;
      const date = localDateOf(item.at, zone);
      if (date !== day) lines.push(`**${formatDate(date, localDateOf(now, zone))}**`);
      day = date;
      shown += 1;
      const [first = ''] = item.groupIds.map((id) => names.get(id) ?? id);
      const where = item.groupIds.length > 1 ? `${first}等 ${item.groupIds.length} 个群` : first;
      lines.push(`${formatClock(item.at, zone)} ${item.number} ${excerpt(item.content)} → ${where}${STATES[item.state]}`);
    }
    return [
      ...lines,
      ...(items.length > shown ? [`后面还有 ${items.length - shown} 次。`] : []),
      '可以说“暂停N1”“下周五那次别发了”“删除N1”。',
    ].join('\n');
  },
  noDays: '未来 7 天没有要发的公告。\n要发就说一句，比如“每周五下午五点提醒大家关灯”。',
  sent: (items: readonly (readonly [Sending, readonly GroupState[]])[], place: Place): string =>
    [
      '最近发过的：',
      ...items.map(
        ([sending, states]) =>
          `${sending.number} ${excerpt(sending.content)}（${formatInstant(sending.leavesAt, place.zone, place.now)}）：${
            sending.recalledAt === null ? summary(states) : '已撤回'
          }${sending.correctedBy === null ? '' : '，后来有更正'}`,
      ),
      '说“N3发送情况”看每个群；没发成的说“重发N3”。',
    ].join('\n'),
  noneSent: '还没有发过公告。',
  one: (sending: Sending, states: readonly GroupState[], names: ReadonlyMap<string, string>, place: Place): string => {
    const notable = states.toSorted((a, b) => weight(a) - weight(b)).slice(0, GROUPS);
    return [
      `${sending.number} ${excerpt(sending.content)}（原定 ${formatInstant(sending.plannedAt, place.zone, place.now)}）：${summary(states)}`,
      ...(sending.urgentReason === null ? [] : [`紧急原因：${sending.urgentReason}`]),
      ...notable.map((one) => `${names.get(one.groupId) ?? one.groupId}：${stateWords(one, place)}`),
      ...(states.length > notable.length ? [`还有 ${states.length - notable.length} 个群。`] : []),
      ...(states.some(({ state }) => state === 'failed' || state === 'unknown') ? [`要再发一次，说“重发${sending.number}”。`] : []),
    ].join('\n');
  },
  recalled: (sending: Sending): string => `${sending.number} 在发出前撤回了，一个群也没有收到。`,
  resendWhich: (number: string | undefined): string =>
    number === undefined
      ? '重发哪一条？请带上编号，比如“重发N3”。发“发过的公告”能看到编号。'
      : `没找到发过的 ${number}：可能还没发，或者不是您支部的。\n发“发过的公告”看发过的。`,
  madeUp: (item: Announcement, later: string | null): string =>
    later === null
      ? `好，60 秒后补发 ${item.number}：${excerpt(item.content)}\n60 秒内可撤：说“撤回”就不发。`
      : `现在是安静时段，${later} 补发 ${item.number}：${excerpt(item.content)}\n在那之前说“撤回”就不发。`,
  nothingToResend: (sending: Sending): string => `${sending.number} 没有发失败的群，不用重发。`,
  resent: (sending: Sending, groups: readonly string[]): string => `好，${sending.number} 正在重新发到：${joinList(groups)}。`,
  warnUnknown: (sending: Sending, groups: readonly string[]): string =>
    `注意：${sending.number} 在${joinList(groups)}里可能已经收到，再发就会有两遍。\n请先到群里看一眼。确实没有，回“确认”再发；有了，回“不用”。`,
  left: '好，不再发。',
} as const;

/** What needs a look stands first. */
function weight({ state }: GroupState): number {
  return ['failed', 'unknown', 'waiting', 'late', 'sent'].indexOf(state);
}
