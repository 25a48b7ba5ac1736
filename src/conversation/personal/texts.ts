import { neutraliseLine } from '../../core/plain.ts';

interface OnRoster {
  readonly name: string;
  readonly department: string | null;
  readonly partyBranch: string | null;
  readonly politicalStatus: string | null;
  readonly phone: boolean;
}

const STATUSES: Readonly<Record<string, string>> = {
  partyMember: '中共党员',
  probationary: '预备党员',
  leagueMember: '共青团员',
  nonMember: '群众',
};

const listed = (lines: readonly string[]): readonly string[] => lines.map((line) => `- ${line}`);

/** Every sentence about what is kept of a person. */
export const personalTexts = {
  labels: { whoSees: '问建议谁看得到', privacy: '看我记什么、记多久', myData: '看我的数据', forget: '删除我办完的记录' },
  /** True of the program as it stands: long-past.ts, conversation/housekeeping.ts, policy/forget.ts and announcement/jobs/tidy.ts tell how long what is kept. */
  privacy: [
    '我只记办事要用的，都存在单位自己的服务器上：',
    '- 一直留着：名册里的姓名、部门、支部、政治面貌、电话',
    '- 满三年去掉您的名字：办完的报名、署名的建议、转给书记的问题；答题记录满三年就删',
    '- 到时自动删：说到一半的话 8 天，问制度的原话 14 天（没查到的不记名，3 个月），发给您的消息半年，看过的通知和引过的条文 400 天',
    '匿名建议不存您是谁。建议和报名，本支部书记看得到；群里说的，群里人都看得到。',
    '单位如果接了外部的模型服务，问制度的话会发给它。',
    '看自己的，单聊发“我的数据”；删办完的，发“删除我的数据”。不用我，直接找书记办也一样。',
  ].join('\n'),
  whoSees: [
    '署名的建议：本支部书记和管理员看得到是您提的；在群里提的，群里人都看得到。',
    '匿名建议：我不存您是谁，书记、管理员和我都查不出来；只是企业微信自己可能留有聊天记录。',
    '要匿名，单聊发“匿名：…”。刚提了一条署名的又不想让人知道，没受理前发“撤回”，再匿名发一遍。',
  ].join('\n'),
  alone: '这是您自己的事，群里大家都看得到。请点我的头像单聊，再发一遍。',
  roster: ({ name, department, partyBranch, politicalStatus, phone }: OnRoster): string => {
    const words = [name, department, partyBranch, politicalStatus === null ? null : (STATUSES[politicalStatus] ?? null)];
    return `名册：${words.flatMap((word) => (word === null ? [] : neutraliseLine(word))).join('，')}${phone ? '，电话（加密存着，我不往外给）' : ''}`;
  },
  mail: (count: number): string => `我发给您的消息 ${count} 条`,
  myData: (lines: readonly string[]): string =>
    lines.length === 0
      ? '名册上没有您，我也没有记着您什么。'
      : [
          '我这里记着您这些，只有您自己能这样查：',
          ...listed(lines),
          '名册不对，请管理员改。记多久、谁看得到，发“隐私”。',
          '办完的想删，发“删除我的数据”；要一份完整的，请管理员导出。',
        ].join('\n'),
  nothing: '您没有可删的：除了名册，我没有记着您什么。名册请管理员改。',
  confirm: (lines: readonly string[]): string =>
    [
      '下面这些里，已经办完的会删掉，没办完的留着：',
      ...listed(lines),
      '删了找不回来，自己也查不到了；单位的统计只留人数，不留您的名字；引过的条文再改，也不单独告诉您了。名册不动。',
      '要删就回“确认删除”；不删就不用管。',
    ].join('\n'),
  forgotten: (stays: readonly string[]): string =>
    [
      '办完的都删好了。书记收到过的消息里还有您的名字，半年后自动删；旧备份到期就清。',
      ...(stays.length === 0 ? [] : ['这些还留着：', ...listed(stays)]),
    ].join('\n'),
  sayIt: '删了找不回来，要删请回这四个字：“确认删除”。不删不用管。',
  kept: '好，什么也没删。',
} as const;
