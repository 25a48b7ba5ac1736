import type { Intent, Utterance } from '../../feature.ts';
import { changeOrCreate } from '../chat/schedule.ts';
import { scheduleExamples } from '../examples/schedule.ts';
import { actOf, strangeNumber, takesBack, tellsOnceMore } from '../slots/act.ts';
import { readOrder } from '../slots/order.ts';
import { announcementSlots } from '../slots/labelled.ts';
import { labels } from '../texts/labels.ts';

const ANNOUNCING = /提醒|通知|公告|群发|广播|播报|推送?|定时|喊|发(?:条|个|一条|到|出)/u;
/** Somebody is to be told something, through us. */
const ORDERS =
  /(?:提醒|通知|告诉|喊|叫|催)(?:一下|下|一声)?(?:大家|大伙|所有人|全体|各|[一二三四五六七八九十\d]支部)|群里?(?:都|统一)?(?:发(?!现|生)|说|喊|吼|通知)|发(?:到|给|往|在)?[^,，。?？]{0,12}群|(?:发|来)(?:个|一条|条)?(?:紧急|临时)?(?:通知|公告|提醒)|^(?:紧急|加急)?(?:通知|公告|提醒)[:：\s]|发一[次条]|除了?[^,，。]{1,12}群[^,，。]{0,4}发|^每.{2,12}(?:发|推)/u;
/** 给二支部群发：… */
const THEN_TEXT = /^[^:：]{1,24}(?:发|通知|提醒|公告|说一?[声下])[^:：]{0,4}[:：]/u;
const ASKS = /怎么|如何|咋|哪|谁|多少|为什么|为啥|[吗么?？]$|没收到/u;
const SIGNUP_WORDS = /报名|名额|\d+\s*(?:人|个座|个位)|愿意的|自愿参加/u;
/** 给没报的发个提醒, and nothing that is to be told: who has not is asked for, and nobody is told in the group what they left undone. */
const LATECOMERS =
  /^(?:请|帮我?|再)?(?:给|把|对|跟|向|提醒|通知|催|喊|叫)(?:一?下)?(?:那些|所有|还|群里)*(?:没有?|未)报名?(?:上|过)?的?(?:人|同志|同事|职工|都|再|也)*(?:发(?:个|条|一个)?(?:提醒|通知|消息)|(?:提醒|通知|催|说|喊)(?:一?[下声遍次])?)?[吧呀啊哈。!！]*$/u;
/** 搞个主题党日，提前一天提醒: something is opened, and the reminder is a part of it. */
const OPENS_WITH_REMINDER =
  /(?:举办|组织|开展|办|搞|弄)(?:一?[个场次])[^,，。]{2}.*(?:提前|前一[天晚]|头[一天]天?|当天)[^,，。]{0,8}(?:提醒|通知)/u;

function evidence(said: Utterance): number {
  if (!said.secretary) return -3;
  if (LATECOMERS.test(said.text)) return -4;
  if (takesBack(said) || tellsOnceMore(said) || strangeNumber(said) !== undefined) return 7;
  if (/(?:用|套用?|按照?|照着?|拿|使用|选).{0,14}模[板版]/u.test(said.text)) return 8;
  if (actOf(said) !== 'create') return said.mentioned.some(({ entity, sure }) => entity.kind === 'announcement' && sure) ? 5 : 3.5;
  const timed = said.times.some(({ meaning }) => meaning.kind !== 'duration' && meaning.kind !== 'workdays');
  const repeats = said.times.some(({ meaning }) => meaning.kind === 'recurring');
  const orders =
    ORDERS.test(said.text) && !ASKS.test(said.text) && !SIGNUP_WORDS.test(said.text)
      ? 2.5 + (repeats || THEN_TEXT.test(said.text) ? 1.5 : 0)
      : 0;
  if (!ANNOUNCING.test(said.text) && orders === 0) return timed ? -0.5 : -2;
  // A sentence that also wants sign-ups opens an activity; its "前一天提醒" is a part of that.
  return (timed ? 2 : 0) + orders - (SIGNUP_WORDS.test(said.text) || OPENS_WITH_REMINDER.test(said.text) ? 4 : 0);
}

export const scheduleIntent: Intent = {
  name: 'schedule_announcement',
  who: 'secretary',
  acts: true,
  examples: scheduleExamples,
  evidence,
  slots: announcementSlots,
  label: (said) => labels.announce(readOrder(said, []).content),
  handle: changeOrCreate,
};
