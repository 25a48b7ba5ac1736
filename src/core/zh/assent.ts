/** How our members say yes to a plain question, dialects included: one to three such words and nothing else. */
const YES_WORD =
  '(?:嗯+|恩+|昂|是|对|好|行|可以|成|中|妥|要得|得行|巴适|确定|确认|没问题|没错|同意|当然|必须|就这样|就这么(?:办|定)|ok|okay|yes)';
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
