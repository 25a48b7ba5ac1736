import type { Intent } from '../../feature.ts';
import { handleWho } from '../chat/who.ts';
import { whoSignedUpExamples } from '../examples/who-signed-up.ts';
import { anyStatus, hasActivity, namedActivity, pointsAtActivity } from '../slots/named.ts';
import { readWho, refuses, whoSlots } from '../slots/signup.ts';
import { whoLabel } from '../texts/labels.ts';

const ASKS =
  /(?:去|来|参加)[不没](?:去|来|参加)|谁(?:都)?(?:报|去|参加|来)|都(?:有)?谁|报名(?:名单|情况|人数)|名单|几个人|多少人|几人|报了多少|报了几|第几|报上(?:了)?(?:没|吗|不)|有我(?:名字?|的名)?(?:吗|没|不|吧)|没报名?的|没回应|谁没|谁还没|导出|满了(?:没|吗|不)|轮到我|排到我|哪几位|哪些人|都是谁|报上.{0,8}(?:没|吗|不)|(?:候补|排)到哪|报(?:进去)?没(?:有)?报|还差谁|哪个没/u;
const AGAINST = /借|卖|捡|报表|台账|简报|积分|手机号|电话|题|建议|食谱|菜单|负责|值班|培训资料|应到|实到/u;

export const whoSignedUpIntent: Intent = {
  name: 'who_signed_up',
  who: 'anyone',
  acts: false,
  examples: whoSignedUpExamples,
  evidence: (said) => {
    if (AGAINST.test(said.text)) return -1.5;
    // "谁给我报的？我不去" wants out.
    if (refuses(said.text)) return -4;
    if (!hasActivity(said)) return -1;
    if (!ASKS.test(said.text)) return 0;
    // "名单里添上柳青" is no question.
    if (/添|再加|加上|加进|加个|写上|补上|补报/u.test(said.text)) return -3;
    return pointsAtActivity(said) || /没报名?的/u.test(said.text) ? 3 : /报名|名单|活动|候补/u.test(said.text) ? 1.5 : 0;
  },
  slots: whoSlots,
  label: (said) => whoLabel(namedActivity(said, anyStatus), readWho(said)),
  handle: handleWho,
};
