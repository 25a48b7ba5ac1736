/** Words around an answer that add nothing to it. */
const LEAD_WORDS =
  '我|俺|咱|个人|觉得|认为|感觉|猜|估计|想|看|就|也|还是|肯定|一定|必须|绝对|必然|显然|应该|大概|可能|好像|当然|不用说|那|这(?:道|个)?题?|今(?:天|日)的?(?:一|这)?(?:道)?题?|[每今]日一[题学]|第.{1,2}题|题目|本题|正确的?|答案?|选择|选项?|勾|打|画|填|说法|这句话?|这话|表述|回答|回复|投|蒙|为|应|都|的|吧|嗯|哦|这|个';
const TAIL_WORDS =
  '选?项|全(?:都|部)?(?:选上?|对)|都(?:选上?|对)|[两三四]个|啊|呀|嘛|吧|呢|哦|噢|咯|喽|了|的|哈|撒|噻|嘞|哟|呗|啦|对吧|是吧|没错|没跑|无疑|肯定|必须|这个|这还用说|太简单|简单|送分题?|嘻|应该';
const SIGNS = String.raw`[:：,，。.、!！~;；…"“”'\s]`;

const LEAD = new RegExp(`^(?:${LEAD_WORDS}|是|${SIGNS})+`, 'u');
/** Before 对/错, 是 is the answer itself. */
const LEAD_OF_JUDGEMENT = new RegExp(`^(?:${LEAD_WORDS}|是(?=.)|${SIGNS})+`, 'u');
const TAIL = new RegExp(`^(?:${TAIL_WORDS}|${SIGNS})*`, 'u');
const TRAIL = new RegExp(`(?:${TAIL_WORDS}|${SIGNS})+$`, 'u');
const SIGN = new RegExp(SIGNS, 'u');
const EXPLICIT = /选|答|觉得|认为|猜|肯定|应该|一定|必须|绝对|估计|感觉|蒙/u;
const ASKS = /[?？吗么]|几(?!分)|哪|啥|什么|谁|怎么|咋|多少(?!分)|多久|是不是|有没有|对不对|还是/u;
/** Members write blanks for commas; behind one, only a remark about answering leaves a bare letter an answer. */
const REMARK =
  /学过|培训|背过|做过|考过|见过|记得|简单|送分|容易|肯定|必须|这还|解释|没错|错不了|蒙|猜|瞎|题|选|上次|书上|讲过|说过|知道|确定|稳|没问题/u;
/** The reason for a judgement. */
const REASON = /没有|不能|不得|应当|应该|必须|不可以|不是|才|只/u;
const TAKES_BACK = /发错|算了|不是找|不算|等等|再想想|不知道|不会|别算/u;

export interface Phrase {
  /** The words of the answer, without what stands around them. */
  readonly core: string;
  readonly rest: string;
  /** "我选", "肯定是" stood before it. */
  readonly explicit: boolean;
}

/** Takes the answer that `core` describes out of a phrase; undefined when the rest of the phrase says something else. */
export function phraseWith(text: string, core: RegExp, judgement = false): Phrase | undefined {
  const lead = (judgement ? LEAD_OF_JUDGEMENT : LEAD).exec(text)?.[0] ?? '';
  const starts = [...new Set([lead.length, 0])];
  for (const start of starts) {
    const found = atStart(core).exec(text.slice(start))?.[0];
    if (found === undefined) continue;
    const after = text.slice(start + found.length);
    const tail = TAIL.exec(after)?.[0] ?? '';
    const rest = after.slice(tail.length);
    const explicit = EXPLICIT.test(lead);
    if (endsThere(tail, rest, explicit || REMARK.test(rest) || (judgement && REASON.test(rest))))
      return { core: found.trim(), rest, explicit };
  }
  return undefined;
}

const starting = new WeakMap<RegExp, RegExp>();

/** The pattern bound to the beginning; each of our few patterns is made once. */
function atStart(core: RegExp): RegExp {
  const known = starting.get(core);
  if (known !== undefined) return known;
  const made = new RegExp(`^(?:${core.source})`, 'u');
  starting.set(core, made);
  return made;
}

/** Nothing follows, or a remark set off from the answer: no question, nothing that takes it back. */
function endsThere(tail: string, rest: string, explicit: boolean): boolean {
  if (rest === '') return true;
  if (ASKS.test(rest) || TAKES_BACK.test(rest) || rest.length > 14) return false;
  return explicit ? SIGN.test(tail) : /[,，。.!！;；]/u.test(tail);
}

/**
 * The clause that may hold an answer in words, without lead and tail, and with its lead (which may be the option's own
 * beginning); empty when it asks or denies.
 */
export function statements(text: string): readonly string[] {
  if (/[?？吗没不]$|没有$|是不是|对不对|不是|不选|别选|排除|为什么|为啥|怎么|哪/u.test(text)) return [];
  const led = text.replace(TRAIL, '');
  return [...new Set([led.replace(LEAD, ''), led])].filter((words) => words !== '');
}

/** The last clause when it says outright what is chosen: "老规矩 选b". */
export function outrightChoice(text: string): string | undefined {
  const clauses = text.split(/[\s,，。;；!！]+/u).filter((clause) => clause !== '');
  const last = clauses.at(-1);
  const outright = last !== undefined && clauses.length > 1 && /^(?:我|还是|就|那|所以)*(?:选择?|答案是?)/u.test(last);
  return outright && !ASKS.test(text) && !TAKES_BACK.test(text) ? last : undefined;
}
