import { actionKey, type Button, type Card } from '../../core/card.ts';
import { neutraliseLine } from '../../core/plain.ts';
import { freePlaces, signedUpOf, waitingOf } from './rules/places.ts';
import type { Activity, Signup } from './schema.ts';
import { capacityText, placeValue, statusText, titleOf } from './texts/names.ts';
import { howToSignUp } from './texts/posts.ts';
import { instantText, whenText, type Moment } from './texts/time.ts';

/** The buttons of the secretary's draft; what was understood stands in the text above them. Nothing is published before 确认. */
export function draftCard(id: string, activity: Activity): Card {
  return {
    id,
    title: `草稿A${activity.number}：${titleOf(activity)}`,
    buttons: [
      { label: '确认发布', action: actionKey('activity.publish', activity.id), style: 'primary' },
      { label: '改', action: actionKey('activity.edit', activity.id), style: 'plain' },
      { label: '取消', action: actionKey('activity.discard', activity.id), style: 'danger' },
    ],
  };
}

/** As everybody sees it, with buttons that fit the one who looks: works only where the bot answers. */
export function signupCard(id: string, activity: Activity, signups: readonly Signup[], own: Signup | undefined, at: Moment): Card {
  return { ...factsCard(id, activity, signups, at), buttons: buttonsFor(activity, signups, own) };
}

/** As it is pushed: without buttons (a group robot cannot carry them), so it says in words what to reply. */
export function announcementCard(id: string, activity: Activity, at: Moment): Card {
  return { ...factsCard(id, activity, [], at), body: howToSignUp(activity) };
}

function factsCard(id: string, activity: Activity, signups: readonly Signup[], at: Moment): Card {
  return {
    id,
    title: titleOf(activity),
    description: activity.status === 'open' ? '活动报名' : statusText(activity.status),
    fields: [
      { name: '时间', value: whenText(activity, at) },
      { name: '地点', value: placeValue(activity) },
      { name: '名额', value: placesText(activity, signups) },
      { name: '截止', value: instantText(activity.signupClosesAt, at) },
      ...(activity.note === null ? [] : [{ name: '说明', value: neutraliseLine(activity.note) }]),
    ],
  };
}

function placesText(activity: Activity, signups: readonly Signup[]): string {
  const taken = signedUpOf(signups).length;
  if (taken === 0) return capacityText(activity.capacity);
  if (activity.capacity === null) return `不限，已报${taken}人`;
  const waiting = waitingOf(signups).length;
  return `${activity.capacity}人，余${freePlaces(activity, signups)}${waiting === 0 ? '' : `，候补${waiting}`}`;
}

function buttonsFor(activity: Activity, signups: readonly Signup[], own: Signup | undefined): readonly Button[] {
  const who: Button = { label: '谁报了', action: actionKey('activity.who', activity.id) };
  const cancel: Button = {
    label: own?.state === 'waiting' ? '取消候补' : '取消报名',
    action: actionKey('activity.cancelSignup', activity.id),
  };
  if (own !== undefined) return [cancel, who];
  if (activity.status !== 'open') return [who];
  return [freePlaces(activity, signups) === 0 ? waitlistButton(activity) : signUpButton(activity), who];
}

function signUpButton(activity: Activity): Button {
  return { label: '报名', action: actionKey('activity.signUp', activity.id), style: 'primary' };
}

function waitlistButton(activity: Activity): Button {
  return { label: '候补', action: actionKey('activity.waitlist', activity.id), style: 'primary' };
}

/** The card everybody in the group gets, so it offers both ways. */
export function openCard(id: string, activity: Activity, signups: readonly Signup[], at: Moment): Card {
  return {
    ...factsCard(id, activity, signups, at),
    buttons: [
      signUpButton(activity),
      { label: '取消报名', action: actionKey('activity.cancelSignup', activity.id) },
      { label: '谁报了', action: actionKey('activity.who', activity.id) },
    ],
  };
}

/** The button of an offer made in words: 候补. */
export function waitlistCard(id: string, activity: Activity, signups: readonly Signup[], at: Moment): Card {
  return {
    ...factsCard(id, activity, signups, at),
    buttons: [waitlistButton(activity), { label: '谁报了', action: actionKey('activity.who', activity.id) }],
  };
}

/** After a draft was dealt with: the same card without buttons. */
export function settledCard(id: string, activity: Activity, at: Moment): Card {
  return factsCard(id, activity, [], at);
}
