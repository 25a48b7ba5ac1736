import { neutraliseLine } from '../../../core/plain.ts';
import { joinList } from '../../../core/zh/format.ts';

/** What a member reads about what they asked. */
export const personalTexts = {
  asked: ({ asked, handedOver, quoted }: { readonly asked: number; readonly handedOver: number; readonly quoted: number }): string => {
    const parts = [
      ...(asked === 0 ? [] : [`近 14 天问制度 ${asked} 次`]),
      ...(handedOver === 0 ? [] : [`转给书记的问题 ${handedOver} 个`]),
      ...(quoted === 0 ? [] : [`给您引过的条文 ${quoted} 条（条文改了好告诉您）`]),
    ];
    return parts.join('，');
  },
  left: (number: string, question: string, name: string): string =>
    `${neutraliseLine(name)}已经不在职工名单上，原来等他答复的 ${number} 请您答：${neutraliseLine(question)}\n发“${number}：答复的话”。`,
  open: (numbers: readonly string[]): string => `还没答复的问题 ${joinList(numbers)}：答完了再来删`,
};
