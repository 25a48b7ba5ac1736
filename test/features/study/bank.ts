import type { Writer } from '../../../src/store/store.ts';
import type { Passages, Question } from '../../../src/features/study/schema.ts';
import { questions } from '../../../src/features/study/schema.ts';

/** A small bank of our own; the shipped one is only parsed. */
export const fire: Question = {
  id: 'Q1',
  topic: '安全生产与消防',
  kind: 'single',
  stem: '电动车充电，哪个做法对？',
  options: ['拉线到楼道充', '到集中充电点充', '整夜充着', '抱电池回宿舍'],
  answer: ['B'],
  explanation: '集中充电点有保护，着火也不会堵住楼道。',
  source: '消防常识',
  level: 1,
};
export const saving: Question = {
  id: 'Q2',
  topic: '节能降耗',
  kind: 'multiple',
  stem: '哪些做法省电？',
  options: ['随手关灯', '下班断电', '开窗开空调', '空调调到26℃'],
  answer: ['A', 'B', 'D'],
  explanation: '开着窗开空调，冷气都跑了。',
  source: '办公节约常识',
  level: 1,
};
export const founding: Question = {
  id: 'Q3',
  topic: '党史',
  kind: 'trueFalse',
  stem: '党的一大在上海开幕。',
  options: ['对', '错'],
  answer: ['A'],
  explanation: '1921年7月在上海开幕，后来转到嘉兴南湖的船上。',
  source: '党史常识',
  level: 1,
};
export const march: Question = {
  id: 'Q4',
  topic: '党史',
  kind: 'single',
  stem: '长征是哪一年开始的？',
  options: ['1927年', '1931年', '1934年', '1936年'],
  answer: ['C'],
  explanation: '1934年10月，中央红军开始长征。',
  source: '党史常识',
  level: 1,
};
export const bank: readonly Question[] = [fire, saving, founding, march];

export const passages: Passages = {
  pick: (_tx, seed, topic) => Promise.resolve({ text: `第${seed % 2}段，讲${topic ?? ''}。`, source: '《学习手册》第一条' }),
};

/** Puts only these questions into the store. */
export function fill(list: readonly Question[]): (tx: Writer) => Promise<void> {
  return async (tx) => {
    for (const question of list) await tx.put(questions, question);
  };
}
