import type { Intent } from '../../feature.ts';
import { handleCancel } from '../chat/cancel.ts';
import { isMine, namedActivity, pointsAtActivity } from '../slots/named.ts';
import { cancelSlots } from '../slots/signup.ts';
import { cancelLabel } from '../texts/labels.ts';

const GIVES_UP =
  /取消(?:我的?|他的?|她的?)?(?:报名|候补|排队)|不去了|去不了|来不了|不参加了|不来了|不走了|退出|退了|退报|撤回报名|撤了|别算|不报了|划掉|除名|请假|让给(?:别人|其他|大家)|撤下|我退|退掉|不等了|改主意|不候补|不排了|名字(?:去掉|删)/u;
const AGAINST = /怎么|咋|如何|[?？]|吗$|谁|几个人|停止报名|截止|活动取消|不办|改到|改成/u;

export const cancelSignupIntent: Intent = {
  name: 'cancel_signup',
  who: 'anyone',
  acts: true,
  examples: [
    '取消报名',
    '取消〈activity〉报名',
    '〈activity〉取消报名',
    '帮我取消〈activity〉',
    '〈activity〉我不去了',
    '〈activity〉去不了了',
    '〈activity〉我来不了',
    '〈activity〉我不参加了',
    '我不去〈activity〉了',
    '〈activity〉退出',
    '退出〈activity〉',
    '〈activity〉把我划掉',
    '〈activity〉把我名字去掉',
    '〈activity〉别算我了',
    '〈activity〉我退了 让给别人吧',
    '〈activity〉临时有事去不成',
    '〈activity〉那天我上夜班 去不了',
    '家里有事 〈activity〉我就不去了',
    '〈activity〉不报了',
    '〈activity〉撤了吧',
    '不好意思〈activity〉给我取消',
    '我的报名撤掉',
    '撤销报名',
    '我不去了',
    '去不了了 帮我退了',
    '那天要值班 取消吧',
    '我退出',
    '不参加了',
    '把我的名字划了',
    '先不报了',
    '俺不去了',
    '退名',
    '〈activity〉候补不排了',
    '取消候补',
    '〈activity〉的候补帮我退掉',
    '候补取消吧不等了',
    '不候补了',
    '〈person〉不去了 〈activity〉把他划掉',
    '〈activity〉取消〈person〉的报名',
    '帮〈person〉取消〈activity〉',
    '〈person〉〈activity〉来不了 别算他了',
    '我给〈person〉报的那个取消',
    '我带的那几个人不去了',
    '我和〈person〉都不去了',
    '维修班那〈n〉个不去了',
    '我们班报的都取消',
    '小李不去〈activity〉了 名额让出来',
    '退〈n〉',
    '取消第〈n〉个',
    '第〈n〉个我不去了',
    '〈time〉那个我去不了',
    '〈activity〉取肖报名',
    '刚才报错了 〈activity〉退掉',
    '孩子生病 〈activity〉请个假',
  ],
  evidence: (said) => {
    if (AGAINST.test(said.text)) return -1.5;
    if (!GIVES_UP.test(said.text)) return 0;
    return pointsAtActivity(said) || said.entities.some((entity) => entity.kind === 'activity' && entity.mine === true) ? 3 : 0.5;
  },
  slots: cancelSlots,
  label: (said) => cancelLabel(namedActivity(said, isMine)),
  handle: handleCancel,
};
