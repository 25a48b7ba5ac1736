import type { Chat } from '../../../core/message.ts';
import type { VerdictRefusal } from '../rules/life.ts';
import type { SecondRefusal, WithdrawRefusal } from '../rules/file.ts';
import type { Suggestion } from '../schema.ts';
import { mayBeRepeated } from '../rules/repeatable.ts';
import { dayText, echoIn, quoted, refText, statusText, type Moment } from './names.ts';

const DANGER = '⚠️先离开危险的地方！再打119和单位值班电话，别只等我。';

export function filedText(suggestion: Suggestion, similar: readonly Suggestion[], at: Moment): string {
  const kind = suggestion.kind === 'hazard' ? '隐患' : '建议';
  const lines = [
    ...(suggestion.urgent ? [DANGER] : []),
    `已登记${kind} ${echoWhereSaid(suggestion)}${suggestion.place === null ? '' : `，地点：${quoted(suggestion.place)}`}。`,
    suggestion.urgent ? '已标“紧急”，马上转给书记。' : `${dayText(suggestion.dueOn, at)}前书记会决定受不受理，有进展我在这里告诉您。`,
    ...similarLines(similar),
    `${suggestion.groupId === null ? '书记看得到是您提的。' : ''}不想提了，发“撤回 ${refText(suggestion)}”。`,
  ];
  return lines.join('\n');
}

/** Its words, as they may stand where it was said. */
function echoWhereSaid(suggestion: Suggestion): string {
  return echoIn(suggestion, suggestion.groupId !== null);
}

function similarLines(similar: readonly Suggestion[]): readonly string[] {
  const [first] = similar;
  if (first === undefined) return [];
  const shown = similar.map((one) => `${echoShort(one)}${one.seconds.length > 0 ? `（${one.seconds.length}人附议）` : ''}`);
  return [`类似的有：${shown.join('；')}。是一回事就发“附议 ${refText(first)}”，两条并成一条。`];
}

function echoShort(suggestion: Suggestion): string {
  if (!mayBeRepeated(suggestion, suggestion.groupId !== null)) return refText(suggestion);
  const text = quoted(suggestion.text);
  return `${refText(suggestion)}“${text.length > 12 ? `${text.slice(0, 12)}…` : text}”`;
}

/** Own view: where it stands, who has it, until when, and the last word of the office. */
export function ownStatusText(suggestion: Suggestion, at: Moment): string {
  const answer = suggestion.words.findLast((one) => one.from === 'office');
  const lines = [
    `${echoWhereSaid(suggestion)}：${statusText(suggestion.status)}。`,
    stepLine(suggestion, at),
    ...(answer === undefined ? [] : [`答复：${quoted(answer.text)}`]),
    ...(suggestion.result === null || suggestion.status !== 'closed' ? [] : [`结果：${quoted(suggestion.result)}`]),
    ...(suggestion.seconds.length === 0 ? [] : [`${suggestion.seconds.length}人附议。`]),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** What comes next, or how it ended. */
export function stepLine(suggestion: Suggestion, at: Moment): string {
  const until = dayText(suggestion.dueOn, at);
  switch (suggestion.status) {
    case 'filed':
      return `${until}前决定是否受理。`;
    case 'accepted':
      return `${suggestion.reopenCount > 0 ? `第${suggestion.reopenCount}次重新办理，` : ''}${until}前答复。`;
    case 'assigned':
      return `承办：${quoted(suggestion.assigneeName ?? '待定')}，${until}前答复。`;
    case 'answered':
      return '等书记办结，办结后请您评价。';
    case 'declined':
      return `原因：${quoted(suggestion.reason ?? '')}。不同意可以找书记复核。`;
    case 'closed':
      return suggestion.rating === null ? '办得怎么样？回“1分”到“5分”；没解决就回“还没好”。' : `您评了${suggestion.rating}分。`;
    case 'merged':
    case 'withdrawn':
      return '';
  }
}

export function listText(title: string, lines: readonly string[], total: number): string {
  const more = total > lines.length ? `\n还有${total - lines.length}条，发编号看。` : '';
  return `${title}\n${lines.map((line, index) => `${index + 1}. ${line}`).join('\n')}${more}`;
}

export function listLine(suggestion: Suggestion): string {
  return `${echoShort(suggestion)}（${statusText(suggestion.status)}）`;
}

export function withdrawnText(suggestion: Suggestion): string {
  return `好，${refText(suggestion)} 已撤回，不会再有人办。想提时再发一遍就行。`;
}

export function withdrawRefusedText(suggestion: Suggestion, refusal: WithdrawRefusal): string {
  const words: Record<WithdrawRefusal, string> = {
    notYours: '不是您提的，我没有动。',
    tooLate: '已经受理，又过了10分钟，撤不回了。有变化可以直接告诉书记。',
    over: `现在是“${statusText(suggestion.status)}”，不用再撤。`,
  };
  return `${refText(suggestion)} ${words[refusal]}`;
}

export function secondedText(suggestion: Suggestion, fresh: Suggestion | undefined): string {
  const merged = fresh === undefined ? '' : `${refText(fresh)} 已并进来，`;
  return `好，您附议了 ${echoWhereSaid(suggestion)}，共${suggestion.seconds.length}人附议。\n${merged}有进展我一起告诉您。`;
}

export function secondRefusedText(suggestion: Suggestion, refusal: SecondRefusal): string {
  const words: Record<SecondRefusal, string> = {
    own: '是您自己提的，不用附议。',
    already: '您已经附议过了，一人算一次。',
    over: `现在是“${statusText(suggestion.status)}”，不能再附议。`,
    anonymous: '不能附议。',
  };
  return `${refText(suggestion)} ${words[refusal]}`;
}

export function ratedText(suggestion: Suggestion): string {
  if (suggestion.verdict === 'solved') return `谢谢，${refText(suggestion)} 记下${suggestion.rating}分，算解决了。`;
  return `记下了，${refText(suggestion)} ${suggestion.rating}分。书记会看到。\n想让他们重新办，回“还没好”，最好带一句哪里没好。`;
}

export function reopenedText(suggestion: Suggestion, at: Moment): string {
  const climbs = suggestion.flagged ? '已经第3次了，我标给联合会议。' : '';
  return `好，${refText(suggestion)} 重新办理（第${suggestion.reopenCount}次），已告诉书记。${climbs}\n${dayText(suggestion.dueOn, at)}前答复您。`;
}

export function verdictRefusedText(suggestion: Suggestion, refusal: VerdictRefusal): string {
  if (refusal === 'notYours') return '这条不是您提的，只有提的人能评价。';
  return `${refText(suggestion)} 还没办结，办结后再请您评价。现在：${statusText(suggestion.status)}。`;
}

export const memberTexts = {
  danger: DANGER,
  added: (ref: string): string => `好，补充到 ${ref} 里了，已转给书记。`,
  filedBefore: (status: string): string => `这件您提过了，没有再登记一条。\n${status}\n有新情况，发“补充：”加上要说的话。`,
  emptyAddition: (ref: string): string => `${ref} 要补充什么？请写在后面，比如“补充：是最里面那个”。`,
  notYoursToAdd: (ref: string): string => `${ref} 不是您提的，只有提的人能补充。您也遇到了，可以发“附议 ${ref}”。`,
  overForAdding: (ref: string): string => `${ref} 已经结束，不能再补充。有新情况，请再发一条“建议：”。`,
  notFiled: '好，没有登记。什么时候想说，随时发给我。',
  emptyFiling: '好，您想提什么？请用一两句话说清什么事、在哪里。',
  tooLong: '这段太长了，我没有登记。请压到1000字以内再发一次。',
  notFound: (ref: string, chat: Chat): string =>
    chat.kind === 'group'
      ? `没找到${ref === '' ? '这条' : ` ${ref}`}，或者不是您在这里提的。\n单聊时提的，请在单聊里问我。`
      : `没找到${ref === '' ? '这条' : ` ${ref}`}，或者不是您能看的。\n发“我的建议”，看您提过的。`,
  nothing: (chat: Chat): string =>
    chat.kind === 'group'
      ? '您在这里没有提过建议。想提就发“建议：…”。\n单聊时提的，请在单聊里问我。'
      : '您还没有这样的建议。想提就发“建议：…”。',
  which: (lines: readonly string[]): string =>
    `您说的是哪一条？回数字或编号。\n${lines.map((line, index) => `${index + 1}. ${line}`).join('\n')}`,
  mine: '您提的建议：',
  assigned: '您名下要办的：',
  noAssigned: '您名下没有要办的建议。',
  askRating: (ref: string): string => `${ref} 办得怎么样？回“1分”到“5分”；没解决就回“还没好”。`,
  cannotTellWho: '是谁提的，我不告诉别人。',
  proposed: (ref: string): string => `收到，已告诉书记 ${ref} 办好了，等书记办结。`,
  notSecretary: (ref: string): string => `${ref} 要由书记或承办人来办，我没有动。`,
} as const;
