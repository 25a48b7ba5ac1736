import type { MergeRefusal } from '../rules/merge.ts';
import type { Suggestion } from '../schema.ts';
import { echoIn, echoText, refText, statusText } from './names.ts';

/** Two suggestions that are one. */
export const mergeTexts = {
  sure: (from: Suggestion, into: Suggestion, mayBeSaid: boolean): string =>
    [
      `要把 ${echoText(from, mayBeSaid)} 并到 ${echoText(into, mayBeSaid)} 吗？`,
      `并了以后只办 ${refText(into)}，提 ${refText(from)} 的人会收到说明，也会收到 ${refText(into)} 的进展。并了就分不开。`,
      '确定就回“确认”，不并回“取消”。',
    ].join('\n'),
  done: (from: Suggestion, into: Suggestion, told: boolean): string =>
    [
      `好，${refText(from)} 已并到 ${refText(into)}${into.seconds.length === 0 ? '' : `，现在${into.seconds.length}人附议`}。`,
      ...(told ? [`提 ${refText(from)} 的人会收到说明。`] : []),
    ].join('\n'),
  goesOnIn: (from: Suggestion, status: string): string => `${refText(from)} 已并在一起办：\n${status}`,
  kept: '好，没有合并，还是两条。',
  assignAfter: (into: Suggestion): string => `一次办一件：先合并，派人等并好了再说“${refText(into)} 派某某”。`,
  /** In another group the words of the one that goes on have no place. */
  toAuthor: (from: Suggestion, into: Suggestion, group: boolean): string =>
    `${echoIn(from, group)} 和 ${group && from.groupId !== into.groupId ? refText(into) : echoIn(into, group)} 是一回事，书记并在一起办。\n有进展我一起告诉您；要看就发“${refText(into)}”。`,
} as const;

/** `reversible`: the other way round would do. */
export function mergeRefusedText(from: Suggestion, into: Suggestion, refusal: MergeRefusal, reversible: boolean): string {
  const over = [from, into].find(({ status }) => !['filed', 'accepted', 'assigned', 'answered'].includes(status)) ?? from;
  const instead = reversible ? `\n可以反过来：“${refText(into)}并到${refText(from)}”。` : '\n请两条分别办。';
  const words: Record<MergeRefusal, string> = {
    notYours: '不全归您的支部管，没有合并。',
    same: '是同一条，不用合并。',
    over: `没有合并：${refText(over)} 现在是“${statusText(over.status)}”。`,
    anonymous: '匿名件不能合并：提的人收不到通知。请分别答复。',
    branches: '是两个支部的，没有合并。',
    urgent: `${refText(from)} 是隐患或更急，并进去就没人催了，没有合并。${instead}`,
    inHand: `${refText(from)} 已经有人在办，没有合并。${instead}`,
    private: `${refText(into)} 是单独告诉我的，并进去提 ${refText(from)} 的人就看到了，没有合并。${instead}`,
  };
  return words[refusal];
}
