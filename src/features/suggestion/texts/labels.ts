/** How an intent is offered when the bot is not sure. */
export const intentLabels = {
  suggestion: '登记成建议',
  anonymous: '匿名提建议',
  hazard: '报安全隐患',
  report: '看建议三率',
  merge: '合并两条建议',
  status: (ref: string): string => `查建议${ref}的进展`,
  rate: (ref: string): string => `给建议${ref}评价`,
  add: (ref: string): string => `补充到建议${ref}`,
  withdraw: (ref: string): string => `撤回建议${ref}`,
  second: (ref: string): string => `附议建议${ref}`,
  accept: (ref: string): string => `受理建议${ref}`,
  assign: (ref: string): string => `交办建议${ref}`,
  reply: (ref: string): string => `答复建议${ref}`,
  close: (ref: string): string => `办结建议${ref}`,
} as const;

export const helpTexts = {
  member: '提建议、报隐患：“建议：…”“隐患：…”；单聊可以“匿名：…”；问进展：“我的建议”',
  secretary: '办建议：“待受理”“受理 S12”“S12 派孙磊 周五前”“答复 S12 …”“S12 办结”“S13并到S12”“建议三率”',
} as const;
