import type { Utterance } from '../../feature.ts';
import { dayMeant, firstDayMeant } from './change/once.ts';
import { numberIn } from './meant.ts';
import { onceMoreBefore } from './once-more.ts';

const CANCEL = /不(?:用|要)?(?:再)?发了|别(?:再)?发了?|取消|删掉?|删除|删了|撤[掉了回销]|作废|不要了|停掉/u;
const PAUSE = /暂停|先停|停一停|停发/u;
const RESUME = /恢复|继续发|接着发|重新开始/u;

const MODIFY =
  /改(?!造|革|善|进)|换(?:成|到|为)|推迟|延后|延迟|往后|提前|往前|挪到|(?:别|不要|不用|不)(?:再)?(?:@|艾特|发(?:给|到)?[^了,，。]{0,8}(?:支部|群)|要?(?:大家)?(?:回执|回复|确认))|再?加上|也发|只发|(?:开头|结尾|末尾)加/u;
/** 晚半小时发, and nothing behind it. */
const SHIFTS =
  /(?<![今明昨当每上])[晚早](?:半|[一二两三四五六七八九十\d]+)(?:个半?)?(?:小时|钟头|分钟|刻钟)(?:再?(?:发|提醒|通知))?(?:出去)?[吧了啊]*[。!！~]*$/u;
/** Somebody is to be told something: then a word like 改 is part of what is told. */
const TELLS =
  /(?:提醒|通知|告诉|告知|喊|叫|催)(?:一下|下|一声)?(?:大家|大伙|所有人|全体|各|我们)|(?:说|讲|喊|吼)(?:一声|一下)|发(?:个|一条|条|一下)|群里(?:说|发|喊)/u;

/** 那次别发, 跳过下一次: one occurrence of a plan. */
const SKIP = /(?:那|这|下|下一|这一|上)一?次.{0,6}(?:别|不用?|不要|甭)(?:再)?(?:发|提醒|通知)|跳过(?:一次|下次|这次|下一次|那次)?/u;

/** Beside a day or two and a number these words say that nothing is to be posted then, and nothing else. */
const NOT_THEN =
  /^(?:那|就|先|都|请|帮我|把|将|的|这|里|内|提醒|公告|通知|(?:每周|周)?例行|[,，\s])*(?:先?(?:别|不(?:用|要|必)?|甭)(?:再)?(?:发|提醒|通知|推)|停(?:发|一[停次回下]|[一两二三四]个?(?:周|星期|礼拜))?|跳过|免)(?:一[次回下]|[一两]周|提醒|通知|公告|大家|了|吧|啊|哈)*[。!！~\s]*$/u;
const FOR_A_WHILE = /停一[次回]|停[一两二三四]个?(?:周|星期|礼拜)|(?:不|别|免).{0,4}一[次回]$/u;

/** 这周五先不发, N1这周停一次: of what comes again and again some are left out, for a day or a span. */
export function skipsThen({ text, times, entities, mentioned }: Utterance): boolean {
  if (!entities.some(({ kind, status }) => kind === 'announcement' && status === 'active')) return false;
  const dated = times.filter(({ meaning }) => meaning.kind === 'date' || meaning.kind === 'range' || meaning.kind === 'instant');
  if (dated.length === 0 && !FOR_A_WHILE.test(text)) return false;
  const spans = [...dated, ...mentioned.filter(({ entity }) => entity.kind === 'announcement')].toSorted((a, b) => b.start - a.start);
  return NOT_THEN.test(spans.reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text));
}

/** 全部停发, 所有公告都停了: everything that is planned, and nothing named beside it. */
const STOPS_ALL =
  /^(?:请|帮我|把|将|先|群里的?)*(?:全部|所有|一切|统统)(?:的)?(?:公告|通知|提醒|消息|计划)?(?:全|都|统统|一律|先|给我)*(?:停(?:发|掉|下来?)?|暂停(?:发送?)?|别再?发|不(?:要|用|再)?发)(?:公告|通知|提醒)?[了吧啊。!！~]*$/u;
const RESUMES_ALL =
  /^(?:请|帮我|把|将)*(?:恢复|继续发?|接着发?|重新发)?(?:全部|所有|一切)(?:的)?(?:公告|通知|提醒)?(?:全|都)*(?:恢复|继续发?|接着发?)?[了吧啊。!！~]*$/u;

function allOf({ text }: Utterance): 'pauseAll' | 'resumeAll' | undefined {
  if (STOPS_ALL.test(text)) return 'pauseAll';
  return RESUMES_ALL.test(text) && /恢复|继续|接着|重新/u.test(text) ? 'resumeAll' : undefined;
}

/** 别跳过了, 那次照常发: what was to be left out is to go out after all. */
const UNSKIP =
  /(?:不|别|不要|不用|取消|甭)(?:再)?跳过|(?:那|这|下|下一|这一|上)一?次.{0,4}(?:照常|照样|照旧|还是|恢复|还要|还得)(?:发|提醒|通知)|照(?:常|样|旧)发[吧了]?[。!~]*$|恢复.{0,10}那一?次/u;

const ASKS = /[吗么没][?？]?$|[?？]$|(?:发|提醒)不(?:发|提醒)?$/u;

export type Act = 'onceMore' | 'pauseAll' | 'resumeAll' | 'unskip' | 'skip' | 'create' | 'cancel' | 'pause' | 'resume' | 'modify';

export function actOf(said: Utterance): Act {
  const named = said.mentioned.some(({ entity }) => entity.kind === 'announcement');
  const isTold = TELLS.test(said.text);
  const all = allOf(said);
  if (all !== undefined) return all;
  if (tellsOnceMore(said)) return 'onceMore';
  if (UNSKIP.test(said.text) && !ASKS.test(said.text) && !isTold && (named || said.focus.about?.kind === 'announcement')) return 'unskip';
  if ((SKIP.test(said.text) && !isTold) || skipsThen(said)) return 'skip';
  if (takesBack(said)) return 'cancel';
  // 取消 in what is to be told is no order to cancel what was spoken of before.
  const spokenOf = said.focus.about?.kind === 'announcement' && !isTold;
  if (!named && !spokenOf) return 'create';
  if (changesPlanned(said)) return 'modify';
  if (RESUME.test(said.text)) return 'resume';
  if (PAUSE.test(said.text)) return 'pause';
  return CANCEL.test(said.text) ? 'cancel' : 'create';
}

/** Of an announcement that was spoken of, or of the draft that waits. */
export function tellsOnceMore(said: Utterance): boolean {
  const { about, pending } = said.focus;
  const ofOne = about?.kind === 'announcement' || pending?.dialog === 'announcement.confirm';
  return ofOne && onceMoreBefore(said) !== undefined;
}

const ON_NUMBER =
  /^(?:请|帮我)?(?:把|将)?(?:删除|删掉?|取消|暂停|恢复|停掉?|跳过)(?:一下|公告)?\s*n\s*\d+(?=\s*(?:$|[吧了那下这公,，。!！]))|^(?:把|将)?n\s*\d+\s*(?:给我)?(?:删|取消|暂停|恢复|停|改|推迟|提前|别发|不发|不用发|跳过)/iu;

/** The number that an order names and that is none of those this secretary may change. */
export function strangeNumber(said: Utterance): string | undefined {
  if (!ON_NUMBER.test(said.text) || said.mentioned.some(({ entity }) => entity.kind === 'announcement')) return undefined;
  return numberIn(said);
}

const BACK = /^(?:快|赶紧|先)?(?:撤回|撤销|撤了|取消|取消发送|取消它|别发了?|不发了|先别发|先不发)[了吧啊呀!！。~]*$/u;
/** Only of posts it is said like this, so nothing needs to have been spoken of: from another chat, a minute counts too. */
const BACK_ANYWHERE =
  /^(?:快|赶紧|先)?(?:把)?(?:刚才?|刚刚)?(?:发)?(?:的|那[条个])*(?:公告|通知)?(?:n\s*\d+)?(?:给?撤[回销了掉])(?:刚才?|刚刚)?(?:发)?(?:的|那[条个])*(?:公告|通知)?\s*(?:n\s*\d+)?[吧啊呀!！。~]*$/iu;

/** Nothing but "take it back". */
export function takesBack(said: Utterance): boolean {
  const { about } = said.focus;
  if (about !== null && about.kind !== 'announcement') return false;
  return BACK_ANYWHERE.test(said.text) || (about !== null && BACK.test(said.text));
}

/** 把刚才那个…, 刚发的那条…: the one that was spoken of last. */
const POINTS_BACK = /^(?:把|将)?(?:刚才?|刚刚|上面)(?:发)?(?:的|那|这)*[个条](?:公告|通知|提醒)?/u;

/** A change of one that is named, or, right after it was spoken of, one that begins with the change. */
function changesPlanned(said: Utterance): boolean {
  const { text, mentioned } = said;
  const change = MODIFY.exec(text);
  const shift = change === null ? SHIFTS.exec(text) : null;
  if ((change === null && shift === null) || TELLS.test(text)) return false;
  const pointed = POINTS_BACK.exec(text)?.[0].length ?? 0;
  // 把后天那次改成三点, 从下周一开始改成三点: the day is a part of the pointing.
  const begins = dayMeant(said) === undefined && firstDayMeant(said) === undefined ? pointed + 4 : pointed + 10;
  if (mentioned.some(({ entity }) => entity.kind === 'announcement')) return true;
  // 班车晚10分钟 tells of the bus.
  return change === null ? shift?.index === 0 || dayMeant(said) !== undefined : change.index <= begins;
}
