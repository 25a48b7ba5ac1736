/** What a member reads about their own answers. */
export const personalTexts = {
  answers: (count: number, mistakes: number): string =>
    `答题 ${count} 次${mistakes === 0 ? '' : `，还没改对的错题 ${mistakes} 道`}（只有您自己看得到）`,
  open: '今天这道题的作答：等今天过了再来删',
};
