/** Short names of what can be done, for the help and for offering a choice. */
export const help = {
  member: '学习：“今日一题”“来道党史题”“练错题”',
  secretary: '每日一学：“每个工作日早上8点半推每日一学”',
} as const;

export const labels = {
  answer: (letters: readonly string[]): string => (letters.length === 0 ? '答今天的题' : `答题，选 ${letters.join('、')}`),
  ask: '做一道题',
  askMistakes: '练错题',
  set: '设置每日一学',
  mine: '看我的学习记录',
  result: '看今天的题的解析',
  overview: '看学习情况',
  bank: '看题库',
} as const;
