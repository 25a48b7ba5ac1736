import type { Intent } from '../../feature.ts';
import { handleList } from '../chat/list.ts';
import { listActivitiesExamples } from '../examples/list-activities.ts';
import { anyStatus, namedActivity, pointsAtActivity } from '../slots/named.ts';
import { asksOfTheDay, listSlots, looks, picksListed, readList } from '../slots/signup.ts';
import { listLabel } from '../texts/labels.ts';

const ASKS_LIST =
  /(?:有|搞|办|弄|组织)(?:些|点|没有|没)?(?:啥|什么|哪些|啥子|甚么)(?:好玩的|新)?活动|活动(?:都)?(?:有|是)?(?:哪些|啥|什么)|哪些活动|活动(?:列表|安排|清单|一览)|近期活动|最近(?:的)?活动|有活动(?:吗|没|不|么)|(?:有|还)(?:没有|什么|啥|哪些)?(?:能|可以)(?:报|参加)(?:的|哪|什么|啥)|(?:支部|工会|团委|团支部|妇联|这个?月|这周|下周|下个?月|周末).{0,4}(?:搞|办|组织)(?:些|点)?(?:啥|什么)/u;
const ASKS_OWN = /我(?:都|一共|总共)?报(?:了|过|名)(?:的)?(?:些|都)?(?:哪|什么|啥|几个活动)|我的活动/u;
const ASKS_DETAIL =
  /几点|啥时候|什么时候|哪天|几号|在哪|哪里|哪儿|地点|地址|集合|带不带|要带|带啥|带什么|要不要|多久|多长时间|详情|具体|截止到?|能带|可以带|介绍/u;
/** "看看健步走谁报了", "了解下健步走的题": another thing is looked at. */
const LOOKS_ELSEWHERE = /谁|名单|报上|第几|几个人|多少人|导出|题|改|取消|通知|建议|进度/u;

export const listActivitiesIntent: Intent = {
  name: 'list_activities',
  who: 'anyone',
  acts: false,
  examples: listActivitiesExamples,
  evidence: (said) => {
    if (picksListed(said)) return 8;
    if (ASKS_OWN.test(said.text)) return 4;
    if (ASKS_LIST.test(said.text) && !/套餐|可以办|能办|好办/u.test(said.text)) return 2.5;
    // "健步走报到！再问下要带啥": the sign-up is the act, the question comes along.
    if (/^[^,，。!?？\s]{0,10}(?:报名|报到|报一个|算我|我报)/u.test(said.text) && !/怎么|咋|截止/u.test(said.text)) return -1;
    if (/借|卖|捡/u.test(said.text)) return -1;
    if (looks(said.text) && readList(said).detail && pointsAtActivity(said) && !LOOKS_ELSEWHERE.test(said.text)) return 3;
    if (asksOfTheDay(said)) return pointsAtActivity(said) ? 5 : 2.5;
    return ASKS_DETAIL.test(said.text) && pointsAtActivity(said) ? 2.5 : 0;
  },
  slots: listSlots,
  label: (said) => listLabel(readList(said).detail ? namedActivity(said, anyStatus) : { kind: 'none' }),
  handle: handleList,
};
