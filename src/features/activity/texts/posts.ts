import type { Activity } from '../schema.ts';
import { placeOf, titleOf } from './names.ts';
import { instantText, soonText, whenText, type Moment } from './time.ts';

/** What is posted to groups on the bot's own initiative. */

export function howToSignUp(activity: Activity): string {
  return `想参加：@党群助手 回“报名${titleOf(activity)}”。帮人报、查名单也这样说。`;
}

export function changedPost(activity: Activity, changes: readonly string[]): string {
  return `【活动有变】${titleOf(activity)}\n${changes.join('\n')}\n已报名的不用再报；去不了请回“取消报名”。`;
}

export function cancelledPost(activity: Activity, at: Moment): string {
  return `【活动取消】原定${whenText(activity, at)}的${titleOf(activity)}不办了，报名自动作废，请互相转告。`;
}

export function reminderPost(activity: Activity, signedUp: number, late: boolean, at: Moment): string {
  return `${late ? '（补发）' : ''}【活动提醒】${titleOf(activity)}${soonText(activity.startsAt, at)}\n${whenText(activity, at)}，${placeOf(activity)}\n${signedUp === 0 ? '还没人报名' : `已报${signedUp}人，去不了请回“取消报名”`}。`;
}

export function closedPost(activity: Activity, signedUp: number, waiting: number, late: boolean, at: Moment): string {
  const queue = waiting === 0 ? '' : `，候补${waiting}人`;
  return `${late ? '（补发）' : ''}${titleOf(activity)}报名截止：共${signedUp}人${queue}。${whenText(activity, at)}，${placeOf(activity)}见。`;
}

export function missedReminderText(activity: Activity, plannedAt: string, at: Moment): string {
  return `${titleOf(activity)}的提醒没有发出：原定${instantText(plannedAt, at)}，当时服务停了。\n活动${whenText(activity, at)}开始，需要的话请在群里说一声。`;
}

export function missedCloseText(activity: Activity, signedUp: number, at: Moment): string {
  return `${titleOf(activity)}的报名已在${instantText(activity.signupClosesAt, at)}截止，共${signedUp}人。\n当时服务停了，没有在群里报人数。`;
}
