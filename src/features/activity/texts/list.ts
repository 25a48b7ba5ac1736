import { neutraliseLine } from '../../../core/plain.ts';
import { freePlaces, positionOf, signedUpOf, waitingOf } from '../rules/places.ts';
import type { Activity, Signup } from '../schema.ts';
import { namesOf, placeOf, placeValue, statusText, titleOf } from './names.ts';
import { leftOutText } from './signup.ts';
import { instantText, whenText, type Moment } from './time.ts';

export interface Listed {
  readonly activity: Activity;
  readonly signups: readonly Signup[];
  readonly own: Signup | undefined;
}

/** One line per activity, then what to reply. */
export function listText(shown: readonly Listed[], total: number, at: Moment, mine = false): string {
  const doubles = doubled(shown);
  const lines = shown.map(({ activity, signups, own }, index) => {
    const mark = own === undefined ? '' : own.state === 'waiting' ? '，您在候补' : '，您已报';
    return `${index + 1}. ${titleOf(activity)}${doubles.has(activity.title) ? `A${activity.number}` : ''} ${instantText(activity.startsAt, at)} ${placeOf(activity)}（${stateText(activity, signups)}${mark}）`;
  });
  const more = total > shown.length ? `共${total}个，先列${shown.length}个。` : '';
  if (mine) return [`您报了${total}个活动：`, ...lines, `${more}去不了就回“取消1”，问详情说“第1个在哪”。`].join('\n');
  return [...lines, `${more}回“报1”就报第1个，问详情说“第1个在哪”。`].join('\n');
}

export function nothingListedText(filtered: boolean): string {
  return filtered ? '这个条件下没有活动。回“有啥活动”看全部。' : '最近没有正在报名的活动，过几天再来问问。';
}

export function nothingOwnText(): string {
  return '您现在没有报名的活动。回“有啥活动”看看能报哪些。';
}

/** The one line beside the card, which shows the facts: what the card does not say. */
export function besideCardText(listed: Listed, asked: Asked, organiser: string): string {
  const line = [ownText(listed), askedText(asked, organiser)].join('');
  if (line !== '') return line;
  const { activity, signups } = listed;
  return freePlaces(activity, signups) === 0
    ? `想排队点“候补”或回“候补${titleOf(activity)}”，有人退出就递补。`
    : `想去点“报名”，或回“报名${titleOf(activity)}”。`;
}

/** Of an activity that nobody can join now: all in words, without a card. */
export function detailText(listed: Listed, asked: Asked, organiser: string, at: Moment): string {
  const { activity } = listed;
  return [
    `${titleOf(activity)}：${whenText(activity, at)}`,
    `地点：${placeValue(activity)}`,
    `${statusText(activity.status)}。${ownText(listed)}`,
    noteText(activity),
    askedText(asked, organiser),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function ownText({ signups, own }: Listed): string {
  if (own === undefined) return '';
  return own.state === 'waiting' ? `您在候补第${positionOf(signups, own)}位。` : '您已报名。';
}

function noteText(activity: Activity): string {
  return activity.note === null ? '' : `说明：${neutraliseLine(activity.note)}`;
}

/** What a question about an activity wants to know that stands in none of its fields. */
export type Asked = 'facts' | 'unwritten' | 'organiser';

function askedText(asked: Asked, organiser: string): string {
  if (asked === 'organiser') return `这个活动是${neutraliseLine(organiser)}组织的，有事可以直接问。`;
  return asked === 'unwritten' ? `这个通知里没写，可以问组织的${neutraliseLine(organiser)}。` : '';
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
  if (own === undefined) {
    const full = activity.status === 'open' && freePlaces(activity, signups) === 0;
    return full ? `您没有报${title}，现在已满。想排队回“候补${title}”。` : `您没有报${title}。想去回“报名${title}”。`;
  }
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

export function whichText(question: string, titles: readonly string[], all?: string): string {
  const how = all === undefined ? '回数字就行。' : `回数字就行；都要就回“${all}”。`;
  return [question, ...titles.map((title, index) => `${index + 1}. ${title}`), how].join('\n');
}

/** One line each, all different: equal titles get number, place and places left. */
export function optionTexts(options: readonly Omit<Listed, 'own'>[], at: Moment): readonly string[] {
  const doubles = doubled(options);
  return options.map(({ activity, signups }) => {
    const line = `${titleOf(activity)} ${instantText(activity.startsAt, at)}`;
    return doubles.has(activity.title) ? `${line}（A${activity.number}，${placeOf(activity)}，${stateText(activity, signups)}）` : line;
  });
}

/** The titles that more than one of them has. */
function doubled(options: readonly Pick<Listed, 'activity'>[]): ReadonlySet<string> {
  const titles = options.map(({ activity }) => activity.title);
  return new Set(titles.filter((title, index) => titles.indexOf(title) !== index));
}

export function unknownActivityText(name: string, question: string): string {
  return `没有“${neutraliseLine(name)}”这个活动。${question}`;
}

export function noSuchActivityText(name: string): string {
  return `没有“${neutraliseLine(name)}”这个活动。回“有啥活动”看看有哪些。`;
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

export function droppedText(intent: string): string {
  return intent.startsWith('signup') ? leftOutText() : '好的，没有动。';
}

/** What was asked for in one breath and waits until the question above is answered. */
export function laterText(intent: string, titles: readonly string[]): string {
  const names = titles.map(neutraliseLine);
  return `${names.map((name) => `“${name}”`).join('、')}还没有${intent === 'cancel_signup' ? '取消' : '报'}：上面这件定了，再回“${intent === 'cancel_signup' ? '取消报名' : '报名'}${names[0] ?? ''}”。`;
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
