import { joinList } from '../../../core/zh/format.ts';
import { neutraliseLine } from '../../../core/plain.ts';
import type { LifeRefusal } from '../rules/life.ts';
import type { CapacityRefusal } from '../rules/places.ts';
import type { Activity, ActivityPackage, Signup } from '../schema.ts';
import { capacityText, namesOf, placeValue, statusText, titleOf } from './names.ts';
import { instantText, remindersText, whenText, type Moment } from './time.ts';

export function onlySecretaryText(): string {
  return '开活动、改活动由支部书记来做。\n您有好点子，可以直接对我说“建议……”；想参加活动回“有啥活动”。';
}

export function draftText(activity: Activity, groups: readonly string[], at: Moment): string {
  return [
    `草稿A${activity.number}：${titleOf(activity)}（还没发布）`,
    `时间：${whenText(activity, at)}`,
    `地点：${placeValue(activity)}；名额：${capacityText(activity.capacity)}`,
    `报名截止：${instantText(activity.signupClosesAt, at)}；提醒：${remindersText(activity, at)}`,
    ...(activity.note === null ? [] : [`说明：${neutraliseLine(activity.note)}`]),
    `发到：${groups.length === 0 ? '还没选群，请说“发到××群”' : joinList(groups.map(neutraliseLine))}`,
    '回“确认”就发布；要改直接说，如“改成30人”；不办回“取消”。',
  ].join('\n');
}

export function unknownGroupsText(words: readonly string[], known: readonly string[]): string {
  return `没找到叫“${joinList(words.map(neutraliseLine))}”的群。可选：${joinList(known.map(neutraliseLine))}。`;
}

export function askTimeText(title: string | undefined, day: string | undefined): string {
  const what = title === undefined ? '' : `“${neutraliseLine(title)}”`;
  return day === undefined ? `${what}什么时候办？比如“下周五下午两点”。` : `${what}${day}几点开始？比如“下午两点”。`;
}

export function askTitleText(): string {
  return '办什么活动？说个名称就行，比如“健步走”。';
}

export function askBothText(): string {
  return '办什么活动、什么时候？一句话就行，比如“下周五下午两点在多功能厅办急救培训，20人”。';
}

export function pastTimeText(when: string): string {
  return `${when}已经过了。请换个时间，比如“下周五下午两点”。`;
}

export function draftDroppedText(activity: Activity): string {
  return `草稿A${activity.number}已作废，没有发到群里。`;
}

export function publishedText(activity: Activity, elsewhere: readonly string[], unreachable: readonly string[], at: Moment): string {
  return [
    `A${activity.number} ${titleOf(activity)}已发布，报名到${instantText(activity.signupClosesAt, at)}。`,
    elsewhere.length === 0 ? '' : `报名通知发到：${joinList(elsewhere.map(neutraliseLine))}。`,
    unreachable.length === 0 ? '' : `${joinList(unreachable.map(neutraliseLine))}还没绑定群机器人，发不过去，请管理员绑定。`,
    `提醒：${remindersText(activity, at)}。截止后我报人数；要改时间、加名额、取消，直接说。`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

export function lifeRefusedText(activity: Activity, refusal: LifeRefusal, at: Moment): string {
  const title = titleOf(activity);
  switch (refusal.code) {
    case 'notDraft':
      return `${title}${statusText(refusal.status)}，不用再发布。`;
    case 'notOpen':
      return `${title}${statusText(refusal.status)}，没有在报名。`;
    case 'notClosed':
      return `${title}${statusText(refusal.status)}，不用重新开放。`;
    case 'over':
      return `${title}${statusText(refusal.status)}，改不了了。`;
    case 'startsInPast':
      return `时间已经过了（现在是${instantText(at.now, at)}），没有改动。请说一个以后的时间。`;
    case 'endsBeforeStart':
      return '结束时间早于开始时间，没有改动。请再说一遍，比如“下午两点到四点”。';
    case 'nowhere':
      return '还没选发到哪个群。请说“发到××群”，再确认。';
  }
}

export function capacityRefusedText(activity: Activity, refusal: CapacityRefusal): string {
  return refusal.code === 'over'
    ? `${titleOf(activity)}${statusText(refusal.status)}，改不了名额了。`
    : `${titleOf(activity)}已报${refusal.taken}人，名额不能少于${refusal.taken}，没有改动。`;
}

export function capacityChangedText(activity: Activity, promoted: readonly Signup[], free: number): string {
  const left = activity.capacity === null ? '' : `，还剩${free}个`;
  const moved = promoted.length === 0 ? '' : `\n候补递补${promoted.length}人：${namesOf(promoted)}，已在群里告诉他们。`;
  return `${titleOf(activity)}名额改为${capacityText(activity.capacity)}${left}。${moved}`;
}

export function confirmChangeText(activity: Activity, changes: readonly string[], signedUp: number): string {
  return `${titleOf(activity)}要改的是：\n${changes.join('\n')}\n已报${signedUp}人，改了会在群里告诉大家。回“确认”就改，不改回“算了”。`;
}

export function changedText(activity: Activity, changes: readonly string[]): string {
  return `${titleOf(activity)}改好了，已通知群里：\n${changes.join('\n')}`;
}

export function timeChange(before: Activity, after: Activity, at: Moment): string {
  return `时间：${whenText(before, at)} → ${whenText(after, at)}`;
}

export function placeChange(before: Activity, after: Activity): string {
  return `地点：${placeValue(before)} → ${placeValue(after)}`;
}

export function titleChange(before: Activity, after: Activity): string {
  return `名称：${titleOf(before)} → ${titleOf(after)}`;
}

export function deadlineChange(after: Activity, at: Moment): string {
  return `报名截止：${instantText(after.signupClosesAt, at)}`;
}

export function remindersChange(after: Activity, at: Moment): string {
  return `提醒：${remindersText(after, at)}`;
}

export function confirmCancelText(activity: Activity, signedUp: number, at: Moment): string {
  return `要取消${titleOf(activity)}（${whenText(activity, at)}）吗？\n已报${signedUp}人，取消后会在群里告诉大家，不能恢复。\n回“确认”就取消，不取消回“算了”。`;
}

export function activityCancelledText(activity: Activity): string {
  return `${titleOf(activity)}已取消，群里和已报名的人都会收到通知。`;
}

export function signupClosedText(activity: Activity, signedUp: number): string {
  return `${titleOf(activity)}已停止报名，共${signedUp}人。\n要放开，回“重新开放报名”。`;
}

export function signupReopenedText(activity: Activity, at: Moment): string {
  return `${titleOf(activity)}重新开放报名，到${instantText(activity.signupClosesAt, at)}截止。`;
}

export function keptText(): string {
  return '好的，没有改动。';
}

export function packagesText(shown: readonly ActivityPackage[], total: number): string {
  const lines = shown.map((one, index) => `${index + 1}. ${one.name}（${one.durationMinutes}分钟，人均${one.costYuanPerPerson}元）`);
  return [...lines, `共${total}个${total > shown.length ? '，回“更多套餐”看其余' : ''}。回“用第1个”开草稿，再说时间就行。`].join('\n');
}

export function noPackagesText(): string {
  return '活动套餐还没有录入。直接说一句就能开活动，比如“下周五下午两点办急救培训，20人”。';
}

export function packageText(one: ActivityPackage): string {
  return `${one.name}：${one.summary}\n${one.durationMinutes}分钟，建议${one.suggestedCapacity === null ? '不限人数' : `${one.suggestedCapacity}人`}${one.suggestedPlace === null ? '' : `，${one.suggestedPlace}`}，人均${one.costYuanPerPerson}元。\n什么时候办？比如“下周五下午两点”。`;
}

export function howToEditText(): string {
  return '要改什么直接说，比如：\n“改成30人”“时间改到周四下午三点”\n“地点换成党员活动室”“名称叫急救培训”“提前一小时提醒”。';
}

export function notYourActivityText(activity: Activity, organiser: string): string {
  return `${titleOf(activity)}是${neutraliseLine(organiser)}组织的，您这边改不了，请找${neutraliseLine(organiser)}。`;
}

export function noteChange(activity: Activity): string {
  return `说明：${neutraliseLine(activity.note ?? '')}`;
}
