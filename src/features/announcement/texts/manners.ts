import type { Manners } from '../schema/manners.ts';

const both = ({ quietFrom, quietUntil, weeklyCap }: Manners): string =>
  `安静时段：${quietFrom === quietUntil ? '没有' : `${quietFrom}–${quietUntil}`}（紧急的除外）\n每个群每周最多 ${weeklyCap} 条，再多先提醒您`;

/** Quiet hours and the weekly cap. */
export const mannersTexts = {
  shown: (manners: Manners): string => `本支部现在是：\n${both(manners)}\n要改就说“安静时段改成22点到6点”“每周最多3条”。`,
  changed: (manners: Manners): string => `改好了，从现在起：\n${both(manners)}`,
  cap: (group: string, before: number, cap: number): string =>
    `提醒：“${group}”这周连这条有 ${before + 1} 条公告，说好的是每周 ${cap} 条。`,
  capMany: (groups: number, cap: number): string => `提醒：有 ${groups} 个群这周会超过说好的每周 ${cap} 条公告。`,
} as const;
