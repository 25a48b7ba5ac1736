import type { Intent } from '../../feature.ts';
import { handleWho } from '../chat/who.ts';
import { anyStatus, namedActivity, pointsAtActivity } from '../slots/named.ts';
import { readWho, whoSlots } from '../slots/signup.ts';
import { whoLabel } from '../texts/labels.ts';

const ASKS =
  /谁(?:都)?(?:报|去|参加|来)|都(?:有)?谁|报名(?:名单|情况|人数)|名单|几个人|多少人|几人|报了多少|报了几|第几|报上(?:了)?(?:没|吗|不)|有我(?:吗|没|不)|没报名?的|没回应|谁没|谁还没|导出|满了(?:没|吗|不)|轮到我|排到我|哪几位|哪些人|都是谁|报上.{0,8}(?:没|吗|不)/u;
const AGAINST = /借|卖|捡|报表|台账|简报|积分|手机号|电话|题|建议|食谱|菜单|负责|值班|培训资料|应到|实到/u;

export const whoSignedUpIntent: Intent = {
  name: 'who_signed_up',
  who: 'anyone',
  acts: false,
  examples: [
    '谁报名了',
    '谁报了〈activity〉',
    '〈activity〉都有谁',
    '〈activity〉有谁去',
    '〈activity〉谁去啊',
    '〈activity〉哪些人报了',
    '〈activity〉报名名单',
    '〈activity〉的名单发我看看',
    '看下〈activity〉报名情况',
    '〈activity〉报名情况怎么样',
    '都有哪些人报名',
    '报名的有谁',
    '名单看看',
    '名单给我瞅一眼',
    '〈activity〉报了多少人',
    '〈activity〉几个人报名了',
    '〈activity〉现在多少人了',
    '〈activity〉报了几个',
    '〈activity〉人数够了没',
    '〈activity〉满了没',
    '〈activity〉还差几个人',
    '现在报了几个人',
    '多少人报名',
    '报名人数多少',
    '咱们班谁去〈activity〉',
    '〈activity〉我报上了吗',
    '〈activity〉我报上没',
    '〈activity〉有我没',
    '〈activity〉名单里有我吗',
    '我报名成功了吗',
    '我在不在名单里',
    '〈activity〉我排第几',
    '〈activity〉候补我排第几',
    '我候补第几个',
    '候补排到我没',
    '〈activity〉候补轮到我没有',
    '我前面还有几个候补',
    '候补有几个人',
    '帮我看下〈person〉报了〈activity〉没',
    '〈activity〉还有谁没报名',
    '〈activity〉谁还没报',
    '谁没报名',
    '〈activity〉没报的人列一下',
    '还没回复〈activity〉的有哪些人',
    '没报名的名单给我',
    '〈activity〉哪些人没吭声',
    '导出名单',
    '导出〈activity〉名单',
    '〈activity〉名单导出',
    '〈activity〉报名表导出来',
    '把〈activity〉名单导成表格',
    '下载〈activity〉报名名单',
    '〈activity〉名单要个excel',
    '第〈n〉个谁报了',
    '第〈n〉个活动多少人了',
    '有谁跟我一起去〈activity〉的',
  ],
  evidence: (said) => {
    if (AGAINST.test(said.text)) return -1.5;
    if (!ASKS.test(said.text)) return 0;
    // "名单里添上柳青" is no question.
    if (/添|加上|加进|写上|补上|补报/u.test(said.text)) return -2;
    return pointsAtActivity(said) ? 3 : /报名|名单|活动|候补/u.test(said.text) ? 1.5 : 0;
  },
  slots: whoSlots,
  label: (said) => whoLabel(namedActivity(said, anyStatus), readWho(said)),
  handle: handleWho,
};
