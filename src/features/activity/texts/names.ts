import { joinList } from '../../../core/zh/format.ts';
import { neutraliseLine } from '../../../core/plain.ts';
import type { Activity, ActivityStatus, Signup } from '../schema.ts';

/** A list in a group chat stays readable on a phone. */
const NAMES_SHOWN = 20;

/** Titles and places were typed by people: shown, but never with an effect. */
export function titleOf(activity: Pick<Activity, 'title'>): string {
  return neutraliseLine(activity.title);
}

export function placeOf(activity: Pick<Activity, 'place'>): string {
  return activity.place === null ? '地点待定' : neutraliseLine(activity.place);
}

/** As the value after "地点：". */
export function placeValue(activity: Pick<Activity, 'place'>): string {
  return activity.place === null ? '待定' : neutraliseLine(activity.place);
}

export function nameOf(signup: Pick<Signup, 'name'>): string {
  return neutraliseLine(signup.name);
}

export function namesOf(list: readonly Pick<Signup, 'name'>[]): string {
  const names = list.slice(0, NAMES_SHOWN).map(nameOf);
  return list.length > NAMES_SHOWN ? `${joinList(names)}等${list.length}人` : joinList(names);
}

export function capacityText(capacity: number | null): string {
  return capacity === null ? '不限' : `${capacity}人`;
}

export function statusText(status: ActivityStatus): string {
  const words: Record<ActivityStatus, string> = {
    draft: '还是草稿',
    open: '报名中',
    closed: '报名已截止',
    finished: '已结束',
    cancelled: '已取消',
  };
  return words[status];
}
