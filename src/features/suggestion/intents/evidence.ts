import { ofLast } from '../../../core/last.ts';
import type { Utterance } from '../../feature.ts';
import { isUrgent, manyAreIll, wantsAnonymity } from '../slots/filing.ts';
import { mergeIn } from '../slots/merge.ts';
import {
  isOpenEntity,
  isSuggestion,
  labelIn,
  namedSuggestions,
  pointsAtSuggestion,
  talksAboutSuggestion,
  writtenNumbers,
} from '../slots/named.ts';
import { canBeRated, ratingIn, ratingWords } from '../slots/rating.ts';
import { asksAboutAnonymous, asksAfterAnonymous, receiptIn, receiptWord } from '../slots/receipt.ts';
import { additionIn, isOwnOpen, seconds, withdraws } from '../slots/second.ts';
import { isListWord, namesList } from '../slots/status.ts';

/** What the words tell beyond their likeness to the examples; log-odds. Pure. */
const HOW_TO =
  /(?:怎么|咋个?|如何|在哪里?|哪里|哪儿)(?:匿名)?(?:提|发|写|报|用|弄|匿名|反映)|教(?:我|一下)|会不会|能匿名(?:吗|么|不)[?？]?$|谁能看|匿名.{0,6}(?:安全|靠谱|查得?到)|怎么说/u;
/** 建议产假工资怎么发讲清楚: not how one suggests. */
const WANTS_IT_TOLD = /^(?:我|俺)?建议.{3,}(?:清楚|明白|说明|公示|公布|出来)$/u;
const NAMED_LEAD =
  /^(?:我|俺)?(?:要|想|来|再)?(?:提|有)?(?:一?[个条点]|下)?(?:小|合理化)?(?:建议|意见|金点子|吐槽|投诉)(?:$|[:：,，、\s]|哈|啊|呀|一下|把|在|给|能|增|加|设|换|多|早|晚|食)|^(?:我)?(?:要|想)?反映|^吐槽|^(?:我|俺)?(?:要|想)?报修(?!电话|流程|找|多久|要|怎么|单)|^(?:我)?建议/u;
const COMPLAINS =
  /坏了|坏的|异响|异味|失灵|不灵了?|卡住|报修|不够|太(?:少|慢|差|小|吵|脏|热|冷|咸|淡|油|贵|挤|短|远|绕|暗|黑|臭|乱|旧|薄|厚|频繁|难)|老(?:是|死机|坏|停|掉|晚|堵|卡)|总(?:是|停|坏)|天天|三天两头|没(?:有)?人(?:管|打扫|修|擦)|不亮|不制冷|不冷|不热|不通|漏水|堵(?:了|住|得)|死机|打滑|没热水|没几样|排(?:队)?(?:半天|二十|老长|太长|好久)|受不了|吃不消|难吃|夹生|半年没|好久没|抢不(?:到|上)|用不了|关不(?:上|严)|打不开/u;
const WISHES = /能不能|可不可以|希望|盼|最好|要是(?:能|有)|换个|换成|加个|装个|设个|弄个|搞个|增加|改成|改一下|改改/u;
const HAZARD =
  /隐患|异响|冒(?:火|烟)|漏气|煤气味|糊味|着火|起火|漏电|触电|护栏|灭火器|消防|井盖|绊(?:人|倒|脚)?|摔(?:人|了|倒)|滑倒|塌|坍|(?:松|晃)(?:了|动|得厉害)|裸露|掉下来|关死|困住|烫手|要[燃炸]|没(?:有)?(?:围挡|盖板|护栏|防护|警示)|碎(?:了)?一地|割手|扎脚|砸(?:人|到|着)|应急灯|安全出口|飞线.{0,4}火|临边|坠|要倒|配电[箱柜].{0,4}(?:开|没锁|敞)|摸到|地砖.{0,3}翘/u;
const ORDERS_SUGGESTION = /(?:报名|签到|活动|答题|积分|年假|健步走|党日|通知|公告|提醒)/u;
/** 宿舍能不能用电饭锅: whether one may, which the rules tell; 能不能把空调修修 wants something done. */
const MAY_I =
  /(?:能不能|可不可以|能否|可否|让不让|准不准|允不允许)(?:再|随便|自己|一直|整夜|整晚|夜里|晚上|白天|外人|推着?|开着|带着|骑着)*(?:用|养|带|住|休|请(?!人)|上(?:[夜白早晚中]?班|楼|来)|领|报销|吃|停|进|穿|抽|喝|放|骑|留宿|代|攒|顶|换班|调休|提前走|早走|兼职|做饭|贴|挂|拿|借|退|买|存|推|打包|来(?!人|趟|看|修)|开(?!放|通|设|展|辟)|充电|过夜|点外卖|烧|串门|会客)(?!.*(?:[给把]|修|装|增|添|久一|长一))(?!个|点|台|张|几|双|上|些)/u;
/** 热水能不能24小时供应: something is to be done that is not done yet. */
const MAY_IT_BE =
  /(?:能不能|可不可以|能否|可否|可以不可以).{0,8}?(?:[给把修装增添加换改设配弄搞做多少早延补缩调]|提前|晚[点些一]|提高|开(?:个|放|通|设)|供应|供|组织|安排|派|来(?:个|人|趟)|有[个人点]|放[个点张把]|停一?下|清[洗理扫]|打扫|管[管一]|统一|公开|[久长快慢勤热凉亮]一?[点些])/u;
/** 洗衣房几点开门: nothing is complained of and nothing wished for. */
const PLAIN_QUESTION =
  /几点|几号|几楼|哪天|哪个?(?:窗口|楼|路|时候)|什么时候|啥时候|在哪|哪里|哪儿|多少钱|多久|开(?:门|放)(?:吗|么|不|没)|怎么走|电话(?:是)?多少|还?([^能可好行是要有])不\1(?=$|[了呢啊呀?？])/u;
const WHO_SAID = /^(?:这是|是)?谁(?:提|反映|投诉|举报)的/u;
/** 报隐患有奖吗, 隐患随手拍在哪: about reporting, not a report. */
const ABOUT_REPORTING = /(?:吗|么|没有?|不|在哪里?|哪里|哪儿|多少钱?|啥|什么|怎么|咋)[?？]?$|奖/u;
const REPORTING = /^(?:我)?(?:怎么|咋|在哪)?(?:上)?(?:报|拍|交)?(?:一?个)?(?:安全|事故)?隐患(?:随手拍)?/u;
/** Notes, quizzes, questions about the bot or the place: words that share ours and want something else. */
const NOT_OURS =
  /^(?:心得|感想|体会|记一下|笔记|(?:紧急|重要|临时)?(?:提醒|通知|公告))|抢答|答题|出题|(?:能|会)(?:帮|干|做)(?:我|啥|什么|点)|(?:啥|什么)(?:功能|用处)|几楼来着|可以销了|借我|帮我带|不学了$|不(?:想)?(?:做|答)(?:题)?了$|题.{0,2}太难/u;
/** "能给门卫配把伞不": something is to be had that is not there yet. */
const ASKS_FOR = /^(?:我们|咱)?.{0,6}(?:能|可以)(?:给|帮|替|在)?.{0,6}(?:装|加|配|设|修|换|弄|搞|添|增|补|安).{1,12}(?:不|吗|么|没)$/u;
/** What a secretary does with one that was filed. */
const OFFICE = /采纳|办结|销号|结案|受理|答复|派给|交给|转给|指派/u;
const POLICY_ASK = /多少|几天|标准|规定|流程|怎么(?:办|算|申请)|条件|能不能(?:休|报销|领|带)|报销/u;

/** 班车时间表: something to look up, and nothing said about it. */
const THING_TO_LOOK_UP =
  /(?:时间表?|时刻表?|菜单|食谱|标准|电话|号码|地址|流程|清单|名单|价目表?|规定|制度|办法|路线图?|表格|申请表)[吗呢啊]?$/u;
const BARE = 4;

/** Words that no sentence stands around: what is wished or wrong is not told. Of a bare word it may be asked. */
function saysNothing(text: string): number {
  if (NAMED_LEAD.test(text) || COMPLAINS.test(text) || WISHES.test(text) || HAZARD.test(text) || isUrgent(text)) return 0;
  if (THING_TO_LOOK_UP.test(text)) return -6;
  return [...text].length <= BARE && !/[修坏漏堵脏乱吵冷热没太建提投反]/u.test(text) ? -1.5 : 0;
}

export function suggestionEvidence(said: Utterance): number {
  const { text } = said;
  if ((HOW_TO.test(text) && !WANTS_IT_TOLD.test(text)) || wantsAnonymity(text)) return -6;
  let odds = saysNothing(text);
  if (NAMED_LEAD.test(text)) odds += 5;
  if (COMPLAINS.test(text)) odds += 2;
  if (WISHES.test(text)) odds += 1;
  if (ASKS_FOR.test(text)) odds += 1.5;
  if (HAZARD.test(text)) odds -= 2;
  if (/不够|太少/u.test(text)) odds += 1.5;
  if (isUrgent(text)) odds -= 4;
  if (NOT_OURS.test(text)) odds -= 4;
  if (MAY_IT_BE.test(text)) odds += 2.5;
  else if (MAY_I.test(text) && !NAMED_LEAD.test(text)) odds -= 5;
  if (WHO_SAID.test(text)) odds -= 8;
  if (PLAIN_QUESTION.test(text) && !COMPLAINS.test(text) && !WISHES.test(text) && !NAMED_LEAD.test(text)) odds -= 5;
  if (/真(?:好吃|不错|好|香)|太好吃/u.test(text)) odds -= 3;
  if (POLICY_ASK.test(text) && !NAMED_LEAD.test(text)) odds -= 2;
  if (pointsAtSuggestion(said) && !NAMED_LEAD.test(text)) odds -= 3;
  if (said.secretary && OFFICE.test(text)) odds -= 3;
  return odds;
}

export function anonymousEvidence(said: Utterance): number {
  const { text } = said;
  if (asksAfterAnonymous(text) || asksAboutAnonymous(text)) return -10;
  if (HOW_TO.test(text) || /[吗么?？]$/u.test(text)) return -3;
  if (labelIn(said.text) !== undefined) return said.secretary ? -8 : -2;
  if (receiptIn(text) !== undefined) return /补充|再说|还有|另外/u.test(text) ? 10 : -4;
  return wantsAnonymity(text) ? 9 : -2;
}

export function hazardEvidence(said: Utterance): number {
  const { text } = said;
  if (HOW_TO.test(text) || wantsAnonymity(text)) return -6;
  let odds = 0;
  if (REPORTING.test(text) && text.length <= 14 && ABOUT_REPORTING.test(text)) return -6;
  if (/^(?:报|有)?(?:一?个|处)?(?:安全|事故|消防)?隐患/u.test(text)) odds += 6;
  if (isUrgent(text)) odds += 5;
  if (manyAreIll(text)) odds += 5;
  if (HAZARD.test(text)) odds += 2;
  else if (!/隐患/u.test(text)) odds -= 0.5;
  if (/不够|太少/u.test(text)) odds -= 1;
  if (NOT_OURS.test(text)) odds -= said.secretary ? 12 : 4;
  if (POLICY_ASK.test(text)) odds -= 3;
  if (pointsAtSuggestion(said) && !criesOut(text)) odds -= 4;
  return odds;
}

/** 三楼着火了, also where that very thing was filed before; 着火那条处理了没 asks after it. */
function criesOut(text: string): boolean {
  return (
    isUrgent(text) &&
    !/怎么样|咋样|进度|结果|下文|处理|解决|办|受理|派|那[条件事个]|s\s*\d|[吗没么呢?？]$|撤回|附议|补充|催|修好|好了|没好|满意|答复|回复|不用管|上次|之前|昨天|前天|我提的|的事|没人管|还是没|[1-5]\s*分/iu.test(
      text,
    )
  );
}

const OF_ONE = /建议|意见|反映|隐患|投诉|诉求|匿名|受理|分派|派[了给]|办结|[待没未]办|s\s*\d|提的|提过/iu;

export function statusEvidence(said: Utterance): number {
  const { text } = said;
  if (asksAfterAnonymous(text)) return said.secretary ? 2 : 9;
  if (asksAboutAnonymous(text)) return 9;
  const receipt = receiptWord(text) !== undefined;
  if (criesOut(text) && !receipt) return -6;
  let odds = WHO_SAID.test(text) ? 6 : 0;
  if (MAY_IT_BE.test(text) && !pointsAtSuggestion(said)) odds -= 4;
  // Where nothing was filed, 我啥时候转正 asks after something else.
  if (!receipt && !OF_ONE.test(text) && !said.entities.some(isSuggestion)) odds -= 3;
  // Its letters are chance, and chance may look like anything: one of fifteen was not understood.
  if (receipt) odds += /回(?:他|她|复)|答复[:：]|补充|分$|满意|还没|没(?:好|解决|修好|办好)|又(?:坏|漏|不)/u.test(text) ? 0 : 10;
  if (
    /怎么样了|咋样了|到哪|下文|进度|有(?:结果|回音|答复|信儿?)|啥情况|什么情况|办得(?:怎|咋)|受理了[吗没]|谁(?:在办|提的|在弄|负责)|有动静|(?:派|交|转|归|到)(?:给)?(?:谁|哪个)|(换|修|弄|办|处理|解决)没\1|还管不管/u.test(
      text,
    )
  )
    odds += talksAboutSuggestion(said) ? 4 : /建议|意见|反映|隐患|那条|那事|提的/u.test(text) ? 2 : 0;
  if (/^(?:查看?|看看?)?\s*(?:s ?\d+|匿名[- ]?[0-9a-z]{4})$/iu.test(text)) odds += 7;
  if (labelIn(text) !== undefined && /谁|哪个人/u.test(text)) odds += 5;
  if (namesList(text) && !wantsAnonymity(text)) odds += 6;
  else if (isListWord(text) && (/建议|意见|隐患|诉求|几条|哪些|列|名下|多少条/u.test(text) || text.length <= 6)) odds += 3;
  if (text.startsWith('我的建议')) odds += 4;
  if (/(?:提|反映|报)的.{0,6}(?:咋|怎么)?(?:还)?没(?:个)?(?:消息|信|动静|回|下文|结果)/u.test(text)) odds += 4;
  return odds;
}

export function ratingEvidence(said: Utterance): number {
  const waits = said.entities.some(canBeRated);
  if (ratingIn(ratingWords(said)) === undefined) return -4;
  if (receiptIn(said.text) !== undefined) return said.text.includes('补充') ? -6 : 8;
  if (isOfOthers(said)) return -4;
  if (pointsAtSuggestion(said)) return waits ? 4 : 0;
  if (!waits) return -6;
  // "热水器又坏了" alone is a new complaint, "又坏了" after a closing is a verdict.
  if (said.focus.about?.kind !== 'suggestion' && said.text.length > 4 && !VERDICT.test(said.text)) return -2;
  return said.focus.about?.kind === 'suggestion' ? 4 : ORDERS_SUGGESTION.test(said.text) ? -2 : 2;
}

const VERDICT = /分|星|满意|好评|差评|没(?:有)?(?:好|解决|[修装换补通接弄办]好)|别结|重新办/u;

/** 待受理, 没派, 已办结 tell how it stands; an order says what shall be done. */
const STATE = '(?<!待|未|没有?|已经?)';
const TELLS_STATE = /(?:待|未|没有?|已经?)(?:受理|立案|分?派|交办|办结|答复|回复|销号|结案|关闭|归档)/u;
const tellsState = ofLast((text): boolean => TELLS_STATE.test(text));

/** An order to do something with one of them: it must be clear that one is meant. */
function orderEvidence(verb: RegExp): (said: Utterance) => number {
  return (said) => {
    if (namesList(said.text)) return -6;
    if (!verb.test(said.text)) return tellsState(said.text) ? -6 : said.secretary ? -2 : -4;
    if (pointsAtSuggestion(said) || labelIn(said.text) !== undefined) return 4;
    const reachable = said.entities.some(isOpenEntity);
    if (talksAboutSuggestion(said)) return ORDERS_SUGGESTION.test(said.text) ? 0 : 3;
    // Several may fit: then it is asked which one, so that the order itself may be heard.
    if (said.secretary && reachable && /[那这]条/u.test(said.text)) return 3;
    return reachable && /的事|的问题|建议|意见/u.test(said.text) ? 3 : -2;
  };
}

/** "派给谁了" asks, it orders nothing. */
const ASKS = /谁|哪(?:个|位|里|儿)|吗[?？]?$|[没不]有?[?？]?$|咋样|怎么样|[?？]$/u;

/** As above, for orders that are never put as a question. */
function plainOrderEvidence(verb: RegExp): (said: Utterance) => number {
  const evidence = orderEvidence(verb);
  return (said) => (ASKS.test(said.text) ? -3 : evidence(said));
}

export const acceptEvidence = plainOrderEvidence(new RegExp(`${STATE}(?:受理|驳回|立案|退回|收下)`, 'u'));
/** 洗衣房也叫水洗间 teaches a word. */
const CALLED = /^[^s\d]{2,10}(?:也|又|俗|简)(?:被)?(?:叫|称)(?:做|作|为)?/iu;

const assigned = plainOrderEvidence(
  new RegExp(
    `${STATE}(?:派|交[给由办]?)|转[给办]?|由|负责|安排|分给|归|让|叫|请|换|跟[一进]|落实|牵头|看(?:一)?下|我(?:来|接|负责|盯|办|去)`,
    'u',
  ),
);
export const assignEvidence = (said: Utterance): number => (CALLED.test(said.text) ? -8 : assigned(said));
/** S1修好了, from whoever was to do it: the same words of its author are a verdict. */
const DONE = /(?<!没|未|没有|还没|不)(?:修|弄|换|装|整|清理|疏通|解决|焊|补|加|修理|维修|更换|安装)(?:好|完|上|掉)了/u;

/** 三楼灯修好了，通知大家 closes nothing that was not named; 修好了 of who works on one may be said alone. */
function isMeantByDone(said: Utterance): boolean {
  const isNamed = writtenNumbers(said.text).length > 0 || said.mentioned.some(({ entity, sure }) => sure && isSuggestion(entity));
  const isShort = said.text.length <= ALONE;
  if (said.secretary) return isNamed || (isShort && said.focus.about?.kind === 'suggestion');
  return isNamed || isShort || talksAboutSuggestion(said);
}

const ALONE = 6;

/** What is named or within reach is open, and others filed it. */
function isOfOthers(said: Utterance): boolean {
  const named = namedSuggestions(said, isOpenEntity);
  return named.kind === 'some' && named.entities.every((entity) => isOpenEntity(entity) && entity.mine !== true);
}

const ordersToClose = plainOrderEvidence(
  new RegExp(`${STATE}(?:办结|销|结[了掉案]|关[闭掉了单]|采纳|归档|闭环)|(?<!未|没有?)(?:办[好完]了|搞定|处理[完好]了|弄完)|暂不考虑`, 'u'),
);

export function closeEvidence(said: Utterance): number {
  // It ends in another one.
  if (said.secretary && mergeIn(said) !== undefined) return 16;
  return DONE.test(said.text) && !ASKS.test(said.text) && isOfOthers(said) && isMeantByDone(said) ? 4 : ordersToClose(said);
}

const replyOrder = orderEvidence(
  new RegExp(`${STATE}(?:答复|回复)|^回|回(?:他|她|个?话|一[句下])|(?:跟|给|和|对).{0,16}(?:说|讲)|告诉|解释`, 'u'),
);

export function replyEvidence(said: Utterance): number {
  if (namesList(said.text)) return -6;
  if (receiptWord(said.text) !== undefined && /(?:回|答)(?:他|她|复|[:：])|说/u.test(said.text)) return said.secretary ? 6 : -4;
  if (/^(?:回|答复|回复)(?:他|她)?[\s:：,，]/u.test(said.text) && talksAboutSuggestion(said)) return 6;
  // "派车队 这周内答复" is an order to somebody else.
  if (/(?:派|交|转|指派|安排).{1,12}(?:答复|回复|反馈)/u.test(said.text) && !/^(?:答复|回复)/u.test(said.text)) return -2;
  return replyOrder(said);
}

export function additionEvidence(said: Utterance): number {
  if (additionIn(said) === undefined || wantsAnonymity(said.text) || receiptIn(said.text) !== undefined) return -6;
  return namedSuggestions(said, isOwnOpen).kind === 'none' ? -3 : 7;
}

export function withdrawEvidence(said: Utterance): number {
  if (!withdraws(said.text)) return -6;
  return pointsAtSuggestion(said) ? 4 : said.focus.about?.kind === 'suggestion' || /建议|意见|隐患/u.test(said.text) ? 3 : -2;
}

export function secondEvidence(said: Utterance): number {
  if (/附议/u.test(said.text)) return 7;
  return seconds(said.text) && pointsAtSuggestion(said) ? 5 : -5;
}

export function reportEvidence(said: Utterance): number {
  if (/三个?率|响应率|解决率/u.test(said.text)) return 6;
  if (
    said.secretary &&
    /(?:这|上|本)个?月.{0,6}(?:几|多少)[条件个]?(?:建议|意见|诉求|隐患)|(?:建议|意见|诉求|隐患).{0,4}(?:这|上|本)个?月.{0,4}(?:几|多少)[条件个]/u.test(
      said.text,
    )
  )
    return 8;
  return said.secretary && /台账|报表|简报|[年季月周]报|统计表|参[会与]率/u.test(said.text) ? 2 : 0;
}
