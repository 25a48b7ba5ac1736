import { putsOff, saysYes } from '../../../core/zh/assent.ts';
import type { Utterance } from '../../feature.ts';
import type { Wanted } from '../rules/draft.ts';
import { skipsThen } from './act.ts';
import { ANY_VERB } from './order-words.ts';

interface Asked {
  readonly wants: readonly Wanted[];
  readonly all: boolean;
  readonly doubt: string | null;
}

const YES =
  /^(?:确认|确定|可以了?|好的?|行了?|嗯+|中|成)?[,，\s]*(?:发(?:吧|出去吧?|了吧|布吧?)?|可以发了?|照(?:这个|这样)?发吧?|就这样发|没问题)[!！。~]*$|^确认@?所有人$/u;
const NO = /^(?:取消|算了|不发了?|不要了?|别发了?|先不发|作废|不改了)[!！。~]*$/u;
const QUIET = /^(?:不|别|不用|不要|取消)(?:[@＠]|艾特)(?:了|所有人|大家)*(?:[,，]?(?:就这样|直接)?发(?:吧)?)?[!！。~]*$/u;
const LOOK = /^(?:先)?(?:给我)?(?:预览|看(?:看|一下|下)?(?:效果|样子|预览)|看看(?:发出去)?(?:什么|啥)样(?:子)?)(?:一下|下)?[!！。~]*$/u;
/** How a change begins. */
const CHANGE =
  /^(?:那就?|还是|请|帮我|麻烦|另外|对了|把|再|就){0,4}[,，]?(?:(?:发(?:送|布|出)?|提醒|公告|通知)?的?(?:时间|内容|正文|文字|文案|标题|题目|开头|前面|结尾|末尾|最后|后面)|改|换|推迟|延后|延迟|往后|往前|提前|晚|早|挪|别|不用|不要|不必|不发|不@|除|去掉|删掉?|加|再|也发|只发|发到|发给|要|需要|用|放假|节假日|遇|先给|先让|发之前|发前|发送前|紧急|加急|标|@|＠|艾特|补充|顺便|取消)/u;
const REWORDS = /^.{1,30}?(?:改成|改为|改到|改在|换成|换到|挪到|推迟到?|提前到?|延到|也发|别发|不发|不用发)/u;
/** 让李强审一下, 田红审核, 先给书记看: who is to look first. */
const REVIEWS =
  /^(?:先|再|还是|那就?|麻烦|请){0,3}(?:给|让|请|叫|找|经|要)?[^,，。\s]{1,8}?(?:审(?:核|批|阅|一[下遍审])?|过目|把把?关|看(?:一?[眼下遍看]|过))(?:一下|一遍|了|后|之后|以后|再发|才发|同意){0,3}[。!~]*$/u;
/** 用会议通知模板，…, N3改到…: a post of its own, or another one by its number. */
const OF_ANOTHER = /^(?:请|帮我|就|那就?){0,2}(?:用|套用?|按)[^,，。]{0,12}模板|^(?:请|帮我|把|将){0,2}N\d+/iu;
const LONGEST_CHANGE = 300;

/** 不对 是三楼会议室, 错了 是后天: what stands in the draft is not what was meant. */
const CORRECTS = /^(?:不对|不是|错了|说错了|打错了|写错了|搞错了)(?:了)?[,，。!！\s]+(?:是|应该是?|应当是?|要|得|改成|换成)?\S/u;
/** 现在就发: at once, whatever time stands in the draft. */
const AT_ONCE = /^(?:好的?|行|嗯)?[,，\s]*(?:现在|马上|立刻|立即|这就|赶紧|直接)(?:就|给我)?发(?:出去|了|吧|送|布)*[。!！~]*$/u;

export type Answer = 'yes' | 'no' | 'quiet' | 'look' | 'now' | 'change';

/** What the words are to an open draft; undefined when they are about something else. Pure. */
export function answerTo(said: Utterance, { wants, all, doubt }: Asked): Answer | undefined {
  const { text } = said;
  if (all && QUIET.test(text)) return 'quiet';
  if (saysYes(text) || YES.test(text)) return 'yes';
  if (NO.test(text)) return 'no';
  // Of a draft without a word in it nothing is lost.
  if (putsOff(text)) return wants.includes('content') ? 'no' : undefined;
  if (LOOK.test(text)) return 'look';
  if (AT_ONCE.test(text)) return 'now';
  if (CORRECTS.test(text) && text.length <= LONGEST_CHANGE) return 'change';
  if (doubt !== null && /^(?:第)?[12一二](?:个|种)?$|发出|内容/u.test(text)) return 'change';
  if (wants.includes('content') || wants.includes('blanks') || wants.includes('reason')) return 'change';
  if (said.times.length > 0 && isOnlyTime(said)) return 'change';
  if (wants.includes('groups') && /群|支部/u.test(text)) return 'change';
  if (OF_ANOTHER.test(text)) return undefined;
  // 这周五先不发: one of those that are planned, not the draft.
  if (skipsThen(said)) return undefined;
  const changes = (CHANGE.test(text) || REWORDS.test(text) || REVIEWS.test(text)) && text.length <= LONGEST_CHANGE;
  return changes && !ordersAnother(text) ? 'change' : undefined;
}

/** Nothing beside the time but small words. */
function isOnlyTime({ text, times }: Utterance): boolean {
  const rest = times.reduceRight((words, { start, end }) => words.slice(0, start) + words.slice(end), text);
  return /^(?:在|就|那|等|到|吧|发|的|时候?|左右|再发|准时|[,，。!！~\s])*$/u.test(rest);
}

/** "再提醒大家…" is a new order, not a change of this one; "改成通知大家…" is. */
function ordersAnother(text: string): boolean {
  const order = ANY_VERB.exec(text);
  return order !== null && /(?:大家|所有人|全体)/u.test(text) && !/改|换|内容|开头|结尾|加上|回复|回执|确认|[@＠]|标题/u.test(text);
}
