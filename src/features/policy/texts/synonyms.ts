import { neutraliseLine } from '../../../core/plain.ts';
import type { KeptSynonym } from '../schema/loop.ts';

const MOST_LISTED = 4;

function pair({ said, meant }: Pick<KeptSynonym, 'said' | 'meant'>): string {
  return `${neutraliseLine(said)}＝${neutraliseLine(meant)}`;
}

export const synonymTexts = {
  mostListed: MOST_LISTED,
  how: '请这样写：电瓶车就是电动自行车。',
  notInRules: (word: string): string =>
    `制度里没有“${neutraliseLine(word)}”这个词，没有记。\n后面要写制度里的说法，比如“电瓶车就是电动自行车”。`,
  taught: (said: string, meant: string): string =>
    `记下了：有人问“${neutraliseLine(said)}”，我按“${neutraliseLine(meant)}”查。\n不要了就发“删除同义词 ${neutraliseLine(said)}”。`,
  rejected: (said: string, meant: string): string => `好的，“${neutraliseLine(said)}”不当作“${neutraliseLine(meant)}”。`,
  removed: (word: string): string => `“${neutraliseLine(word)}”的同义词已删除，马上生效。`,
  unknown: (word: string): string => `没有记过“${neutraliseLine(word)}”的同义词。`,
  decidedBefore: '这一条已经定过了。发“同义词”看最新的。',
  list: (learned: readonly KeptSynonym[], inForce: readonly KeptSynonym[]): string =>
    [
      ...learned.map(
        ({ said, meant, times }, index) =>
          `${index + 1}. 有人问“${neutraliseLine(said)}”，是不是想问“${neutraliseLine(meant)}”？（${times} 次）`,
      ),
      ...(learned.length === 0 ? [] : ['是就回复“确认1”，不是就回复“不是1”。']),
      inForce.length === 0
        ? '还没有本单位的同义词。要加就发“电瓶车就是电动自行车”。'
        : `已有 ${inForce.length} 条：${inForce.slice(0, 8).map(pair).join('、')}${inForce.length > 8 ? '等' : ''}`,
    ].join('\n'),
} as const;
