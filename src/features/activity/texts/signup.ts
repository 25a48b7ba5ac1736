import { joinList } from '../../../core/zh/format.ts';
import { neutraliseLine } from '../../../core/plain.ts';
import type { CancelRefusal, SignUpRefusal } from '../rules/places.ts';
import type { Activity, Signup } from '../schema.ts';
import { nameOf, namesOf, placeOf, statusText, titleOf } from './names.ts';
import { instantText, whenText, type Moment } from './time.ts';

export function signedUpText(activity: Activity, position: number, at: Moment): string {
  return `报上了，您是第${position}位。\n${titleOf(activity)}：${whenText(activity, at)}，${placeOf(activity)}。\n去不了就回“取消报名”。`;
}

export function waitingText(activity: Activity, position: number): string {
  return `${titleOf(activity)}已满，您排候补第${position}位。\n有人退出就按顺序递补，会在这儿告诉您；不想等了回“取消候补”。`;
}

export function alreadyText(activity: Activity, signup: Signup, position: number): string {
  return signup.state === 'waiting'
    ? `您已经在${titleOf(activity)}的候补里了，第${position}位。`
    : `您已经报过${titleOf(activity)}了，第${position}位。`;
}

/** Of a sign-up for several, or for somebody else. */
export function othersText(activity: Activity, added: readonly Signup[], already: readonly Signup[], at: Moment): string {
  const placed = added.filter((signup) => signup.state === 'signedUp');
  const waiting = added.filter((signup) => signup.state === 'waiting');
  const lines = [
    placed.length === 0 ? '' : `给${namesOf(placed)}报上了${titleOf(activity)}（${placed.length}人）。`,
    waiting.length === 0 ? '' : `${namesOf(waiting)}先排候补（${waiting.length}人），有人退出就递补。`,
    already.length === 0 ? '' : `${namesOf(already)}之前已经报过，没有重复占名额。`,
    added.length === 0
      ? ''
      : `${whenText(activity, at)}，${placeOf(activity)}。有人去不了，说“取消${nameOf(added[0] ?? { name: '谁' })}的报名”。`,
  ];
  return lines.filter((line) => line !== '').join('\n');
}

export function signUpRefusedText(activity: Activity, refusal: SignUpRefusal, at: Moment): string {
  const title = titleOf(activity);
  switch (refusal.code) {
    case 'notOpen':
      return `${title}${statusText(refusal.status)}，报不了名。看看别的活动，回“有啥活动”。`;
    case 'deadlinePassed':
      return activity.signupClosesAt <= at.now
        ? `${title}的报名已在${instantText(activity.signupClosesAt, at)}截止，没有报上。\n确实想去，请联系组织的书记加名字。`
        : `${title}的报名已提前截止，没有报上。\n确实想去，请联系组织的书记加名字。`;
    case 'started':
      return `${title}已经开始了，没有报上。`;
    case 'full':
      return refusal.wanted === 1
        ? `${title}名额已满（${activity.capacity}人）${queueText(refusal.waiting)}。\n回“候补”就排第${refusal.waiting + 1}位，有人退出自动递补。`
        : refusal.free === 0
          ? `${title}名额已满，${refusal.wanted}个人都还没报。\n回“候补”一起排队${queueText(refusal.waiting)}。`
          : `${title}只剩${refusal.free}个名额，不够${refusal.wanted}个人，先都没报。\n回“候补”：前${refusal.free}位先报上，其余排队；不用就回“算了”。`;
  }
}

function queueText(waiting: number): string {
  return waiting === 0 ? '' : `，前面候补${waiting}人`;
}

export function clashText(activity: Activity, other: Activity, at: Moment): string {
  return `您已报了同一时间的${titleOf(other)}（${whenText(other, at)}）。\n还要报${titleOf(activity)}（${whenText(activity, at)}）吗？要就回“确定”，不要回“算了”。`;
}

export function leftOutText(): string {
  return '好的，没有报名。';
}

/** Whoever wanted to change and could not. */
export function keptPlaceText(kept: Activity): string {
  return `${titleOf(kept)}的报名先给您留着，没有取消。`;
}

/** `left`: as they stood before. */
export function cancelledText(activity: Activity, left: readonly Signup[], promoted: readonly Signup[], userId: string): string {
  const title = titleOf(activity);
  const onlyOwn = left.length === 1 && left[0]?.userId === userId;
  const who = onlyOwn ? '您' : namesOf(left);
  const waited = left.every((signup) => signup.state === 'waiting');
  return `已取消${who}的${title}${waited ? '候补' : '报名'}。${promotedLine(promoted)}\n想再参加，回“报名${title}”。`;
}

function promotedLine(promoted: readonly Signup[]): string {
  return promoted.length === 0 ? '' : `名额已递补给${namesOf(promoted)}。`;
}

export function cancelRefusedText(activity: Activity, refusal: CancelRefusal, at: Moment): string {
  const title = titleOf(activity);
  switch (refusal.code) {
    case 'notSignedUp':
      return `${title}的名单里没有您，不用取消。`;
    case 'started':
      return `${title}已在${instantText(activity.startsAt, at)}开始，不能再取消了。来不了请跟组织的书记说一声。`;
    case 'over':
      return `${title}${statusText(refusal.status)}，不用再取消。`;
  }
}

export function notYoursText(names: readonly string[]): string {
  return `${joinList(names.map(neutraliseLine))}不是您报的，您这边取消不了。\n请本人回“取消报名”，或找组织的书记。`;
}

export function notOnListText(activity: Activity, names: readonly string[]): string {
  return `${titleOf(activity)}的名单里没找到${joinList(names.map(neutraliseLine))}。\n看名单回“谁报了${titleOf(activity)}”。`;
}

export function whoLeavesText(): string {
  return '是谁不去了？请把名字一起告诉我，比如“小蔡不去了”。还没有取消谁的报名。';
}

export function sameNameText(name: string, departments: readonly string[]): string {
  return `叫${neutraliseLine(name)}的有${departments.length}位（${joinList(departments.map(neutraliseLine))}），没有报名。\n请说全名，或让本人自己报。`;
}

export function tooManyText(limit: number): string {
  return `一次最多帮${limit}个人报名，没有报。人多请分几次说，或请书记安排。`;
}

export function nobodyNamedText(): string {
  return '想帮谁报？请说名字，比如“帮李强报名”，或“维修班来5个人”。';
}

/**
 * To those who moved up. In a group the channel names them by the mention it adds, so the text does not;
 * a guest nobody can mention stands in it by name.
 */
export function promotedText(
  activity: Activity,
  promoted: readonly Signup[],
  readBy: 'group' | { readonly userId: string },
  at: Moment,
): string {
  const addressed = promoted.filter((signup) => signup.userId !== null && (readBy === 'group' || signup.userId === readBy.userId));
  const called = addressed.length === 0 ? [] : [addressed.length === 1 ? '您' : `点到名的${addressed.length}位`];
  const others = promoted.filter((signup) => !addressed.includes(signup));
  const who = joinList([...called, ...others.map(nameOf)]);
  return `${titleOf(activity)}有空位，${who}已从候补递补上了。\n${whenText(activity, at)}，${placeOf(activity)}。去不了请尽早回“取消报名”。`;
}
