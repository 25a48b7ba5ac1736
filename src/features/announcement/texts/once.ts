/** One post of a plan at another hour, or all from a day on. */
export const onceTexts = {
  thisOneOnly: (number: string, at: string): string => `只改 ${number} ${at} 这一次，其余照旧。`,
  noneThen: (number: string): string => `${number} 那天没有要发的。发“日程”能看到未来 7 天要发的。`,
  leftOut: (number: string, at: string): string => `${number} 原定 ${at} 的那次不发了，其余照旧。`,
  keptUntilAgreed: (number: string, at: string, alone: string): string =>
    `${number} 原定 ${at} 的那次先留着。${alone} 同意发了以后，请再说一句“${number} 那天的别发”，免得发两遍。`,
  changesAlready: (number: string): string =>
    `${number} 已经定了从某天起改时间，一条公告只能先定一次。\n要改那天以后的时间，就说“${number}改到几点”；再往后的，到了那天再说。`,
  gone: '原来的那一次已经发过、跳过或删掉了，所以没有改。\n发“日程”能看到未来 7 天要发的。',
} as const;
