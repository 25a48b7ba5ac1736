/** How our members say yes to a plain question, dialects included: one to three such words and nothing else. A run of 嗯 is one of them, whole. */
const YES_WORD =
  '(?:嗯+(?!嗯)|恩+(?!恩)|昂|是|对|好|行|可以|成|中|妥|要得|得行|巴适|确定|确认|没问题|没错|同意|当然|必须|就这样|就(?:这么|这样)(?:办|定|发)|没毛病|没意见|定了|ok|okay|yes)';
const SOUND = '(?:的|滴|了|啦|吧|呀|啊|嘞|咧|呗|哈|呐|呢|头|噻|哦|喔|哟|嘛)*';
const YES = new RegExp(`^(?:${YES_WORD}${SOUND}[\\s,，、。.!！~～]*){1,3}$`, 'iu');
const NO_WORD =
  '(?:不|不是|不对|不要|不用|不行|不了|不得行|不确定|不确认|不办|不发|不改|不报|莫|莫要|别|甭|免|算|算了|罢了|拉倒|取消|作罢|no)';
const NO = new RegExp(`^(?:${NO_WORD}${SOUND}[\\s,，、。.!！~～]*){1,3}$`, 'iu');

/** The whole text is a yes. For matchable text (NFKC, lower case). */
export function saysYes(text: string): boolean {
  return YES.test(text);
}

/** The whole text is a no. */
export function saysNo(text: string): boolean {
  return NO.test(text);
}

const LATER =
  /^(?:那|我|先|还是)*(?:(?:等一?(?:会儿?|下|等)|(?:过|待)(?:一?会儿?|几天)|回头|一会儿?|改天|以后|下次|晚点|迟点|有空)(?:我)?(?:再)?(?:说|讲|提|发|弄|来|写|报|定|看|补|想)?|再(?:想想|看看|说|定)(?:再说)?|想(?:一?想|好了?)再(?:说|讲|提|发|写|定)|放(?:一)?放|不急|先?放着)[吧了哈啊呀哦的。.!！~]*$/u;

/** The whole text puts an answer off: 等会再说, 我再想想. */
export function putsOff(text: string): boolean {
  return LATER.test(text);
}

const DROPS =
  /^(?:那)?(?:就)?(?:算了|罢了|拉倒|不用了?|取消|没事|没啥|没有|(?:先)?(?:不|别)(?:用)?(?:提|说|报|写|讲|弄|办|发|要|反映|投诉)了?)[,，\s]*(?:(?:就)?(?:算了|罢了|没事|没啥|(?:先)?(?:不|别)(?:提|说|报|写|讲|弄|办|发|反映|投诉)))?[了吧啊呀哦。.!！~]*$/u;

/** The whole text gives up what was begun: 算了不提了. */
export function givesUp(text: string): boolean {
  return DROPS.test(text);
}

/** Thought better of, or not now: what was begun goes no further. */
export function isOver(text: string): boolean {
  return givesUp(text) || putsOff(text);
}
