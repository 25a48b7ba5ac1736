/** What a member reads about their own 已知晓. */
export const personalTexts = {
  ticks: (count: number): string => `点过“已知晓” ${count} 次`,
  ticksStay: '“已知晓”的记录：安全通知看没看要能查，留 400 天，到时自动删',
};
