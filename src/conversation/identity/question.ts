/** What somebody wants to know of the roster. */
export type RosterQuestion = 'secretaries' | 'contact' | 'committee' | 'own' | 'count' | 'names';

const OPENING = /^(?:请问|问(?:一)?下|想问(?:一)?下|打听(?:一)?下|那|查(?:一)?下)[,，\s]*/u;
const ENDING = /[呀啊呢吧哦哈的了?？。!！\s]+$/u;
const LONGEST = 24;
/** Numbers and names that have to do with something else: an activity, a quiz, an election, what an office is there for. */
const OF_SOMETHING_ELSE =
  /报名|参加|参与|答|学|签到|投票|来了|去了|没|缺|请假|选|换届|职责|负责|任期|应该|可以|要求|规定|条件|最少|至少|不少于|满|候补|建议|党费|活动|会议|开会|信箱|讲话/u;

const WHO = '(?:是谁|是哪一?[位个]|叫(?:什么|啥)(?:名字|名)?|姓(?:什么|啥)|谁)';
const QUESTIONS: readonly (readonly [RosterQuestion, RegExp])[] = [
  [
    'contact',
    /(?:书记|干事).{0,4}(?:电话|手机|号码|联系方式|微信|分机)|(?:怎么|咋|如何)(?:联系|找|联络).{0,6}(?:书记|干事)$|(?:书记|干事)(?:怎么|咋|如何)(?:联系|找)$/u,
  ],
  ['secretaries', new RegExp(`(?:书记|干事)(?:同志)?(?:现在|目前)?${WHO}$|^谁(?:是|当).{0,12}(?:书记|干事)$`, 'u')],
  [
    'committee',
    /(?:委员|支委|班子)会?(?:成员)?(?:现在|都)*(?:是谁|有谁|都?谁|有哪些人?|(?:有|是)哪几[个位]|有几个人?|名单)$|^谁是.{0,12}(?:支委|支部委员)$/u,
  ],
  [
    'own',
    /^我(?:现在|算|属于|归|是|在)*(?:哪一?个|什么|啥)(?:党)?支部(?:的人)?$|^我的(?:党)?支部(?:是(?:哪一?个|什么|啥)|叫(?:什么|啥))?$|^我在(?:哪|啥)支部$/u,
  ],
  ['count', /支部(?:里|现在|一共|总共|共|都)*有?(?:多少|几)(?:个|名|口|位)?(?:人|(?:正式|预备)?党员|成员|同志)$/u],
  [
    'names',
    /支部(?:里|现在|都)*有(?:谁|哪些(?:人|党员|成员|同志)|(?:什么|啥)人)$|支部(?:的|所有|全体)*(?:人员|成员|党员)?(?:的)?(?:名单|花名册|名册)(?:发我|发给我|看看|给我)?$/u,
  ],
];

/** What these words ask of the roster, if anything. `text` is matchable. */
export function rosterQuestionIn(text: string): RosterQuestion | undefined {
  const words = text.trim().replace(OPENING, '').replace(ENDING, '');
  if (words.length > LONGEST || OF_SOMETHING_ELSE.test(words)) return undefined;
  return QUESTIONS.find(([, pattern]) => pattern.test(words))?.[0];
}

const NUMBERED = /第?([一二三四五六七八九十]+)(?:党)?支部/u;

/** The party branch that is named: by its whole name, or by its number where only one has it. */
export function branchNamed(text: string, branches: readonly string[]): string | undefined {
  const whole = branches.filter((branch) => text.includes(branch)).toSorted((a, b) => b.length - a.length)[0];
  if (whole !== undefined) return whole;
  const number = NUMBERED.exec(text)?.[1];
  const same = branches.filter((branch) => number !== undefined && NUMBERED.exec(branch)?.[1] === number);
  return same.length === 1 ? same[0] : undefined;
}
