import type { Intent } from '../../feature.ts';
import { handleCancel } from '../chat/cancel.ts';
import { cancelSignupExamples } from '../examples/cancel-signup.ts';
import { hasActivity, isMine, namedActivity, pointsAtActivity } from '../slots/named.ts';
import { replacedIn } from '../slots/people.ts';
import { cancelSlots, refuses } from '../slots/signup.ts';
import { cancelLabel } from '../texts/labels.ts';

const GIVES_UP =
  /取消(?:我的?|他的?|她的?)?(?:报名|候补|排队)|不去了|去不了|来不了|不参加了|不来了|不走了|退出|退了|退报|撤回报名|撤了|别算|不报了|划掉|除名|请假|让给(?:别人|其他|大家)|撤下|我退|退掉|不等了|改主意|不候补|不排了|名字(?:去掉|删)|拿掉|去掉我|删(?:掉|了)我|不成[了咯啦]|去不得|来不得/u;
const AGAINST = /(去|来|报|参加)[不没]\1|怎么|咋|如何|[?？]|吗$|谁|几个人|停止报名|截止|活动取消|不办|改到|改成/u;

export const cancelSignupIntent: Intent = {
  name: 'cancel_signup',
  who: 'anyone',
  acts: true,
  examples: cancelSignupExamples,
  evidence: (said) => {
    if (replacedIn(said) !== undefined && hasActivity(said)) return 6;
    const declines = refuses(said.text);
    if (AGAINST.test(said.text) && !declines) return -1.5;
    if (!hasActivity(said)) return -1;
    if (!GIVES_UP.test(said.text) && !declines) return 0;
    return pointsAtActivity(said) || said.entities.some((entity) => entity.kind === 'activity' && entity.mine === true) ? 3 : 0.5;
  },
  slots: cancelSlots,
  label: (said) => cancelLabel(namedActivity(said, isMine)),
  handle: handleCancel,
};
