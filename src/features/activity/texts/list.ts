import { neutraliseLine } from '../../../core/plain.ts';
import { freePlaces, positionOf, signedUpOf, waitingOf } from '../rules/places.ts';
import type { Activity, Signup } from '../schema.ts';
import { namesOf, placeOf, placeValue, statusText, titleOf } from './names.ts';
import { instantText, whenText, type Moment } from './time.ts';

export interface Listed {
  readonly activity: Activity;
  readonly signups: readonly Signup[];
  readonly own: Signup | undefined;
}

/** One line per activity, then what to reply. */
export function listText(shown: readonly Listed[], total: number, at: Moment): string {
  const lines = shown.map(({ activity, signups, own }, index) => {
    const mark = own === undefined ? '' : own.state === 'waiting' ? '，您在候补' : '，您已报';
    return `${index + 1}. ${titleOf(activity)} ${instantText(activity.startsAt, at)} ${placeOf(activity)}（${stateText(activity, signups)}${mark}）`;
  });
  const more = total > shown.length ? `共${total}个，先列${shown.length}个。` : '';
  return [...lines, `${more}回“报1”就报第1个，问详情说“第1个在哪”。`].join('\n');
}

export function nothingListedText(filtered: boolean): string {
  return filtered ? '这个条件下没有活动。回“有啥活动”看全部。' : '最近没有正在报名的活动，过几天再来问问。';
}

export function nothingOwnText(): string {
  return '您现在没有报名的活动。回“有啥活动”看看能报哪些。';
}

export function detailText({ activity, signups, own }: Listed, asksUnknown: boolean, organiser: string, at: Moment): string {
  const mine = own === undefined ? '' : own.state === 'waiting' ? `您在候补第${positionOf(signups, own)}位。` : '您已报名。';
  return [
    `${titleOf(activity)}：${whenText(activity, at)}`,
    `地点：${placeValue(activity)}`,
    `${stateText(activity, signups)}；${activity.status === 'open' ? `报名到${instantText(activity.signupClosesAt, at)}` : statusText(activity.status)}。${mine}`,
    activity.note === null ? '' : `说明：${neutraliseLine(activity.note)}`,
    asksUnknown ? `别的通知里没写，可以问组织的${neutraliseLine(organiser)}。` : '',
    activity.status === 'open' && own === undefined ? `想去回“报名${titleOf(activity)}”。` : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

export function whoText(activity: Activity, signups: readonly Signup[]): string {
  const placed = signedUpOf(signups);
  const waiting = waitingOf(signups);
  const title = titleOf(activity);
  if (placed.length === 0) return `${title}还没人报名。想当第一个，回“报名${title}”。`;
  const queue = waiting.length === 0 ? '' : `\n候补${waiting.length}人：${namesOf(waiting)}。`;
  return `${title}已报${placed.length}人${leftText(activity, signups)}：\n${namesOf(placed)}。${queue}`;
}

export function countText(activity: Activity, signups: readonly Signup[]): string {
  const waiting = waitingOf(signups).length;
  return `${titleOf(activity)}已报${signedUpOf(signups).length}人${leftText(activity, signups)}${waiting === 0 ? '' : `，候补${waiting}人`}。`;
}

export function ownPositionText(activity: Activity, signups: readonly Signup[], own: Signup | undefined): string {
  const title = titleOf(activity);
  if (own === undefined) return `您没有报${title}。想去回“报名${title}”。`;
  const position = positionOf(signups, own);
  return own.state === 'waiting'
    ? `您在${title}的候补第${position}位，前面${position - 1}人。`
    : `报上了，您在${title}名单第${position}位。`;
}

export function missingText(activity: Activity, people: readonly { readonly name: string }[], expected: number): string {
  return people.length === 0
    ? `${titleOf(activity)}：支部${expected}人都已报名。`
    : `${titleOf(activity)}还没报名的${people.length}人（支部共${expected}人）：\n${namesOf(people)}。\n报名全凭自愿，这份名单只给您看。`;
}

export function onlyInDirectText(phrase: string): string {
  return `这份名单不在群里发。请点开和我的单聊，发“${phrase}”。`;
}

export function onlySecretaryListText(): string {
  return '这份名单只给组织活动的书记看。想知道报了多少人，回“报了几个人”。';
}

export function exportText(activity: Activity, link: string): string {
  return `${titleOf(activity)}的名单：\n${link}\n10分钟内有效，只能下载一次，请不要转发。`;
}

export function whichText(question: string, titles: readonly string[]): string {
  return [question, ...titles.map((title, index) => `${index + 1}. ${title}`), '回数字就行。'].join('\n');
}

export function optionText(activity: Activity, at: Moment): string {
  return `${titleOf(activity)} ${instantText(activity.startsAt, at)}`;
}

export function unknownActivityText(): string {
  return '没找到您说的活动。现在有这些，您指的是哪个？';
}

export function whichQuestion(intent: string): string {
  const questions: Readonly<Record<string, string>> = {
    signup: '您要报哪一个？',
    signup_for_others: '要报哪一个？',
    cancel_signup: '要取消哪一个？',
    who_signed_up: '您问的是哪一个？',
    list_activities: '您问的是哪一个？',
    create_activity: '您说的是哪一个？',
  };
  return questions[intent] ?? '您说的是哪一个？';
}

export function noActivityText(): string {
  return '现在没有可以报名的活动，过几天再来问问。';
}

export function goneText(): string {
  return '没找到这个活动，可能不在这个群里，或已经删除。回“有啥活动”看看。';
}

function stateText(activity: Activity, signups: readonly Signup[]): string {
  if (activity.status !== 'open') return statusText(activity.status);
  const taken = signedUpOf(signups).length;
  if (activity.capacity === null) return `已报${taken}人，不限名额`;
  const free = freePlaces(activity, signups);
  return free === 0 ? `已满，候补${waitingOf(signups).length}人` : `余${free}个名额`;
}

function leftText(activity: Activity, signups: readonly Signup[]): string {
  return activity.capacity === null ? '' : `（名额${activity.capacity}，还剩${freePlaces(activity, signups)}）`;
}
