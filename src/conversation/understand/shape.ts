import type { Utterance } from '../../features/feature.ts';
import { folded } from './folding.ts';

/** One private-use character per kind of thing that changes from message to message. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  activity: '\uE001',
  suggestion: '\uE002',
  person: '\uE003',
  time: '\uE004',
  place: '\uE005',
  n: '\uE006',
  option: '\uE007',
  question: '\uE008',
  announcement: '\uE009',
};
/** Three characters of a title are hardly there by chance. */
const CLEAR_PART = 3;
const NUMBER = /\d+|[一二两三四五六七八九十百]+(?=个|人|名|位|点|号|分|颗|星|道|题|条)/gu;

/** `〈activity〉我报名` → the form that is learned. Unknown placeholders stay as words. */
export function shapeOfExample(example: string): string {
  const shaped = example.replace(/〈(\w+)〉/gu, (whole, kind: string) => PLACEHOLDERS[kind] ?? whole);
  return compared(
    shaped
      .normalize('NFKC')
      .toLowerCase()
      .replace(TIME_WORD, PLACEHOLDERS['time'] ?? ''),
  );
}

/** What the utterance looks like once names, times and figures are taken out, so that the rest can be compared. */
export function shapeOf(said: Utterance): string {
  const spans: { start: number; end: number; mark: string }[] = [];
  const add = (start: number, end: number, kind: string): void => {
    const mark = PLACEHOLDERS[kind];
    if (mark !== undefined && spans.every((span) => end <= span.start || start >= span.end)) spans.push({ start, end, mark });
  };
  for (const { entity, start, end, sure } of said.mentioned)
    if (sure || entity.kind === 'activity' || end - start >= CLEAR_PART) add(start, end, entity.kind);
  for (const { start, end } of said.times) add(start, end, 'time');
  for (const { start, end } of said.people) add(start, end, 'person');
  let shaped = said.text;
  for (const span of spans.toSorted((a, b) => b.start - a.start)) shaped = shaped.slice(0, span.start) + span.mark + shaped.slice(span.end);
  return compared(shaped);
}

/** The times that stand in example phrases as words; in what members say they are found by the grammar of times. */
const TIME_WORD =
  /(?:今|明|昨|后)[天日晚早]|现在|目前|最近|马上|立即|周末|天天|中午|早上|(?:这|本|上|下)个?(?:月|周)(?![一二三四五六日])|(?:[这本下上]?周)[一二三四五六日]|每[天日周月年]|[今明去]年|[上下]半年|国庆|中秋|端午|五一|(?:\d+|[一二两三五六七八九十半几]+)(?:天|年(?!级)|周|小时|分钟)/gu;

/** 老周, 小蔡, 刘师傅: people who need not stand in the roster. No surname here that is a common word after 小 or 老. */
const SURNAME =
  '[王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范谭廖邹熊陆郝孔崔康邱秦顾侯邵孟段汤尹黎易乔贺赖龚]';
const CALLED = new RegExp(
  `[小老阿]${SURNAME}(?!是|子)|${SURNAME}(?:师傅|班长|组长|队长|主任|书记|科长|经理|大姐|大哥|阿姨|姐|哥|叔|工(?![作资会人程]))`,
  'gu',
);

function compared(shaped: string): string {
  return folded(shaped.replace(CALLED, PLACEHOLDERS['person'] ?? '')).replace(NUMBER, PLACEHOLDERS['n'] ?? '');
}
