import type { Slots, Utterance } from '../../feature.ts';

/** Kinds of reports that are asked for; only the first is made here. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  [
    '建议三率',
    /三个?率|(?:收到|收了|来了|提了|有)(?:了)?(?:几|多少)[条件个]?(?:建议|意见|诉求|隐患)|(?:响应|解决|满意|办结|答复|受理)率|(?:建议|诉求|意见|隐患).{0,6}(?:办理)?(?:统计|数据|报表|情况|率)/u,
  ],
  ['组织生活台账', /组织生活|三会一课/u],
  ['简报', /简报/u],
  ['月报', /月报/u],
  ['周报', /周报/u],
  ['活动统计', /活动|党日|应到|实到|出勤/u],
  ['学习统计', /学习|答题/u],
  ['台账', /台账/u],
];
const PERIOD =
  /(?:今年|去年|本年|\d{4}年)?(?:[一二三四五六七八九十\d]{1,2}月(?:份|上半月|下半月|上旬|中旬|下旬)?|上半年|下半年|[一二三四1-4]季度)|(?:上|这|本)(?:个)?(?:月|周|季度|星期|年)|今年|去年/u;
const FORMAT = /pdf|excel|xlsx|word|docx|表格/iu;

export const THREE_RATES = '建议三率';

export function reportWords(said: Utterance): { readonly kind: string | undefined; readonly lastMonth: boolean } {
  return { kind: KINDS.find(([, sign]) => sign.test(said.text))?.[0], lastMonth: /上个?月/u.test(said.text) };
}

export function reportSlots(said: Utterance): Slots {
  const { kind } = reportWords(said);
  const period = PERIOD.exec(said.text)?.[0];
  const format = FORMAT.exec(said.text)?.[0];
  const activity = kind === '活动统计' ? said.mentioned.find(({ entity }) => entity.kind === 'activity')?.entity.title : undefined;
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(period === undefined || activity !== undefined ? {} : { period }),
    ...(format === undefined ? {} : { format }),
    ...(activity === undefined ? {} : { activity }),
  };
}
