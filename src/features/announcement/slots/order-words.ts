import { MARKS } from './sheet.ts';

/** The words of an order, as regular-expression sources over a masked sentence: "明早8点在群里提醒大家" is all order. */
const { time, group, option, mention } = MARKS;
/** A whole run of one mark: never a part of it, so that no repetition around it has two ways to read the same. */
export const run = (mark: string): string => `(?:${mark}+(?!${mark}))`;
const [T, G, O, M] = [run(time), run(group), run(option), run(mention)];

export const NOTICE = '(?:通知|公告|提醒|消息|信息|通告|公示|提示|广播|短信|闹钟)';
/** Things that are handed out, not announced: 发工资 is what is told, 发通知 is the order. */
const HANDED_OUT =
  '(?:放(?!假)|票|现|生|烧|言|动|挥|展|热|电|车|薪|工资|奖|钱|福利|劳保|水|米|油|面|粽|月饼|手套|口罩|毛巾|肥皂|洗衣|工装|工作服|工服|证|卡|补贴|津贴|慰问品|物资|防暑|药|被|饭|盒饭|西瓜|饮料|补助|过节|节日|劳动|书|材料|资料|新|门票|电影票|体检表|表格)';
const ONE = '(?:[一1]?[个条份篇则]|一下|一次|一遍|下(?![班雨雪午周月半发车达架调]))';
/** Sounds at the end of an order. */
const SOUND = '(?:[哈啊呀嘛噻哟哦呢吧咯了](?=[\\s,，:：]|大家|大伙|各位|所有人|$))?';

export const AUDIENCE =
  '(?:大家伙儿?|大家|大伙儿?|所有人|全员|同志们|各位(?=[,，:：\\s请注记别不带把]|及时|按时)|全体(?=[,，:：\\s请])|群里的?(?:人|同事)|他们(?!的)|我们(?=[,，:：\\s]|别|不要|记得|按时|及时))';
/** 发 and what may follow it in an order. */
const SEND = `发(?!${HANDED_OUT})(?:布(?!会)|出去?|送)?${ONE}?(?:到|给|往|在)?(?:临时|群(?=通知|公告|消息)|定时|重要)?(?:的)?(?:${NOTICE}(?![单函书])|群里?|${G}里?)?(?:出去|吧)?`;
const TELL = `(?:提醒|通知(?![单函书])|告诉|告知|转告|喊|叫(?!做|外卖)|吼|播报|广播|推送?(?!迟|荐|广|动|进|销|后)|群发|宣布|公布|催(?!款))(?:一声|一嗓子|一次|一遍|${ONE})?`;
const SAY = `(?:(?:跟|给|和|向|对)${AUDIENCE}|群里|${G}里?面?)?(?:说|讲|发话|交代)(?:一声|一下|一句|下(?![班雨雪午周月半发车达架调])|声)`;
const SAY_TO = `(?:跟|给|和|向|对)(?:${AUDIENCE}|${G}里?)(?:说|讲|发|提|交代)(?:一声|一下|一句|下(?![班雨雪午周月半发车达架调])|声)?`;
const SET_UP = `(?:设置?|定|建|弄|加|做|搞|安排|来|拟|出|预约|预设)${ONE}?(?:好)?(?:${T}的?)?(?:定时)?${NOTICE}`;
const LET = `(?:让|叫)${AUDIENCE}`;
/** A verb that orders a post. */
export const VERB = `(?:(?:${SAY_TO}|${SAY}|${LET}|${SET_UP}|${TELL}|${SEND})${SOUND}|${NOTICE}(?=[:：,，\\s]))`;

/** What may stand between the parts of an order. Each only before another part, so that no word of the content is eaten. */
const NEXT = `(?=[,，\\s]{0,3}(?:请|把|弄|帮|给|在|于|你|您|麻烦|往|到|自动|定时|统一|再|都|就|各|分别|先|准时|${T}|${G}|${O}|${M}|提醒|通知|告诉|告知|发|喊|叫|吼|说|推|播|群发|设|定|${AUDIENCE}))`;
const SMALL = `(?:诶|欸|哎|喂|嗨|你好|您好|那个|把?(?:这|以下|下面这?|上面这?)[句条段个]?(?:话|内容|消息|文字)|请|麻烦(?:你|您)?|帮忙|帮(?:我们?)?|替我|劳驾|你|您|小助手|给我|我(?:想|要)?|想|要|需要|得|记得|别忘了?|到时候?|到点|到|届时|自动|定时|循环|固定|统一|准时|按时|先|再|都|就|各|分别|同时|在|往|向|给|跟|并且?|然后|顺便|另外|对了|还有|把|将|以后|今后|的)${NEXT}`;
const PLACE = `(?:(?:在|往|向|给|到|跟|对)?(?:${G}|(?:工作)?群)(?:里面?|中|内)?(?:面)?(?=[,，:：\\s]|$|都|各|统一|发|说|提醒|通知|告|喊|吼|推|播|${T}|${O}|${M}|.))`;
const TIME = `(?:在|到|于|等)?${T}(?:的时候|左右|准时|整(?!理|改|治|顿)|的(?=\\s?${NOTICE}))?`;

/** 弄个〈明早八点〉的党费提醒: the name of what is set up is the content. */
const SET_UP_AT = `(?:设置?|定|建|弄|加|做|搞|来|发)(?:一?[个条])?${T}的`;

/** One part of the order. */
export const PART = `(?:${SET_UP_AT}|${TIME}|${PLACE}|${O}|${M}|${VERB}|${AUDIENCE}|${SMALL})`;
export const PAUSE = '[\\s,，、。.;；~—-]';
export const ANY_VERB = new RegExp(VERB, 'u');
