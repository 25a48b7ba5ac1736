import { neutraliseLine } from '../../../core/plain.ts';

export const dutyTexts = {
  how: '请这样写：差旅费的问题归李强答。',
  unknown: (name: string, several: boolean): string =>
    several ? `名单里有几位“${neutraliseLine(name)}”，请写全名。` : `名单里没有找到“${neutraliseLine(name)}”，没有记。`,
  given: (matter: string, name: string): string =>
    `记下了：答不上的“${neutraliseLine(matter)}”问题转给${neutraliseLine(name)}，支部书记也能答。\n要改就发“${neutraliseLine(matter)}的问题不归${neutraliseLine(name)}管了”。`,
  taken: (matter: string): string => `好的，“${neutraliseLine(matter)}”的问题不再专门转给谁。`,
  list: (duties: readonly { readonly matter: string; readonly name: string }[]): string =>
    duties.length === 0
      ? '还没有分工。要分就发“差旅费的问题归李强答”。'
      : `答不上的问题这样转：\n${duties.map(({ matter, name }) => `${neutraliseLine(matter)}：${neutraliseLine(name)}`).join('\n')}`,
} as const;
