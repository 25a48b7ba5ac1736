/** Something is told once more, before what it tells of. */
export const onceMoreTexts = {
  confirmFirst: (words: string): string => `先把这条定下。定好以后，再说一遍“${words}”，我接着排。`,
  which: '要再提醒哪一条？先说编号，比如“N1”，再说“开会前十分钟再提醒一次”。',
  noMoment: (number: string): string => `${number} 里没有写几点，不知道提前到什么时候。\n请说全，比如“明天下午两点五十提醒大家去开会”。`,
  past: (number: string): string => `那个时间已经过了，没有排。\n要现在再发一遍，说“再发一次${number}”。`,
  otherDay: '注意：内容里还有“今天”“明天”这样的话，到那天发出去可能不对，请看一下要不要改。',
} as const;
